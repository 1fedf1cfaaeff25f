"""What is entered of a dak, cleaned and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from efile import reasons as common
from efile.dak import reasons
from efile.dak.answering import DATED
from efile.dak.models import DakKind, Watch
from efile.models import Priority, Secrecy
from efile.services.application import LENGTHS, Application
from hierarchy.refusals import Refused
from hierarchy.words import clean

LONGEST_DESIGNATION: Final = 200
LONGEST_QUOTES: Final = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A dak as the diarist enters it. `number` is the writer's own, kept byte for byte."""

    kind: str
    subject: str
    sender: str
    designation: str = ""
    address: str = ""
    mobile: str = ""
    email: str = ""
    channel: str = "post"
    number: str = ""
    letter_date: date | None = None
    body: str = ""
    priority: int = Priority.ORDINARY
    secrecy: int = Secrecy.NORMAL
    physical: bool = False
    reply_by: date | None = None
    watch: str = ""
    quotes: str = ""

    def cleaned(self) -> Letter:
        return replace(self, designation=clean(self.designation), quotes=clean(self.quotes)[:LONGEST_QUOTES])

    def application(self, service: str) -> Application:
        return Application(
            service=service,
            subject=self.subject,
            applicant=self.sender,
            address=self.address,
            mobile=self.mobile,
            email=self.email,
            channel=self.channel,
            body=self.body,
            foreign_number=self.number,
            priority=self.priority,
            secrecy=self.secrecy,
        ).cleaned()

    def check(self, today: date) -> None:
        """Refuse what `Application.check` does not know; the day is that of the receipt."""
        if self.kind not in DakKind.values:
            raise Refused(reasons.KIND)
        if self.letter_date is not None and self.letter_date > today:
            raise Refused(reasons.LETTER_LATER)
        check_watch(self.watch, self.reply_by)
        check_number(self.number)
        if len(self.designation) > LONGEST_DESIGNATION:
            raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["designation"], most=LONGEST_DESIGNATION)
        if self.priority not in Priority.values or self.secrecy not in Secrecy.values:
            raise Refused(common.GRADE_UNKNOWN)


def check_watch(watch: str, reply_by: date | None) -> None:
    """CSMOP 60: a list of what is watched is kept by the day on which each is due."""
    if watch and watch not in Watch.values:
        raise Refused(reasons.WATCH)
    if watch in DATED and reply_by is None:
        raise Refused(reasons.WATCH_DAY, watch=Watch(watch).label)


def check_number(number: str) -> None:
    """A number of another office is theirs: nothing of it is mended, only what no register can hold is
    refused."""
    most = LENGTHS["foreign_number"]
    if len(number) > most or any(letter in number for letter in "\0\r\n"):
        raise Refused(reasons.NUMBER_LONG, most=most)
