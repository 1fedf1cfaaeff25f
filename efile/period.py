"""A period asked for in an address: whole days of the office's zone, which is the active one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

YEARS = range(1900, 2200)


def day_of(text: str) -> date | None:
    """None for what is no date, or one that no office means."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def within(field: str, since: date | None, until: date | None) -> Q:
    """Rows whose moment `field` lies on the days from `since` to `until`, either of which may be open."""
    found = Q()
    if since is not None:
        found &= Q(**{f"{field}__gte": begins(since)})
    if until is not None:
        found &= Q(**{f"{field}__lt": begins(until + timedelta(days=1))})
    return found


def begins(day: date) -> datetime:
    """The moment at which a day begins in the active zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
