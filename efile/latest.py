"""The list of the movement history: matters by their newest movement, found by number, subject or section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet

from efile.access.arms import offices_in_sight
from efile.keyset import Keyset, rest
from efile.models import Matter, Movement
from efile.period import day_of, within
from efile.sectionnames import LONGEST_CHOICE, in_section
from efile.visibility import few_known, known_among, readable
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

PAGE = 40
STATES = ("all", "open", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader looks for. `section` is one of `sectionnames.choices_of`, `state` one of STATES; the
    last act falls on the days from `since` to `until`.
    """

    text: str = ""
    section: str = ""
    state: str = "all"
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Wanted:
        """From an address; what is no date or no state is left out."""
        state = asked.get("state", "")
        return cls(
            clean(asked.get("q", ""))[:100],
            asked.get("section", "")[:LONGEST_CHOICE],
            state if state in STATES else "all",
            day_of(asked.get("since", "")),
            day_of(asked.get("until", "")),
        )

    def address(self) -> dict[str, str]:
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        return {"q": self.text, "section": self.section, "state": self.state, **days}

    @property
    def narrows(self) -> bool:
        return self != Wanted()

    @property
    def by_facts(self) -> bool:
        """Whether it asks for more than words and numbers."""
        return replace(self, text="") != Wanted()


def latest_movements(actor: Actor, wanted: Wanted) -> QuerySet[Movement]:
    """The newest movement of each matter of which the actor may know, newest first."""
    few = few_known(actor)
    matters = known_among(Matter.objects.all(), actor, few).filter(_matching(wanted.text, actor))
    if wanted.section:
        matters = matters.filter(in_section(wanted.section))
    if wanted.state != "all":
        matters = matters.filter(closed_at__isnull=wanted.state == "open")
    if wanted.by_facts:
        # Whoever is told the number alone learns nothing more by what a filter leaves.
        matters = matters.filter(readable(actor))
    # The office is said of the movements too: their index gives them in order, page by page.
    rows = Movement.objects.filter(
        office__in=offices_in_sight(actor), matter__in=matters, seq=F("matter__moves")
    )
    if few is not None:
        # Said of the movements themselves: the planner does not carry it through so many joins.
        rows = rows.filter(matter__in=few)
    return (
        rows.filter(within("at", wanted.since, wanted.until))
        .select_related(
            "matter__receipt__applicant",
            "matter__file",
            "matter__section__office",
            "matter__instance__version__flow",
            "to_post",
        )
        .order_by(F("at").desc(), F("id").desc())
    )


def page_of(rows: QuerySet[Movement], after: Keyset | None) -> tuple[list[Movement], bool]:
    """One page after a movement, and whether more follow."""
    found = list(rest(rows, "at", after)[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _matching(text: str, actor: Actor) -> Q:
    if not text:
        return Q()
    number = text.translate(LATIN_DIGITS)
    words = Q(subject__icontains=text) | Q(receipt__applicant__name__icontains=text)
    numbers = Q(file__number__icontains=text) | Q(file__number__icontains=number)
    return numbers | Q(receipt__number__icontains=number) | words & readable(actor)
