"""A matter checked on request: chain, rows and flow, with the answer in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.faultwords import fault_words
from efile.models import Matter
from efile.replay import Difference
from efile.verification import check_stream
from ledger import selectors as ledger
from ledger.selectors import ChainFault
from web.templatetags.office import bn_digits

PLACES = {
    "matter": gettext_lazy("the matter"),
    "receipt": gettext_lazy("the receipt"),
    "file": gettext_lazy("the file"),
}
WHAT = {
    "open": gettext_lazy("which stages are open"),
    "waits": gettext_lazy("what is waited for"),
    "finished": gettext_lazy("whether the matter is finished"),
    "command": gettext_lazy("what the flow allowed"),
    "papers": gettext_lazy("the papers on the correspondence side"),
    "version": gettext_lazy("the text of the flow version"),
    "thread": gettext_lazy("who holds the file"),
    "movement": gettext_lazy("from whom it went to whom"),
    "stages": gettext_lazy("which stages are open now"),
    "receipt": gettext_lazy("what the receipt says"),
    "file": gettext_lazy("what the file says"),
    "start": gettext_lazy("how the matter began"),
    "note": gettext_lazy("a signed note"),
    "matter": gettext_lazy("what the matter says of itself"),
    "instance": gettext_lazy("which flow version it runs on, and how far it has come"),
    "due": gettext_lazy("a date it is due"),
    "state": gettext_lazy("the state of the flow that the next step builds on"),
    "stream": gettext_lazy("whether there is a record at all"),
    "entry": gettext_lazy("an entry that cannot be read"),
    "limit": gettext_lazy("a time limit"),
    "meeting": gettext_lazy("a meeting of a committee"),
    "attendance": gettext_lazy("who attended a meeting"),
    "minutes": gettext_lazy("the signed minutes of a meeting"),
    "office": gettext_lazy("what the office says of itself"),
    "section": gettext_lazy("a section"),
    "post": gettext_lazy("a post"),
    "charge": gettext_lazy("who is in charge of a post"),
    "deputation": gettext_lazy("who stands in at a post"),
    "power": gettext_lazy("an order about a power"),
    "rank": gettext_lazy("a rank and its powers"),
    "calendar": gettext_lazy("a version of the calendar"),
    "holiday": gettext_lazy("a holiday of the calendar"),
    "body": gettext_lazy("a committee"),
    "seat": gettext_lazy("a seat in a committee"),
    "auditor": gettext_lazy("to which auditor the office is open"),
    "publisher": gettext_lazy("who may publish a flow"),
    "grant": gettext_lazy("to whom the file is shown until when"),
    "jumped": gettext_lazy("a level that was passed"),
    "notice": gettext_lazy("a notice on a desk"),
    "handover": gettext_lazy("a list of what was handed over"),
    "register": gettext_lazy("the numbers given in the diary"),
    "disposal": gettext_lazy("a list for destruction"),
    "destroyed": gettext_lazy("whether a file is destroyed"),
    "periodical": gettext_lazy("a report or return"),
    "turn": gettext_lazy("a turn of a report or return"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """`said` and `found` are shown when the first difference has them; `seq` is its entry when it lies in
    the matter's own record, else None.
    """

    agrees: bool
    sentence: str
    said: str = ""
    found: str = ""
    seq: int | None = None


def rerun(matter: Matter) -> Result:
    """Check the chains and rows of all the matter's streams, and re-execute it on its pinned version."""
    entries = ledger.entries(matter.pk)
    for kind, stream in _streams(matter).items():
        checked = check_stream(kind, stream, entries if kind == "matter" else ledger.entries(stream))
        if checked is not None:
            return _differs(kind, checked)
    steps = sum("engine" in entry.data for entry in entries)
    words = _(
        "Run again on version %(version)s: all %(steps)s steps of the flow open the same stages, and the"
        " %(entries)s entries agree with the chain and with the rows."
    )
    shown = {
        "version": bn_digits(matter.instance.version.number),
        "steps": bn_digits(steps),
        "entries": bn_digits(len(entries)),
    }
    return Result(True, words % shown)


def broken_chain_words(matter: Matter) -> str:
    """Where the chain of the matter, its receipt or its file is broken; empty when all are whole."""
    for kind, stream in _streams(matter).items():
        fault = ledger.check_chain(stream)
        if fault is not None:
            return _broken(kind, fault)
    return ""


def _streams(matter: Matter) -> dict[str, UUID]:
    known = {"matter": matter.pk, "receipt": matter.receipt_id, "file": matter.file_id}
    return {kind: stream for kind, stream in known.items() if stream is not None}


def _broken(kind: str, fault: ChainFault) -> str:
    words = _("The chain is broken in the record of %(place)s: %(what)s")
    return words % {"place": PLACES[kind], "what": fault_words(fault)}


def _differs(kind: str, difference: Difference) -> Result:
    place, seq = PLACES[kind], bn_digits(difference.seq)
    what = difference.what
    marked = difference.seq if kind == "matter" else None
    fault = ledger.check_chain(difference.stream) if what.startswith("chain") else None
    if fault is not None:
        return Result(False, _broken(kind, fault), seq=marked)
    words = _("The first difference is in the record of %(place)s, entry %(seq)s: %(what)s.")
    shown = {"place": place, "seq": seq, "what": WHAT.get(what, what)}
    return Result(False, words % shown, difference.expected, difference.found, marked)
