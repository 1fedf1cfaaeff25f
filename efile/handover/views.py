"""Handing over charge in three steps, and the report of what lies where nobody acts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile.context import moment_of
from efile.handover import reasons
from efile.handover.became import became_of, state_of
from efile.handover.listing import differs, held_by, lines_of, numbers_of
from efile.handover.lying_there import PAGE, page_of
from efile.handover.services import (
    administers,
    hand_over,
    has_another_post,
    holding,
    holds,
    holds_own,
    not_for,
    offered,
    relief_of,
    take_back,
    take_over,
)
from efile.handover.vacancies import Vacancy, dak_at, empty_seats, may_read, tell_items, vacancies
from efile.handover.waiting import pending
from efile.keyset import Keyset
from efile.views.answers import actor_of, office_of, officers
from hierarchy.actors import Actor
from hierarchy.administration.acts import digest
from hierarchy.handing import LONGEST, Held
from hierarchy.middleware import ended
from hierarchy.models import Charge, HandOver, Post, SeatRole
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.services.administering import on_trial
from hierarchy.words import Words
from web.templatetags.office import office_moment

NEWEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def handing_over(request: OfficeRequest, post: UUID) -> HttpResponse:
    """Step 1, the list of what the post holds, and step 2, to whom: first what will follow, then the act.

    The administrator reads the list here, and hands over on his own page.
    """
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    row = Post.objects.select_related("office", "section", "rank").filter(pk=post).first()
    if row is None or row.office_id not in actor.offices:
        raise Refused(reasons.UNKNOWN)
    own = holds(actor, row, now)
    if not own and not (administers(actor, row) and request.method != "POST"):
        raise Refused(reasons.NOT_YOURS, post=row.title)
    wrong, follows, status = "", [], 200
    if request.method == "POST" and request.POST.get("step") != "change":
        try:
            follows = following(actor, row, now)
            if request.POST.get("step") == "do":
                return _hand(request, actor, row, follows, now)
            with on_trial():
                _given(request, actor, row, now)
        except Refused as refused:
            wrong, status = refused.sentence, refused.reason.status
            follows = []
    context = {**_page(request, actor, row, now, own), "wrong": wrong, "follows": follows}
    context["seen"] = digest(follows)
    name = "confirm" if follows else "give"
    return render(request, f"efile/handover/{name}.html", context, status=status)


def receipt(request: OfficeRequest, handover: UUID) -> HttpResponse:
    """The list as it was handed over. Who gave away his last post prints it all the same."""
    return _confirmed(request, handover) if request.actor else _without_post(request, handover)


def _without_post(request: OfficeRequest, handover: UUID) -> HttpResponse:
    gave = _lists().filter(pk=handover, outgoing__user=request.user.pk)
    row = gave.first() if request.user.is_authenticated else None
    if row is None or request.method not in {"GET", "HEAD"}:
        return ended(request) if request.charge_ended else _confirmed(request, handover)
    with timezone.override(ZoneInfo(row.office.timezone)):
        return render(request, "efile/handover/receipt.html", _shown(row, None, request))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def _confirmed(request: OfficeRequest, handover: UUID) -> HttpResponse:
    """The newcomer confirms the list (step 3); who offered the charge takes it back."""
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    row = _list_for(actor, handover)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            if request.POST.get("step") == "back":
                post = take_back(actor=actor, handover=row.pk, now=moment.now)
                messages.success(request, _("You keep the charge; nothing was handed over."))
                return redirect("handover", post.pk)
            if row.newcomer.pk != actor.user_id:
                raise not_for(row)
            return _take(request, actor, row, moment.now)
        except Refused as refused:
            wrong, status = refused.sentence, refused.reason.status
    mine = row.taken_at is None and row.newcomer.pk == actor.user_id
    lapsed = row.lapsed(moment.now)
    came, went = (0, 0) if row.taken_at or lapsed else differs(row, moment.today)
    context = {
        **_shown(row, actor, request),
        "wrong": wrong,
        "mine": mine and not lapsed,
        "here": row.incoming is None or row.post_id in actor.posts,
        "elsewhere": mine and any(one.post.pk == row.post_id for one in request.acting_posts),
        "differences": request.POST.get("differences", ""),
        "longest": LONGEST,
        "came": came,
        "went": went,
        "own_post": actor.post_id if holds_own(actor, moment.now) else None,
    }
    return render(request, "efile/handover/receipt.html", context, status=status)


def _take(request: OfficeRequest, actor: Actor, row: HandOver, now: datetime) -> HttpResponse:
    differences = request.POST.get("differences", "")
    take_over(actor=actor, handover=row.pk, differences=differences, now=now)
    messages.success(request, _("You have taken over charge. The receipt stands below."))
    return redirect("handover_receipt", row.pk)


def _shown(row: HandOver, reader: Actor | None, request: OfficeRequest) -> dict[str, object]:
    gave = row.outgoing is not None and row.outgoing.user_id == request.user.pk
    offer, now = row.incoming is None, timezone.now()
    lapsed = row.lapsed(now) is not None
    return {
        "handover": row,
        "heading": _heading(row, lapsed),
        "post": row.post,
        "given_on": row.handed_at,
        "kind": row.kind.label,
        "offer": offer,
        "superseded": offer and lapsed,
        "became": became_of(row, now),
        "can_take_back": offer and not lapsed and gave,
        **_signing(row.outgoing, row.handed_by),
        **_listed(row.held, reader, gave=gave),
    }


def _heading(row: HandOver, lapsed: bool) -> str:
    """What happened with the charge: an offer that lapsed handed nothing over."""
    if row.taken_at is not None:
        return _("Charge taken over")
    if row.incoming is not None:
        return _("Charge handed over")
    return _("Offer lapsed") if lapsed else _("Charge offered")


def _signing(outgoing: Charge | None, by: dict[str, Any]) -> dict[str, object]:
    """Who signs as the one who hands over, and who carried it out where that is another person."""
    other = outgoing is None or by.get("user") != str(outgoing.user_id)
    title = Words(**by["post_title"]) if by.get("post_title") else ""
    return {
        "giver": outgoing.user.name if outgoing else "",
        "carried_by": Words(**by["name"]) if other else "",
        "carried_post": title if other else "",
    }


@require_safe
@officers
def my_charge(request: OfficeRequest) -> HttpResponse:
    """To the list that waits to be confirmed, else to handing over one's own post."""
    actor = actor_of(request)
    waiting = pending(actor, timezone.now())
    if waiting is not None:
        return redirect("handover_receipt", waiting)
    return redirect("handover", actor.post_id)


@require_safe
@officers
def vacancy_report(request: OfficeRequest) -> HttpResponse:
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    rows = vacancies(actor, office_of(request), moment.now, moment.today)
    asked = request.GET.get("place")
    if asked:
        return _one_vacancy(
            request, actor, moment.today, next((row for row in rows if str(row.id) == asked), None)
        )
    lying = [row for row in rows if row.lies]
    tell_items(lying, actor, moment.today)
    context = {
        "lying": lying,
        "empty": [row for row in rows if not row.lies],
        "seats": empty_seats(office_of(request), moment.now),
        "may_name": actor.may("admin"),
        "now": moment.now,
        "handovers": [(row, state_of(row, moment.now)) for row in _newest(actor)],
    }
    return render(request, "efile/handover/vacancies.html", context)


def _one_vacancy(request: OfficeRequest, actor: Actor, today: date, row: Vacancy | None) -> HttpResponse:
    """All that lies at one of them, page by page; dak on the first."""
    if row is None:
        raise Refused(reasons.NOT_VACANT)
    after = Keyset.read(request.GET.get("after", ""))
    post, pools = (row.id, {}) if row.post else (None, {row.id: row.services})
    items, more = page_of(post, pools, actor, today, after)
    here = f"{reverse('vacancies')}?place={row.id}"
    context = {
        "row": row,
        "items": items,
        "dak": dak_at(row.id, actor, PAGE) if row.post and after is None else [],
        "first_url": here if after else "",
        "next_url": f"{here}&{urlencode({'after': str(more)})}" if more else "",
        "may_name": actor.may("admin"),
    }
    return render(request, "efile/handover/vacancy.html", context)


def _newest(actor: Actor) -> QuerySet[HandOver]:
    rows = HandOver.objects.filter(office=actor.office_id).order_by("-handed_at")
    return rows.select_related("post", "incoming__user", "outgoing__user", "offered_to")[:NEWEST]


def _hand(
    request: OfficeRequest, actor: Actor, post: Post, follows: list[str], now: datetime
) -> HttpResponse:
    if request.POST.get("seen") != digest(follows):
        raise Refused(reasons.CHANGED)
    done = _given(request, actor, post, now)
    messages.success(
        request,
        _("Charge is handed over. Print the list and sign it; the newcomer confirms it.")
        if done.incoming
        else _("The charge is offered to %(who)s. You hold it until the list is confirmed.")
        % {"who": done.newcomer.name},
    )
    return redirect("handover_receipt", done.pk)


def _given(request: OfficeRequest, actor: Actor, post: Post, now: datetime) -> HandOver:
    relief = relief_of(post, now)
    if relief is None:
        raise Refused(reasons.NOBODY_ABOVE)
    remarks = request.POST.get("remarks", "")
    return hand_over(actor=actor, post=post.pk, to=relief.user.pk, remarks=remarks, now=now)


def following(actor: Actor, post: Post, now: datetime) -> list[str]:
    """What handing over leads to, in sentences."""
    relief = relief_of(post, now)
    if relief is None:
        raise Refused(reasons.NOBODY_ABOVE)
    named = {"who": relief.user.name, "post": post.title}
    if relief.charge is not None:
        moment = {**named, "at": office_moment(relief.charge.starts)}
        said = [
            _("The list is fixed as it is now, for %(who)s to confirm.") % named,
            _("You hold %(post)s until %(at)s; from then on %(who)s does.") % moment,
        ]
    else:
        said = [
            _("%(who)s is asked to take charge of %(post)s and to confirm the list.") % named,
            _("Until then you hold the post, and can take this back.") % named,
            _("With the confirmation your charge ends at once, and %(who)s is in charge.") % named,
        ]
    if not has_another_post(actor, post, now):
        said.append(_("You have no other post: after that you can sign nothing and send nothing."))
    return said


def _page(request: OfficeRequest, actor: Actor, post: Post, now: datetime, own: bool) -> dict[str, object]:
    outgoing = holding(post, now)
    relief = relief_of(post, now) if own else None
    return {
        "post": post,
        "outgoing": outgoing,
        "giver": outgoing.user.name if outgoing else "",
        "given_on": now,
        "own": own,
        "relief": relief,
        "offered": offered(post, now) if own else None,
        "administers": administers(actor, post),
        "typed": request.POST,
        "longest": LONGEST,
        **_listed(held_by(post, moment_of(request, actor).today), actor),
    }


def _listed(held: Held, reader: Actor | None, *, gave: bool = False) -> dict[str, object]:
    lines = lines_of(held, reader, gave=gave)
    return {
        "lines": lines,
        "late": sum(line.late for line in lines),
        "dak": [row["receipt"] for row in held.get("dak", [])],
        "items": [(row["receipt"], row["shelf"]) for row in held.get("items", [])],
        "drafts": numbers_of(held["drafts"]),
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
    concerned = {row.newcomer.pk, row.outgoing.user_id if row.outgoing else None}
    looks_after = row.office_id in actor.offices and may_read(actor)
    if actor.user_id not in concerned and row.post_id not in actor.posts and not looks_after:
        raise Refused(reasons.UNKNOWN)
    return row


def _lists() -> QuerySet[HandOver]:
    people = ("incoming__user", "outgoing__user", "offered_to")
    places = ("office", "post__section", "post__office", "post__successor")
    return HandOver.objects.select_related(*places, *people)
