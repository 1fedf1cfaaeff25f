"""The search box."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.pages.hits import hit_of
from efile.search import find
from efile.selectors import Keyset
from efile.views.answers import actor_of, officers
from hierarchy.requests import OfficeRequest


@require_safe
@officers
def search(request: OfficeRequest) -> HttpResponse:
    actor = actor_of(request)
    wanted = request.GET.get("q", "").strip()
    moment = moment_of(request, actor)
    after = Keyset.read(request.GET.get("after", ""))
    found, more = find(actor, wanted, after)
    context = {
        "wanted": wanted,
        "rows": [hit_of(row, moment) for row in found],
        "newest_only": more and after is None,
        "older_url": _page(wanted, Keyset(found[-1].opened_at, found[-1].pk)) if more else "",
        "newer_url": _page(wanted) if after else "",
        "now": moment.now,
    }
    return render(request, "efile/search.html", context)


def _page(wanted: str, after: Keyset | None = None) -> str:
    asked = {"q": wanted, **({"after": str(after)} if after else {})}
    return f"{reverse('search')}?{urlencode(asked)}"
