"""Parking a file from its page, and taking it up again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import kept, selectors, undo
from efile.context import moment_of
from efile.desk import parking
from efile.models import Thread
from efile.services.locking import check_holding
from efile.services.mandate import require
from efile.views.answers import actor_of, as_uuid, day_of, desk_url, go, matter_url, officers, seen_of
from efile.views.dialogs import form_context, in_dialog, part
from efile.views.drafts import keep_note
from efile.views.refusing import refused_act
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx

OF_THE_FORM = 422


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def park(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET asks until when and why; POST puts the file by. What stands in the composer stays a draft."""
    actor = actor_of(request)
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        check_holding(row, actor)
        require(actor, "note", parking.PARK, moment_of(request, actor).today, row.matter.service.code)
        return _asked(request, row)
    try:
        keep_note(request, row, actor)
        parking.park(
            actor=actor,
            thread=thread,
            until=day_of(request.POST.get("until", "")),
            reason=request.POST.get("reason", ""),
            now=moment_of(request, actor).now,
            seen=seen_of(request),
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        if refused.reason.status == OF_THE_FORM:
            return in_dialog(_asked(request, row, refused.sentence), refused)
        return refused_act(request, row, refused)
    kept.forget(request.session, row.pk)
    return go(request, desk_url(request))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def wake(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Take it up before its day; it opens."""
    actor = actor_of(request)
    row = selectors.thread_for(actor, thread)
    if request.method == "POST":
        try:
            parking.wake(
                actor=actor,
                thread=thread,
                now=moment_of(request, actor).now,
                seen=seen_of(request),
                key=as_uuid(request.POST.get("key")),
            )
        except Refused as refused:
            return refused_act(request, row, refused)
        undo.forget(request.session)
    return go(request, matter_url(request, row))


def _asked(request: OfficeRequest, row: Thread, sentence: str = "") -> HttpResponse:
    context = {
        **form_context(request, row),
        "address": reverse("park", args=[row.pk]),
        "until": request.POST.get("until", ""),
        "reason": request.POST.get("reason", ""),
        "today": moment_of(request, actor_of(request)).today,
        "sentence": sentence,
        "page": not is_htmx(request),
    }
    return render(request, part(request, "park", "desk"), context)
