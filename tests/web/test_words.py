from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from web import words


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (317, "bn-in", "৩১৭"),
        ("জে.এম./317/2026", "bn-bd", "জে.এম./৩১৭/২০২৬"),
        ("৩১৭", "en", "317"),
        ("page ৭ of 12", "bn-in", "page ৭ of ১২"),
        ("", "bn-in", ""),
        (0, None, "0"),
    ],
)
def test_digits_come_in_the_script_of_the_reader(value: object, language: str | None, shown: str) -> None:
    assert words.digits(value, language) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (100000, "1,00,000"),
        (203757, "2,03,757"),
        (12345678.5, "1,23,45,678.5"),
        (-54321, "-54,321"),
    ],
)
def test_numbers_are_grouped_by_lakh_and_crore(value: float, shown: str) -> None:
    assert words.group_lakh(value) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("bn-in", "২৪.১১.২০২৬"), ("bn-bd", "২৪.১১.২০২৬"), ("en", "24.11.2026")]
)
def test_dates_are_written_with_dots(language: str, shown: str) -> None:
    assert words.office_date(date(2026, 11, 24), language) == shown


@pytest.mark.parametrize(
    ("hour", "minute", "bengali", "english"),
    [
        (0, 5, "রাত ১২:০৫", "12:05 am"),
        (4, 0, "ভোর ৪:০০", "4:00 am"),
        (10, 5, "সকাল ১০:০৫", "10:05 am"),
        (12, 0, "দুপুর ১২:০০", "12:00 pm"),
        (14, 59, "দুপুর ২:৫৯", "2:59 pm"),
        (16, 12, "বিকাল ৪:১২", "4:12 pm"),
        (19, 30, "সন্ধ্যা ৭:৩০", "7:30 pm"),
        (23, 59, "রাত ১১:৫৯", "11:59 pm"),
    ],
)
def test_the_hour_is_told_by_the_part_of_the_day(hour: int, minute: int, bengali: str, english: str) -> None:
    moment = datetime(2026, 11, 20, hour, minute, tzinfo=UTC)
    assert words.office_time(moment, "bn-in") == bengali
    assert words.office_time(moment, "en") == english


FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


def monday_to_friday(a: date, b: date) -> int:
    return sum((a + timedelta(days=n)).weekday() < 5 for n in range(1, (b - a).days + 1))


@pytest.mark.parametrize(
    ("passed", "calendar", "span"),
    [
        (timedelta(seconds=59), monday_to_friday, ("moment", 0)),
        (timedelta(seconds=-5), monday_to_friday, ("moment", 0)),
        (timedelta(minutes=40), monday_to_friday, ("minute", 40)),
        (timedelta(hours=2), monday_to_friday, ("hour", 2)),
        (timedelta(hours=23), monday_to_friday, ("hour", 23)),
        (timedelta(days=2), monday_to_friday, ("day", 2)),  # Sunday: no working day has passed
        (timedelta(days=3), monday_to_friday, ("working_day", 1)),
        (timedelta(days=5), monday_to_friday, ("working_day", 3)),
        (timedelta(hours=23), None, ("hour", 23)),
        (timedelta(days=3), None, ("day", 3)),
    ],
)
def test_a_span_counts_working_days_where_a_calendar_is_known(
    passed: timedelta, calendar: Callable[[date, date], int] | None, span: tuple[str, int]
) -> None:
    assert words.span(FRIDAY, FRIDAY + passed, calendar) == span
