"""The page of one's labels and views, and keeping the filters of a desk under a name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from efile.desk import shelf
from efile.desk.filters import Asked
from efile.views.answers import actor_of, as_uuid, desk_url, go, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def labels_and_views(request: OfficeRequest) -> HttpResponse:
    """GET lists them; POST adds a label, or removes a label or a view."""
    actor, sentence, status = actor_of(request), "", 200
    if request.method == "POST":
        try:
            _change(request, actor)
            return redirect("labels")
        except Refused as refused:
            sentence, status = refused.sentence, refused.reason.status
    context = {"shelf": shelf.shelf_of(actor), "sentence": sentence, "name": request.POST.get("name", "")}
    return render(request, "efile/desk/labels.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def keep_view(request: OfficeRequest) -> HttpResponse:
    """POST keeps the filters that the form carries under a name; the desk is shown by them."""
    if request.method == "POST":
        kept = shelf.keep_view(
            actor=actor_of(request),
            name=request.POST.get("name", ""),
            query=Asked.read(request.POST).query(),
            for_section="section" in request.POST,
        )
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": kept.name})
    return go(request, desk_url(request))


def _change(request: OfficeRequest, actor: Actor) -> None:
    given = request.POST
    own: UUID | None = as_uuid(given.get("id"))
    if given.get("act") == "add":
        shelf.add_label(actor=actor, name=given.get("name", ""))
    elif given.get("act") == "remove_label" and own is not None:
        shelf.remove_label(actor=actor, label=own)
    elif given.get("act") == "remove_view" and own is not None:
        shelf.remove_view(actor=actor, view=own)
