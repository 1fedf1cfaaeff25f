"""The post's own list of posts to send to, and the notices on its desk."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from efile import choices
from efile.context import moment_of
from efile.forwarding import selectors, services
from efile.views.answers import actor_of, as_uuid, officers
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

ACTS: dict[str, Callable[..., None]] = {
    "add": services.add_seal,
    "remove": services.remove_seal,
    "raise": services.raise_seal,
}


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def seals(request: OfficeRequest) -> HttpResponse:
    """GET shows the list; POST adds, removes or raises one post."""
    actor, sentence, status = actor_of(request), "", 200
    act, to = ACTS.get(request.POST.get("act", "")), as_uuid(request.POST.get("to"))
    if request.method == "POST" and act is not None and to is not None:
        try:
            act(actor=actor, to=to)
            return redirect("seals")
        except Refused as refused:
            sentence, status = refused.sentence, refused.reason.status
    listed = selectors.seals_of(actor)
    now, wanted = moment_of(request, actor).now, request.GET.get("find", "")
    context = {
        "listed": choices.held(listed, now),
        "others": choices.to_list(actor, [post.pk for post in listed], now, wanted),
        "wanted": wanted,
        "sentence": sentence,
    }
    return render(request, "efile/seals.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def dismiss(request: OfficeRequest, notice: UUID) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        services.dismiss(actor=actor, notice=notice, now=moment_of(request, actor).now)
    return redirect("desk")
