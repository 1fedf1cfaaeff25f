"""A paper gets another title, or is struck; a strike is taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import reasons
from efile.context import moment_of
from efile.pages import labels
from efile.papers import services
from efile.papers.models import Paper, PaperKind
from efile.papers.views import paper_for
from efile.views.answers import actor_of, as_uuid, go, officers
from efile.views.dialogs import in_dialog, part
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def change(request: OfficeRequest, paper: UUID) -> HttpResponse:
    """GET asks; POST does what its button says. For the matter's holder."""
    actor = actor_of(request)
    row = paper_for(actor, paper)
    if request.method != "POST":
        root = row.matter.threads.get(parent=None)
        services.check_may_put_in(actor=actor, thread=root.pk, now=moment_of(request, actor).now)
        return _dialog(request, row)
    try:
        _do(request, row)
    except Refused as refused:
        return in_dialog(_dialog(request, row, refused.sentence), refused)
    return go(request, reverse("matter", args=[row.matter_id]))


def _do(request: OfficeRequest, row: Paper) -> None:
    actor, given = actor_of(request), request.POST
    now, key = moment_of(request, actor).now, as_uuid(given.get("key"))
    act = given.get("act", "")
    if act == "rename":
        services.rename(actor=actor, paper=row.pk, title=given.get("title", ""), now=now, key=key)
    elif act == "strike":
        services.strike(actor=actor, paper=row.pk, reason=given.get("reason", ""), now=now, key=key)
    elif act == "restore":
        services.restore(actor=actor, paper=row.pk, now=now, key=key)
    else:
        raise Refused(reasons.NO_CHANGE_CHOSEN)


def _dialog(request: OfficeRequest, row: Paper, sentence: str = "") -> HttpResponse:
    context = {
        "paper": row,
        "strikes": row.kind == PaperKind.ATTACHED,
        "number": labels.number_of(row.matter),
        "title": request.POST.get("title", row.title),
        "reason": request.POST.get("reason", ""),
        "sentence": sentence,
        "address": request.path,
        "page": not is_htmx(request),
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[row.matter_id]),
    }
    return render(request, part(request, "change_paper"), context)
