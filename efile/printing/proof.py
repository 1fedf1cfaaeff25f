"""Fingerprints: of the record of each stream as it stood, and of each paper."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from efile.filepage import Opened
from efile.models import File
from efile.printing.papers import Piece
from efile.printing.sheets import Block
from ledger import selectors as ledger
from web.templatetags.office import bn_digits


def proof_of(file: File | None, opened: list[Opened], pieces: list[Piece]) -> list[Block]:
    rows = [(pgettext("fingerprint", "File"), ledger.head_of(file.pk))] if file else []
    for one in opened:
        receipt = one.matter.receipt
        if receipt is not None:
            rows.append((_("Receipt %(number)s") % {"number": receipt.number}, ledger.head_of(receipt.pk)))
        rows.append((one.matter.subject, ledger.head_of(one.matter.pk)))
    said: list[Block] = [
        {"is": "mark", "id": "proof"},
        {"is": "head", "text": _("Fingerprint of the record")},
        {
            "is": "quiet",
            "text": _(
                "Each line is the SHA-256 of the last entry of a record when this was printed. Every entry "
                "carries that of the one before it, so that none can be changed without changing the last."
            ),
        },
        {"is": "codes", "rows": [(_named(name, head), _code(head)) for name, head in rows]},
    ]
    papers = [(f"{piece.pages}. {piece.title}", piece.content.sha256) for piece in pieces if piece.content]
    if papers:
        said += [{"is": "head", "text": _("SHA-256 of the papers")}, {"is": "codes", "rows": papers}]
    return said


def _named(name: str, head: ledger.Head | None) -> str:
    if head is None:
        return name
    count = {"count": bn_digits(head.entries)}
    entries = ngettext("%(count)s entry", "%(count)s entries", head.entries) % count
    whole = _("unbroken") if head.fault is None else _("NOT unbroken at entry %(seq)s") % {"seq": head.fault}
    return f"{bn_digits(name)}\n{entries}, {whole}"


def _code(head: ledger.Head | None) -> str:
    return head.hash.hex() if head else _("no entry")
