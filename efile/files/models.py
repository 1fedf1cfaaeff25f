"""What a file has beside its own row."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.ids import uuid7
from notings.models import Content

COPY: Final = "প্রতিলিপি / copy: "
"""How the title of a copy begins that stands for lost papers."""


class NumberKind(models.TextChoices):
    """Where an earlier number of a file comes from."""

    PAPER = "paper", _("Physical file")
    SYSTEM = "system", _("Another system")
    MERGED = "merged", _("A part merged into it")
    OTHER = "other", _("Another earlier number")


class FileNumber(models.Model):
    """A number by which a file was known, or is known elsewhere: kept byte for byte, found by it too.

    `folded` is the same with Latin digits, so that it is found in either script.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    file = models.ForeignKey("efile.File", models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    kind = models.CharField(max_length=8, choices=NumberKind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="earlier_number_once"),
            models.CheckConstraint(name="earlier_number_is_one", condition=~Q(number="")),
        ]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.number


class Volume(models.Model):
    """A further volume of a file. CSMOP 23: begun at 150 to 200 pages, and its page numbers run on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    file = models.ForeignKey("efile.File", models.PROTECT, related_name="volumes")
    number = models.PositiveSmallIntegerField(help_text="2 and on; the first is the file itself")
    first_page = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="file_volume_once"),
            models.CheckConstraint(name="file_volume_follows", condition=Q(number__gte=2, first_page__gte=2)),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class FileLink(models.Model):
    """A file that is read with another one. CSMOP 26: linked while there is action, de-linked after it, and
    what was used is kept as extracts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    file = models.ForeignKey("efile.File", models.PROTECT, related_name="links")
    other = models.ForeignKey("efile.File", models.PROTECT, related_name="linked_by")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    extracts = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "other"], condition=Q(ended_at__isnull=True), name="file_linked_once"
            ),
            models.CheckConstraint(name="file_linked_to_another", condition=~Q(file=models.F("other"))),
        ]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.other_id}"


class FileScan(models.Model):
    """Scanned pages of a paper file that was taken over, which lie in the file itself, before its matters; or
    copies for papers that were lost, behind what lay there then."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    file = models.ForeignKey("efile.File", models.PROTECT, related_name="scans")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")
    first_page = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "place"], name="file_scan_place"),
            models.CheckConstraint(name="file_scan_pages", condition=Q(first_page__gte=1, pages__gte=1)),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> str:
        if self.title.startswith(COPY):
            return gettext("copy for lost papers")
        return gettext("scanned from the paper file")

    @property
    def last_page(self) -> int:
        return self.first_page + self.pages - 1

    @property
    def numbers(self) -> range:
        return range(self.first_page, self.last_page + 1)
