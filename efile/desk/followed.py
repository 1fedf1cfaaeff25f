"""The lines of what an officer follows: each file with its last movement and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Func, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from efile.desk.following import followed, not_noted
from efile.models import Movement, Thread, name_present
from efile.pages import labels
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from hierarchy.actors import Actor

MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Line:
    """`moves` is the movement shown; `new` how many the reader has not taken note of."""

    matter: UUID
    url: str
    number: str
    subject: str
    where: str
    since: str
    who: str
    act: str
    moves: int
    new: int


def lines_of(actor: Actor, moment: Moment, *, moved_only: bool = False) -> list[Line]:
    """Those that moved first, then the newest followed. `moved_only`: the few that a desk tells of."""
    last = Movement.objects.filter(matter=OuterRef("matter")).order_by("-seq")
    open_threads = Thread.objects.filter(closed_at__isnull=True).select_related(
        "holder__rank", "holder__section", "pool", "sender"
    )
    rows = (
        followed(actor)
        .annotate(new=Coalesce(Subquery(_number_of(actor)), 0), last=Subquery(last.values("pk")[:1]))
        .select_related("matter__file", "matter__receipt")
        .prefetch_related(Prefetch("matter__threads", open_threads.order_by("-arrived_at")))
        .order_by("-new", "-since", "-pk")
    )
    if moved_only:
        rows = rows.filter(new__gt=0)[:MOST_TOLD]
    found = list(rows)
    name_present(thread for row in found for thread in row.matter.threads.all())
    moves = Movement.objects.select_related("from_post__rank", "to_post__rank").in_bulk(
        [row.last for row in found if row.last]
    )
    return [_line(row, moves.get(row.last), moment) for row in found]


def _number_of(actor: Actor) -> QuerySet[Movement, dict[str, int]]:
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return not_noted(actor).order_by().annotate(number=counted).values("number")


def _line(row: object, last: Movement | None, moment: Moment) -> Line:
    matter = row.matter  # type: ignore[attr-defined]  # [a Follow with what `lines_of` annotates]
    threads = list(matter.threads.all())
    where = ", ".join(labels.pool_title(one) or labels.holder_title(one) for one in threads)
    return Line(
        matter=matter.pk,
        url=reverse("matter", args=[matter.pk]),
        number=labels.number_of(matter),
        subject=labels.subject_of(matter),
        where=where or disposal_words(matter.disposal),
        since=moment.since(threads[0].arrived_at) if threads else "",
        who=str(labels.mover(last) or last.actor_name) if last else "",
        act=labels.act_words(last.kind, last.from_post, last.to_post) if last else "",
        moves=matter.moves,
        new=max(row.new, 0),  # type: ignore[attr-defined]  # [annotated too]
    )
