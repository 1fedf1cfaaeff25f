"""Those present at what a paragraph records: the page that asks them, and the answers they give."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import selectors
from efile.access.models import PageKind
from efile.access.shown import posts_to_show
from efile.confirming import services
from efile.confirming.models import Confirmation
from efile.confirming.selectors import check_shown
from efile.context import moment_of
from efile.forwarding.selectors import seals_of
from efile.models import Matter
from efile.pages import labels
from efile.services.mandate import check_own_hand
from efile.views.answers import actor_of, as_uuid, go, logged, officers, posted
from efile.views.drafts import number
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def present(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """GET asks who was present; POST asks them (`ask`), answers (`confirm`, `deny`) for the own post, or
    withdraws what it asked (`withdraw`)."""
    actor = actor_of(request)
    if asked := as_uuid(request.POST.get("withdraw")):
        return _withdraw(request, actor, asked)
    check_shown(actor, matter)
    row = selectors.matter_for(actor, matter)
    if request.method != "POST" or "find" in request.POST:
        return _page(request, row, actor)
    try:
        _act(request, row, actor)
    except Refused as refused:
        if refused.reason.status in {403, 404}:
            raise
        return _page(request, row, actor, refused)
    return go(request, reverse("matter", args=[matter]))


def _withdraw(request: OfficeRequest, actor: Actor, asked: UUID) -> HttpResponse:
    """From the page of the paragraph, or from the desk: who asked need not see the file any more."""
    services.withdraw(
        actor=actor,
        confirmation=asked,
        now=moment_of(request, actor).now,
        key=as_uuid(request.POST.get("key")),
    )
    note = number(request.POST.get("note"))
    return go(request, f"{request.path}?note={note}" if note else reverse("desk"))


def _act(request: OfficeRequest, row: Matter, actor: Actor) -> None:
    given = request.POST
    now, key, note = moment_of(request, actor).now, as_uuid(given.get("key")), number(given.get("note")) or 0
    if given.get("do") in {"confirm", "deny"}:
        services.answer(
            actor=actor,
            matter=row.pk,
            number=note,
            agrees=given["do"] == "confirm",
            words=given.get("words", ""),
            now=now,
            key=key,
        )
        return
    posts = posted(request, "post")
    services.ask(actor=actor, matter=row.pk, number=note, posts=posts, now=now, key=key)


def _page(request: OfficeRequest, row: Matter, actor: Actor, refused: Refused | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    note = number(given.get("note")) or 0
    asked = services.asked_of(actor, row.pk, note)
    if asked is None:
        check_own_hand(actor)
        note = services.paragraph_of(actor, row.sheet_id, note or None).number
    logged(request, row, PageKind.DETAIL)
    rows = list(Confirmation.objects.filter(matter=row, paragraph=note).select_related("post"))
    context = {
        "matter": row,
        "number": labels.number_of(row),
        "note": note,
        "asked": asked,
        "rows": rows,
        "withdrawn_by": () if actor.assistant else actor.posts,
        "choices": []
        if asked
        else _choices(request, actor, {one.post_id for one in rows}, given.get("q", "")),
        "chosen": posted(request, "post"),
        "wanted": given.get("q", ""),
        "words": given.get("words", ""),
        "key": as_uuid(given.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[row.pk]),
        "sentence": refused.sentence if refused else "",
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/confirming/present.html", context, status=status)


def _choices(request: OfficeRequest, actor: Actor, asked: set[UUID], wanted: str) -> list[Post]:
    """Posts of the office that somebody holds: those of the own list first, then the highest. What is chosen
    already stays in sight."""
    now, chosen = moment_of(request, actor).now, set(posted(request, "post"))
    found = [one.post for one in posts_to_show(actor, now, wanted)]
    kept = Post.objects.filter(pk__in=chosen - {one.pk for one in found}, office=actor.office_id)
    seals = [post.pk for post in seals_of(actor)]
    free = [post for post in [*kept, *found] if post.pk not in asked]
    return sorted(free, key=lambda post: (post.pk not in chosen, post.pk not in seals))
