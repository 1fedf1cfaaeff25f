"""To whom an issued letter went, by which way, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from efile.dispatch.failures import failure_words
from efile.letters.recipients import Recipient, Role
from hierarchy.models import Row
from hierarchy.words import Words


class Way(models.TextChoices):
    """How a letter goes out."""

    POST = "post", pgettext_lazy("way of a letter", "By post")
    HAND = "hand", _("By hand")
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("SMS with a link")
    OFFICE = "office", _("To the dak of an office here")


class Mail(models.TextChoices):
    """The postal service taken."""

    ORDINARY = "ordinary", _("Ordinary post")
    REGISTERED = "registered", _("Registered post")
    SPEED = "speed", _("Speed post")


class State(models.TextChoices):
    """`queued` is with the carrier of e-mail or SMS; `out` with the post or the peon; `arrived` is known."""

    QUEUED = "queued", _("being sent")
    OUT = "out", _("sent")
    ARRIVED = "arrived", _("received")
    FAILED = "failed", _("not sent")


class Addressee(Row):
    """A recipient of an issued letter, as its approved version names him; never changed."""

    draft = models.ForeignKey("efile.Draft", models.PROTECT, related_name="addressees", db_index=False)
    place = models.PositiveSmallIntegerField(help_text="Its order in the letter, from 1")
    role = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=254, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    memo = models.CharField(max_length=160, help_text="That of his own copy")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["draft", "place"], name="addressee_place")]

    def __str__(self) -> str:
        return f"{self.memo} {self.name}"

    @property
    def recipient(self) -> Recipient:
        post = str(self.post_id or "")
        return Recipient(Role(self.role), self.name, self.address, self.email, self.mobile, post)


class Sending(Row):
    """One try to bring a letter to one addressee. The last one says how it stands with him.

    `code` is what the cover's QR says. `token` is the SHA-256 of the secret in the address of an SMS.
    """

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="sendings", db_index=False)
    number = models.PositiveSmallIntegerField(help_text="Its order among the tries, from 1")
    way = models.CharField(max_length=6, choices=Way)
    state = models.CharField(max_length=7, choices=State)
    on = models.DateField(help_text="The day it went out")
    to = models.CharField(max_length=254, blank=True, help_text="The e-mail address or mobile number used")
    mail = models.CharField(max_length=10, choices=Mail, blank=True)
    mail_number = models.CharField(max_length=40, blank=True, help_text="That of the postal receipt")
    postage = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    code = models.CharField(max_length=20, blank=True)
    token = models.CharField(max_length=64, blank=True)
    dak = models.OneToOneField("efile.Dak", models.PROTECT, null=True, related_name="sent_by")
    by = models.JSONField(help_text="The dispatcher as he was then")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="When it arrived or failed")
    settled_by = models.JSONField(null=True, help_text="Who handed it over or received it")
    received_by = models.CharField(max_length=200, blank=True, help_text="Into whose hand it was given")
    carrier = models.ForeignKey(
        "hierarchy.Post", models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="Who took the cover to carry it, by a scan; the last one counts",
    )  # fmt: skip
    taken_at = models.DateTimeField(null=True, help_text="When the carrier took it")
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["addressee", "number"], name="sending_number"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="sending_code"),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="sending_token"),
            models.CheckConstraint(name="sending_way", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="sending_failed_says_why",
                condition=(~Q(state="failed") & Q(failure="")) | (Q(state="failed") & ~Q(failure="")),
            ),
            models.CheckConstraint(
                name="sending_settled_when",
                condition=Q(state__in=["queued", "out"], settled_at__isnull=True)
                | Q(state__in=["arrived", "failed"], settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sending_by_hand_has_a_code",
                condition=(Q(way="hand") & ~Q(code="")) | (~Q(way="hand") & Q(code="")),
            ),
            models.CheckConstraint(
                name="sending_taken_when",
                condition=Q(carrier__isnull=True, taken_at__isnull=True)
                | Q(way="hand", carrier__isnull=False, taken_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(F("on").desc(), F("id").desc(), name="sending_register_idx"),
            models.Index(
                fields=["addressee"], condition=Q(way="hand", state="out"), name="sending_carried_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"

    @property
    def why_failed(self) -> str:
        return failure_words(self.failure)

    @property
    def who(self) -> Words:
        name = self.by.get("name") or {}
        return Words(name.get("bn", ""), name.get("en", ""))
