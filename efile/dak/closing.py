"""What a main recipient does with a dak: put up in a file, added to a matter, filed, put away; and undone."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from efile import reasons as common
from efile import selectors
from efile.dak import reasons
from efile.dak.diarising import default_service
from efile.dak.models import Dak, DakMove, DakState
from efile.dak.recording import Noted, Taken, check_main, lock_files_with, need, note, take, take_as_main
from efile.dak.transferring import take_back
from efile.files.reasons import NOT_CURRENT
from efile.files.selectors import numbered
from efile.models import File, Matter
from efile.papers.keeping import LONGEST_TITLE, lay_in
from efile.papers.models import Paper, PaperKind
from efile.papers.services import enter_papers
from efile.services.act import Once, act
from efile.services.application import Application
from efile.services.filing import lock_file, put_in
from efile.services.locking import Held, check_holder, lock_thread
from efile.services.starting import begin_matter, office_of
from efile.services.withdrawing import withdraw_unworked
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import selectors as ledger
from web.words import LATIN_DIGITS

LONGEST_WORDS: Final = 300
MOST: Final = 50
PLACES: Final = ("state", "file", "matter", "paper")
LAID: Final = (PaperKind.RECEIPT, PaperKind.ENCLOSURE)
"""As what a letter and its further scans lie in a file."""


@act
def file_away(
    *,
    actor: Actor,
    dak: UUID,
    file: UUID,
    reason: str,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Filed without action (নথিজাত): in a file of the office that is still at work, nothing more to do."""
    once = Once.of(actor, key, "file_dak", dak, file, reason)
    row = lock_file(actor, file)
    taken = take_as_main(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    why = why_away(reason)
    _check_current(row)
    taken.dak.state, taken.dak.file = DakState.FILED, row
    return note(taken, DakMove.Kind.FILED, fields=PLACES, texts={"reason": why})


@act
def archive(
    *,
    actor: Actor,
    dak: UUID,
    reason: str,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Put away (আর্কাইভ) without a file. Domain (c) 6, 28: no file for what is routine."""
    once = Once.of(actor, key, "archive_dak", dak, reason)
    taken = take_as_main(actor, dak, now, once, seen, power="forward")
    if taken.answered:
        return taken.answered
    why = why_away(reason)
    taken.dak.state = DakState.ARCHIVED
    return note(taken, DakMove.Kind.ARCHIVED, fields=PLACES, texts={"reason": why})


@act
def put_up(
    *,
    actor: Actor,
    dak: UUID,
    now: datetime,
    file: UUID | None = None,
    head: UUID | None = None,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Put up in a file (নথিতে উপস্থাপন), the one named or a new one: a matter begins on the desk of who does
    it, and the letter is its first paper."""
    once = Once.of(actor, key, "put_up_dak", dak, file, head)
    existing = lock_file(actor, file) if file else None
    taken = take_as_main(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    office = office_of(actor)
    service = default_service(office)
    form = Application(service.code, row.receipt.subject, "", priority=row.priority, secrecy=row.secrecy)
    begun = begin_matter(office, actor, service, form, None, now, None)
    held = lock_thread(begun.thread, now)
    put_in(held, actor, existing, None, head)
    lay_letter(held, taken)
    row.state, row.matter = DakState.PUT_UP, held.matter
    return note(taken, DakMove.Kind.PUT_UP, fields=PLACES)


@act
def attach(
    *,
    actor: Actor,
    dak: UUID,
    matter: UUID,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Added to a matter that the main recipient holds, as a fresh receipt (FR) behind its last paper."""
    once = Once.of(actor, key, "attach_dak", dak, matter)
    held = _held(actor, matter, now)
    taken = take_as_main(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    if held.matter.closed_at is not None:
        raise Refused(common.CLOSED)
    check_holder(held, actor)
    check_grade(held.matter, taken.dak)
    lay_letter(held, taken)
    taken.dak.state, taken.dak.matter = DakState.ATTACHED, held.matter
    return note(taken, DakMove.Kind.ATTACHED, fields=PLACES)


@act
def undo(
    *,
    actor: Actor,
    dak: UUID,
    reason: str,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Each has its own way back, with the reason. The dak lies on the desk again."""
    once = Once.of(actor, key, "undo_dak", dak, reason)
    lock_files_with(dak)
    known = Dak.objects.filter(pk=dak).values_list("matter", flat=True).first()
    held = _held(actor, known, now) if known else None
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row, why = taken.dak, _words(reason)
    check_main(row, actor)
    need(actor, "forward", reasons.ACT, now)
    if row.state in {DakState.OPEN, DakState.RECALLED}:
        raise Refused(reasons.NOTHING_TO_UNDO)
    if not why:
        raise Refused(reasons.UNDO_WHY)
    data: dict[str, object] = {"undone": row.state}
    if held is not None:
        _take_out(held, taken, why)
    if row.state == DakState.PASSED:
        data |= take_back(taken, why)
    row.state = DakState.OPEN
    row.file, row.matter, row.paper = None, None, None
    fields = (*PLACES, "paper_at", "shelf")
    return note(taken, DakMove.Kind.UNDONE, fields=fields, data=data, texts={"reason": why})


def check_grade(matter: Matter, row: Dak) -> None:
    """Who reads the matter reads the letter in it: so it carries no higher grade."""
    if row.secrecy > matter.secrecy:
        raise Refused(reasons.GRADE_FIRST)


def lay_letter(held: Held, taken: Taken) -> list[Paper]:
    """The letter with its scans behind the matter's last paper, told in the matter's own record."""
    row, actor, now = taken.dak, taken.actor, held.clock.now
    title = f"{row.receipt.number} — {row.receipt.subject}"[:LONGEST_TITLE]
    scans = list(row.scans.select_related("content"))
    first = scans[0].content if scans else None
    laid = [lay_in(held.matter, actor, PaperKind.RECEIPT, now, title=title, content=first)]
    for scan in scans[1:]:
        laid.append(
            lay_in(held.matter, actor, PaperKind.ENCLOSURE, now, title=scan.title, content=scan.content)
        )
    row.paper = laid[0]
    enter_papers(held, actor, "paper.attached", laid, {}, None)
    return laid


def _take_out(held: Held, taken: Taken, why: str) -> None:
    """Its papers are struck: they keep their pages. A matter begun for it is withdrawn with them."""
    row, actor = taken.dak, taken.actor
    last = [entry for entry in ledger.entries(row.receipt_id) if entry.kind == "receipt.attached"]
    if row.state == DakState.ATTACHED and last and last[-1].data.get("answers"):
        raise Refused(reasons.REPLY_COUNTED)
    if row.state == DakState.ATTACHED and held.matter.closed_at is not None:
        raise Refused(common.CLOSED)
    check_holder(held, actor)
    first = row.paper
    if first is not None:
        laid = range(first.place, first.place + max(1, row.scans.count()))
        rows = held.matter.papers.filter(kind__in=LAID, place__in=laid, struck_at=None)
        papers = list(rows.select_related("content").order_by("place"))
        for paper in papers:
            paper.struck_at = held.clock.now
            paper.save(update_fields=["struck_at"])
        enter_papers(held, actor, "paper.struck", papers, {"reason": why}, None)
    if row.state == DakState.PUT_UP:
        withdraw_unworked(held, actor, why)


def _held(actor: Actor, matter: UUID, now: datetime) -> Held:
    """The matter through the open part that the actor holds, else through its root."""
    row = selectors.matter_for(actor, matter)
    mine = row.threads.filter(holder__in=actor.posts, pool=None, closed_at=None).order_by("pk").first()
    return lock_thread((mine or row.threads.get(parent=None)).pk, now, None, "open")


def matters_held(actor: Actor, wanted: str = "") -> QuerySet[Matter]:
    """Matters to which the actor may add a dak: those that lie with him, the newest first; with words, those
    whose file, receipt or subject has each of them."""
    rows = Matter.objects.filter(
        threads__holder__in=actor.posts, threads__pool=None, threads__closed_at=None, closed_at=None
    )
    for word in clean(wanted).split():
        received = Q(receipt__number__icontains=word.translate(LATIN_DIGITS))
        rows = rows.filter(numbered(word, "file__") | received | Q(subject__icontains=word))
    return rows.select_related("file", "receipt").order_by("-opened_at").distinct()[:MOST]


def _check_current(row: File) -> None:
    if row.status == File.Status.CLOSED:
        raise Refused(common.FILE_CLOSED, number=row.number)
    if row.status != File.Status.CURRENT:
        raise Refused(NOT_CURRENT, state=row.get_status_display())


def why_away(given: str) -> str:
    """Why nothing is done with a letter: never left out."""
    if not (why := _words(given)):
        raise Refused(reasons.AWAY_WHY)
    return why


def _words(given: str) -> str:
    said = clean(given)
    if len(said) > LONGEST_WORDS:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["reminder"], most=LONGEST_WORDS)
    return said
