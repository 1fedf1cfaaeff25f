"""What copies were made, how long each took and how large it is."""

from __future__ import annotations

from django.db import models

from ledger.ids import uuid7


class StandbyCopy(models.Model):
    """One copy of an office's current files. Without `made_at` it was not finished."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    folder = models.CharField(max_length=500, help_text="Where it lies")
    begun_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    files = models.PositiveIntegerField(default=0)
    matters = models.PositiveIntegerField(default=0)
    papers = models.PositiveIntegerField(default=0)
    copied = models.PositiveIntegerField(default=0, help_text="Papers that the copy before did not have")
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of all pages and papers")

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.folder} {self.begun_at}"
