"""Who sees a file: whom it is shown to until when, showing it to one more post, ending that."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from efile import reasons, selectors, services
from efile.access.log import may_read_log
from efile.access.rules import with_whole_file
from efile.access.shown import BY_OFFICE, may_be_shown_by, posts_to_show, shown_here, shown_of
from efile.context import moment_of
from efile.models import Matter, Secrecy
from efile.pages import labels
from efile.services.grading import grades_for
from efile.views.answers import actor_of, as_uuid, go, officers
from efile.views.dialogs import found_typing, in_dialog, part, searched, typing
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def showing(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """GET says who sees it; POST shows it to a post until a day, or with `end` ends a showing."""
    actor = actor_of(request)
    row = selectors.matter_for(actor, matter)
    if request.method != "POST" or searched(request):
        return _dialog(request, row)
    try:
        _act(request, matter)
    except Refused as refused:
        return _again(request, row, refused)
    return go(request, reverse("matter", args=[matter]))


@require_safe
@officers
def shown_to_me(request: OfficeRequest) -> HttpResponse:
    """What is shown to the reader's post: until when, by whom and why."""
    actor = actor_of(request)
    context = {"shown": shown_here(actor, moment_of(request, actor).now)}
    return render(request, "efile/shown.html", context)


def _act(request: OfficeRequest, matter: UUID) -> None:
    actor = actor_of(request)
    now, key = moment_of(request, actor).now, as_uuid(request.POST.get("key"))
    ended = as_uuid(request.POST.get("end"))
    if ended is not None:
        services.end_showing(actor=actor, matter=matter, grant=ended, now=now, key=key)
        return
    to, until = as_uuid(request.POST.get("to")), _day(request.POST.get("until", ""))
    if to is None:
        raise Refused(reasons.SHOWN_TO_WHOM)
    if until is None:
        raise Refused(reasons.SHOWN_UNTIL_WHEN)
    services.show_to(
        actor=actor,
        matter=matter,
        post=to,
        until=until,
        reason=request.POST.get("reason", ""),
        now=now,
        whole_file="whole_file" in request.POST,
        key=key,
    )


def _again(request: OfficeRequest, row: Matter, refused: Refused) -> HttpResponse:
    """The dialog with the sentence and with everything that was filled in."""
    return in_dialog(_dialog(request, row, refused.sentence), refused)


def _dialog(request: OfficeRequest, row: Matter, sentence: str = "") -> HttpResponse:
    actor = actor_of(request)
    moment = moment_of(request, actor)
    given = request.POST if request.method == "POST" else request.GET
    may = may_be_shown_by(row, actor)
    context = {
        "matter": row,
        "number": labels.number_of(row),
        "by_office": BY_OFFICE[row.secrecy],
        "grade_url": reverse("grade", args=[row.pk]) if grades_for(row, actor) else "",
        "log_url": _log_url(row, actor),
        "shown": shown_of(row, actor, moment.now),
        "may_show": may,
        "may_show_file": row.file_id is not None and with_whole_file(row.secrecy),
        "choices": posts_to_show(actor, moment.now, given.get("q", "")) if may else [],
        "chosen": as_uuid(given.get("to")),
        "wanted": given.get("q", ""),
        "given": given,
        "today": moment.today,
        "sentence": sentence,
        "address": request.path,
        "page": not is_htmx(request),
        "key": as_uuid(given.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[row.pk]),
    }
    if typing(request):
        return found_typing(request, "picks", context)
    return render(request, part(request, "showing"), context)


def _log_url(row: Matter, actor: Actor) -> str:
    """Where the log of readings stands, for whom it is; empty else."""
    reads = row.secrecy != Secrecy.NORMAL and may_read_log(row, actor)
    return reverse("history_detail", args=[row.pk]) + "#readings" if reads else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
