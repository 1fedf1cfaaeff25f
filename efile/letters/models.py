from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from efile.letters.wording import Wording
from hierarchy.models import Office, Post, Row, User
from hierarchy.words import Words
from ledger.ids import uuid7
from notings.letters.kinds import KINDS, Kind
from notings.models import Content


class Status(models.TextChoices):
    """Where a letter stands. It is issued only from `signed`."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    READY = "ready", _("Fair copy, to be signed")
    SIGNED = "signed", _("Signed")
    ISSUED = "issued", _("Issued")
    DROPPED = "dropped", _("Given up")


class How(models.TextChoices):
    """How it was signed."""

    DIGITAL = "digital", _("Digital signature")
    INK = "ink", _("Printed, signed by hand and scanned")
    REMOTE = "remote", _("Digital signature by the e-sign service")


class Worded(models.Model):
    """The words of a letter. `recipients` is what `letters.recipients` writes; `to` and `copies` hold those
    of versions from before, with an empty line between them."""

    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    to = models.TextField(blank=True)
    copies = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    reference = models.CharField(max_length=1000, blank=True)
    signatory = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    @property
    def wording(self) -> Wording:
        return Wording(
            self.subject,
            self.body,
            self.to,
            self.copies,
            self.reference,
            signatory=self.signatory_id,
            recipients=self.recipients,
        )


class Draft(models.Model):
    """A letter of a matter. `newest` is the number of its last version, `approved` of the approved one.

    `memo` and `day` are given once, before the fair copy is made; a withdrawn approval leaves them with it.
    `issue_number` is that of the office's register of letters issued, with its year and serial.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="drafts", db_index=False)
    place = models.PositiveIntegerField(help_text="Its order in the matter, from 1")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    newest = models.PositiveIntegerField(default=1)
    approved = models.PositiveIntegerField(null=True)
    memo = models.CharField(max_length=140, blank=True)
    day = models.DateField(null=True)
    fair = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=How, blank=True)
    paper = models.OneToOneField("efile.Paper", models.PROTECT, null=True, related_name="letter")
    issue_number = models.CharField(max_length=40, blank=True)
    issue_year = models.PositiveSmallIntegerField(null=True)
    issue_serial = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.JSONField(null=True, help_text="The dispatcher as he was then")
    by = models.JSONField(help_text="The actor as he was then")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "issue_year", "issue_serial"], name="efile_draft_issued_once"
            ),
            models.CheckConstraint(
                name="efile_draft_issued_has_a_number",
                condition=Q(status="issued", issued_at__isnull=False, issue_serial__isnull=False)
                | (~Q(status="issued") & Q(issued_at__isnull=True, issue_serial__isnull=True)),
            ),
            models.UniqueConstraint(fields=["matter", "place"], name="efile_draft_place"),
            models.UniqueConstraint(
                fields=["office", "memo"], name="efile_draft_memo_once", condition=~Q(memo="")
            ),
            models.CheckConstraint(name="efile_draft_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="efile_draft_approved",
                condition=Q(status__in=[Status.DRAFT, Status.DROPPED], approved__isnull=True)
                | Q(
                    status__in=[Status.APPROVED, Status.READY, Status.SIGNED, Status.ISSUED],
                    approved__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="efile_draft_fair_copy_has_a_number",
                condition=Q(fair__isnull=True) | (~Q(memo="") & Q(day__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "status"], name="efile_draft_to_issue_idx"),
            models.Index(F("office"), F("issued_at").desc(), name="efile_draft_issued_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.kind}"

    @property
    def form(self) -> Kind:
        return KINDS[self.kind]


class DraftVersion(Worded):
    """One version, as somebody kept it; never changed. CSMOP 25: what seniors changed stays on the file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    by = models.JSONField(help_text="The actor as he was then")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="efile_draftversion_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def name(self) -> Words:
        return Words(**self.by["name"])


class DraftWork(Worded):
    """What a post is writing on a draft and has not kept as a version: `base` is the one it began from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="work", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", help_text="who saved it last")
    base = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "post"], name="efile_draftwork_once")]

    def __str__(self) -> str:
        return self.subject


class RecipientGroup(Row):
    """Recipients kept under a name: a post's own, or without a `post` the whole office's."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    recipients = models.TextField()
    by = models.JSONField(help_text="Who kept it last")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "post", "name"], nulls_distinct=False, name="recipient_group_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
