"""The search box."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.dak.rows import row_of as dak_row
from efile.finding.asking import Asked
from efile.finding.files import find_files
from efile.finding.finding import Found, find, find_dak
from efile.keyset import Keyset
from efile.models import Channel, Priority, Secrecy
from efile.pages.hits import hits_of
from efile.sectionnames import choices_of
from efile.services.starting import office_of
from efile.views.answers import actor_of, officers
from hierarchy.actors import Actor
from hierarchy.requests import OfficeRequest
from workflows.catalogue import services_served_by

_EVERY_FILE = {"state": "all", "place": "office"}


@require_safe
@officers
def search(request: OfficeRequest) -> HttpResponse:
    """Matters by number and words, and by what a register tells of them."""
    actor = actor_of(request)
    asked, moment = Asked.read(request.GET.dict()), moment_of(request, actor)
    after = Keyset.read(request.GET.get("after", ""))
    found = find(actor, asked, after)
    dak = find_dak(actor, asked) if after is None else []
    context = {
        "asked": asked,
        "hits": hits_of(found.rows, asked, moment, actor.office_id),
        "near": found.near,
        "dak": [dak_row(row, "all", moment, actor.section_id) for row in dak],
        "files": find_files(actor, asked) if after is None else [],
        "text_alone": urlencode({"q": asked.text}),
        "all_files_url": f"{reverse('files')}?{urlencode(_EVERY_FILE | {'q': asked.text})}",
        "all_dak_url": f"{reverse('daks')}?{urlencode({'box': 'all', 'q': asked.text})}",
        "fields": fields_of(actor, asked),
        "now": moment.now,
        "today": moment.today,
        **_pages(asked, found, after),
    }
    return render(request, "efile/search.html", context)


def fields_of(actor: Actor, asked: Asked) -> list[dict[str, object]]:
    """The filters that are chosen from lists: `name`, `label`, `choices` of (value, words, chosen)."""
    services = services_served_by(office_of(actor))
    states = [("open", _("Not disposed of")), ("finished", _("Finished"))]
    return [
        _field("service", _("Service"), [(row.code, row.name) for row in services], asked.service),
        _field("section", _("Section"), choices_of(actor), asked.section),
        _field("channel", _("Channel"), Channel.choices, asked.channel),
        _field("state", _("State"), states, asked.state),
        _field("priority", _("Urgency"), Priority.choices, asked.priority),
        _field("secrecy", _("Secrecy"), Secrecy.choices, asked.secrecy),
    ]


def _field(name: str, label: str, choices: Iterable[tuple[object, object]], chosen: str) -> dict[str, object]:
    rows = {str(value): (str(value), words, str(value) == chosen) for value, words in choices}
    return {"name": name, "label": label, "choices": list(rows.values())}


def _pages(asked: Asked, found: Found, after: Keyset | None) -> dict[str, object]:
    older = Keyset(found.rows[-1].opened_at, found.rows[-1].pk) if found.more else None
    return {
        "newest_only": found.more and after is None,
        "older_url": _page(asked, older) if older else "",
        "newer_url": _page(asked) if after else "",
    }


def _page(asked: Asked, after: Keyset | None = None) -> str:
    told = {**asked.address(), **({"after": str(after)} if after else {})}
    return f"{reverse('search')}?{urlencode(told)}"
