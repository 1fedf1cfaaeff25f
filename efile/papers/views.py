"""Papers put into a matter, and their bytes handed out: never as a page that a browser would show as ours."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from efile import reasons
from efile.access.models import PageKind
from efile.access.watch import opened
from efile.context import moment_of
from efile.models import Thread
from efile.papers import services
from efile.papers.bringing import taken_in
from efile.papers.gone import in_its_file
from efile.papers.keeping import Brought
from efile.papers.models import Paper
from efile.selectors import thread_for
from efile.views.answers import actor_of, as_uuid, go, logged, matter_url, officers
from efile.visibility import opened_one
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from notings.contents import drawing
from notings.contents import services as contents
from notings.contents.names import handed_out_as
from notings.models import Content

PNG = b"\x89PNG"
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
@officers
def bytes_of(request: OfficeRequest, paper: UUID) -> HttpResponse:
    """The file as it came, as an attachment; the viewer of the file page fetches it from here."""
    row = paper_for(actor_of(request), paper)
    if row.content is None:
        raise Refused(reasons.NOT_VISIBLE)
    logged(request, row.matter, PageKind.PAPER)
    return handed_out(request, row.content, row.title or row.get_kind_display())


def paper_for(actor: Actor, paper: UUID) -> Paper:
    """A paper of a matter that the actor may open; others do not exist for him."""
    row = Paper.objects.select_related("matter__office", "matter__file", "content").filter(pk=paper).first()
    if row is None or not opened_one(type(row.matter).objects.all(), actor, row.matter_id).exists():
        raise Refused(reasons.NOT_VISIBLE)
    opened(row.matter)
    if row.content is not None:
        in_its_file(row.content, row.matter.file)
    return row


def handed_out(request: HttpRequest, content: Content, title: str) -> HttpResponse:
    """The bytes of a content as an attachment, for who may read what it lies in."""
    contents.check_open(content)
    name = handed_out_as(title, content.kind)
    headers = {
        **GUARDED,
        "ETag": f'"{content.sha256}"',
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    headers["Content-Length"] = str(content.size)
    chunks = contents.chunks_of(content)
    return cast(HttpResponse, StreamingHttpResponse(chunks, content_type=content.media, headers=headers))


@require_safe
@officers
def page_of(request: OfficeRequest, paper: UUID, number: int) -> HttpResponse:
    """A page of a scan as a picture, counted in the paper from 1."""
    row = paper_for(actor_of(request), paper)
    if row.content is None:
        raise Refused(reasons.NOT_VISIBLE)
    picture = drawing.page_of(row.content, number)
    logged(request, row.matter, PageKind.PAPER)
    return as_picture(picture)


def as_picture(picture: bytes) -> HttpResponse:
    media = "image/png" if picture.startswith(PNG) else "image/jpeg"
    return HttpResponse(picture, content_type=media, headers=GUARDED)


@require_POST
@officers
def put_in(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Files from the reader's machine. What can be taken is put in; what cannot is named, each with why."""
    actor = actor_of(request)
    now = moment_of(request, actor).now
    row = thread_for(actor, thread)
    services.check_may_put_in(actor=actor, thread=thread, now=now)
    found = taken_in(request, row.office_id, now)
    if found.brought:
        key = as_uuid(request.POST.get("key"))
        services.attach(actor=actor, thread=thread, papers=found.brought, now=now, key=key)
    elif not found.refused:
        raise Refused(reasons.NO_PAPERS)
    return _answer(request, row, found.brought, found.refused)


def _answer(request: OfficeRequest, row: Thread, brought: list[Brought], refused: list[str]) -> HttpResponse:
    status = 422 if refused else 200
    if request.headers.get("Accept") == "application/json":
        said = {"taken": [one.title for one in brought], "refused": refused}
        return JsonResponse(said, status=status)
    if not refused:
        return go(request, matter_url(request, row))
    context = {"taken": brought, "refused": refused, "back_url": matter_url(request, row)}
    return render(request, "efile/papers/put_in.html", context, status=status)
