"""The day at the demonstration district: from half past six in the evening in London it is India's next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

INDIA = ZoneInfo("Asia/Kolkata")


def office_day(at: datetime | None = None) -> date:
    """The office's day at a moment, now where none is given."""
    return timezone.localdate(at, INDIA)
