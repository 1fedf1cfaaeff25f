"""What was sent out, and to whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from efile.committees.models import MeetingNotice
from efile.models import Applicant, Matter
from hierarchy.models import Office, Row, User


class Channel(models.TextChoices):
    SMS = "sms", _("SMS")
    EMAIL = "email", _("E-mail")
    COUNTER = "counter", _("At the counter")


class Carrier(models.TextChoices):
    """Who carried it: an outside gateway, or the office itself, which only keeps the record."""

    GATEWAY = "gateway", _("gateway")
    OFFICE = "office", _("office")


class Sent(Row):
    """One message to one person. `dedupe` is that of the delivery: a repeated one finds this row."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    address = models.CharField(max_length=254, blank=True)
    text = models.TextField()
    dedupe = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    carrier = models.CharField(max_length=8, choices=Carrier, blank=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_sent_or_failed_not_both",
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(class)s_sent_names_its_carrier",
                condition=Q(sent_at__isnull=True, carrier="")
                | Q(sent_at__isnull=False, carrier__in=Carrier.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}: {self.text}"

    @property
    def settled(self) -> bool:
        return self.sent_at is not None or self.failed_at is not None


class Notice(Sent):
    """One notice to an applicant."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notices")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+")


class MemberNotice(Sent):
    """The notice of a meeting, or of its calling off, to who acted at a member's post."""

    notice = models.ForeignKey(MeetingNotice, on_delete=models.PROTECT, related_name="messages")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
