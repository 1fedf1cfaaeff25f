"""The pages of files: the list, and one file with what lies in it and what was done with it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.files import selectors
from efile.files.sight import file_for
from efile.files.told import last_of, told_of
from efile.models import File, Matter
from efile.pages.hits import hit_of
from efile.pages.moment import Moment
from efile.pages.rows import Row
from efile.selectors import Keyset
from efile.views.answers import actor_of, officers
from efile.views.desk import Filter
from hierarchy.actors import Actor
from hierarchy.requests import OfficeRequest
from web.numbers import whole

MOST_PAGES = 1_000_000


@require_safe
@officers
def files(request: OfficeRequest) -> HttpResponse:
    """The files of the reader's section, or all that he may open, by state and words."""
    actor = actor_of(request)
    given = request.GET
    state = given.get("state", "") if given.get("state") in selectors.STATES else selectors.STATES[0]
    place = given.get("place", "") if given.get("place") in selectors.PLACES else selectors.PLACES[0]
    wanted, after = given.get("q", ""), Keyset.read(given.get("after", ""))
    found, more = selectors.page_of(actor, selectors.files_of(actor, state, place, wanted), after)
    here = {"state": state, "place": place, "q": wanted}
    context = {
        "rows": found,
        "state": state,
        "place": place,
        "wanted": wanted,
        "states": [Filter(label, _url(**{**here, "state": one}), one == state) for one, label in _states()],
        "places": [Filter(label, _url(**{**here, "place": one}), one == place) for one, label in _places()]
        if actor.sections
        else [],
        "older_url": _url(**here, after=selectors.key_of(found[-1])) if more else "",
        "newer_url": _url(**here) if after else "",
    }
    return render(request, "efile/files/list.html", context)


def _states() -> list[tuple[str, str]]:
    return list(zip(selectors.STATES, (_("Current files"), _("Closed files"), _("All files")), strict=True))


def _places() -> list[tuple[str, str]]:
    return list(zip(selectors.PLACES, (_("Of my section"), _("All I may open")), strict=True))


def _url(**values: str) -> str:
    return f"{reverse('files')}?{urlencode([(key, value) for key, value in values.items() if value])}"


@require_safe
@officers
def file(request: OfficeRequest, file: UUID) -> HttpResponse:
    """One file: its cover, its matters, the contents of its correspondence, its record."""
    return page(request, file_for(actor_of(request), file))


def page(request: OfficeRequest, row: File, sentence: str = "", status: int = 200) -> HttpResponse:
    """The page, also after a refused act: then with its sentence."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    after = Keyset.read(request.GET.get("after", ""))
    contents = selectors.contents_of(actor, row, _page_number(request))
    acts = told_of(row.pk)
    address = reverse("file", args=[row.pk])
    context = {
        "file": row,
        "acts": acts,
        "opened": last_of(acts, "file.opened"),
        "closed": last_of(acts, "file.closed") if row.status == File.Status.CLOSED else None,
        "contents": contents.papers,
        "from_page": _page_number(request),
        "contents_next": f"{address}?page={contents.following}#contents" if contents.following else "",
        "pages": selectors.pages_in(row),
        **_matters(actor, row, moment, after, address),
        "sentence": sentence,
    }
    return render(request, "efile/files/page.html", context, status=status)


def _matters(
    actor: Actor, row: File, moment: Moment, after: Keyset | None, address: str
) -> dict[str, object]:
    found, more = selectors.matters_of(actor, row, after)
    older = urlencode({"after": str(Keyset(found[-1].opened_at, found[-1].pk))}) if more else ""
    return {
        "rows": [_line(matter, moment) for matter in found],
        "older_url": f"{address}?{older}" if older else "",
        "newer_url": address if after else "",
    }


def _line(matter: Matter, moment: Moment) -> Row:
    """A matter among those of its file, by its receipt: all have the file's number."""
    number = matter.receipt.number if matter.receipt else _("Begun in the office")
    return replace(hit_of(matter, moment), number=number, file_url="")


def _page_number(request: OfficeRequest) -> int:
    try:
        return min(max(1, whole(request.GET.get("page", ""))), MOST_PAGES)
    except ValueError:
        return 1
