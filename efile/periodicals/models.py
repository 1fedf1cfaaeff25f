"""The register of periodicals of a section, and by which letter each of its turns was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models import Row
from hierarchy.words import Words


class Direction(models.TextChoices):
    SEND = "send", _("We send it")
    RECEIVE = "receive", _("We receive it")


class Every(models.TextChoices):
    WEEK = "week", _("every week")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every three months")
    HALF_YEAR = "half-year", _("every six months")
    YEAR = "year", _("every year")


class Periodical(Row):
    """A report or return of a section, by fixed dates. `due_on` is that of the turn which is not done yet.

    Register of periodicals, domain.md (c) 16 (AP manual). The turns are counted from `first_on`.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    section = models.ForeignKey("hierarchy.Section", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    direction = models.CharField(max_length=7, choices=Direction)
    party = models.CharField(max_length=200, help_text="To whom it goes, or from whom it comes")
    every = models.CharField(max_length=9, choices=Every)
    first_on = models.DateField()
    due_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="periodical_direction", condition=Q(direction__in=Direction.values)),
            models.CheckConstraint(name="periodical_every", condition=Q(every__in=Every.values)),
            models.UniqueConstraint(
                fields=["section", "name", "direction"],
                condition=Q(ended_at__isnull=True),
                name="periodical_once",
            ),
        ]
        indexes = [
            models.Index(F("section"), F("due_on"), condition=Q(ended_at=None), name="periodical_due_idx")
        ]

    def __str__(self) -> str:
        return self.name


class PeriodicalTurn(Row):
    """One turn that is done: by the letter received, or by the one issued."""

    periodical = models.ForeignKey(Periodical, models.PROTECT, related_name="turns")
    due_on = models.DateField()
    done_on = models.DateField(help_text="When the letter was received or issued")
    dak = models.ForeignKey("efile.Dak", models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey("efile.Draft", models.PROTECT, null=True, related_name="+")
    by = models.JSONField(help_text="Who ticked it off, as he was")
    at = models.DateTimeField()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["periodical", "due_on"], name="periodical_turn_once"),
            models.UniqueConstraint(fields=["periodical", "dak"], name="periodical_turn_dak_once"),
            models.UniqueConstraint(fields=["periodical", "letter"], name="periodical_turn_letter_once"),
            models.CheckConstraint(
                name="periodical_turn_by_one_letter",
                condition=Q(dak__isnull=True) ^ Q(letter__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periodical_id} {self.due_on}"

    @property
    def who(self) -> Words:
        name = self.by.get("name") or {}
        return Words(name.get("bn", ""), name.get("en", ""))
