"""Are the periodicals of an office and their turns as the entries of its stream say?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from efile import sides
from efile.periodicals.models import Periodical, PeriodicalTurn
from efile.replay import Difference
from ledger.canonical import plain
from ledger.selectors import EntryView

TEXTS: Final = ("name", "party")
NO_ROW: Final = "no row"
NO_ENTRY: Final = "no entry"
NOTHING: Final = "none"
Facts = dict[str, Any]


@dataclass(slots=True)
class Said:
    """What the entries of one periodical come to: the row, and its turns by the day each was due."""

    seq: int
    row: Facts
    turns: dict[str, tuple[int, Facts]] = field(default_factory=dict)


def facts_of(row: Periodical) -> Facts:
    """What an entry tells of the row as it stands after the act. Its texts are told apart."""
    return {
        "section": row.section_id,
        "direction": row.direction,
        "every": row.every,
        "first_on": row.first_on,
        "due_on": row.due_on,
        "ended_at": row.ended_at,
    }


def facts_of_turn(turn: PeriodicalTurn) -> Facts:
    """Its letter by the row alone: a letter may be graded later, and no entry tells its number."""
    return {"due_on": turn.due_on, "done_on": turn.done_on, "dak": turn.dak_id, "letter": turn.letter_id}


def periodicals_differ(office: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """The first one whose row or turn says something else than its entries. A text that was destroyed under
    an order is compared no more."""
    said: dict[str, Said] = {}
    for entry in entries:
        if entry.kind.startswith("periodical.") and (lacks := _lacks(said, entry)):
            return Difference(office, entry.seq, "periodical", f"{entry.kind}: {lacks}", NOTHING)
    rows = Periodical.objects.filter(office=office).prefetch_related("turns")
    found = {str(row.pk): row for row in rows}
    for own in sorted({*said, *found}):
        told, row = said.get(own), found.get(own)
        if told is None or row is None:
            named = (NO_ENTRY, str(row)) if told is None else (str(told.row["name"] or own), NO_ROW)
            return Difference(office, told.seq if told else 0, "periodical", *named)
        if fault := _row_differs(office, told, row) or _turns_differ(office, told, row):
            return fault
    return None


def _lacks(said: dict[str, Said], entry: EntryView) -> str:
    """Follow the entry. What it should tell or follow and does not: a part of it, the periodical that it is
    of, the turn that it takes back."""
    try:
        own = entry.data["periodical"]
        row = entry.data["row"] | {name: entry.texts[name] for name in TEXTS}
        if entry.kind == "periodical.kept":
            said[own] = Said(entry.seq, row)
        told = said[own]
        told.seq, told.row = entry.seq, row
        _follow(told.turns, entry)
    except KeyError as error:
        return str(error.args[0])
    return ""


def _follow(turns: dict[str, tuple[int, Facts]], entry: EntryView) -> None:
    match entry.kind:
        case "periodical.done":
            turn = entry.data["turn"] | {"by": entry.by, "at": plain(entry.at)}
            turns[turn["due_on"]] = entry.seq, turn
        case "periodical.taken_back":
            del turns[entry.data["turn"]["due_on"]]


def _row_differs(office: UUID, told: Said, row: Periodical) -> Difference | None:
    kept = {name: getattr(row, name) if told.row[name] is not None else None for name in TEXTS}
    found = {name: plain(value) for name, value in facts_of(row).items()} | kept
    if told.row == found:
        return None
    return Difference(office, told.seq, "periodical", *sides.both(told.row, found))


def _turns_differ(office: UUID, told: Said, row: Periodical) -> Difference | None:
    found = {str(turn.due_on): _turn(turn) for turn in row.turns.all()}
    for day in sorted({*told.turns, *found}):
        seq, said = told.turns.get(day, (0, None))
        stands = found.get(day)
        if said is None or stands is None:
            sayings = (NO_ENTRY, day) if said is None else (day, NO_ROW)
            return Difference(office, seq or told.seq, "turn", *sayings)
        if said != stands:
            return Difference(office, seq, "turn", *sides.both(said, stands))
    return None


def _turn(turn: PeriodicalTurn) -> Facts:
    told = facts_of_turn(turn) | {"by": turn.by, "at": turn.at}
    return {name: plain(value) for name, value in told.items()}
