from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models import Office
from ledger.ids import uuid7
from notings.models import Content


class PaperKind(models.TextChoices):
    """How a paper came to lie in the file."""

    APPLICATION = "application", _("Application")
    ENCLOSURE = "enclosure", _("Enclosure")
    MESSAGE = "message", _("Answer")
    NOTICE = "notice", _("Notice")
    LETTER = "letter", _("Letter of the office")
    ATTACHED = "attached", _("Paper put in by an officer")
    RECEIPT = "receipt", _("Letter received")


class Paper(models.Model):
    """One paper of a matter. CSMOP 25: its pages are numbered in the correspondence's own series.

    `first_page` counts in the file, in the matter until it has one. Words alone have one page and no
    `content`; they lie in the entry that `seq` names. A paper is never taken out: struck, it keeps its pages.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="papers", db_index=False)
    place = models.PositiveIntegerField(help_text="Its order in the matter, from 1")
    kind = models.CharField(max_length=12, choices=PaperKind)
    title = models.CharField(max_length=200, blank=True, help_text="Empty where its kind or stage names it")
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    seq = models.PositiveIntegerField(null=True, help_text="The movement that it came with")
    first_page = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=1)
    by = models.JSONField(help_text="The actor as he was then")
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "place"], name="efile_paper_place"),
            models.CheckConstraint(name="efile_paper_pages", condition=Q(first_page__gte=1, pages__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.first_page} {self.title}"

    @property
    def last_page(self) -> int:
        return self.first_page + self.pages - 1


class PageCounter(models.Model):
    """How many pages the correspondence of a file, or of a matter without one, has. Locked last, as a number
    series is."""

    subject = models.UUIDField(primary_key=True, editable=False)
    pages = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.subject} {self.pages}"
