"""By when a letter is acknowledged and answered. Pure.

CSMOP 66: a letter from a member of a legislature or from the public is acknowledged within 15 days and
answered within the next 15; where that cannot be done, an interim reply within a month says the probable
date. A letter that belongs to another office goes on within a week.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from efile.dak.models import DakKind, Watch
from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Profile

ACKNOWLEDGED_IN: Final = timedelta(days=15)
ANSWERED_IN: Final = timedelta(days=30)
PASSED_ON_IN: Final = timedelta(days=7)
RTI_PASSED_ON_IN: Final = timedelta(days=5)
RTI_CALENDAR_DAYS: Final = 30
RTI_WORKING_DAYS: Final = 20
DATED: Final = frozenset(Watch) - {Watch.MEMBER}
"""What is due on a day that a law, the House or the court sets."""


def is_from_the_public(kind: str, watch: str) -> bool:
    """Whether CSMOP 66 gives its days: a citizen's letter, or a member's."""
    return watch == Watch.MEMBER or (kind == DakKind.CITIZEN and not watch)


def acknowledge_by(kind: str, watch: str, received: date) -> date | None:
    """None where nothing says when it is acknowledged."""
    return received + ACKNOWLEDGED_IN if is_from_the_public(kind, watch) else None


def law_gives(watch: str, profile: str, received: date, calendar: WorkingCalendar) -> date | None:
    """The day that a law sets for what is watched; None where it sets none.

    Right to Information Act 2005 (India), s. 7(1): 30 days; Right to Information Act 2009 (Bangladesh),
    s. 9(1): 20 working days.
    """
    if watch != Watch.RTI:
        return None
    if profile == Profile.BD:
        return calendar.add_working_days(received, RTI_WORKING_DAYS)
    return received + timedelta(days=RTI_CALENDAR_DAYS)


def answer_by(kind: str, watch: str, received: date, reply_by: date | None, told: date | None) -> date | None:
    """The day told in an interim reply, else the one asked for, else that of CSMOP 66; None without any."""
    if told or reply_by:
        return told or reply_by
    return received + ANSWERED_IN if is_from_the_public(kind, watch) else None


def pass_on_by(watch: str, profile: str, received: date) -> date:
    """The last day to pass on what belongs to another office.

    CSMOP 66: a week; Right to Information Act 2005 (India), s. 6(3): five days from its receipt.
    """
    by_law = watch == Watch.RTI and profile == Profile.WB
    return received + (RTI_PASSED_ON_IN if by_law else PASSED_ON_IN)
