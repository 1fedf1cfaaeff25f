"""What every act on a dak shares: its lock, who may act, the move with its entry in the receipt's stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from efile import reasons as common
from efile import rules
from efile.dak import reasons
from efile.dak.models import Dak, DakMove, DakState
from efile.files.recording import check_not_ordered, ordered
from efile.models import File
from efile.services.act import Once
from efile.services.locking import check_order
from efile.services.mandate import check_own_hand, no_power
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import selectors as read
from ledger import services as ledger

ENTRY = "receipt."


@dataclass(frozen=True, slots=True)
class Noted:
    """The answer of an act on a dak, and of every repeat of it with the same key."""

    dak: UUID
    seq: int
    kind: str

    def answer(self) -> dict[str, object]:
        return {"dak": str(self.dak), "seq": self.seq, "kind": self.kind}

    @classmethod
    def from_answer(cls, answer: Mapping[str, object]) -> Noted:
        return cls(UUID(str(answer["dak"])), int(str(answer["seq"])), str(answer["kind"]))


@dataclass(slots=True)
class Taken:
    """A locked dak in the hands of an actor. `answered` is the first answer to the same request."""

    dak: Dak
    actor: Actor
    now: datetime
    once: Once | None
    answered: Noted | None = None


def take(actor: Actor, dak: UUID, now: datetime, once: Once | None = None, seen: int | None = None) -> Taken:
    """Lock a dak that the actor may open. Refused when it was acted on since his page was drawn."""
    from efile.dak.sight import dak_visible_to

    files = lock_files_with(dak)
    rows = Dak.objects.select_related(
        "receipt__applicant", "receipt__service", "office", "holder", "paper_at"
    )
    rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=dak).first()
    if row is None or not dak_visible_to(Dak.objects.filter(pk=dak), actor).exists():
        raise Refused(reasons.UNKNOWN)
    taken = Taken(row, actor, now, once)
    if once and (answer := once.first_answer()):
        taken.answered = Noted.from_answer(answer)
        return taken
    check_as_it_was_read(files)
    check_own_hand(actor)
    last = read.last_at(row.receipt_id)
    if last is not None:
        check_order(last, now)
    if seen is not None and seen != row.version:
        raise Refused(reasons.MOVED, who=_last_hand(row))
    return taken


def lock_files_with(dak: UUID) -> list[File]:
    """The same, locked before the dak, as who destroys them does."""
    return list(files_with(dak).select_for_update().order_by("pk"))


def files_with(dak: UUID) -> QuerySet[File]:
    """The files in which it lies; of a merged part the file it is in."""
    ways = ("file", "matter__file", "receipt__matter__file")
    lies_in = set().union(*Dak.objects.filter(pk=dak).values_list(*ways)) - {None}
    merged = File.Status.MERGED
    rows = File.objects.filter(pk__in=lies_in)
    whole = {row.part_of_id if row.status == merged else row.pk for row in rows}
    return File.objects.filter(pk__in=whole)


def check_as_it_was_read(files: list[File]) -> None:
    """What lies in a file whose destruction is ordered stays as it was read, and goes with it."""
    for file in files:
        check_not_ordered(file)


def why_shut(dak: UUID) -> str:
    """Why nothing more is done with a letter, without the number of its file; empty while something is."""
    for file in files_with(dak):
        if file.destroyed_at is not None:
            return _("The file of this letter was destroyed under an order. Nothing more is done with it.")
        if ordered(file):
            return _("The destruction of the file of this letter is ordered. Nothing more is done with it.")
    return ""


def take_as_main(
    actor: Actor,
    dak: UUID,
    now: datetime,
    once: Once | None,
    seen: int | None,
    *,
    power: str = "note",
    act: Words = reasons.ACT,
    paper: bool = True,
) -> Taken:
    """The same for an act of the main recipient on what is still open, with the power it needs."""
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken
    check_main(taken.dak, actor)
    check_open(taken.dak)
    need(actor, power, act, now)
    if paper and taken.dak.awaits_paper:
        raise Refused(reasons.PAPER_FIRST)
    return taken


def check_main(row: Dak, actor: Actor) -> None:
    if rules.may_act_as_holder(row.holder_id, False, actor.posts) is not None:
        raise Refused(reasons.NOT_MAIN, holder=lines.present_posts([row.holder])[row.holder_id].title)


def check_open(row: Dak) -> None:
    if row.state != DakState.OPEN:
        raise Refused(reasons.DONE_WITH, state=DakState(row.state).label)


def need(actor: Actor, power: str, act: Words, now: datetime) -> None:
    """Refused, with who else could, unless the actor's post carries the power."""
    if actor.office_id is None:
        raise Refused(common.OFFICERS_ONLY)
    if not actor.may(power):
        today = hierarchy.calendar_for(actor.office_id).local_date(now)
        raise no_power(actor.post_id, power, act, today)


def note(
    taken: Taken,
    kind: str,
    *,
    to: UUID | None = None,
    fields: tuple[str, ...] = (),
    data: Mapping[str, object] | None = None,
    texts: Mapping[str, str] | None = None,
    answer: Mapping[str, object] | None = None,
) -> Noted:
    """Write the move, the changed columns of the dak and the entry of one act."""
    row, actor = taken.dak, taken.actor
    row.version += 1
    row.save(update_fields=["version", *fields])
    move = DakMove.objects.create(
        dak=row,
        seq=row.version,
        kind=kind,
        from_post_id=actor.post_id,
        to_post_id=to,
        by=actor.by(),
        at=taken.now,
    )
    noted = Noted(row.pk, move.seq, kind)
    once = taken.once
    ledger.append(
        stream=row.receipt_id,
        stream_kind="receipt",
        kind=ENTRY + kind,
        data={"dak": said_of(row), "to": to, **(data or {})},
        by=actor.by(),
        at=taken.now,
        texts={name: text for name, text in (texts or {}).items() if text},
        key=ledger.Key(once.user, once.key, once.request, answer or noted.answer()) if once else None,
    )
    return noted


def said_of(row: Dak) -> dict[str, object]:
    """Where a dak stands after an act: enough to compare with its row."""
    return {
        "id": row.pk,
        "seq": row.version,
        "kind": row.kind,
        "state": row.state,
        "holder": row.holder_id,
        "letter_date": row.letter_date,
        "priority": row.priority,
        "secrecy": row.secrecy,
        "paper_at": row.paper_at_id,
        "file": row.file_id,
        "matter": row.matter_id,
        **{name: value for name, value in (("watch", row.watch), ("told_by", row.told_by)) if value},
    }


def _last_hand(row: Dak) -> Words:
    move = row.movements.order_by("-seq").first()
    return move.who if move else Words("", "")
