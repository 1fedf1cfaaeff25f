"""The scale of the posts strip: working days side by side, days off as narrow bands, dates along it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from efile.timescale import OFF, Scale
from hierarchy.calendar import WorkingCalendar
from tests.efile.conftest import MONDAY, District
from tests.efile.history.conftest import Tell

# Saturdays, Sundays and Wednesday 25 November 2026 are off.
CALENDAR = WorkingCalendar(1, frozenset({5, 6}), frozenset({date(2026, 11, 25)}), "UTC")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def clocks(scale: Scale) -> list[str]:
    return [f"{tick.moment:%H:%M}" for tick in scale.ticks()]


def test_nights_take_no_room_and_a_day_off_takes_little() -> None:
    scale = Scale.over(at(23, 8), at(27, 20), CALENDAR)
    assert [scale.at(at(*moment)) for moment in ((23, 8), (23, 14), (23, 23), (24, 8))] == [0, 0.5, 1, 1]
    assert scale.at(at(25, 12)) == 2 + OFF / 2
    assert scale.at(at(26, 14)) == 2 + OFF + 0.5


def test_a_matter_begun_on_a_day_off_begins_within_its_band() -> None:
    scale = Scale.over(at(22, 12), at(24, 20), CALENDAR)
    assert [scale.at(at(*moment)) for moment in ((22, 12), (22, 18), (23, 8))] == [0, OFF / 4, OFF / 2]


def test_every_working_day_has_its_date_and_every_run_of_days_off_its_band() -> None:
    scale = Scale.over(at(20, 8), at(26, 20), CALENDAR)
    assert [(tick.at, tick.moment.day) for tick in scale.ticks()] == [
        (0, 20),
        (1 + OFF, 23),
        (2 + OFF, 24),
        (3 + 2 * OFF, 26),
    ]
    assert scale.days_off() == [
        (1, 1 + OFF, date(2026, 11, 21), date(2026, 11, 22)),
        (3 + OFF, 3 + 2 * OFF, date(2026, 11, 25), date(2026, 11, 25)),
    ]


def test_the_first_day_keeps_its_date_when_the_matter_begins_at_noon() -> None:
    scale = Scale.over(at(23, 14), at(24, 20), CALENDAR)
    assert [(tick.at, tick.moment.day) for tick in scale.ticks()] == [(0, 23), (0.5, 24)]


def test_a_single_day_is_drawn_by_the_clock() -> None:
    scale = Scale.over(at(24, 10), at(24, 22), CALENDAR)
    assert scale.at(at(24, 16)) == 0.25
    assert clocks(scale) == ["10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00"]
    assert scale.days_off() == []


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, []), (6, ["10:04", "10:05", "10:06"]), (40, ["10:10", "10:20", "10:30", "10:40"])],
)
def test_the_clocks_are_as_close_as_the_time_is_short(minutes: int, expected: list[str]) -> None:
    begun = at(24, 10, 3) + timedelta(seconds=30)
    found = clocks(Scale.over(begun, begun + timedelta(minutes=minutes), CALENDAR))
    assert [clock for clock in found if clock in expected] == expected
    assert len(found) <= 9


@pytest.mark.usefixtures("english")
def test_every_bar_says_whose_desk_from_when_to_when_and_how_late(district: District, tell: Tell) -> None:
    district.now = MONDAY
    matter = district.marked()
    district.wait(days=60)
    strip = tell(matter).strip
    late = next(span for span in strip["spans"] if span["late"])
    desk, dates, spent, limit, beyond = late["title"].split("\n")
    assert desk == "Officer-in-Charge"
    assert dates.endswith("– still there")
    assert "working days" in spent
    assert limit.startswith("last day ")
    assert beyond.endswith(" late")
    assert all("days off" in band["title"] for band in strip["off"])
    assert strip["ticks"][0]["label"] == f"{MONDAY:%d.%m}"
