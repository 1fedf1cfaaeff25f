"""Pure decisions of the desk: allowed (None), or the reason why not."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from efile.desk import reasons
from hierarchy.lines import Seat
from hierarchy.refusals import Reason

LONGEST_PARK: Final = timedelta(days=366)


def may_park(parked_until: date | None, until: date, today: date) -> Reason | None:
    """NIC eFile: a file is parked (স্থগিত রাখা) to be worked later. The time limit of its stage runs on."""
    if parked_until is not None and parked_until > today:
        return reasons.PARKED_ALREADY
    return None if today < until <= today + LONGEST_PARK else reasons.PARK_UNTIL


def may_wake(parked_until: date | None, today: date, holder: Seat, posts: Set[UUID]) -> Reason | None:
    """Before its day a file is taken up by its holder, or by who is above him in the line of control."""
    if parked_until is None or parked_until <= today:
        return reasons.NOT_PARKED
    above = not posts.isdisjoint(holder.superiors)
    return None if holder.post in posts or above else reasons.NOT_TO_WAKE
