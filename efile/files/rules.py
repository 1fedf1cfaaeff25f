"""Pure decisions on files: allowed (None), or the reason why not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from efile.files import reasons
from hierarchy.refusals import Reason

NEW_VOLUME_FROM: Final = 150
NEW_VOLUME_BY: Final = 200
LONGEST_PARK: Final = timedelta(days=366)


def may_begin_volume(pages: int) -> Reason | None:
    """CSMOP 23: a new volume is begun when a volume has 150 to 200 pages. Below, it is refused; above, it is
    overdue but not barred."""
    return None if pages >= NEW_VOLUME_FROM else reasons.VOLUME_TOO_SOON


def may_park(status: str, open_matters: int, until: date, today: date) -> Reason | None:
    """A file is parked (স্থগিত রাখা) until a day on which it comes back by itself. One with a matter at work is
    not: that lies on a desk and has its own time limit."""
    if status != "current":
        return reasons.NOT_CURRENT
    if open_matters:
        return reasons.PARK_AT_WORK
    return None if today < until <= today + LONGEST_PARK else reasons.PARK_UNTIL


def may_link(own: str, other: str, same: bool, linked: bool) -> Reason | None:
    """CSMOP 26: a file is linked to one on which there is action."""
    if same:
        return reasons.LINK_ITSELF
    if own != "current":
        return reasons.NOT_CURRENT
    if other in {"draft", "merged"}:
        return reasons.LINK_NO_FILE
    return reasons.LINKED_ALREADY if linked else None


def may_merge(status: str, main_status: str, missing: bool) -> Reason | None:
    """A part goes back into its main file while both are current and its own papers are there."""
    if status != "current":
        return reasons.NOT_CURRENT
    if missing:
        return reasons.PART_MISSING
    return None if main_status == "current" else reasons.MAIN_NOT_CURRENT


def may_part(status: str, is_part: bool) -> Reason | None:
    """A part file is opened of a main file at work, not of another part."""
    if is_part:
        return reasons.PART_OF_A_PART
    return None if status == "current" else reasons.NOT_CURRENT
