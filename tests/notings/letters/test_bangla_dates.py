"""The reformed Bangla calendar of Bangladesh: national days keep their dates, leap years lengthen Falgun."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notings.letters.bangla import FIRST_DAY, BanglaDate, bangla_date
from tests.notings.letters.samples import letter


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 14), BanglaDate(1, 1, 1433)),
        (date(2026, 11, 22), BanglaDate(7, 8, 1433)),
        (date(2026, 12, 16), BanglaDate(1, 9, 1433)),
        (date(2027, 2, 21), BanglaDate(8, 11, 1433)),
        (date(2027, 3, 26), BanglaDate(12, 12, 1433)),
        (date(2028, 2, 21), BanglaDate(8, 11, 1434)),
        (date(2028, 2, 29), BanglaDate(16, 11, 1434)),
        (date(2028, 3, 14), BanglaDate(30, 11, 1434)),
        (date(2028, 3, 26), BanglaDate(12, 12, 1434)),
        (date(2027, 4, 13), BanglaDate(30, 12, 1433)),
    ],
)
def test_a_day_has_its_bangla_date(day: date, expected: BanglaDate) -> None:
    assert bangla_date(day) == expected


@given(st.dates(min_value=FIRST_DAY, max_value=date(2200, 1, 1)))
def test_each_day_follows_the_one_before(day: date) -> None:
    here, after = bangla_date(day), bangla_date(day + timedelta(days=1))
    same = (after.month, after.year) == (here.month, here.year) and after.day == here.day + 1
    assert same or (after.day == 1 and here.day in {29, 30, 31})
    assert (after.year, after.month) >= (here.year, here.month)


def test_a_date_before_the_reform_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="before the reform"):
        bangla_date(date(2019, 4, 13))


def test_a_bengali_letter_of_bangladesh_has_it_above_the_other() -> None:
    assert letter(profile="BD").dates == ("৭ অগ্রহায়ণ ১৪৩৩", "২২ নভেম্বর ২০২৬")


def test_west_bengal_and_english_letters_have_the_common_one_alone() -> None:
    assert letter().dates == ("২২ নভেম্বর ২০২৬",)
    assert letter(profile="BD", language="en").dates == ("22 November 2026",)
