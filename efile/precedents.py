"""Precedents: decided matters most like this one, of those that the reader may open.

They are looked for among the latest decided matters of the same service that carry no grade of secrecy,
and compared by what the flow knows of them (facts) and by their words. However many there are, they cost
a handful of queries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.decided import decision_of
from efile.models import Matter, Movement, Secrecy
from efile.pages import labels
from efile.references import token
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.calendar import WorkingCalendar
from hierarchy.words import Words, clean
from ledger import selectors as ledger
from notings.marking import plain
from notings.models import Paragraph
from web.templatetags.office import bn_digits
from workflows.catalogue import spec_of

MOST: Final = 5
LATEST: Final = 200
"""How many decided matters of the service are compared; older orders are seldom the office's way any more."""
FACTS_WEIGH: Final = 0.4
LONGEST: Final = 400

CITED: Final = re.compile(
    r"(?:(?:[\w\u0980-\u09ff.]+ ){0,4}(?:আইন|বিধিমালা|বিধি|নিয়ম|ধারা|Act|Rules?|[Ss]ection|[Pp]ara)[, ]*"
    r"(?:(?:এর|-এর|of the|no\.?|নং) ?)?[0-9০-৯]+(?:[(][^)\n]{1,4}[)])*(?:[/-][0-9০-৯]+)*)"
)
"""A rule as notes name it: some words before, what kind of rule it is, its number."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decided matter: its order as it was signed, the rule that its notes cite, how long it took."""

    id: UUID
    number: str
    subject: str
    outcome: Words
    order: str
    rule: str
    decided_by: Words
    decided_at: datetime
    days: int
    common: tuple[str, ...]

    @property
    def reference(self) -> str:
        return token("matter", self.id, bn_digits(self.number))


def precedents(matter: Matter, actor: Actor, calendar: WorkingCalendar, draft: str = "") -> list[Precedent]:
    """The five most like this matter and what is being written on it, the nearest first."""
    rows = visible_to(Matter.objects.filter(service=matter.service_id, secrecy=Secrecy.NORMAL), actor)
    rows = (
        rows.filter(closed_at__isnull=False)
        .exclude(pk=matter.pk)
        .select_related("file", "receipt", "instance")
    )
    candidates = list(rows.order_by("-closed_at", "-pk")[:LATEST])
    if not candidates:
        return []
    facts = _facts([matter, *candidates])
    wanted = grams(f"{_words(matter)} {plain(draft, 1)}")
    near = sorted(candidates, key=lambda row: -_likeness(wanted, facts[matter.pk], row, facts[row.pk]))[:MOST]
    return _told(near, facts[matter.pk], facts, calendar)


def grams(text: str) -> frozenset[str]:
    """Runs of three letters of each word, its beginning marked: near spellings and endings still meet."""
    found: set[str] = set()
    for word in re.findall(r"[\w\u0980-\u09ff]+", clean(text).casefold()):
        marked = f"  {word} "
        found.update(marked[at : at + 3] for at in range(len(marked) - 2))
    return frozenset(found)


def cited(texts: Iterable[str]) -> str:
    """The first rule that the notes name; empty when they name none."""
    for text in texts:
        found = CITED.search(text)
        if found:
            return " ".join(found.group().split())
    return ""


def _words(matter: Matter) -> str:
    return f"{matter.subject} {matter.receipt.body[:LONGEST] if matter.receipt else ''}"


def _likeness(
    wanted: frozenset[str], own: Mapping[str, object], row: Matter, theirs: Mapping[str, object]
) -> float:
    other = grams(_words(row))
    words = len(wanted & other) / (len(wanted | other) or 1)
    if not own:
        return words
    same = sum(theirs.get(name) == value for name, value in own.items()) / len(own)
    return (1 - FACTS_WEIGH) * words + FACTS_WEIGH * same


def _facts(rows: Iterable[Matter]) -> defaultdict[UUID, dict[str, object]]:
    """What was stated when stages were left, by matter; the last statement of a fact counts."""
    found: defaultdict[UUID, dict[str, object]] = defaultdict(dict)
    for stream, data in ledger.data_of([row.pk for row in rows], "stage.completed"):
        found[stream].update(data["engine"].get("facts") or {})
    return found


def _told(
    rows: list[Matter],
    own: Mapping[str, object],
    facts: Mapping[UUID, Mapping[str, object]],
    calendar: WorkingCalendar,
) -> list[Precedent]:
    movements: defaultdict[UUID, list[Movement]] = defaultdict(list)
    for move in Movement.objects.filter(matter__in=rows).order_by("matter", "seq"):
        movements[move.matter_id].append(move)
    notes: defaultdict[UUID, list[Paragraph]] = defaultdict(list)
    for note in Paragraph.objects.filter(sheet__in=[row.sheet_id for row in rows]).order_by(
        "sheet", "number"
    ):
        notes[note.sheet_id].append(note)
    told = (_one(row, movements[row.pk], notes[row.sheet_id], own, facts[row.pk], calendar) for row in rows)
    return [one for one in told if one is not None]


def _one(
    row: Matter,
    movements: list[Movement],
    notes: list[Paragraph],
    own: Mapping[str, object],
    theirs: Mapping[str, object],
    calendar: WorkingCalendar,
) -> Precedent | None:
    spec = spec_of(row.instance.version_id)
    decision = decision_of(movements, spec)
    if decision is None:
        return None
    stage = spec.stages.get(decision.stage)
    outcome = stage.outcome(decision.outcome) if stage else None
    texts = {note.number: plain(note.text, note.form) for note in notes}
    title = decision.by.get("post_title") or {}
    return Precedent(
        id=row.pk,
        number=labels.number_of(row),
        subject=row.subject,
        outcome=Words(outcome.label_bn, outcome.label_en) if outcome else Words("", ""),
        order=texts.get(decision.paragraph or 0, ""),
        rule=cited(reversed(texts.values())),
        decided_by=Words(title.get("bn", ""), title.get("en", "")),
        decided_at=decision.at,
        days=calendar.working_days_between(_day(calendar, row.opened_at), _day(calendar, row.closed_at)),
        common=tuple(sorted(name for name, value in own.items() if theirs.get(name) == value)),
    )


def _day(calendar: WorkingCalendar, at: datetime | None) -> date:
    if at is None:
        raise ValueError("a decided matter was closed at some moment")
    return calendar.local_date(at)
