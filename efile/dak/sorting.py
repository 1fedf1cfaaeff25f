"""Sorting (ডাক বাছাই): a named post proposes for the chief's dak, the chief confirms in bulk.

Proposal and decision are two records with two authors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from efile.dak import reasons
from efile.dak.closing import why_away
from efile.dak.models import Dak, DakMove, DakState, Decision, Proposal, Sorter
from efile.dak.recording import Taken, need, note
from efile.dak.sending import hand_to
from efile.dak.sight import dak_visible_to
from efile.services.act import Once, act
from efile.services.locking import post_of, share_post
from efile.services.mandate import check_own_hand
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger import services as ledger

PAGE: Final = 500
OFFICER_LEVEL: Final = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done with one dak: sent to a post, or put away with the reason."""

    dak: UUID
    decision: str
    to: UUID | None = None
    reason: str = ""

    def checked(self) -> Choice:
        return replace(self, reason=why_away(self.reason) if self.decision == Decision.ARCHIVE else "")


@dataclass(frozen=True, slots=True)
class Sorted:
    """How many were done, and how many were left because they had moved on meanwhile."""

    done: int
    left: int

    def answer(self) -> dict[str, object]:
        return {"done": self.done, "left": self.left}

    @classmethod
    def from_answer(cls, answer: Mapping[str, object]) -> Sorted:
        return cls(int(str(answer["done"])), int(str(answer["left"])))


@act
def name_sorter(*, actor: Actor, delegate: UUID, now: datetime) -> None:
    """An officer names the post that sorts his dak. He may name several; each proposes, none decides."""
    check_own_hand(actor)
    need(actor, "forward", reasons.ACT, now)
    if actor.level > OFFICER_LEVEL:
        raise Refused(reasons.OFFICERS_NAME)
    chief = post_of(actor)
    today = hierarchy.calendar_at(_office(actor), now).local_date(now)
    post = share_post(delegate, today, now)[0]
    if post.pk == chief or post.office_id != actor.office_id:
        raise Refused(reasons.NOT_A_SORTER, to=post.title)
    row, made = Sorter.objects.get_or_create(
        office_id=_office(actor), chief_id=chief, delegate=post, ended_at=None, defaults={"since": now}
    )
    if made:
        _tell(actor, "office.sorter_named", row, now)


@act
def end_sorter(*, actor: Actor, delegate: UUID, now: datetime) -> None:
    check_own_hand(actor)
    row = Sorter.objects.filter(chief__in=actor.posts, delegate=delegate, ended_at=None).first()
    if row is None:
        raise Refused(reasons.NO_SORTER)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _tell(actor, "office.sorter_ended", row, now)


@act
def propose(
    *, actor: Actor, chief: UUID, choices: Sequence[Choice], now: datetime, key: UUID | None = None
) -> Sorted:
    """Propose for dak that lies with a chief whose dak the actor sorts; a newer proposal stands for the
    older. What has moved on meanwhile is left."""
    once = Once.of(actor, key, "propose", chief, *choices)
    if once and (answer := once.first_answer()):
        return Sorted.from_answer(answer)
    check_own_hand(actor)
    if not Sorter.objects.filter(chief=chief, delegate__in=actor.posts, ended_at=None).exists():
        raise Refused(reasons.NO_SORTER)
    choices = [choice.checked() for choice in choices]
    rows, posts = _locked(actor, chief, choices), _recipients(actor, choices, now)
    for choice in choices:
        if (row := rows.get(choice.dak)) is None:
            continue
        Proposal.objects.filter(dak=row, settled_at=None).update(
            settled_at=now, settled_by=actor.by(), confirmed=False
        )
        Proposal.objects.create(
            dak=row,
            decision=choice.decision,
            to=posts.get(choice.to) if choice.to else None,
            words=choice.reason,
            by=actor.by(),
            by_post_id=post_of(actor),
            at=now,
        )
    return _noted(actor, choices, rows, now, once, DakMove.Kind.PROPOSED)


@act
def confirm(*, actor: Actor, choices: Sequence[Choice], now: datetime, key: UUID | None = None) -> Sorted:
    """The chief's word on what was proposed, many at once: as it stands, or as he changed it."""
    once = Once.of(actor, key, "confirm", *choices)
    if once and (answer := once.first_answer()):
        return Sorted.from_answer(answer)
    check_own_hand(actor)
    need(actor, "forward", reasons.ACT, now)
    choices = [choice.checked() for choice in choices]
    rows, posts = _locked(actor, None, choices), _recipients(actor, choices, now)
    for choice in choices:
        if (row := rows.get(choice.dak)) is None:
            continue
        _settle(row, choice, actor, now)
        if choice.decision == Decision.SEND and choice.to is not None:
            hand_to(Taken(row, actor, now, None), posts[choice.to])
        else:
            row.state = DakState.ARCHIVED
    return _noted(actor, choices, rows, now, once, DakMove.Kind.CONFIRMED)


def to_sort(actor: Actor, chief: UUID) -> QuerySet[Dak]:
    """The open dak of a chief that the actor may open, with the proposal that stands; the oldest first."""
    standing = Proposal.objects.filter(settled_at=None).select_related("to", "by_post")
    rows = dak_visible_to(Dak.objects.filter(holder=chief, state=DakState.OPEN), actor)
    rows = rows.select_related("receipt__applicant")
    return rows.prefetch_related(Prefetch("proposals", standing, to_attr="standing")).order_by(
        "-priority", "arrived_at", "id"
    )


def chiefs_of(actor: Actor) -> list[Post]:
    """The chiefs whose dak the actor's post sorts."""
    rows = Sorter.objects.filter(delegate__in=actor.posts, ended_at=None)
    return list(Post.objects.filter(pk__in=rows.values("chief")).select_related("section").order_by("code"))


def sorters_of(actor: Actor) -> list[Post]:
    rows = Sorter.objects.filter(chief__in=actor.posts, ended_at=None)
    return list(Post.objects.filter(pk__in=rows.values("delegate")).select_related("section"))


def _locked(actor: Actor, chief: UUID | None, choices: Sequence[Choice]) -> dict[UUID, Dak]:
    """Of the dak chosen those that still lie open with the chief, or with the actor; locked in one order."""
    rows = Dak.objects.filter(pk__in=[choice.dak for choice in choices], state=DakState.OPEN)
    holders = [chief] if chief else list(actor.posts)
    seen = dak_visible_to(rows.filter(holder__in=holders), actor).values("pk")
    locked = Dak.objects.filter(pk__in=list(seen.values_list("pk", flat=True)), state=DakState.OPEN)
    locked = locked.select_related("receipt").select_for_update(of=("self",)).order_by("pk")
    return {row.pk: row for row in locked if row.holder_id in holders}


def _recipients(actor: Actor, choices: Sequence[Choice], now: datetime) -> dict[UUID, Post]:
    """Each post named, once; refused where nobody acts there, or of another office."""
    if not choices:
        raise Refused(reasons.NOTHING_CHOSEN)
    if len(choices) > PAGE or any(choice.decision not in Decision.values for choice in choices):
        raise Refused(reasons.NO_ACT)
    if any((choice.decision == Decision.SEND) != (choice.to is not None) for choice in choices):
        raise Refused(reasons.TO_WHOM)
    today = hierarchy.calendar_at(_office(actor), now).local_date(now)
    found = {}
    for to in sorted({choice.to for choice in choices if choice.to}):
        post = share_post(to, today, now)[0]
        if post.office_id != actor.office_id:
            raise Refused(reasons.OTHER_OFFICE, to=post.title)
        found[to] = post
    return found


def _settle(row: Dak, choice: Choice, actor: Actor, now: datetime) -> None:
    standing = row.proposals.filter(settled_at=None).first()
    if standing is None:
        return
    found = (standing.decision, standing.to_id, standing.words)
    same = found == (choice.decision, choice.to, choice.reason)
    standing.settled_at, standing.settled_by, standing.confirmed = now, actor.by(), same
    standing.save(update_fields=["settled_at", "settled_by", "confirmed"])


def _noted(
    actor: Actor,
    choices: Sequence[Choice],
    rows: Mapping[UUID, Dak],
    now: datetime,
    once: Once | None,
    kind: str,
) -> Sorted:
    """One entry a dak; the first carries the key with the answer of the whole."""
    done = Sorted(len(rows), len(choices) - len(rows))
    if not rows:
        raise Refused(reasons.ALL_MOVED)
    fields = ("holder", "sender", "arrived_at", "read_at", "state") if kind == DakMove.Kind.CONFIRMED else ()
    for choice in choices:
        if choice.dak in rows:
            taken = Taken(rows[choice.dak], actor, now, once)
            said = {"decision": choice.decision}
            note(
                taken,
                kind,
                to=choice.to,
                fields=fields,
                data=said,
                texts={"reason": choice.reason},
                answer=done.answer(),
            )
            once = None
    return done


def _office(actor: Actor) -> UUID:
    if actor.office_id is None:
        raise Refused(reasons.UNKNOWN)
    return actor.office_id


def _tell(actor: Actor, kind: str, row: Sorter, now: datetime) -> None:
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind=kind,
        data={"sorter": row.pk, "chief": row.chief_id, "delegate": row.delegate_id},
        by=actor.by(),
        at=now,
    )
