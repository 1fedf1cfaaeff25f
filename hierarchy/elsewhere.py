"""A page that was drawn for one post, used while its reader acts for another: two windows, one session."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from hierarchy import reasons
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import ActingPost
from web.htmx import is_htmx
from web.language import way_back
from web.typed import typed

FIELD = "as_post"
"""By which a form, or the address of a dialog, says for which post its page was drawn."""


def drawn_for_another(request: OfficeRequest) -> ActingPost | None:
    """The reader's other post for which the page was drawn; None where it is the one he acts for now."""
    given = request.POST if request.method == "POST" else request.GET
    drawn = given.get(FIELD)
    if drawn is None or request.actor is None or drawn == str(request.actor.post_id):
        return None
    return next((one for one in request.acting_posts if str(one.post.pk) == drawn), None)


def elsewhere(request: OfficeRequest, drawn: ActingPost) -> HttpResponse:
    """Nothing is done in the name of either post: says so, shows what was typed, and leads back."""
    now = request.actor.post_title if request.actor else "–"
    refused = Refused(reasons.DRAWN_FOR_ANOTHER, drawn=drawn.post.title, now=now)
    status, back = refused.reason.status, way_back(request, request.headers.get("Referer"))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": refused.sentence}, status=status)
    context = {
        "sentence": refused.sentence,
        "drawn": drawn.post,
        "back": back,
        "choose_url": f"{reverse('choose_post')}?{urlencode({'next': back})}",
        "typed": typed(request),
    }
    part = is_htmx(request)
    template = "hierarchy/parts/drawn_for_another.html" if part else "hierarchy/drawn_for_another.html"
    return render(request, template, context, status=status)
