"""For how long an office keeps its files, as dated rows."""

from django.db import models
from django.db.models import Q

from hierarchy.models.base import Named
from hierarchy.models.offices import Office
from hierarchy.words import Words


class RetentionClass(Named):
    """A class of files from a day on. `years` is empty for ever, or where no source says it (`forever`)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="retention_classes")
    code = models.CharField(max_length=4)
    years = models.PositiveSmallIntegerField(null=True)
    forever = models.BooleanField(default=False)
    starts = models.DateField()
    source_bn = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code", "starts"], name="retention_class_once_a_day"),
            models.CheckConstraint(
                name="retention_for_ever_has_no_years", condition=Q(forever=False) | Q(years__isnull=True)
            ),
        ]

    @property
    def source(self) -> Words:
        return Words(bn=self.source_bn, en=self.source_en)
