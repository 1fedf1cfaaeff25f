"""Reads: the subject heads of an office and the numbers of its sections, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from hierarchy.models import Office, Section, SectionNumber, SubjectHead


def heads_on(office: Office, day: date) -> QuerySet[SubjectHead]:
    """The heads under which a file may be opened that day, by their codes."""
    rows = SubjectHead.objects.filter(office=office, starts__lte=day)
    return rows.filter(Q(ends__isnull=True) | Q(ends__gte=day)).order_by("path")


def number_on(section: Section, day: date) -> str:
    """By which code the section stands in file numbers that day; empty where it has none."""
    rows = SectionNumber.objects.filter(section=section, starts__lte=day).order_by("-starts")
    return rows.values_list("code", flat=True).first() or ""


def numbers_on(sections: Iterable[Section], day: date) -> dict[Section, str]:
    known = list(sections)
    rows = SectionNumber.objects.filter(section__in=known, starts__lte=day).order_by("starts")
    newest = dict(rows.values_list("section", "code"))
    return {section: newest.get(section.pk, "") for section in known}
