"""Following a file and reminding its holder: from its page, and the list of what one follows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile import selectors
from efile.context import moment_of
from efile.desk import following, reminding
from efile.desk.followed import lines_of
from efile.models import Thread
from efile.views.answers import actor_of, as_uuid, day_of, go, matter_url, officers
from efile.views.dialogs import form_context, in_dialog, part
from efile.views.drafts import number
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx


@require_safe
@officers
def followed(request: OfficeRequest) -> HttpResponse:
    """What the reader follows, those that moved first: where each is, since when, by whom."""
    actor = actor_of(request)
    context = {"lines": lines_of(actor, moment_of(request, actor))}
    return render(request, "efile/desk/followed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def follow(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """POST begins (`on`), ends (`off`) following, or takes note of the movements that were shown (`seen`)."""
    actor, given = actor_of(request), request.POST
    row = selectors.matter_for(actor, matter)
    if request.method == "POST":
        match given.get("do", ""):
            case "on":
                following.follow(actor=actor, matter=matter, now=moment_of(request, actor).now)
            case "off":
                following.unfollow(actor=actor, matter=matter)
            case "seen":
                following.take_note(actor=actor, matter=matter, moves=number(given.get("moves")) or 0)
    if given.get("back") == "file":
        return redirect(reverse("matter", args=[row.pk]))
    return redirect("followed" if given.get("back") == "list" else "desk")


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def remind(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET asks for words and a day; POST reminds the holder."""
    actor = actor_of(request)
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        reminding.check_may(actor, row)
        return _asked(request, row)
    try:
        reminding.remind(
            actor=actor,
            thread=thread,
            words=request.POST.get("reminder", ""),
            act_by=day_of(request.POST.get("act_by", "")),
            now=moment_of(request, actor).now,
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        return in_dialog(_asked(request, row, refused.sentence), refused)
    messages.success(request, _("%(post)s is reminded.") % {"post": row.present.title})
    return go(request, matter_url(request, row))


def _asked(request: OfficeRequest, row: Thread, sentence: str = "") -> HttpResponse:
    context = {
        **form_context(request, row),
        "address": reverse("remind", args=[row.pk]),
        "to": row.present.title,
        "words": request.POST.get("reminder", ""),
        "act_by": request.POST.get("act_by", ""),
        "today": moment_of(request, actor_of(request)).today,
        "sentence": sentence,
        "page": not is_htmx(request),
    }
    return render(request, part(request, "remind", "desk"), context)
