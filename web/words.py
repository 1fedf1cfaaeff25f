"""Digits, dates, times and spans as a district office writes them. Pure: language and zone are parameters."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
LATIN_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")

# The parts of the day by which Bengali tells the hour, each with the hour at which it begins.
BENGALI_DAYPARTS = ((20, "রাত"), (18, "সন্ধ্যা"), (15, "বিকাল"), (12, "দুপুর"), (6, "সকাল"), (4, "ভোর"), (0, "রাত"))


def is_bengali(language: str | None) -> bool:
    return (language or "").startswith("bn")


def digits(value: object, language: str | None) -> str:
    """The text of `value` with its digits in the script of `language`, whatever script they came in."""
    table = BENGALI_DIGITS if is_bengali(language) else LATIN_DIGITS
    return str(value).translate(table)


def group_lakh(value: int | float | Decimal) -> str:
    """1234567.5 -> "12,34,567.5": the last three digits, then pairs."""
    sign, text = ("-", str(value)[1:]) if value < 0 else ("", str(value))
    whole, dot, fraction = text.partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(i - 2, 0) : i] for i in range(len(head), 0, -2)][::-1]
    return sign + ",".join([*pairs, tail]) + dot + fraction


def last_day(end: date, zone: tzinfo) -> date:
    """The last day on which it counts of what ends at a moment, seen in `zone`, or on a day, not counted."""
    if isinstance(end, datetime):
        return (end - timedelta(microseconds=1)).astimezone(zone).date()
    return end - timedelta(days=1)


def office_date(value: date, language: str | None) -> str:
    return digits(f"{value.day:02}.{value.month:02}.{value.year:04}", language)


def office_time(value: datetime, language: str | None) -> str:
    """16:12 -> "বিকাল ৪:১২" or "4:12 pm", in the zone that `value` carries."""
    clock = f"{value.hour % 12 or 12}:{value.minute:02}"
    if not is_bengali(language):
        return f"{clock} {'am' if value.hour < 12 else 'pm'}"
    part = next(name for start, name in BENGALI_DAYPARTS if value.hour >= start)
    return f"{part} {digits(clock, language)}"


def span(
    start: datetime, end: datetime, working_days: Callable[[date, date], int] | None = None
) -> tuple[str, int]:
    """The time from `start` to `end` as (unit, count): moment, minute, hour, then working_day or day.

    `working_days` counts the working days between two local dates; without it, and over holidays, days
    are calendar days.
    """
    passed = max(end - start, timedelta())
    days = (end.date() - start.date()).days
    if days and working_days is not None:
        worked = working_days(start.date(), end.date())
        if worked > 0:
            return "working_day", worked
    if passed >= timedelta(days=1):
        return "day", passed.days
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "moment", 0
    return ("minute", minutes) if minutes < 60 else ("hour", minutes // 60)
