"""Grants on matters and files, and the log of readings."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hierarchy.models import ChargeKind, Grant
from hierarchy.words import Words
from ledger.ids import uuid7


class MatterGrant(Grant):
    """One matter is shown to a post."""

    what = pgettext_lazy("given until a day", "matter shown")
    content_object = models.ForeignKey("efile.Matter", models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        abstract = False


class FileGrant(Grant):
    """The normal matters of a file are shown to a post, also those that come into it later."""

    what = pgettext_lazy("given until a day", "file shown")
    content_object = models.ForeignKey("efile.File", models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        abstract = False


class PageKind(models.TextChoices):
    """Which view of a matter was read."""

    DETAIL = "detail", _("the file")
    PEEK = "peek", _("a look beside the list")
    PATH = "path", _("its path")
    HISTORY = "history", _("its movement")
    RUN = "run", _("its record run again")
    SLIP = "slip", _("the slip")
    PRINT = "print", _("a print")
    MEETING = "meeting", _("the papers of a meeting")
    PAPER = "paper", _("a paper")
    PART = "part", _("a form or another part of it")


class AccessLog(models.Model):
    """One view of a matter that carries a secrecy grade (ASVS 5.0 V16.3.2). Never changed or removed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="readings", db_index=False)
    user = models.ForeignKey("hierarchy.User", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    by = models.JSONField(help_text="The reader as he was: name, post, charge, in both languages")
    page = models.CharField(max_length=10, choices=PageKind)
    secrecy = models.PositiveSmallIntegerField(help_text="The grade the matter carried then")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(F("matter"), F("at").desc(), F("id").desc(), name="access_of_a_matter_idx"),
            models.Index(F("office"), F("at").desc(), name="access_of_an_office_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.matter_id}"

    @property
    def reader(self) -> Words:
        """The reader's name as it was then."""
        return _words(self.by.get("name"))

    @property
    def reader_post(self) -> Words:
        return _words(self.by.get("post_title"))

    @property
    def from_office(self) -> Words | None:
        """The reader's office, where it is not the matter's: an auditor may come from another."""
        return self.post.office.name if self.post.office_id != self.office_id else None

    @property
    def charge(self) -> str:
        """The kind of charge in the reader's language, empty for an ordinary one."""
        kind = self.by.get("charge") or ""
        return "" if kind in ("", ChargeKind.SUBSTANTIVE) else str(ChargeKind(kind).label)

    @property
    def on_behalf_of(self) -> Words | None:
        """For whom a deputy or an assistant read."""
        behalf = self.by.get("on_behalf_of")
        return _words(behalf) if behalf else None


def _words(label: dict[str, str] | None) -> Words:
    return Words((label or {}).get("bn", ""), (label or {}).get("en", ""))
