"""A letter that belongs to another office."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from efile.dak.models import Dak
from hierarchy.models import Row
from hierarchy.words import Words


class Carried(models.TextChoices):
    """By which way it goes to the other office."""

    OFFICE = "office", _("To the dak of an office here")
    POST = "post", pgettext_lazy("way of a letter", "By post")
    HAND = "hand", _("By hand")
    EMAIL = "email", _("By e-mail")


class Transfer(Row):
    """To which office a letter belongs, from when that was found until it is ours after all or taken back.

    CSMOP 66: it goes on within a week, and the writer is told. `arrived` is the dak that it became in an
    office of this installation.
    """

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="transfers")
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=300, help_text="The office whose it is, as it was called")
    due_on = models.DateField(help_text="The last day to pass it on")
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=6, choices=Carried, blank=True)
    number = models.CharField(max_length=40, blank=True, help_text="Of the postal receipt or the peon book")
    arrived = models.OneToOneField(Dak, models.PROTECT, null=True, related_name="came_by")
    told_at = models.DateTimeField(null=True, help_text="When the writer was told")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dak"], condition=Q(ended_at__isnull=True), name="transfer_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(gone_at__isnull=True, way="", arrived__isnull=True, told_at__isnull=True)
                | Q(gone_at__isnull=False, way__in=Carried.values),
                name="transfer_gone_by_a_way",
            ),
            models.CheckConstraint(
                condition=Q(way="office", arrived__isnull=False)
                | (~Q(way="office") & Q(arrived__isnull=True)),
                name="transfer_arrived_here",
            ),
        ]
        indexes = [models.Index(F("due_on"), F("id"), condition=Q(ended_at=None), name="transfer_due_idx")]

    def __str__(self) -> str:
        return f"{self.dak_id} {self.to_name}"

    @property
    def whose(self) -> Words:
        """The name of the office, of one here in both languages."""
        return self.office.name if self.office else Words(self.to_name, self.to_name)
