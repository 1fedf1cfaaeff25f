"""Register of periodicals: what the sections must send or receive by fixed dates. domain.md (c) 16."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import DateTimeField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy

from efile.pages.moment import Moment
from efile.periodicals.models import Direction, Periodical, PeriodicalTurn
from efile.periodicals.selectors import SOON, last_turns
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.sectionnames import section_name
from hierarchy.actors import Actor


def rows(actor: Actor, _narrowed: bool) -> QuerySet[Periodical]:
    """Of the whole office: what is due is no secret, and the letters are not told."""
    found = Periodical.objects.filter(office__in=actor.offices, ended_at=None).select_related(
        "section__office"
    )
    return found.annotate(due_at=Cast("due_on", DateTimeField()))


def lines(found: Sequence[Periodical], reader: Reader) -> list[Line]:
    last = last_turns(found)
    return [_line(row, last.get(row.pk), reader) for row in found]


def _line(row: Periodical, last: PeriodicalTurn | None, reader: Reader) -> Line:
    late = (reader.moment.today - row.due_on).days
    return Line(
        [
            row.name,
            str(row.get_direction_display()),
            row.party,
            str(row.get_every_display()),
            section_name(row.section, reader.actor.office_id),
            row.due_on,
            late if late > 0 else None,
            last.due_on if last else None,
            last.done_on if last else None,
        ],
        reverse("periodicals") if row.section_id in reader.actor.sections else "",
    )


def by_day(code: str, moment: Moment) -> Q:
    if code == "late":
        return Q(due_on__lt=moment.today)
    return Q(due_on__gte=moment.today, due_on__lte=moment.today + SOON)


def by_direction(code: str, _moment: Moment) -> Q:
    return Q(direction=code)


DAYS: Final = (("soon", gettext_lazy("due within a week")), ("late", gettext_lazy("beyond the day")))
PERIODICALS: Final = Register(
    code="periodicals",
    title=gettext_lazy("Register of periodicals"),
    about=gettext_lazy("Reports and returns that a section sends or receives by fixed dates."),
    source="AP manual: register of periodicals",
    columns=(
        Column("name", gettext_lazy("Report or return"), room=7),
        Column("direction", gettext_lazy("Sent or received"), room=3),
        Column("party", gettext_lazy("To whom, or from whom"), room=5),
        Column("every", gettext_lazy("How often"), room=3),
        Column("section", gettext_lazy("Section"), room=4),
        Column("due", gettext_lazy("Next due on"), Kind.DAY, 3),
        Column("late", gettext_lazy("Days late"), Kind.COUNT, 2),
        Column("last", gettext_lazy("Last turn"), Kind.DAY, 3),
        Column("done", gettext_lazy("Done on"), Kind.DAY, 3),
    ),
    rows=rows,
    lines=lines,
    order="due_at",
    section=("section",),
    oldest_first=True,
    choices=(
        Choice("days", gettext_lazy("What is due"), DAYS, by_day),
        Choice("direction", gettext_lazy("Sent or received"), Direction.choices, by_direction),
    ),
)
