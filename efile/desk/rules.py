"""Pure decisions of the desk: allowed (None), or the reason why not."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from efile.desk import reasons
from efile.reasons import TOO_LONG
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


def may_remind(holder: Seat, posts: Set[UUID], pooled: bool, took_part: bool) -> Reason | None:
    """Who sent or worked a file, and who is above its holder, asks him for it; nobody asks himself."""
    if pooled:
        return reasons.REMIND_NOBODY
    if holder.post in posts:
        return reasons.REMIND_ONESELF
    return None if took_part or not posts.isdisjoint(holder.superiors) else reasons.NOT_TO_REMIND


def reminder_says(words: str, act_by: date | None, today: date, most: int) -> Reason | None:
    """It says something: words, a day that has not passed, or both."""
    if len(words) > most:
        return TOO_LONG
    if act_by is not None and not today <= act_by <= today + LONGEST_PARK:
        return reasons.REMIND_BY
    return None if words or act_by else reasons.REMIND_WHAT
