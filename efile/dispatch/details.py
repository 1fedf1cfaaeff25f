"""By which way a letter goes and what is noted of it, as entered. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from efile.dispatch import reasons
from efile.dispatch.models import Addressee, Mail, Way
from efile.letters.recipients import Recipient, Role
from efile.models import Secrecy
from hierarchy.refusals import Refused
from hierarchy.words import clean
from web.words import LATIN_DIGITS

LONGEST_NUMBER: Final = 40
MOST_POSTAGE: Final = Decimal("99999.99")
OPEN_WAYS: Final = frozenset({Way.EMAIL, Way.SMS})


def ways_to(post: bool, secrecy: int) -> list[tuple[str, str]]:
    """What may be chosen for one recipient, each postal service a way of its own; `post`: he has one here."""
    ways = [(code, str(label)) for code, label in Mail.choices]
    for way in (Way.HAND, Way.EMAIL, Way.SMS, Way.OFFICE):
        if (way != Way.OFFICE or post) and not (secrecy and way in OPEN_WAYS):
            ways.append((way.value, str(way.label)))
    return ways


def own_way(one: Recipient, secrecy: int, failed: str = "") -> str:
    """The way at hand that did not fail: the recipient's dak here, his e-mail, else ordinary post."""
    if one.post and failed != Way.OFFICE:
        return Way.OFFICE
    if one.email and not secrecy and failed != Way.EMAIL:
        return Way.EMAIL
    return Mail.ORDINARY


def way_and_mail(chosen: str) -> tuple[str, str]:
    """From what was chosen of `ways_to`: the way, and by post the service."""
    return (Way.POST, chosen) if chosen in Mail.values else (chosen, "")


@dataclass(frozen=True, slots=True)
class Details:
    """`to` is another e-mail address or mobile number than the recipient's own. `on` None means today.
    `postage` is as typed, in the office's currency."""

    way: str
    on: date | None = None
    to: str = ""
    mail: str = ""
    mail_number: str = ""
    postage: str = ""

    def check_way(self, secrecy: int) -> None:
        """What is graded leaves the office on paper, or stays in this installation."""
        if self.way not in Way.values:
            raise Refused(reasons.WHICH_WAY)
        if secrecy and self.way in OPEN_WAYS:
            raise Refused(reasons.GRADED_OUTSIDE, grade=Secrecy(secrecy).label)

    def day(self, issued: date, today: date) -> date:
        found = self.on or today
        if not issued <= found <= today:
            raise Refused(reasons.SENT_ON)
        return found

    def address_for(self, one: Addressee) -> str:
        """The e-mail address or mobile number; empty for the other ways."""
        if self.way == Way.EMAIL:
            found = Recipient(Role.TO, one.name, email=self.to or one.email).cleaned().email
            if not found:
                raise Refused(reasons.NO_EMAIL, name=one.name)
            return found
        if self.way == Way.SMS:
            found = Recipient(Role.TO, one.name, mobile=self.to or one.mobile).cleaned().mobile
            if not found:
                raise Refused(reasons.NO_MOBILE, name=one.name)
            return found
        return ""

    def by_mail(self, one: Addressee) -> tuple[str, str, Decimal | None]:
        """The postal service, the number of its receipt and the postage; nothing for the other ways.

        Registered and speed post give a numbered receipt, which is entered.
        """
        if self.way != Way.POST:
            return "", "", None
        if self.mail not in Mail.values:
            raise Refused(reasons.WHICH_MAIL)
        number = clean(self.mail_number).translate(LATIN_DIGITS)
        needed = self.mail != Mail.ORDINARY
        if len(number) > LONGEST_NUMBER or (needed and not number):
            raise Refused(reasons.MAIL_NUMBER, name=one.name, most=LONGEST_NUMBER)
        return self.mail, number, self._sum()

    def _sum(self) -> Decimal | None:
        text = clean(self.postage).translate(LATIN_DIGITS)
        if not text:
            return None
        try:
            found = Decimal(text).quantize(Decimal("0.01"))
        except InvalidOperation as error:
            raise Refused(reasons.POSTAGE) from error
        if not found.is_finite() or not 0 <= found <= MOST_POSTAGE:
            raise Refused(reasons.POSTAGE)
        return found
