"""Codes with which a person signs in for the first time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Row
from hierarchy.models.offices import Office
from hierarchy.models.people import User


class CodeCarrier(models.TextChoices):
    SLIP = "slip", _("sealed slip")
    SMS = "sms", _("SMS")


class FirstCode(Row):
    """One code, used once, to choose a password. Only its digest is kept; a code that goes by SMS
    is made when it is sent, and has none before."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="first_codes")
    carrier = models.CharField(max_length=8, choices=CodeCarrier)
    mobile = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 (unique, and absent at first)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="first_code_carrier_known", condition=Q(carrier__in=CodeCarrier.values)
            ),
            models.CheckConstraint(name="first_code_expires_later", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(
                name="first_code_used_or_withdrawn",
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="first_code_one_at_a_time",
                fields=["user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]
