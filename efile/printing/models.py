"""What was printed for whom: kept for good; the bytes are kept for a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.ids import uuid7


class State(models.TextChoices):
    WAITING = "waiting", _("waiting for the worker")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


LIVE = (State.WAITING, State.MAKING)


class Printout(models.Model):
    """A file, or one matter, printed for one reader, with its SHA-256: who brings a print can be answered.

    `matters` are those whose words stand in it, `secrecy` the highest grade among them then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey("efile.File", models.PROTECT, null=True, related_name="prints")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, null=True, related_name="prints")
    user = models.ForeignKey("hierarchy.User", models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+", db_index=False)
    by = models.JSONField(help_text="The reader as he was: name, post, charge, in both languages")
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, help_text="Papers laid on leaves so far")
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(help_text="When something was last heard of it")
    ready_at = models.DateTimeField(null=True)
    matters = models.JSONField(default=list)
    secrecy = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="print_of_one", condition=Q(file__isnull=True) ^ Q(matter__isnull=True)
            ),
            models.CheckConstraint(
                name="print_ready_has_its_hash",
                condition=~Q(state="ready") | Q(sha256__regex="^[0-9a-f]{64}$", ready_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="print_once_at_a_time",
                fields=["user", "post", "file", "matter"],
                condition=Q(state__in=LIVE),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="print_live_idx", condition=Q(state__in=LIVE))]

    def __str__(self) -> str:
        return f"{self.file_id or self.matter_id} {self.state}"
