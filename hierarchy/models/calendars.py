"""Working calendars and holidays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from hierarchy.models.base import Named, Row
from hierarchy.models.offices import Office

DEMONSTRATION = "demonstration"


def by_order(source: str) -> str:
    """The order a row rests on; that it stands for demonstration, in the reader's language."""
    return gettext("demonstration") if source == DEMONSTRATION else source


class Calendar(Row):
    """One version of an office's working calendar; a correction is a new version."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendars")
    version = models.PositiveSmallIntegerField()
    weekly_off = ArrayField(models.PositiveSmallIntegerField(), help_text="Monday is 0")
    valid_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "version"], name="calendar_version_once"),
            models.CheckConstraint(
                name="calendar_weekdays_known",
                condition=Q(weekly_off__contained_by=[0, 1, 2, 3, 4, 5, 6]),
            ),
            models.CheckConstraint(
                name="calendar_some_day_is_worked",
                condition=~Q(weekly_off__contains=[0, 1, 2, 3, 4, 5, 6]),
            ),
        ]

    @property
    def order(self) -> str:
        return by_order(self.source)


class Holiday(Named):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holidays")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="holidays")
    on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="holiday_once_a_calendar")]

    @property
    def order(self) -> str:
        return by_order(self.source)
