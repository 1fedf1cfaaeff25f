"""The moment of an act from a page: the web server's clock, held against the one all servers share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from efile import reasons
from hierarchy.refusals import Refused

MOST_APART: Final = timedelta(seconds=60)


def present() -> datetime:
    """Now. Refused when the database's clock says otherwise: what is recorded must not lie in the future."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        shared: datetime = cursor.fetchone()[0]
    now = timezone.now()
    apart = abs(now - shared)
    if apart > MOST_APART:
        raise Refused(reasons.CLOCK_WRONG, seconds=round(apart.total_seconds()))
    return now
