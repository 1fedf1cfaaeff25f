"""The columns with which every list of matters begins and ends."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from efile.models import Matter
from efile.registers.frame import Column, Kind, Reader, Value
from efile.sectionnames import section_name

NEAR: Final = ("receipt__applicant", "file", "section__office", "service")


def number_of(row: Matter) -> str:
    return row.receipt.number if row.receipt else row.file.number if row.file else ""


def begun_of(row: Matter, reader: Reader) -> list[Value]:
    """The columns with which every list of matters begins."""
    return [
        number_of(row),
        reader.day(row.opened_at),
        row.file.number if row.file else "",
        row.receipt.applicant.name if row.receipt else "",
        row.subject,
        str(row.service.name),
        section_name(row.section, reader.actor.office_id),
    ]


BEGUN: Final = (
    Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
    Column("received", gettext_lazy("Received"), Kind.DAY, 3),
    Column("file", gettext_lazy("File no."), Kind.NUMBER, 5),
    Column("applicant", gettext_lazy("Applicant"), room=4),
    Column("subject", gettext_lazy("Subject"), room=7),
    Column("service", gettext_lazy("Service"), room=5),
    Column("section", gettext_lazy("Section"), room=4),
)
MARKS: Final = Column("marks", gettext_lazy("Grade and urgency"), room=3)
