"""How the office numbers its receipts and files, by order and from a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.heads import heads_on, numbers_on
from hierarchy.models import NumberScheme, Office, Register
from hierarchy.numbering import LONGEST, Parts, faults, names_section_number, too_wide, written
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, cleaned, enter, local_day, own_office
from hierarchy.words import Words, clean

LAST_SERIAL = 999_999
WRONG = {
    "unknown_part": reasons.NUMBER_UNKNOWN_PART,
    "stray_brace": reasons.NUMBER_UNKNOWN_PART,
    "no_serial": reasons.NUMBER_NO_SERIAL,
    "two_serials": reasons.NUMBER_NO_SERIAL,
    "no_year": reasons.NUMBER_NO_YEAR,
    "no_section": reasons.NUMBER_NO_SECTION,
}


@administrative
def order_scheme(
    *,
    actor: Actor,
    register: str,
    pattern: str,
    source: Words,
    now: datetime,
    starts: date | None = None,
) -> NumberScheme:
    """From a day (today when None) on. A serial that runs goes on; numbers already given stay."""
    office = own_office(actor)
    if register not in Register.values:
        raise Refused(reasons.MISSING, field=_("register"))
    text, today = clean(pattern), local_day(office, now)
    for code in faults(text, register):
        raise Refused(WRONG[code])
    first = starts or today
    if first < today:
        raise Refused(reasons.IN_THE_PAST)
    for parts in _samples(office, register, first):
        if len(written(text, parts)) > LONGEST[register]:
            raise Refused(reasons.NUMBER_TOO_LONG, most=LONGEST[register])
        if parts.section and names_section_number(text) and not parts.number:
            raise Refused(reasons.NUMBER_NO_CODES, section=parts.section)
        if too_wide(text, parts):
            raise Refused(reasons.NUMBER_TOO_NARROW, number=".".join([parts.number, *parts.heads]))
    if office.number_schemes.filter(register=register, starts=first).exists():
        raise Refused(reasons.NUMBER_ORDERED)
    pair = cleaned(source, str(_("order")))
    row = NumberScheme.objects.create(
        office=office,
        register=register,
        pattern=text,
        starts=first,
        source_bn=pair.bn,
        source_en=pair.en,
    )
    scheme = {
        "id": row.pk,
        "register": register,
        "pattern": text,
        "starts": first.isoformat(),
        "source": pair.both(),
    }
    enter("numbers.ordered", office=office, actor=actor, now=now, alone=True, scheme=scheme)
    return row


def _samples(office: Office, register: str, day: date) -> Iterator[Parts]:
    """The longest numbers that each section can come to: with the last serial, under each head."""
    if register != Register.FILE:
        yield Parts(LAST_SERIAL, day.year, office.code)
        return
    sections = list(office.sections.filter(closed_on__isnull=True))
    heads = [head.codes for head in heads_on(office, day)] or [()]
    for section, number in numbers_on(sections, day).items():
        for codes in heads:
            yield Parts(LAST_SERIAL, day.year, office.code, section.name_bn, section.code, number, codes)
