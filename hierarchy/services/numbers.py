"""How the office numbers its receipts and files, by order and from a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import NumberScheme, Register
from hierarchy.numbering import LONGEST, Parts, faults, written
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
    sections = office.sections.values_list("name_bn", "code")
    names = [("", "")] if register != Register.FILE else list(sections)
    for name, code in names:
        parts = Parts(LAST_SERIAL, today.year, office.code, name, code)
        if len(written(text, parts)) > LONGEST[register]:
            raise Refused(reasons.NUMBER_TOO_LONG, most=LONGEST[register])
    first = starts or today
    if first < today:
        raise Refused(reasons.IN_THE_PAST)
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
