"""Acts on a thread. Each posts what the page showed (version, stage) and a key that makes it happen once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from efile import choices, filepage, reasons, selectors, services, undo
from efile.context import moment_of
from efile.models import File, Thread
from efile.services.act import Done
from efile.views.answers import (
    actor_of,
    as_uuid,
    desk_query,
    desk_url,
    go,
    is_htmx,
    officers,
    refusal,
    seen_of,
)
from efile.views.dialogs import form_context, outcome_dialog, part, send_dialog
from efile.views.drafts import keep_note
from efile.views.matter import file_page
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import Words, clean
from web.templatetags.office import office_moment

Service = Callable[[], Done]


@require_http_methods(["GET", "POST"])
@officers
def forward(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET offers the posts inside the stage's channel; POST sends the file to one of them."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method == "GET":
        stage = selectors.stage_of(row, row.matter.instance.version_id)
        wanted = request.GET.get("q", "")
        found = choices.forward_choices(row, stage.channel, now, wanted) if stage else []
        return send_dialog(request, row, found, title=_("To whom?"), button=_("Send"))
    to = as_uuid(request.POST.get("to"))
    if to is None:
        return refused_act(request, row, Refused(reasons.POST_NEEDED))
    return _do(
        request,
        row,
        _title_of(to),
        lambda: services.forward(
            actor=actor, thread=thread, to=to, now=now, seen=seen_of(request), key=_key(request)
        ),
    )


@require_POST
@officers
def return_(request: OfficeRequest, thread: UUID) -> HttpResponse:
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    return _do(
        request,
        row,
        row.sender.title if row.sender else Words("", ""),
        lambda: services.return_(
            actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request)
        ),
    )


@require_http_methods(["GET", "POST"])
@officers
def complete(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET shows what an outcome still needs (an officer, fields); POST leaves the stage with it."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    stage = selectors.stage_of(row, row.matter.instance.version_id)
    given = request.GET if request.method == "GET" else request.POST
    outcome = stage.outcome(given.get("outcome", "")) if stage else None
    if request.method == "GET":
        if stage is None or outcome is None:
            raise Refused(reasons.UNKNOWN_OUTCOME)
        return outcome_dialog(request, row, stage, outcome)
    label = Words(outcome.label_bn, outcome.label_en) if outcome else Words("", "")
    return _do(
        request,
        row,
        label,
        lambda: services.complete_stage(
            actor=actor,
            thread=thread,
            outcome=given.get("outcome", ""),
            to=as_uuid(given.get("to")),
            form={name: str(value) for name, value in given.items() if name not in _OWN_FIELDS},
            now=now,
            seen=seen_of(request),
            key=_key(request),
        ),
    )


@require_POST
@officers
def claim(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Taken files open at once: who takes one wants to work on it."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    try:
        services.claim(actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    return go(request, _page_url(request, row))


@require_POST
@officers
def pull_back(request: OfficeRequest, thread: UUID) -> HttpResponse:
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    try:
        services.pull_back(actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    undo.forget(request.session)
    return go(request, _page_url(request, row))


@require_http_methods(["GET", "POST"])
@officers
def put_in_file(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """A new file of the matter's section, or one that exists already."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method == "GET":
        files = File.objects.filter(section=row.matter.section_id, status=File.Status.CURRENT)
        wanted = clean(request.GET.get("q", ""))
        if wanted:
            files = files.filter(number__icontains=wanted) | files.filter(subject__icontains=wanted)
        context = {"files": files.order_by("-opened_at")[:20], **form_context(request, row)}
        return render(request, part(request, "put_in_file"), context)
    try:
        chosen = as_uuid(request.POST.get("file"))
        services.open_file(actor=actor, thread=thread, now=now, file=chosen, key=_key(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    return go(request, _page_url(request, row))


_OWN_FIELDS = frozenset(
    {
        "csrfmiddlewaretoken",
        "outcome",
        "to",
        "version",
        "stage",
        "key",
        "text",
        "revision",
        "box",
        "show",
        "q",
    }
)


def _do(request: OfficeRequest, row: Thread, what: Words, service: Service) -> HttpResponse:
    """Keep the note, act, offer the undo bar; a refusal draws the page again with nothing lost."""
    actor = actor_of(request)
    try:
        keep_note(request, row, actor)
        done = service()
    except Refused as refused:
        return refused_act(request, row, refused)
    undo.remember(request.session, done, what)
    return go(request, desk_url(request))


def refused_act(request: OfficeRequest, row: Thread, refused: Refused) -> HttpResponse:
    """The sentence, who moved the file and when, and the page as it is now with the written words."""
    at = refused.params.get("at")
    moved = _("It moved on %(at)s.") % {"at": office_moment(at)} if at else ""  # type: ignore[arg-type]  # [a datetime]
    if is_htmx(request):
        return refusal(request, refused, who=moved)
    actor = actor_of(request)
    opened = filepage.open_matter(actor, row.matter_id, str(row.pk))
    moment = moment_of(request, actor)
    written = request.POST.get("text")
    return file_page(request, opened, actor, moment, refused=refused, moved=moved, written=written)


def _page_url(request: OfficeRequest, row: Thread) -> str:
    query = desk_query(request)
    return f"{reverse('matter', args=[row.matter_id])}?thread={row.pk}" + (f"&{query}" if query else "")


def _title_of(post: UUID) -> Words:
    row = Post.objects.filter(pk=post).first()
    return row.title if row else Words("", "")


def _key(request: OfficeRequest) -> UUID | None:
    return as_uuid(request.POST.get("key"))
