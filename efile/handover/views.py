"""Handing over charge in three steps, and the report of what lies where nobody acts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile.context import moment_of
from efile.handover import reasons
from efile.handover.listing import Held, differs, held_by, lines_of
from efile.handover.services import administers, hand_over, holds, reliefs, take_over
from efile.handover.vacancies import may_read, vacancies
from efile.handover.waiting import pending
from efile.views.answers import actor_of, as_uuid, office_of, officers
from hierarchy import selectors
from hierarchy.actors import Actor
from hierarchy.middleware import ended
from hierarchy.models import ChargeKind, HandOver, Post, SeatRole, User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.signin.selectors import people_of
from hierarchy.words import Words, clean

NEWEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def handing_over(request: OfficeRequest, post: UUID) -> HttpResponse:
    """Step 1, the list of what the post holds, and step 2, to whom and from when."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = Post.objects.select_related("office", "section", "rank").filter(pk=post).first()
    if row is None or row.office_id not in actor.offices:
        raise Refused(reasons.UNKNOWN)
    if not holds(actor, row, now) and not administers(actor, row):
        raise Refused(reasons.NOT_YOURS, post=row.title)
    wrong = ""
    if request.method == "POST":
        try:
            return _hand(request, actor, row, now)
        except Refused as refused:
            wrong, status = refused.sentence, refused.reason.status
    context = _page(request, actor, row, now)
    return render(
        request, "efile/handover/give.html", {**context, "wrong": wrong}, status=status if wrong else 200
    )


def receipt(request: OfficeRequest, handover: UUID) -> HttpResponse:
    """The list as it was handed over. Who gave away his last post prints it all the same."""
    return _confirmed(request, handover) if request.actor else _without_post(request, handover)


def _without_post(request: OfficeRequest, handover: UUID) -> HttpResponse:
    gave = _lists().filter(pk=handover, outgoing__user=request.user.pk)
    row = gave.first() if request.user.is_authenticated else None
    if row is None or request.method not in {"GET", "HEAD"}:
        return ended(request) if request.charge_ended else _confirmed(request, handover)
    with timezone.override(ZoneInfo(row.office.timezone)):
        return render(request, "efile/handover/receipt.html", _shown(row, None))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def _confirmed(request: OfficeRequest, handover: UUID) -> HttpResponse:
    """The newcomer confirms the list (step 3)."""
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    row = _list_for(actor, handover)
    wrong = ""
    if request.method == "POST":
        try:
            if row.incoming.user_id != actor.user_id:
                raise Refused(reasons.NOT_FOR_YOU, who=row.incoming.user.name)
            differences = request.POST.get("differences", "")
            take_over(actor=actor, handover=row.pk, differences=differences, now=moment.now)
            messages.success(request, _("You have taken over charge. The receipt stands below."))
            return redirect("handover_receipt", row.pk)
        except Refused as refused:
            wrong, status = refused.sentence, refused.reason.status
    came, went = (0, 0) if row.taken_at else differs(row, moment.today)
    mine = row.taken_at is None and row.incoming.user_id == actor.user_id
    context = {
        **_shown(row, actor),
        "wrong": wrong,
        "mine": mine,
        "here": row.post_id in actor.posts,
        "elsewhere": mine and any(one.post.pk == row.post_id for one in request.acting_posts),
        "came": came,
        "went": went,
    }
    return render(request, "efile/handover/receipt.html", context, status=status if wrong else 200)


def _shown(row: HandOver, reader: Actor | None) -> dict[str, object]:
    return {
        "handover": row,
        "post": row.post,
        "given_on": row.handed_at,
        "kind": ChargeKind(row.incoming.kind).label,
        **_listed(row.held, reader),
    }


@require_safe
@officers
def my_charge(request: OfficeRequest) -> HttpResponse:
    """To the list that waits to be confirmed, else to handing over one's own post."""
    actor = actor_of(request)
    waiting = pending(actor)
    if waiting is not None:
        return redirect("handover_receipt", waiting)
    return redirect("handover", actor.post_id)


@require_safe
@officers
def vacancy_report(request: OfficeRequest) -> HttpResponse:
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    rows = vacancies(actor, office_of(request), moment.now, moment.today)
    context = {
        "lying": [row for row in rows if row.count],
        "empty": [row for row in rows if not row.count],
        "may_name": actor.may("admin"),
        "now": moment.now,
        "handovers": HandOver.objects.filter(office=actor.office_id)
        .select_related("post", "incoming__user")
        .order_by("-handed_at")[:NEWEST],
    }
    return render(request, "efile/handover/vacancies.html", context)


def _hand(request: OfficeRequest, actor: Actor, post: Post, now: datetime) -> HttpResponse:
    done = hand_over(
        actor=actor,
        post=post.pk,
        to=_person(request.POST.get("to", "")),
        kind=request.POST.get("kind", ChargeKind.SUBSTANTIVE),
        at=_moment(request.POST.get("at", "")),
        remarks=request.POST.get("remarks", ""),
        now=now,
    )
    messages.success(
        request, _("Charge is handed over. Print the list and sign it; the newcomer confirms it.")
    )
    return redirect("handover_receipt", done.pk)


def _person(text: str) -> UUID:
    """Whoever was chosen: by the id of a short list, or by the user name that was typed."""
    named = clean(text)
    if not named:
        raise Refused(reasons.NO_PERSON)
    person = (
        as_uuid(named) or User.objects.filter(username__iexact=named).values_list("pk", flat=True).first()
    )
    if person is None:
        raise Refused(reasons.UNKNOWN_PERSON, name=named)
    return person


def _moment(text: str) -> datetime | None:
    """The day and time as typed, in the office's zone; None for now."""
    if not text.strip():
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text.strip()))
    except ValueError as error:
        raise Refused(reasons.BAD_MOMENT) from error


def _page(request: OfficeRequest, actor: Actor, post: Post, now: datetime) -> dict[str, object]:
    named = reliefs(post, now)
    people = [(one.user, ChargeKind(one.kind).label) for one in named]
    fixed = named[0].charge if named and named[0].charge else None
    holder = selectors.holder_of(post.pk, now)
    names_anybody = administers(actor, post)
    return {
        "post": post,
        "holder": holder,
        "given_on": now,
        "people": people,
        "fixed": fixed,
        "names_anybody": names_anybody,
        "everybody": people_of(actor, now) if names_anybody else [],
        "kinds": ChargeKind.choices,
        "typed": request.POST,
        **_listed(held_by(post, moment_of(request, actor).today), actor),
    }


def _listed(held: Held, reader: Actor | None) -> dict[str, object]:
    lines = lines_of(held, reader)
    return {
        "lines": lines,
        "late": sum(line.late for line in lines),
        "drafts": [row["file"] or row["receipt"] for row in held["drafts"]],
        "files": [row["file"] for row in held["files"]],
        "pool": [(_words(row["section"]), row["count"]) for row in held["pool"]],
        "seats": [(_words(row["body"]), SeatRole(str(row["role"])).label) for row in held["seats"]],
    }


def _words(pair: object) -> Words:
    return Words(**pair) if isinstance(pair, dict) else Words("", "")


def _list_for(actor: Actor, handover: UUID) -> HandOver:
    """For whom it was handed to, the one who gave it, whoever stands for the post, head and administrator."""
    row = _lists().filter(pk=handover).first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    concerned = {row.incoming.user_id, row.outgoing.user_id if row.outgoing else None}
    looks_after = row.office_id in actor.offices and may_read(actor)
    if actor.user_id not in concerned and row.post_id not in actor.posts and not looks_after:
        raise Refused(reasons.UNKNOWN)
    return row


def _lists() -> QuerySet[HandOver]:
    return HandOver.objects.select_related("post__section", "office", "incoming__user", "outgoing__user")
