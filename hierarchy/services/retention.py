"""For how long the office keeps the files of a class, by order and from a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import RetentionClass
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, cleaned, enter, local_day, own_office
from hierarchy.words import Words, clean

MOST_YEARS = 100
LONGEST_CODE = 4


@administrative
def order_class(
    *,
    actor: Actor,
    code: str,
    name: Words,
    years: int | None,
    forever: bool,
    source: Words,
    now: datetime,
    starts: date | None = None,
) -> RetentionClass:
    """From a day on (today when None). Files keep the class that they have; for how long, the class says."""
    office = own_office(actor)
    text, today = clean(code), local_day(office, now)
    first = starts or today
    if not text or len(text) > LONGEST_CODE:
        raise Refused(reasons.MISSING, field=_("class"))
    if first < today:
        raise Refused(reasons.IN_THE_PAST)
    if forever == (years is not None) or (years is not None and not 0 < years <= MOST_YEARS):
        raise Refused(reasons.CLASS_YEARS, most=MOST_YEARS)
    if office.retention_classes.filter(code=text, starts=first).exists():
        raise Refused(reasons.CLASS_ORDERED, code=text)
    pair, order = cleaned(name, str(_("name"))), cleaned(source, str(_("order")))
    row = RetentionClass.objects.create(
        office=office, code=text, name_bn=pair.bn, name_en=pair.en, years=years, forever=forever,
        starts=first, source_bn=order.bn, source_en=order.en,
    )  # fmt: skip
    enter("retention.ordered", row, office=office, actor=actor, now=now, alone=True)
    return row
