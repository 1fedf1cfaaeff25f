"""The desk of the second person: what waits for him, and one act as he does or declines it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hierarchy.actors import Actor
from hierarchy.administration import asked
from hierarchy.administration.acts import WAITING, digest
from hierarchy.decorators import acting_post_required
from hierarchy.models import AskedAct
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.signin import reasons

FOLDER = "hierarchy/administration"
PAGE = MOST_OF_MINE = 50

P = ParamSpec("P")
View = Callable[Concatenate[OfficeRequest, Actor, P], HttpResponse]


def for_second_persons(view: View[P]) -> Callable[Concatenate[OfficeRequest, P], HttpResponse]:
    """The view of who asks for such acts or may stand by in his office; others get a sentence."""

    @acting_post_required
    @wraps(view)
    def guarded(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            if request.actor is None or not asked.has_part(request.actor):
                raise Refused(reasons.NOT_SECOND)
            return view(request, request.actor, *args, **kwargs)
        except Refused as refused:
            context = {"sentence": refused.sentence}
            page = "hierarchy/signin/refused_inside.html"
            return render(request, page, context, status=refused.reason.status)

    return guarded


@require_safe
@for_second_persons
def waiting(request: OfficeRequest, actor: Actor) -> HttpResponse:
    """What others ask the reader to stand by, and what became of what he asked for himself."""
    now = timezone.now()
    page = Paginator(asked.for_me(actor, now), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "for_me": [(row, _heading(row)) for row in page],
        "mine": [
            (row, _heading(row), not row.outcome and row.until > now)
            for row in asked.of_mine(actor)[:MOST_OF_MINE]
        ],
    }
    return render(request, f"{FOLDER}/asked_acts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_second_persons
def one(request: OfficeRequest, actor: Actor, asked_act: UUID) -> HttpResponse:
    """One act with what will follow: done before the reader, or declined; or withdrawn by who asked."""
    now = timezone.now()
    row = asked.readable(actor, now).filter(pk=asked_act).first()
    if row is None:
        raise Http404
    step = request.POST.get("step")
    if step == "decline":
        return _declined(request, actor, row)
    return _done(request, actor, row) if step == "do" else _page(request, actor, row)


def _done(request: OfficeRequest, actor: Actor, row: AskedAct) -> HttpResponse:
    now = timezone.now()
    try:
        if request.POST.get("seen") != digest(asked.form_of(row, now).follows()):
            changed = _("This has changed since you read it; read it once more.")
            return _page(request, actor, row, changed=changed)
        done = asked.do(row.pk, actor, now)
    except Refused as refused:
        return _page(request, actor, row, fault=refused.sentence, status=refused.reason.status)
    messages.success(request, done.told())
    return redirect("asked_acts")


def _declined(request: OfficeRequest, actor: Actor, row: AskedAct) -> HttpResponse:
    try:
        settled = asked.decline(row.pk, request.POST.get("why", ""), actor, timezone.now())
    except Refused as refused:
        return _page(request, actor, row, why_not=refused.sentence, status=refused.reason.status)
    said = {
        AskedAct.Outcome.WITHDRAWN: _("It is withdrawn."),
        AskedAct.Outcome.DECLINED: _("It is declined; %(name)s reads why.") % {"name": row.asked_by.name},
    }
    messages.success(request, said[AskedAct.Outcome(settled.outcome)])
    return redirect("asked_acts")


def _page(
    request: OfficeRequest,
    actor: Actor,
    row: AskedAct,
    *,
    fault: str = "",
    why_not: str = "",
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The act as it would be done now, or the sentence that says why it cannot be."""
    form, follows = None, []
    try:
        if not fault:
            form = asked.form_of(row, timezone.now())
            follows = form.follows()
    except Refused as refused:
        fault = refused.sentence
    context = {
        "row": row,
        "heading": _heading(row),
        "form": form,
        "follows": follows,
        "seen": digest(follows),
        "mine": row.asked_by_id == actor.user_id,
        "why": request.POST.get("why", ""),
        "why_not": why_not,
        "longest": asked.LONGEST_WHY,
        "fault": fault,
        "changed": changed,
    }
    return render(request, f"{FOLDER}/asked_act.html", context, status=status)


def _heading(row: AskedAct) -> str:
    kind = WAITING.get(row.act)
    return str(kind.heading) if kind else row.act
