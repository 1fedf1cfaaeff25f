from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models import Office, Row
from notings.models import Content


class GuardKind(models.TextChoices):
    """What is kept for reference."""

    ACT = "act", _("Act or rules")
    ORDER = "order", _("Government order")
    CIRCULAR = "circular", _("Circular")
    JUDGMENT = "judgment", _("Judgment")
    PRECEDENT = "precedent", _("Decision of the office")
    SPECIMEN = "specimen", _("Specimen")


class GuardPaper(Row):
    """One paper of the office's guard file. CSMOP 24: precedents and orders, kept for reference.

    It is read by the whole office. Taken out it stays, for the notes that refer to it.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=GuardKind)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True, help_text="of the order itself, as it is written")
    dated = models.DateField(null=True, help_text="of the order itself")
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+", help_text="who put it in")
    by = models.JSONField(help_text="who put it in, as he was")
    at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="guard_kind_known", condition=Q(kind__in=GuardKind.values)),
            models.CheckConstraint(
                name="guard_out_says_why", condition=Q(out_at__isnull=True) ^ ~Q(out_why="")
            ),
            models.UniqueConstraint(
                fields=["office", "content"],
                name="guard_paper_once",
                condition=Q(out_at__isnull=True),
            ),
        ]
        indexes = [models.Index(F("office"), F("at").desc(), F("id").desc(), name="guard_newest_idx")]

    def __str__(self) -> str:
        return self.title
