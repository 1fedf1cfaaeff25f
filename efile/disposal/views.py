"""The lists of files to be destroyed: what is due, one list with its files, the order, the certificate."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError

from efile.context import moment_of
from efile.disposal import reasons, services
from efile.disposal.candidates import MOST, candidates
from efile.disposal.certificate import certificate_of
from efile.disposal.models import Disposal, DisposalItem, State
from efile.disposal.shown import shown
from efile.disposal.sight import disposal_for, disposals_visible_to, knows_all
from efile.files.recording import looks_after
from efile.papers.views import GUARDED
from efile.views.answers import actor_of, as_uuid, day_of, go, office_of, officers, posted
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx

NEWEST = 50


@require_safe
@officers
def disposals(request: OfficeRequest) -> HttpResponse:
    """The newest lists of which the reader may know; all of them stand in their register."""
    actor = actor_of(request)
    rows = list(disposals_visible_to(actor).order_by("-drawn_at", "-pk")[:NEWEST])
    moment = moment_of(request, actor)
    context = {"rows": [shown(row, actor, moment) for row in rows], "draws": _draws(request)}
    return render(request, "efile/disposal/list.html", context)


def _draws(request: OfficeRequest) -> bool:
    actor = actor_of(request)
    return actor.may("note") and not actor.assistant


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def due(request: OfficeRequest) -> HttpResponse:
    """Closed files whose retention is over, and why one of them cannot be listed; POST draws up a list."""
    if request.method != "POST":
        return _due(request)
    actor = actor_of(request)
    try:
        own = services.draw_up(
            actor=actor,
            files=posted(request, "file"),
            why=request.POST.get("why", ""),
            now=moment_of(request, actor).now,
        )
    except Refused as refused:
        if refused.reason.status in {403, 404}:
            raise
        return _due(request, refused)
    return go(request, reverse("disposal", args=[own]))


def _due(request: OfficeRequest, refused: Refused | None = None) -> HttpResponse:
    actor = actor_of(request)
    section = as_uuid(request.GET.get("section"))
    found = candidates(actor, moment_of(request, actor).today, section)
    ready = [one for one in found if one.why is None and looks_after(actor, one.file)]
    context = {
        "ready": ready[:MOST],
        "barred": [one for one in found if one.why is not None],
        "others": sum(one.why is None for one in found) - len(ready),
        "more": len(found) > MOST,
        "most": MOST,
        "sections": office_of(request).sections.order_by("position", "code"),
        "section": section,
        "chosen": posted(request, "file") if refused else [one.file.pk for one in ready],
        "why": request.POST.get("why", ""),
        "sentence": refused.sentence if refused else "",
        "draws": _draws(request),
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/disposal/due.html", context, status=status)


@require_safe
@officers
def disposal(request: OfficeRequest, disposal: UUID) -> HttpResponse:
    """One list, with what the sections said of each file."""
    return _page(request, disposal)


def _page(
    request: OfficeRequest, disposal: UUID, refused: Refused | None = None, item: UUID | None = None
) -> HttpResponse:
    actor = actor_of(request)
    found = shown(disposal_for(actor, disposal), actor, moment_of(request, actor))
    live = found.row.state == State.ORDERED
    here = reverse("disposal", args=[disposal])
    if is_htmx(request) and request.method == "GET" and not live:
        return go(request, here)
    context = {
        "shown": found,
        "live": live,
        "here": here,
        "at": item,
        "given": request.POST,
        "sentence": refused.sentence if refused else "",
    }
    part = is_htmx(request) and request.method == "GET"
    template = "efile/disposal/progress.html" if part else "efile/disposal/one.html"
    return render(request, template, context, status=refused.reason.status if refused else 200)


@require_POST
@officers
def read_disposal(request: OfficeRequest, disposal: UUID) -> HttpResponse:
    """The section's officer says of one file that it may be destroyed, or until when it is kept."""
    actor = actor_of(request)
    item = as_uuid(request.POST.get("item"))
    row = disposal_for(actor, disposal)
    if item is None or not DisposalItem.objects.filter(pk=item, disposal=row.pk).exists():
        raise Refused(reasons.NO_SUCH)
    try:
        services.read_file(
            actor=actor,
            item=item,
            said=request.POST.get("said", ""),
            keep_until=day_of(request.POST.get("keep_until", "")),
            why=request.POST.get("why", ""),
            now=moment_of(request, actor).now,
        )
    except Refused as refused:
        if refused.reason.status == 404:
            raise
        return _page(request, disposal, refused, item)
    return go(request, f"{reverse('disposal', args=[disposal])}#i{item}")


@require_POST
@officers
def withdraw_disposal(request: OfficeRequest, disposal: UUID) -> HttpResponse:
    actor = actor_of(request)
    services.withdraw(actor=actor, disposal=disposal, now=moment_of(request, actor).now)
    return go(request, reverse("disposal", args=[disposal]))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def order_disposal(request: OfficeRequest, disposal: UUID) -> HttpResponse:
    """GET lists in full what will be destroyed; POST orders it, by another than who drew the list up."""
    actor = actor_of(request)
    row = disposal_for(actor, disposal)
    refused = None
    if request.method == "POST":
        try:
            services.order(
                actor=actor,
                disposal=disposal,
                seen=request.POST.get("seen", ""),
                confirmed=request.POST.get("read") == "yes",
                now=moment_of(request, actor).now,
            )
        except Refused as found:
            if found.reason.status in {403, 404}:
                raise
            refused = found
        else:
            _wake(request)
            return redirect("disposal", disposal)
    else:
        services.check_drawn(row)
        services.check_may_order(actor, row, moment_of(request, actor).now)
    context = {
        "shown": shown(disposal_for(actor, disposal), actor, moment_of(request, actor)),
        "seen": services.digest(row),
        "sentence": refused.sentence if refused else "",
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/disposal/order.html", context, status=status)


def _wake(request: OfficeRequest) -> None:
    """A broker that is down costs the wake, not the order: beat asks again."""
    from efile.tasks import carry_out_disposals

    try:
        carry_out_disposals.apply_async(expires=60, retry=False)
    except OperationalError:
        messages.warning(request, str(reasons.NOT_REACHED))


@require_safe
@officers
def disposal_certificate(request: OfficeRequest, disposal: UUID) -> HttpResponse:
    """PDF/A; for who may know of every file on the list."""
    row: Disposal = disposal_for(actor_of(request), disposal)
    if not knows_all(row):
        raise Refused(reasons.NO_SUCH)
    if row.state != State.DONE:
        raise Refused(reasons.NOT_DONE)
    content = certificate_of(row, request.build_absolute_uri(reverse("disposal", args=[disposal])))
    name = f"disposal-{row.year}-{row.serial}.pdf"
    headers = {**GUARDED, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
