"""Rules 8, 37 and 38 of the office: public holidays and the day of receipt do not count."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hierarchy.calendar import Unit, WorkingCalendar

WB = WorkingCalendar(
    1, frozenset({5, 6}), frozenset({date(2026, 11, 24), date(2026, 12, 25)}), "Asia/Kolkata"
)
BD = WorkingCalendar(1, frozenset({4, 5}), frozenset({date(2026, 12, 16)}), "Asia/Dhaka")


@pytest.mark.parametrize(
    ("calendar", "day", "working"),
    [
        (WB, date(2026, 11, 20), True),  # Friday
        (WB, date(2026, 11, 21), False),  # Saturday
        (WB, date(2026, 11, 22), False),  # Sunday
        (WB, date(2026, 11, 24), False),  # holiday
        (BD, date(2026, 11, 20), False),  # Friday
        (BD, date(2026, 11, 21), False),  # Saturday
        (BD, date(2026, 11, 22), True),  # Sunday
        (BD, date(2026, 12, 16), False),  # Victory Day
    ],
)
def test_each_country_has_its_own_week(calendar: WorkingCalendar, day: date, working: bool) -> None:
    assert calendar.is_working(day) is working


@pytest.mark.parametrize(
    ("calendar", "start", "days", "end"),
    [
        (WB, date(2026, 11, 19), 0, date(2026, 11, 19)),
        (WB, date(2026, 11, 19), 1, date(2026, 11, 20)),
        (WB, date(2026, 11, 20), 1, date(2026, 11, 23)),  # over the weekend
        (WB, date(2026, 11, 23), 1, date(2026, 11, 25)),  # over a holiday
        (WB, date(2026, 11, 21), 1, date(2026, 11, 23)),  # received on a Saturday
        (WB, date(2026, 11, 20), 7, date(2026, 12, 2)),
        (BD, date(2026, 11, 19), 1, date(2026, 11, 22)),  # Thursday to Sunday
        (BD, date(2026, 11, 19), 6, date(2026, 11, 29)),
        (BD, date(2026, 12, 15), 1, date(2026, 12, 17)),
    ],
)
def test_working_days_are_added_after_the_day_of_receipt(
    calendar: WorkingCalendar, start: date, days: int, end: date
) -> None:
    assert calendar.add_working_days(start, days) == end


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 20), date(2026, 11, 25), 2),
        (date(2026, 11, 25), date(2026, 11, 20), -2),
    ],
)
def test_days_between_count_only_days_worked(start: date, end: date, days: int) -> None:
    assert WB.working_days_between(start, end) == days


@pytest.mark.parametrize(
    ("calendar", "start", "days", "unit", "due"),
    [
        # 19:00 UTC on Thursday is half past midnight on Friday in Kolkata, one o'clock in Dhaka.
        (WB, datetime(2026, 11, 19, 19, 0, tzinfo=UTC), 1, "working", date(2026, 11, 23)),
        (WB, datetime(2026, 11, 19, 18, 29, tzinfo=UTC), 1, "working", date(2026, 11, 20)),
        (BD, datetime(2026, 11, 18, 18, 0, tzinfo=UTC), 1, "working", date(2026, 11, 22)),
        (BD, datetime(2026, 11, 18, 17, 59, tzinfo=UTC), 1, "working", date(2026, 11, 19)),
        (WB, datetime(2026, 11, 19, 6, 0, tzinfo=UTC), 30, "calendar", date(2026, 12, 19)),
    ],
)
def test_a_limit_begins_on_the_date_in_the_office(
    calendar: WorkingCalendar, start: datetime, days: int, unit: Unit, due: date
) -> None:
    assert calendar.due_on(start, days, unit) == due


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_adding_days_and_counting_them_agree(start: date, days: int) -> None:
    end = WB.add_working_days(start, days)
    assert WB.working_days_between(start, end) == days
    assert days == 0 or WB.is_working(end)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        WB.due_on(datetime(2026, 11, 19, 6, 0), 1, "working")


@pytest.mark.parametrize("unit", ["working", "calendar"])
def test_limits_run_forward(unit: Unit) -> None:
    with pytest.raises(ValueError, match="forward"):
        WB.due_on(datetime(2026, 11, 19, 6, 0, tzinfo=UTC), -1, unit)


def test_a_calendar_without_any_working_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="working weekday"):
        WorkingCalendar(1, frozenset(range(7)), frozenset(), "Asia/Kolkata")
