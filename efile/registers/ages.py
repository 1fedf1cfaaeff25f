"""Age bands of what is pending, in days since it was received. NIC eFile: pendency; CSMOP 60."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from efile.period import within


@dataclass(frozen=True, slots=True)
class Band:
    """Pending from `least` to `most` days; without `most`, longer than any."""

    code: str
    title: Promise | str
    least: int
    most: int | None = None

    def q(self, field: str, today: date) -> Q:
        begun = None if self.most is None else today - timedelta(days=self.most)
        return within(field, begun, today - timedelta(days=self.least) if self.least else None)

    def holds(self, days: int) -> bool:
        return days >= self.least and (self.most is None or days <= self.most)


BANDS: Final = (
    Band("week", gettext_lazy("up to 7 days"), 0, 7),
    Band("fortnight", gettext_lazy("8 to 15 days"), 8, 15),
    Band("month", gettext_lazy("16 to 30 days"), 16, 30),
    Band("two-months", gettext_lazy("31 to 60 days"), 31, 60),
    Band("three-months", gettext_lazy("61 to 90 days"), 61, 90),
    Band("older", gettext_lazy("over 90 days"), 91),
)
BY_CODE: Final = {band.code: band for band in BANDS}
