"""How long a matter stood in a stage and on a desk, and what was beyond the limit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from efile.stays import Stay, dwell, spent_words
from hierarchy.calendar import WorkingCalendar
from hierarchy.selectors import calendar_for
from ledger import selectors as ledger
from ledger.selectors import EntryView
from tests.efile.conftest import MONDAY, District
from tests.efile.history.conftest import Tell

CALENDAR = WorkingCalendar(1, frozenset({5, 6}), frozenset({date(2026, 11, 25)}), "Asia/Kolkata")
STAGE = UUID(int=1)


def at(day: int, hour: int) -> datetime:
    """A moment of November 2026 in India; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, tzinfo=UTC) - timedelta(hours=5, minutes=30)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (at(23, 10), "under a minute"),
        (at(23, 10) + timedelta(minutes=40), "40 minutes"),
        (at(23, 13), "3 hours"),
        (at(24, 9), "23 hours"),
        (at(24, 10), "1 working day"),
        (at(26, 12), "2 working days"),
        (at(29, 12), "3 working days"),
    ],
)
@pytest.mark.usefixtures("english")
def test_time_is_told_in_working_days_of_the_office(end: datetime, words: str) -> None:
    assert spent_words([(at(23, 10), end)], CALENDAR) == words


@pytest.mark.usefixtures("english")
def test_a_stage_beyond_its_limit_says_by_how_much() -> None:
    stay = Stay(STAGE, "Decision", at(23, 10), due_on=date(2026, 11, 24))
    said = dwell([stay], at(27, 10), CALENDAR)["Decision"]
    assert (said.words, said.late, said.open) == ("3 working days, 2 late", True, True)


@pytest.mark.usefixtures("english")
def test_a_stage_is_not_there_before_it_was_entered() -> None:
    stay = Stay(STAGE, "Decision", at(24, 10))
    assert dwell([stay], at(23, 12), CALENDAR) == {}
    assert dwell([stay], at(24, 12), CALENDAR)["Decision"].words == "2 hours, now"


def test_the_desk_is_red_from_the_day_after_the_limit(district: District, tell: Tell) -> None:
    district.now = MONDAY
    matter = district.marked()
    district.wait(days=60)
    strip = tell(matter).strip
    spans = [span for span in strip["spans"] if span["late"]]
    assert len(spans) == 1
    due = due_of(ledger.entries(matter.pk))
    off = sum(band["to"] - band["from"] for band in strip["off"] if band["to"] <= spans[0]["from"])
    assert spans[0]["from"] - off == pytest.approx(working_days(district, MONDAY, due), abs=1)
    assert "Process" in tell(matter).frames[-1]["dwell"]


def due_of(entries: list[EntryView]) -> date:
    return date.fromisoformat(entries[-1].data["engine"]["dues"][0][2])


def working_days(district: District, start: datetime, end: date) -> int:
    calendar = calendar_for(district.office.pk)
    return calendar.working_days_between(calendar.local_date(start), end)


def test_two_acts_in_one_moment_are_told_apart_by_their_entries() -> None:
    left = Stay(
        STAGE, "Decision", at(23, 10), closed_at=at(24, 10), outcome="approve", opened_seq=4, closed_seq=6
    )
    assert left.after(5).closed_at is None
    assert left.after(6).closed_at == at(24, 10)
