"""What stands over a register on paper and in a spreadsheet: whose it is, of which days, by whom made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from efile.registers.asked import Asked
from efile.registers.frame import Reader, Register, Statement
from efile.sectionnames import section_name
from hierarchy.models import Office, Section
from web.templatetags.office import office_date, office_moment


@dataclass(frozen=True, slots=True)
class Head:
    """`lines` say what was asked for, and who made it when."""

    office: str
    title: str
    lines: list[str]


def head_of(register: Register | Statement, asked: Asked, reader: Reader, office: Office, by: str) -> Head:
    said = [*_narrowed(register, asked, office), _made(reader.moment.local(reader.moment.now), by)]
    return Head(str(office.name), str(register.title), said)


def _narrowed(register: Register | Statement, asked: Asked, office: Office) -> list[str]:
    parts = []
    if days := days_of(asked):
        parts.append(days)
    if asked.section:
        section = Section.objects.select_related("office").filter(pk=asked.section).first()
        parts.append(_("Section: %(name)s") % {"name": section_name(section, office.pk) if section else ""})
    for choice in register.choices:
        if code := asked.chosen.get(choice.name):
            parts.append(f"{choice.title}: {dict(choice.options_at(office))[code]}")
    return [" · ".join(parts)] if parts else []


def days_of(asked: Asked) -> str:
    since, until = office_date(asked.since), office_date(asked.until)
    if since and until:
        return (
            since if since == until else _("From %(since)s to %(until)s") % {"since": since, "until": until}
        )
    if since:
        return _("From %(since)s on") % {"since": since}
    return _("Up to %(until)s") % {"until": until} if until else ""


def _made(at: datetime, by: str) -> str:
    return _("Made on %(moment)s by %(who)s: what this post may read") % {
        "moment": office_moment(at),
        "who": by,
    }
