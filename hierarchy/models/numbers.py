"""How an office numbers its receipts and files, as dated rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Row
from hierarchy.models.offices import Office
from hierarchy.words import Words


class Register(models.TextChoices):
    RECEIPT = "receipt", _("receipts")
    FILE = "file", _("files")
    ISSUE = "issue", _("letters issued")


class NumberScheme(Row):
    """From a day on a register's numbers are written so; numbers given before stay as they are."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="number_schemes")
    register = models.CharField(max_length=8, choices=Register)
    pattern = models.CharField(max_length=80, help_text="parts in braces: {serial:4}/{year}")
    starts = models.DateField()
    source_bn = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="number_register_known", condition=Q(register__in=Register.values)),
            models.CheckConstraint(name="number_has_a_serial", condition=Q(pattern__contains="{serial")),
            models.UniqueConstraint(fields=["office", "register", "starts"], name="number_scheme_once_a_day"),
        ]

    @property
    def source(self) -> Words:
        return Words(bn=self.source_bn, en=self.source_en)
