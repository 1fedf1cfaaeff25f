from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models import Office, Row
from notings.contents.kinds import KINDS, Kind


class Found(models.TextChoices):
    """What the virus scanner said. Without a scanner in the settings, nobody was asked."""

    UNASKED = "unasked", _("not searched for viruses")
    WAITING = "waiting", _("waiting for the virus scanner")
    CLEAN = "clean", _("no virus found")
    INFECTED = "infected", _("a virus was found")


class Content(Row):
    """The bytes of a paper, kept once an office by their SHA-256. They were on the disk before this row was.

    `pages` is None for what has none of its own. `destroyed_at` is when the bytes were given up under an
    order; the row stays, so that what refers to them says so.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(editable=False, help_text="bytes")
    media = models.CharField(max_length=100, editable=False)
    pages = models.PositiveIntegerField(null=True, editable=False)
    active = models.JSONField(default=list, editable=False, help_text="what in it would run by itself")
    found = models.CharField(max_length=8, choices=Found)
    virus = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField(editable=False)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "sha256"], name="notings_content_once"),
            models.CheckConstraint(name="notings_content_hash", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(name="notings_content_kind", condition=Q(media__in=list(KINDS))),
        ]
        indexes = [
            models.Index(fields=["kept_at"], name="notings_content_waiting", condition=Q(found=Found.WAITING))
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def kind(self) -> Kind:
        return KINDS[self.media]

    @property
    def held(self) -> bool:
        """Whether its bytes are held back or kept apart for the virus scanner's sake, or were destroyed."""
        return self.destroyed_at is not None or self.found in {Found.WAITING, Found.INFECTED}

    @property
    def place(self) -> str:
        """Its key in the storage, the same whatever the storage is."""
        return f"{self.office_id}/{self.sha256[:2]}/{self.sha256}"
