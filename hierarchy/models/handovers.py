"""Handing over charge of a post: what was held, by whom it was given and who took it."""

import hashlib

from django.db import models
from django.db.models import F, Q

from hierarchy.models.base import Row
from hierarchy.models.offices import Office, Post
from hierarchy.models.people import Charge
from hierarchy.words import Words
from ledger.canonical import canonical


class HandOver(Row):
    """The list that one person hands to the next. Nothing is re-assigned by it: the post holds its work.

    `outgoing` is None when the post stood vacant and the administrator handed it over.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="handovers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="handovers")
    outgoing = models.ForeignKey(Charge, on_delete=models.PROTECT, null=True, related_name="+")
    incoming = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    held = models.JSONField(help_text="ids, numbers and stages as they were; no subject lines")
    remarks = models.TextField(blank=True)
    handed_by = models.JSONField(help_text="the actor as he was")
    handed_at = models.DateTimeField()
    taken_by = models.JSONField(null=True)
    taken_at = models.DateTimeField(null=True)
    differences = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "handed_at"], name="handover_of_a_post")]
        constraints = [
            models.CheckConstraint(
                name="handover_taken_after_it_was_given",
                condition=Q(taken_at__isnull=True) | Q(taken_at__gte=F("handed_at")),
            ),
            models.CheckConstraint(
                name="handover_taken_by_somebody",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["incoming"], name="handover_once_a_charge"),
        ]

    @property
    def fingerprint(self) -> str:
        """sha256 of the list with the remarks and the differences, as the ledger keeps it."""
        said = {"held": self.held, "remarks": self.remarks, "differences": self.differences}
        return hashlib.sha256(canonical(said)).hexdigest()

    @property
    def giver(self) -> Words:
        return Words(**self.handed_by["name"])

    @property
    def taker(self) -> Words:
        return Words(**self.taken_by["name"]) if self.taken_by else self.incoming.user.name
