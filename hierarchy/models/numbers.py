"""How an office numbers its receipts and files: patterns, subject heads, section numbers, as dated rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Named, Row
from hierarchy.models.offices import Office, Section
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


class SubjectHead(Named):
    """A head under which files are opened. CSMOP 45: basic, primary, secondary and tertiary heads.

    `path` joins the codes of a head and of those above it: "C.15.012". A head that ended stays with the files
    that bear it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="subject_heads")
    path = models.CharField(max_length=40)
    retention = models.CharField(max_length=4, blank=True, help_text="Class of the files opened under it")
    starts = models.DateField()
    ends = models.DateField(null=True, help_text="The last day on which a file is opened under it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "path"], name="subject_head_once"),
            models.CheckConstraint(
                name="subject_head_of_four_tiers",
                condition=Q(path__regex=r"^[0-9A-Za-z]{1,9}([.][0-9A-Za-z]{1,9}){0,3}$"),
            ),
            models.CheckConstraint(
                name="subject_head_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
            ),
        ]

    @property
    def codes(self) -> tuple[str, ...]:
        """From the basic head down to this one."""
        return tuple(self.path.split("."))


class SectionNumber(Row):
    """The code by which a section stands in file numbers, from a day on."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="section_numbers")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="numbers")
    code = models.CharField(max_length=12)
    starts = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "starts"], name="section_number_once_a_day"),
            models.CheckConstraint(
                name="section_number_is_a_code", condition=Q(code__regex=r"^[0-9A-Za-z-]{1,12}$")
            ),
        ]
