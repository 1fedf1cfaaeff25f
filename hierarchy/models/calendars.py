"""Working calendars and holidays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hierarchy.models.base import Named, Row
from hierarchy.models.offices import Office


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


class Holiday(Named):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holidays")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="holidays")
    on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="holiday_once_a_calendar")]
