"""Handing over charge of a post: what was held, by whom it was given and who took it."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from hierarchy.models.base import Row
from hierarchy.models.offices import Office, Post
from hierarchy.models.people import Charge, ChargeKind, User
from hierarchy.words import Words
from ledger.canonical import canonical


class HandOver(Row):
    """The list that one person hands to the next. Nothing is re-assigned by it: the post holds its work.

    `outgoing` is None when the post stood vacant and the administrator handed it over. `incoming` is None
    while the holder's superior, `offered_to`, has not accepted what its holder hands to him.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="handovers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="handovers")
    outgoing = models.ForeignKey(Charge, on_delete=models.PROTECT, null=True, related_name="+")
    incoming = models.ForeignKey(Charge, on_delete=models.PROTECT, null=True, related_name="+")
    offered_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
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
            models.UniqueConstraint(
                fields=["outgoing"], name="handover_offered_once", condition=Q(incoming__isnull=True)
            ),
            models.CheckConstraint(
                name="handover_to_somebody",
                condition=Q(incoming__isnull=False) | Q(offered_to__isnull=False, outgoing__isnull=False),
            ),
        ]

    @property
    def list_fingerprint(self) -> str:
        """sha256 of the list alone: the same from the offer to the confirmation."""
        return hashlib.sha256(canonical(self.held)).hexdigest()

    @property
    def fingerprint(self) -> str:
        """sha256 of the list with the remarks and the differences."""
        said = {"held": self.held, "remarks": self.remarks, "differences": self.differences}
        if self.offered_to_id:
            said["offered_to"] = str(self.offered_to_id)
        return hashlib.sha256(canonical(said)).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        """How much of each kind is listed."""
        return {name: len(rows) for name, rows in self.held.items()}

    @property
    def giver(self) -> Words:
        return Words(**self.handed_by["name"])

    @property
    def taker(self) -> Words:
        return Words(**self.taken_by["name"]) if self.taken_by else self.newcomer.name

    @property
    def newcomer(self) -> User:
        """Who confirms the list."""
        if self.incoming is not None:
            return self.incoming.user
        if self.offered_to is None:
            raise LookupError("a list is for somebody")
        return self.offered_to

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind(self.incoming.kind) if self.incoming else ChargeKind.IN_CHARGE

    @property
    def begins(self) -> datetime | None:
        """None: with the newcomer's confirmation."""
        return self.incoming.starts if self.incoming else None

    def lapsed(self, now: datetime) -> datetime | None:
        """When it came to nothing: the charge handed over, or the giver's before he was relieved, ended."""
        charge = self.incoming or self.outgoing
        over = self.taken_at is None and charge is not None and charge.ends is not None and charge.ends <= now
        return charge.ends if over and charge else None

    @classmethod
    def of_person(cls, user: UUID) -> Q:
        """Lists that a person confirms."""
        return Q(incoming__user=user) | Q(incoming__isnull=True, offered_to=user)

    @classmethod
    def lasting(cls, now: datetime) -> Q:
        """Lists not confirmed that have not lapsed."""
        open_charge = Q(incoming__isnull=False, incoming__ends__isnull=True) | Q(incoming__ends__gt=now)
        open_offer = Q(outgoing__ends__isnull=True) | Q(outgoing__ends__gt=now)
        return Q(taken_at__isnull=True) & (open_charge | (Q(incoming__isnull=True) & open_offer))
