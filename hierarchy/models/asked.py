"""Acts of administration that wait for a second person."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hierarchy.models.base import Row
from hierarchy.models.offices import Office, Post
from hierarchy.models.people import User
from hierarchy.words import Words

WAITS: Final = timedelta(days=7)
"""How long an act that was asked for may wait; the office goes on meanwhile."""


class AskedAct(Row):
    """An act as its administrator filled it in. It is nothing until a second person does it with him.

    `act` is its code, `given` the form's fields with their values, `about` the first of the sentences that
    said what will follow when it was asked for: lists show it. `concerned` are the persons whom it was then
    about, who do not stand by it. Settled when it was done, declined with
    `why`, or withdrawn by himself.
    """

    class Outcome(models.TextChoices):
        DONE = "done"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="asked_acts")
    act = models.CharField(max_length=40)
    given = models.JSONField()
    about_bn = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    concerned = ArrayField(models.UUIDField(), default=list)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "asked_at"], name="asked_act_waits", condition=Q(outcome=""))
        ]
        constraints = [
            models.CheckConstraint(
                name="asked_act_settled_by_somebody",
                condition=Q(outcome="", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
            ),
        ]

    @staticmethod
    def waits(now: datetime) -> Q:
        """Still to be settled, and not too old."""
        return Q(outcome="", asked_at__gt=now - WAITS)

    @property
    def about(self) -> Words:
        return Words(bn=self.about_bn, en=self.about_en)

    @property
    def until(self) -> datetime:
        return self.asked_at + WAITS
