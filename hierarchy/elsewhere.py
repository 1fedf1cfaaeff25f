"""A page that was drawn for one post, used while its reader acts for another: two windows, one session."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from hierarchy import reasons
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx
from web.language import way_back
from web.typed import typed

FIELD = "as_post"
"""By which a form, or the address of a dialog, says for which post its page was drawn."""


def drawn_for_another(request: OfficeRequest) -> bool:
    """Whether the page was drawn for a post that its reader does not act for now."""
    drawn = _drawn_for(request)
    return bool(drawn) and request.actor is not None and drawn != str(request.actor.post_id)


def _drawn_for(request: OfficeRequest) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get(FIELD, "")


def elsewhere(request: OfficeRequest) -> HttpResponse:
    """Nothing is done in the name of either post: says so, shows what was typed, and leads back."""
    now = request.actor.post_title if request.actor else "–"
    drawn = next((one.post for one in request.acting_posts if str(one.post.pk) == _drawn_for(request)), None)
    if drawn is not None:
        refused = Refused(reasons.DRAWN_FOR_ANOTHER, drawn=drawn.title, now=now)
    else:
        refused = Refused(reasons.DRAWN_FOR_NO_POST_OF_HIS, now=now)
    status, back = refused.reason.status, way_back(request, request.headers.get("Referer"))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": refused.sentence}, status=status)
    context = {
        "sentence": refused.sentence,
        "drawn": drawn,
        "back": back,
        "choose_url": f"{reverse('choose_post')}?{urlencode({'next': back})}",
        "typed": typed(request),
    }
    part = is_htmx(request)
    template = "hierarchy/parts/drawn_for_another.html" if part else "hierarchy/drawn_for_another.html"
    return render(request, template, context, status=status)
