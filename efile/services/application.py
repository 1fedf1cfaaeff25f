"""What the front desk enters, cleaned and checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from efile import reasons
from efile.models import Channel, Priority, Secrecy
from hierarchy.refusals import Refused
from hierarchy.words import MOBILE, clean
from web.words import LATIN_DIGITS

TEXTS = (
    "service",
    "subject",
    "applicant",
    "address",
    "mobile",
    "email",
    "channel",
    "body",
    "foreign_number",
)
LENGTHS = {
    "subject": 500,
    "applicant": 200,
    "address": 400,
    "email": 254,
    "foreign_number": 100,
    "body": 20_000,
}


@dataclass(frozen=True, slots=True)
class Application:
    """What the front desk enters. All text is cleaned (NFC, no control characters) on the way in, but for
    the writer's own number: that is kept byte for byte."""

    service: str
    subject: str
    applicant: str
    address: str = ""
    mobile: str = ""
    email: str = ""
    channel: str = "counter"
    body: str = ""
    foreign_number: str = ""
    priority: int = Priority.ORDINARY
    secrecy: int = Secrecy.NORMAL

    def cleaned(self) -> Application:
        texts = {name: clean(getattr(self, name)) for name in TEXTS if name != "foreign_number"}
        rest = {"foreign_number": self.foreign_number}
        return Application(**texts, **rest, priority=self.priority, secrecy=self.secrecy)

    @property
    def number_of_mobile(self) -> str:
        """In ASCII digits, without spaces and dashes."""
        return self.mobile.translate(LATIN_DIGITS).replace(" ", "").replace("-", "")

    def check(self) -> None:
        """Refuse what is missing, too long or no mobile number; of a cleaned application."""
        for name in ("service", "subject", "applicant"):
            if not getattr(self, name):
                raise Refused(reasons.MISSING, field=reasons.FIELD_NAMES[name])
        if self.channel not in Channel.values:
            raise Refused(reasons.BAD_CHANNEL, channel=self.channel)
        if self.number_of_mobile and not MOBILE.fullmatch(self.number_of_mobile):
            raise Refused(reasons.BAD_MOBILE, mobile=self.mobile)
        if self.email and not _is_email(self.email):
            raise Refused(reasons.BAD_EMAIL, email=self.email)
        for name, most in LENGTHS.items():
            if len(getattr(self, name)) > most:
                raise Refused(reasons.TOO_LONG, field=reasons.FIELD_NAMES[name], most=most)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
