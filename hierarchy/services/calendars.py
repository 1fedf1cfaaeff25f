"""A new version of an office's working calendar. The versions before stay: limits were computed with them.

The day a limit ends is reckoned when it begins and kept with it, so a new version moves no day that was
promised (RTPS rules: the date stands on the acknowledgement; domain.md c 37).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Calendar, Holiday
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, cleaned, enter, local_day, own_office
from hierarchy.words import Words, clean

WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Off:
    """A holiday as an order names it."""

    name: Words
    source: str


@administrative
def make_calendar(
    *,
    actor: Actor,
    weekly_off: Collection[int],
    holidays: Mapping[date, Off],
    source: str,
    now: datetime,
    valid_from: date | None = None,
) -> Calendar:
    """It counts for every limit that begins on a day (today when None) or later; running limits keep theirs.

    A version that is still to come is put right by one from the same day.
    """
    office = own_office(actor)
    off, order = sorted(set(weekly_off)), clean(source)
    if not order:
        raise Refused(reasons.MISSING, field=_("Order"))
    if not WEEK.issuperset(off) or WEEK.issubset(off):
        raise Refused(reasons.NO_WORKING_DAY)
    today = local_day(office, now)
    first = valid_from or today
    if first < today:
        raise Refused(reasons.CALENDAR_PAST)
    newest = office.calendars.order_by("-version").first()
    if newest is not None and first < newest.valid_from:
        raise Refused(reasons.CALENDAR_OVERTAKES, version=newest.version, day=newest.valid_from)
    row = Calendar.objects.create(
        office=office,
        version=newest.version + 1 if newest else 1,
        weekly_off=off,
        valid_from=first,
        source=order,
    )
    days = []
    for on, day in sorted(holidays.items()):
        name = cleaned(day.name, str(_("name")))
        own = clean(day.source) or order
        days.append(Holiday(office=office, calendar=row, on=on, name_bn=name.bn, name_en=name.en, source=own))
    Holiday.objects.bulk_create(days)
    enter("calendar.made", row, *days, office=office, actor=actor, now=now, alone=True)
    return row
