"""A time span in words, for a refusal that names who holds what from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from web.templatetags.office import last_day, office_date, office_moment


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to another one, not counted, or for good; read in the office's zone."""

    starts: datetime
    ends: datetime | None
    zone: str

    def __str__(self) -> str:
        with timezone.override(ZoneInfo(self.zone)):
            start = office_moment(self.starts)
            if self.ends is None:
                return _("from %(start)s on") % {"start": start}
            if timezone.localtime(self.ends).time() == time.min:
                day = office_date(last_day(self.ends))
                return _("from %(start)s to the end of %(day)s") % {"start": start, "day": day}
            return _("from %(start)s to %(end)s") % {"start": start, "end": office_moment(self.ends)}

    def overlaps(self, starts: datetime, ends: datetime | None) -> bool:
        return (self.ends is None or starts < self.ends) and (ends is None or self.starts < ends)
