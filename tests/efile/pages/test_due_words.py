from datetime import date

import pytest
from django.utils import translation

from efile.pages.due import Due, due_of, promised_words
from hierarchy.calendar import WorkingCalendar

CALENDAR = WorkingCalendar(1, frozenset({5, 6}), frozenset({date(2026, 11, 25)}), "Asia/Kolkata")
BEGUN = date(2026, 11, 16)


def due(on: date, today: date) -> Due:
    with translation.override("en"):
        found = due_of(on, BEGUN, today, CALENDAR)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("on", "today", "words", "tone"),
    [
        (date(2026, 11, 30), date(2026, 11, 18), "7 working days left", ""),
        (date(2026, 11, 20), date(2026, 11, 19), "Last day is tomorrow", "soon"),
        (date(2026, 11, 23), date(2026, 11, 20), "1 working day left", "soon"),
        (date(2026, 11, 20), date(2026, 11, 20), "Last day is today", "today"),
        (date(2026, 11, 20), date(2026, 11, 24), "2 working days late", "late"),
        (date(2026, 11, 20), date(2026, 11, 21), "The last day has passed", "late"),
    ],
)
def test_time_left_is_said_in_the_offices_working_days(on: date, today: date, words: str, tone: str) -> None:
    found = due(on, today)

    assert (found.words, found.tone) == (words, tone)


def test_the_bar_shows_working_days_used() -> None:
    found = due(date(2026, 11, 27), date(2026, 11, 20))

    assert (found.used, found.total) == (4, 8)


def test_the_bar_is_full_and_not_more_when_the_time_is_over() -> None:
    found = due(date(2026, 11, 20), date(2026, 12, 4))

    assert found.used == found.total == 4


def test_without_a_limit_nothing_is_said() -> None:
    assert due_of(None, BEGUN, BEGUN, CALENDAR) is None


def test_bengali_says_it_in_bengali() -> None:
    with translation.override("bn-in"):
        found = due_of(date(2026, 11, 30), BEGUN, date(2026, 11, 18), CALENDAR)

    assert found is not None
    assert "কর্মদিবস বাকি" in found.words


def test_bangladesh_has_its_own_word_for_a_working_day() -> None:
    with translation.override("bn-bd"):
        found = due_of(date(2026, 11, 30), BEGUN, date(2026, 11, 18), CALENDAR)

    assert found is not None
    assert "কার্যদিবস বাকি" in found.words


def test_a_promised_day_that_has_passed_is_expected_no_more() -> None:
    """Of a matter reopened after it, whose stage has a limit of its own."""
    with translation.override("en"):
        said = [promised_words(date(2026, 10, 12), date(2026, 10, day)) for day in (12, 13)]
    assert said == ["Expected 12.10.2026", "Promised by 12.10.2026, which has passed"]
