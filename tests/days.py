"""Days as an office of West Bengal counts them: in the last hours of UTC's day it is the next one."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone


def today() -> date:
    return timezone.localdate(timezone=ZoneInfo("Asia/Kolkata"))
