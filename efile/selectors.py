"""Reads for pages: the desk's boxes, a matter with its threads, who may be sent the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet

from efile import reasons
from efile.access.rules import GRADES, NORMAL, Ground, grades_known
from efile.access.watch import opened
from efile.keyset import Keyset, rest
from efile.models import Matter, Movement, Receipt, Thread
from efile.visibility import not_known, opened_one
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from workflows import engine
from workflows.catalogue import spec_of

Row = TypeVar("Row", bound=Model)
PAGE = 50
BOXES = ("with_me", "today", "late", "pool", "parked", "waiting", "others", "sent")


def box(actor: Actor, name: str, today: date) -> QuerySet[Thread]:
    """The threads of one of the desk's boxes, newest arrival first; a page of them is `known_page`."""
    rows = Thread.objects.filter(_in_box(actor, name, today), office__in=actor.offices)
    if name != "sent":
        rows = rows.filter(closed_at__isnull=True)
    return rows.select_related(
        "matter__receipt__applicant", "matter__file", "matter__service", "sender", "holder", "pool", "stage"
    ).order_by(F("arrived_at").desc(), F("id").desc())


def page_of(rows: QuerySet[Thread], after: Keyset | None, size: int = PAGE) -> tuple[list[Thread], bool]:
    """One page after a key, and whether more follow."""
    found = list(rest(rows, "arrived_at", after)[: size + 1])
    return found[:size], len(found) > size


def known_page(
    actor: Actor, rows: QuerySet[Thread], after: Keyset | None, size: int = PAGE
) -> tuple[list[Thread], bool]:
    """The same without the threads of graded matters of which the actor may not even know; asked of a page
    that has a graded one."""
    found: list[Thread] = []
    while True:
        batch, more = page_of(rows, after, size)
        unknown = _unknown_among(actor, batch)
        found += [row for row in batch if row.matter_id not in unknown]
        if not (more and unknown) or len(found) > size:
            return found[:size], more or len(found) > size
        after = Keyset(batch[-1].arrived_at, batch[-1].pk)


def _unknown_among(actor: Actor, rows: list[Thread]) -> frozenset[UUID]:
    graded = {row.matter_id for row in rows if row.matter.secrecy != NORMAL}
    if not graded:
        return frozenset()
    return frozenset(not_known(Matter.objects.filter(pk__in=graded), actor).values_list("pk", flat=True))


def counts(actor: Actor, today: date) -> dict[str, int]:
    """How many threads each box of the post's own holds, how many with it are unread, and how many came
    `back` from parking."""
    near = Q(holder__in=actor.posts)
    if actor.sections:
        near |= Q(pool__in=actor.sections)
    mine = Thread.objects.filter(near, closed_at__isnull=True).aggregate(
        box_unread=Count("pk", filter=_in_box(actor, "with_me", today) & Q(read_at__isnull=True)),
        box_back=Count("pk", filter=_in_box(actor, "with_me", today) & Q(parked_until__isnull=False)),
        **{
            f"box_{name}": Count("pk", filter=_in_box(actor, name, today))
            for name in ("with_me", "today", "late", "pool", "parked", "waiting")
        },
    )
    return {name.removeprefix("box_"): count for name, count in mine.items()}


def with_others(actor: Actor, today: date) -> QuerySet[Thread]:
    """The open threads in which the post took part, and which lie with another one."""
    rows = Thread.objects.filter(_in_box(actor, "others", today), office__in=actor.offices)
    return rows.filter(closed_at__isnull=True)


def with_others_unknown(actor: Actor, today: date) -> QuerySet[Thread]:
    """Those of them that have no line on the desk: he may not know of their matters."""
    open_ones = Matter.objects.filter(office__in=actor.offices, closed_at__isnull=True)
    return with_others(actor, today).filter(matter__in=not_known(open_ones, actor))


def _in_box(actor: Actor, name: str, today: date) -> Q:
    mine = Q(holder__in=actor.posts, pool__isnull=True) & lying_known(actor)
    at_work = mine & Q(waiting_for="")
    match name:
        case "with_me":
            return at_work & awake(today)
        case "parked":
            return at_work & ~awake(today)
        case "today":
            return at_work & Q(due_on=today)
        case "late":
            return at_work & Q(due_on__lt=today)
        case "pool":
            return Q(pool__in=actor.sections, pool__isnull=False) & lying_known(actor)
        case "waiting":
            return mine & ~Q(waiting_for="")
        case "others":
            return ~Q(holder__in=actor.posts) & _took_part(actor)
        case _:
            return _took_part(actor) & (~Q(holder__in=actor.posts) | Q(closed_at__isnull=False))


def awake(today: date) -> Q:
    """Not parked, or parked until a day that has come. What is parked still has its last day: the boxes of
    that show it all the same."""
    return Q(parked_until__isnull=True) | Q(parked_until__lte=today)


def lying_known(actor: Actor) -> Q:
    """Of threads that lie with the actor's post or in its pool, those of which he may know: an assistant
    not of his officer's top secret ones."""
    known = grades_known(actor, Ground.HOLDER)
    return Q() if set(known) == set(GRADES) else Q(matter__secrecy__in=known)


def _took_part(actor: Actor) -> Q:
    """Also by taking it in, and for an assistant by his officer: no ground to know of a graded matter. So
    `known_page` and `with_others_unknown` take these out."""
    moved = Movement.objects.filter(thread=OuterRef("pk"), from_post__in=actor.posts)
    return Q(Exists(moved))


def matter_for(actor: Actor, matter: UUID) -> Matter:
    """A matter the actor may open, with what its page shows; otherwise it does not exist for him."""
    rows = Matter.objects.select_related(
        "receipt__applicant", "file", "service", "instance__version__flow", "office", "section", "marked_to"
    )
    row = _one(opened_one(rows, actor, matter))
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    opened(row)
    return row


def thread_for(actor: Actor, thread: UUID) -> Thread:
    rows = Thread.objects.select_related("holder", "pool", "stage", "sender", "parent")
    row = _one(rows.filter(pk=thread))
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    row.matter = matter_for(actor, row.matter_id)
    return row


def _one(rows: QuerySet[Row]) -> Row | None:
    """A row asked by its key. `first` would order it, which costs a comparison of every column."""
    return next(iter(rows[:1]), None)


def threads_of(matter: Matter, **asked: Exists | Q) -> list[Thread]:
    """All threads, the root first, parts in the order they were opened. What is asked of each besides is read
    with it."""
    rows = matter.threads.select_related("holder__rank", "pool", "stage", "sender").annotate(**asked)
    return sorted(rows, key=lambda row: (row.parent_id is not None, row.pk))


def movements_of(matter: Matter) -> list[Movement]:
    return list(matter.movements.select_related("from_post", "to_post").order_by("seq"))


def stage_of(thread: Thread, version: UUID) -> engine.StageSpec | None:
    """The stage that is open in a thread, as its pinned version describes it."""
    if thread.stage is None or thread.stage.closed_at is not None:
        return None
    return spec_of(version).stages[thread.stage.element]


def receipt_by_tracking(code: str) -> Receipt | None:
    return (
        Receipt.objects.select_related(
            "matter__instance", "service", "office", "applicant", "dak__holder__section"
        )
        .filter(tracking=code)
        .first()
    )


def waits_of(matter: Matter) -> Mapping[str, str]:
    """What the matter waits for: message and effect names by element."""
    rows = matter.instance.waits.filter(closed_step__isnull=True)
    return {row.element: f"{row.kind}:{row.name}" for row in rows}
