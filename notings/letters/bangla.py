"""The Bangla calendar of Bangladesh, as reformed from 1426 (14 April 2019). Pure.

Six months of 31 days from Boishakh, then of 30, Falgun of 29, in a Gregorian leap year of 30: so the
national days keep their Bangla dates (21 February is 8 Falgun, 26 March 12 Choitro, 16 December 1 Poush).
West Bengal's almanac follows the sun and differs by a day or two; its offices date letters by the Gregorian
calendar.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_DAY: Final = date(2019, 4, 14)
MONTHS: Final = (
    "বৈশাখ",
    "জ্যৈষ্ঠ",
    "আষাঢ়",
    "শ্রাবণ",
    "ভাদ্র",
    "আশ্বিন",
    "কার্তিক",
    "অগ্রহায়ণ",
    "পৌষ",
    "মাঘ",
    "ফাল্গুন",
    "চৈত্র",
)
FALGUN: Final = 11


@dataclass(frozen=True, slots=True)
class BanglaDate:
    day: int
    month: int
    year: int

    @property
    def month_name(self) -> str:
        return MONTHS[self.month - 1]


def bangla_date(day: date) -> BanglaDate:
    """ValueError before the reform: older dates had months of other lengths."""
    if day < FIRST_DAY:
        raise ValueError(f"{day} lies before the reform of the calendar")
    year = day.year if day >= date(day.year, 4, 14) else day.year - 1
    left = (day - date(year, 4, 14)).days
    month = 1
    while left >= (length := month_length(month, year + 1)):
        left -= length
        month += 1
    return BanglaDate(left + 1, month, year - 593)


def month_length(month: int, falgun_in: int) -> int:
    """`falgun_in` is the Gregorian year that the month of Falgun falls in."""
    if month == FALGUN:
        return 30 if isleap(falgun_in) else 29
    return 31 if month <= 6 else 30
