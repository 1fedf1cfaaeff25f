"""Committees and their meetings: notice, agenda, attendance, minutes, on one page a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from efile.access.models import PageKind
from efile.committees import pages, selectors, services
from efile.committees.forms import CallForm
from efile.committees.masking import said_of
from efile.committees.models import Meeting
from efile.committees.services import Decision
from efile.context import moment_of
from efile.views.answers import actor_of, as_uuid, logged, office_of, officers
from hierarchy import bodies
from hierarchy.models import Body
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import calendar_at
from ledger.ids import uuid7

NEWEST = 20


@require_safe
@officers
def committees(request: OfficeRequest) -> HttpResponse:
    actor, now = actor_of(request), _now(request)
    found = selectors.bodies_for(actor, office_of(request), now)
    lines = [
        {
            "body": body,
            "seats": len(bodies.seats_on(body, bodies.local_day(body, now))),
            "waiting": len(selectors.waiting_for(body)),
            "next": selectors.next_meeting(body),
        }
        for body in found
    ]
    return render(request, "efile/committees/list.html", {"lines": lines, "now": now})


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def committee(request: OfficeRequest, code: str) -> HttpResponse:
    """A committee with its seats, what waits for it and its meetings; POST calls a meeting."""
    actor, now = actor_of(request), _now(request)
    body = selectors.body_for(actor, office_of(request), code, now)
    form = CallForm(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid() and not _unknowing(request, body, form):
        try:
            called = services.call_meeting(
                actor=actor,
                body=body.pk,
                at=form.at(),
                place=form.cleaned_data["place"],
                now=now,
                key=as_uuid(request.POST.get("key")),
            )
            return redirect("meeting", called)
        except Refused as error:
            refused = error
            form.add_error(None, error.sentence)
    form.point_at_the_fault()
    return _committee_page(request, body, form, refused)


def _committee_page(
    request: OfficeRequest, body: Body, form: CallForm, refused: Refused | None
) -> HttpResponse:
    now = _now(request)
    waiting = selectors.waiting_for(body)
    listed = selectors.listed(thread.stage_id for thread in waiting if thread.stage_id)
    said = said_of([thread.matter for thread in waiting], actor_of(request))
    seats = pages.seats_now(body, now)
    context = {
        "body": body,
        "seats": seats,
        "once": pages.counted_once(seats),
        "waiting": [
            (thread, said[thread.matter_id], listed.get(thread.stage_id))
            for thread in waiting
            if thread.stage_id
        ],
        "meetings": selectors.meetings_of(body)[:NEWEST],
        "roles": pages.roles_of(actor_of(request), body, now),
        "form": form,
        "day_off": form.cleaned_data["on"] if _unknowing(request, body, form) else None,
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "now": now,
    }
    status = refused.reason.status if refused else 422 if form.errors else 200
    return render(request, "efile/committees/body.html", context, status=status)


def _unknowing(request: OfficeRequest, body: Body, form: CallForm) -> bool:
    """Whether the meeting is called for a day off of which the caller was not told yet."""
    if not form.is_bound or not form.is_valid():
        return False
    day = form.cleaned_data["on"]
    off = not calendar_at(body.office_id, form.at()).is_working(day)
    return off and request.POST.get("day_off") != day.isoformat()


@require_safe
@officers
def meeting(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    """Opening it takes the notice off the reader's desk."""
    actor = actor_of(request)
    row = selectors.meeting_for(actor, meeting)
    if request.method == "GET":
        services.mark_notice_read(actor=actor, meeting=row.pk, now=_now(request))
    return _meeting_page(request, row)


@require_safe
@officers
def notice(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    """The notice as it is printed."""
    return _paper(request, meeting, "efile/committees/notice.html")


@require_safe
@officers
def minutes(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    """The minutes as they are printed; unsigned they say so."""
    return _paper(request, meeting, "efile/committees/minutes.html")


def _paper(request: OfficeRequest, meeting: UUID, template: str) -> HttpResponse:
    actor = actor_of(request)
    row = selectors.meeting_for(actor, meeting)
    seats = pages.seat_lines(row)
    context = {
        "meeting": row,
        "seats": seats,
        "once": pages.counted_once(seats),
        "items": _read(request, pages.item_lines(row, actor)),
        "quorum": selectors.quorum_of(row),
        "quorum_words": pages.quorum_words(selectors.quorum_of(row)),
    }
    return render(request, template, context)


def _read(request: OfficeRequest, items: list[pages.ItemLine]) -> list[pages.ItemLine]:
    """The words of a graded item are read, and the log of the matter says so."""
    for line in items:
        if line.said.shown:
            logged(request, line.item.matter, PageKind.MEETING)
    return items


def _meeting_page(
    request: OfficeRequest, row: Meeting, refused: Refused | None = None, part: str = ""
) -> HttpResponse:
    """`refused` is said beside the part of the page whose form was not taken; what it held is kept."""
    actor, now = actor_of(request), _now(request)
    roles = pages.roles_of(actor, row.body, now)
    reached = selectors.quorum_of(row)
    given = {name: str(value) for name, value in request.POST.items()}
    seats = pages.seat_lines(row, _present(request) if part == "attendance" else None)
    context = {
        "meeting": row,
        "roles": roles,
        "state": row.state.label,
        "open": row.is_open,
        "begun": row.at <= now,
        "seats": seats,
        "once": pages.counted_once(seats),
        "items": _read(request, pages.item_lines(row, actor, given if part == "minutes" else None)),
        "waiting": pages.waiting_lines(row, actor) if row.is_open and roles.secretary else [],
        "quorum": reached,
        "quorum_words": pages.quorum_words(reached),
        "unread": row.notices.filter(read_at=None).count(),
        "told": row.notices.count(),
        "key": uuid7(),
        "part": part,
        "why": given.get("why", "") if part == "off" else "",
        "sentence": refused.sentence if refused else "",
        "now": now,
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/committees/meeting.html", context, status=status)


@require_POST
@officers
def set_agenda(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    threads = [thread for text in request.POST.getlist("thread") if (thread := as_uuid(text))]
    return _act(
        request,
        meeting,
        "agenda",
        lambda now: services.set_agenda(
            actor=actor_of(request), meeting=meeting, threads=threads, now=now, seen=_seen(request)
        ),
    )


@require_POST
@officers
def record_attendance(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    present = _present(request)
    return _act(
        request,
        meeting,
        "attendance",
        lambda now: services.record_attendance(
            actor=actor_of(request), meeting=meeting, present=present, now=now, seen=_seen(request)
        ),
    )


@require_POST
@officers
def write_minutes(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    return _act(
        request,
        meeting,
        "minutes",
        lambda now: services.write_minutes(
            actor=actor_of(request),
            meeting=meeting,
            decisions=_decisions(request),
            now=now,
            seen=_seen(request),
        ),
    )


@require_POST
@officers
def sign_minutes(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    return _act(
        request,
        meeting,
        "sign",
        lambda now: services.sign_minutes(
            actor=actor_of(request),
            meeting=meeting,
            now=now,
            seen=_seen(request),
            key=as_uuid(request.POST.get("key")),
        ),
    )


@require_POST
@officers
def call_off(request: OfficeRequest, meeting: UUID) -> HttpResponse:
    return _act(
        request,
        meeting,
        "off",
        lambda now: services.call_off(
            actor=actor_of(request),
            meeting=meeting,
            why=request.POST.get("why", ""),
            now=now,
            seen=_seen(request),
        ),
    )


def _act(request: OfficeRequest, meeting: UUID, part: str, act: Callable[[datetime], object]) -> HttpResponse:
    """Who may not look into the meeting learns nothing of it, whatever he sends."""
    selectors.meeting_for(actor_of(request), meeting)
    try:
        act(_now(request))
    except Refused as refused:
        row = selectors.meeting_for(actor_of(request), meeting)
        return _meeting_page(request, row, refused, part)
    return redirect("meeting", meeting)


def _present(request: OfficeRequest) -> list[UUID]:
    return [post for text in request.POST.getlist("present") if (post := as_uuid(text))]


def _decisions(request: OfficeRequest) -> dict[UUID, Decision]:
    """`decision-<item>` and `text-<item>` of every item on the form."""
    found = {}
    for name, chosen in request.POST.items():
        item = as_uuid(name.removeprefix("decision-")) if name.startswith("decision-") else None
        if item is None:
            continue
        put_off = chosen == pages.PUT_OFF
        text = request.POST.get(f"text-{item}", "")
        found[item] = Decision("" if put_off else str(chosen), put_off, text)
    return found


def _seen(request: OfficeRequest) -> int:
    """The version that the form was drawn from; a form without one has seen nothing that still holds."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def _now(request: OfficeRequest) -> datetime:
    return moment_of(request, actor_of(request)).now
