"""Putting a matter in a file: a new one, or one that is still at work."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from efile import kept, reasons, selectors, services, undo
from efile.context import moment_of
from efile.files.at_work import open_files
from efile.models import Thread
from efile.views.answers import actor_of, as_uuid, go, matter_url, officers
from efile.views.asking import asked
from efile.views.dialogs import form_context, found_typing, part, searched, too_late, typing
from efile.views.refusing import refused_act
from hierarchy.heads import heads_on
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def put_in_file(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET offers open files, `q` finds among them; POST puts the matter in one, or in a new one."""
    actor = actor_of(request)
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        return too_late(request, row) or _offer(request, row)
    if "ask" in request.POST:
        return asked(request, row)
    if searched(request):
        return HttpResponseRedirect(f"{request.path}?{urlencode({'q': request.POST.get('q', '')})}")
    try:
        services.open_file(
            actor=actor,
            thread=thread,
            now=moment_of(request, actor).now,
            file=as_uuid(request.POST.get("file")),
            head=as_uuid(request.POST.get("head")),
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        return refused_act(request, row, refused)
    undo.forget(request.session)
    kept.forget(request.session, row.pk)
    return go(request, matter_url(request, row))


def _offer(request: OfficeRequest, row: Thread) -> HttpResponse:
    actor = actor_of(request)
    if not actor.may("note"):
        raise Refused(reasons.NOT_NOTING)
    wanted = request.GET.get("q", "")
    context = {
        "files": open_files(actor, row.matter, wanted),
        "heads": heads_on(row.matter.office, moment_of(request, actor).today),
        "wanted": wanted,
        "page": not is_htmx(request),
        "section": actor.section_id,
        **form_context(request, row),
    }
    if typing(request):
        return found_typing(request, "files", context)
    return render(request, part(request, "put_in_file"), context)
