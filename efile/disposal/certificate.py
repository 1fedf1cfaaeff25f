"""The certificate of a disposal as PDF/A-2a, by typst: what was destroyed, by which rule, whom and how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from efile.disposal.models import Disposal, DisposalItem, Said
from efile.registers.printed import MOST_PAGES, printable
from notings.letters.printing import FONTS, qr_of
from web.templatetags.office import office_date, office_moment
from web.words import digits

TEMPLATE: Final = Path(__file__).with_name("certificate.typ")
SHORT: Final = 16
"""Characters of a hash that stand in a line; the first of sixty-four name an entry well enough to find it."""


def certificate_of(row: Disposal, address: str) -> bytes:
    """`address` leads to the list; the QR says it with the hashes of the files' entries in one."""
    language = (get_language() or "en")[:2]
    items = list(row.items.select_related("file__section").order_by("id"))
    gone = [item for item in items if item.destroyed_at]
    data = {
        "language": language,
        "office": str(row.office.name),
        "title": _("Certificate of disposal %(number)s") % {"number": digits(row.number, language)},
        "sentence": _(
            "The words and papers of these files were destroyed under the order below. Their numbers, their "
            "movement and their lines in the registers stand."
        ),
        "facts": _facts(row, gone, language),
        "columns": [_("No."), *_columns()],
        "rooms": [5, 7, 2, 5, 3, 5, 2, 3, 5],
        "rows": [[digits(at, language), *_line(item, language)] for at, item in enumerate(gone, 1)],
        "kept": [_kept(item, language) for item in items if item.said == Said.KEPT],
        "signers": [[_("Drawn up by"), str(row.drawer)], [_("Ordered by"), str(row.orderer)]],
        "address": address,
        "qr": qr_of("\n".join([address, *[item.entry for item in gone][:MOST_HASHES]])),
        "pages": [digits(number, language) for number in range(1, MOST_PAGES + 1)],
    }
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"certificate": printable(json.dumps(data, ensure_ascii=False))},
        pdf_standards=["a-2a"],
        timestamp=int(row.ended_at.timestamp()) if row.ended_at else None,
    )
    return bytes(made)


MOST_HASHES: Final = 8
"""What a QR that a telephone reads from paper still holds."""


def _columns() -> list[str]:
    return [
        _("File no."),
        _("Subject"),
        _("Class"),
        _("By which rule"),
        _("Kept until"),
        _("Read by"),
        _("Pages"),
        _("Bytes"),
        _("Entry of the record"),
    ]


def _facts(row: Disposal, gone: list[DisposalItem], language: str) -> list[list[str]]:
    pages, size = sum(item.pages for item in gone), sum(item.size for item in gone)
    return [
        [_("Order"), digits(row.number, language)],
        [_("By which rule or direction"), row.why],
        [_("Drawn up by"), f"{row.drawer}, {office_moment(row.drawn_at)}"],
        [_("Ordered by"), f"{row.orderer}, {office_moment(row.ordered_at)}"],
        [_("Carried out"), office_moment(row.ended_at)],
        [
            _("How"),
            _("Texts overwritten in the record, papers, pictures and prints removed from the store."),
        ],
        [_("Files"), digits(len(gone), language)],
        [_("Pages and bytes"), f"{digits(pages, language)} · {digits(size, language)}"],
    ]


def _line(item: DisposalItem, language: str) -> list[str]:
    return [
        digits(item.file.number, language),
        item.file.subject,
        item.retention,
        str(item.source),
        office_date(item.until),
        str(item.reader),
        digits(item.pages, language),
        digits(item.size, language),
        item.entry[:SHORT],
    ]


def _kept(item: DisposalItem, language: str) -> str:
    return _("Not destroyed: %(number)s, kept until %(until)s: %(why)s") % {
        "number": digits(item.file.number, language),
        "until": office_date(item.keep_until),
        "why": item.why,
    }
