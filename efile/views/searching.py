"""The search box."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.pages.hits import hit_of
from efile.search import MOST, find
from efile.views.answers import actor_of, officers
from hierarchy.requests import OfficeRequest


@require_safe
@officers
def search(request: OfficeRequest) -> HttpResponse:
    actor = actor_of(request)
    wanted = request.GET.get("q", "").strip()
    moment = moment_of(request, actor)
    hits = [hit_of(row, moment) for row in find(actor, wanted)]
    context = {"wanted": wanted, "rows": hits, "most": MOST, "now": moment.now}
    return render(request, "efile/search.html", context)
