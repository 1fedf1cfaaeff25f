"""The record of the office: what was done with its posts, persons, powers, accounts and committees."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from efile.officerecord import reasons
from efile.officerecord.kinds import GROUPS
from efile.officerecord.names import Names
from efile.officerecord.selectors import Wanted, offices_read, page_of
from efile.officerecord.telling import told
from efile.views.answers import actor_of, officers
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest


@require_safe
@officers
def office_record(request: OfficeRequest) -> HttpResponse:
    actor, wanted = actor_of(request), Wanted.read(request.GET.dict())
    offices = list(offices_read(actor))
    if not offices:
        raise Refused(reasons.NOT_FOR_YOU)
    own = next((one for one in offices if one.pk == actor.office_id), offices[0])
    office = next((one for one in offices if one.code == wanted.office), own)
    before = _serial(request.GET.get("before", ""))
    entries, more = page_of(office.pk, wanted, before)
    names = Names.of(office, entries)
    context = {
        "of_office": office,
        "offices": offices if len(offices) > 1 else [],
        "groups": [(name, words) for name, (words, _kinds) in GROUPS.items()],
        "wanted": wanted,
        "lines": [told(entry, names) for entry in entries],
        "older_url": _address(wanted, str(entries[-1].seq)) if more else "",
        "newer_url": _address(wanted) if before else "",
    }
    return render(request, "efile/officerecord/list.html", context)


def _serial(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _address(wanted: Wanted, before: str = "") -> str:
    asked = {**wanted.address(), "before": before}
    return f"{reverse('office_record')}?{urlencode({name: said for name, said in asked.items() if said})}"
