"""Acts on a thread. Each posts what the page showed (version, stage) and a key that makes it happen once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from efile import choices, kept, reasons, selectors, services, undo
from efile.context import moment_of
from efile.forwarding import services as forwarding
from efile.models import Thread
from efile.nearby import kept_from
from efile.services.act import Done
from efile.views.answers import (
    actor_of,
    as_uuid,
    day_of,
    desk_url,
    go,
    matter_url,
    officers,
    posted,
    seen_of,
)
from efile.views.asking import asked
from efile.views.dialogs import (
    fault_dialog,
    outcome_dialog,
    return_dialog,
    searched,
    send_dialog,
    too_late,
    typing,
)
from efile.views.drafts import keep_note
from efile.views.refusing import refused_act
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

Service = Callable[[], Done]
Fault = Callable[[Refused], HttpResponse | None]


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def forward(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET offers the posts inside the stage's channel; POST sends the file to one of them."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method != "POST" or searched(request):
        if late := too_late(request, row):
            return late
        stage = selectors.stage_of(row, row.matter.instance.version_id)
        wanted = (request.POST if searched(request) else request.GET).get("q", "")
        found = choices.forward_choices(actor, row, stage, now, wanted) if stage else []
        kept = kept_from(actor, row, stage, now) if stage else None
        words = {"title": _("To whom?"), "button": _("Send"), "bar": kept.bar if kept else None}
        shut = kept is not None and kept.up is None
        return send_dialog(request, row, found, seals=True, along=True, shut=shut, **words)
    if "ask" in request.POST:
        return asked(request, row)
    to = as_uuid(request.POST.get("to"))
    if to is None:
        return refused_act(request, row, Refused(reasons.NOBODY_CHOSEN))
    return _do(
        request,
        row,
        lambda: services.forward(
            actor=actor,
            thread=thread,
            to=to,
            now=now,
            seen=seen_of(request),
            key=_key(request),
            copies=posted(request, "copy"),
            answer_by=day_of(request.POST.get("answer_by", "")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def return_(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET says who gets it and takes a note; POST sends the file back."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        return too_late(request, row) or return_dialog(request, row)
    if "ask" in request.POST:
        return asked(request, row)
    return _do(
        request,
        row,
        lambda: services.return_(
            actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request)
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def complete(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET shows what an outcome still needs (an officer, fields); POST leaves the stage with it."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    stage = selectors.stage_of(row, row.matter.instance.version_id)
    given = request.POST if request.method == "POST" else request.GET
    outcome = stage.outcome(given.get("outcome", "")) if stage else None
    if request.method != "POST" or searched(request):
        if stage is None or outcome is None:
            return HttpResponse(status=204) if typing(request) else go(request, matter_url(request, row))
        return outcome_dialog(request, row, stage, outcome)
    if "ask" in request.POST:
        return asked(request, row)
    return _do(
        request,
        row,
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
        lambda refused: fault_dialog(request, row, stage, outcome, refused),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def claim(request: OfficeRequest, thread: UUID) -> HttpResponse:
    return _taken(request, thread, services.claim)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def pull_up(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """A superior takes the file to himself."""
    return _taken(request, thread, forwarding.pull_up)


def _taken(request: OfficeRequest, thread: UUID, take: Callable[..., Done]) -> HttpResponse:
    """Taken files open at once: who takes one wants to work on it."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        return go(request, matter_url(request, row))
    try:
        take(actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    undo.forget(request.session)
    kept.forget(request.session, row.pk)
    return go(request, matter_url(request, row))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def pull_back(request: OfficeRequest, thread: UUID) -> HttpResponse:
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = selectors.thread_for(actor, thread)
    if request.method != "POST":
        return go(request, matter_url(request, row))
    try:
        services.pull_back(actor=actor, thread=thread, now=now, seen=seen_of(request), key=_key(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    undo.forget(request.session)
    kept.forget(request.session, row.pk)
    return go(request, matter_url(request, row))


_OWN_FIELDS = frozenset(
    "csrfmiddlewaretoken as_post outcome to version stage moves key text revision sent box show tag"
    " having q find".split()
)


def _do(request: OfficeRequest, row: Thread, service: Service, fault: Fault | None = None) -> HttpResponse:
    """Keep the note, act, offer the undo bar; a refusal draws the page again with nothing lost.

    `fault` may answer a refusal that is about one field with the form, else None.
    """
    actor = actor_of(request)
    try:
        keep_note(request, row, actor)
        done = service()
    except Refused as refused:
        return (fault and fault(refused)) or refused_act(request, row, refused)
    undo.remember(request.session, done)
    kept.forget(request.session, row.pk)
    return go(request, desk_url(request))


def _key(request: OfficeRequest) -> UUID | None:
    return as_uuid(request.POST.get("key"))
