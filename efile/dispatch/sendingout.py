"""A letter to all the recipients that are ticked, each by his own way, from one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.http import QueryDict

from efile.context import moment_of
from efile.dispatch import reasons, sending
from efile.dispatch.details import Details, own_way, way_and_mail, ways_to
from efile.dispatch.models import Addressee, Way
from efile.dispatch.printed import letter_bytes
from efile.dispatch.shown import Line
from efile.letters.models import Draft
from efile.views.answers import actor_of, day_of
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from notings.contents.services import take_in


@dataclass(frozen=True, slots=True)
class Row:
    """A recipient to whom nothing is on its way: what may be chosen for him, and what was typed."""

    one: Addressee
    chosen: bool
    ways: Sequence[tuple[str, str]]
    way: str
    address: str
    number: str
    postage: str


def to_send(letter: Draft, lines: Sequence[Line], given: QueryDict) -> list[Row]:
    """Every one is ticked at first, with the way that is at hand for him."""
    ticked = set(given.getlist("to")) if given.get("act") == "send" else None
    secrecy = letter.matter.secrecy
    found = []
    for line in lines:
        if not line.to_send:
            continue
        one, place = line.one, line.one.place
        own = own_way(one.recipient, secrecy, line.last.way if line.last else "")
        found.append(
            Row(
                one,
                ticked is None or str(one.pk) in ticked,
                ways_to(one.post_id is not None, secrecy),
                given.get(f"way-{place}") or own,
                given.get(f"address-{place}", ""),
                given.get(f"number-{place}", ""),
                given.get(f"postage-{place}", ""),
            )
        )
    return found


def send_chosen(request: OfficeRequest, row: Draft) -> None:
    """One act for each; none before what was typed for every one of them is right."""
    chosen = set(request.POST.getlist("to"))
    rows = Addressee.objects.filter(draft=row).select_related("post")
    todo = [(one, details_for(one, request.POST)) for one in rows if str(one.pk) in chosen]
    if not todo:
        raise Refused(reasons.NOBODY_CHOSEN)
    for one, details in todo:
        details.check_way(row.matter.secrecy)
        details.by_mail(one)
        details.address_for(one)
    actor = actor_of(request)
    for one, details in todo:
        now = moment_of(request, actor).now
        content = _content_for(row, one, now) if details.way == Way.OFFICE else None
        sending.send(actor=actor, addressee=one.pk, details=details, now=now, content=content)


def details_for(one: Addressee, given: QueryDict) -> Details:
    way, mail = way_and_mail(given.get(f"way-{one.place}", ""))
    return Details(
        way=way,
        on=day_of(given.get("on", "")),
        to=given.get(f"address-{one.place}", ""),
        mail=mail,
        mail_number=given.get(f"number-{one.place}", ""),
        postage=given.get(f"postage-{one.place}", ""),
    )


def _content_for(row: Draft, one: Addressee, now: datetime) -> UUID | None:
    """The letter among the papers of the other office, before anything is locked."""
    if one.post is None:
        return None
    printed = letter_bytes(row)
    file = ContentFile(printed.content)
    return take_in(office=one.post.office_id, file=file, name=f"letter.{printed.ending}", now=now).pk
