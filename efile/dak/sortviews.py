"""The page of sorting: one list, a field a row, everything by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from efile.context import moment_of
from efile.dak import reasons, sorting
from efile.dak.models import Dak, Decision
from efile.dak.recipients import recipients
from efile.dak.shown import chips_of
from efile.dak.sorting import PAGE, Choice, Sorted
from efile.views.answers import actor_of, as_uuid, officers
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import clean
from ledger.ids import uuid7
from web.templatetags.office import bn_digits


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def sort_dak(request: OfficeRequest) -> HttpResponse:
    """A chief sees what was proposed and confirms it; a sorter, with `chief`, proposes."""
    actor = actor_of(request)
    chief = _chief(request, actor)
    if request.method != "POST":
        return _page(request, actor, chief)
    try:
        done = _do(request, actor, chief)
    except Refused as refused:
        return _page(request, actor, chief, refused.sentence, refused.reason.status)
    if done is not None:
        messages.success(request, _told(done))
    return redirect(request.get_full_path())


def _chief(request: OfficeRequest, actor: Actor) -> Post:
    """Whose dak it is: that of the chief named, if the reader sorts for him, else the reader's own; unnamed,
    that of the first for whom he sorts where he has none of his own to sort."""
    wanted, chiefs = as_uuid(request.GET.get("chief")), sorting.chiefs_of(actor)
    if actor.post_id is not None and wanted in {None, actor.post_id}:
        if wanted is None and chiefs and not sorting.to_sort(actor, actor.post_id).exists():
            return chiefs[0]
        return Post.objects.select_related("section").get(pk=actor.post_id)
    found = next((post for post in chiefs if post.pk == wanted), None)
    if found is None:
        raise Refused(reasons.NO_SORTER)
    return found


def _do(request: OfficeRequest, actor: Actor, chief: Post) -> Sorted | None:
    now, given = moment_of(request, actor).now, request.POST
    act, delegate = given.get("act", ""), as_uuid(given.get("delegate"))
    if act in {"name", "end"}:
        if delegate is None:
            raise Refused(reasons.NO_SORTER)
        service = sorting.name_sorter if act == "name" else sorting.end_sorter
        service(actor=actor, delegate=delegate, now=now)
        return None
    choices, key = list(_choices(request, actor)), as_uuid(given.get("key"))
    if chief.pk in actor.posts:
        return sorting.confirm(actor=actor, choices=choices, now=now, key=key)
    return sorting.propose(actor=actor, chief=chief.pk, choices=choices, now=now, key=key)


def _choices(request: OfficeRequest, actor: Actor) -> Iterator[Choice]:
    """Of the rows that are ticked, what stands in their field: a post's title or code, or to put away with
    the reason behind a colon."""
    named = _named(actor, request)
    away = {clean(str(label)).casefold() for label in (Decision.ARCHIVE.label, "archive")}
    for mark in request.POST.getlist("dak"):
        dak, typed = as_uuid(mark), clean(request.POST.get(f"to-{mark}", ""))
        said = typed.casefold()
        if dak is None or not said:
            continue
        put, _colon, why = typed.partition(":")
        if put.strip().casefold() in away:
            yield Choice(dak, Decision.ARCHIVE, reason=_why(dak, why))
        elif said in named:
            yield Choice(dak, Decision.SEND, named[said].pk)
        else:
            raise Refused(reasons.NO_SUCH_POST, said=request.POST.get(f"to-{mark}", ""))


def _why(dak: UUID, given: str) -> str:
    if given.strip():
        return given.strip()
    row = Dak.objects.select_related("receipt").filter(pk=dak).first()
    number = bn_digits(row.receipt.number) if row else ""
    raise Refused(reasons.AWAY_WHY_EACH, number=number, away=Decision.ARCHIVE.label)


def _named(actor: Actor, request: OfficeRequest) -> dict[str, Post]:
    found: dict[str, Post] = {}
    for choice in recipients(actor, moment_of(request, actor).now):
        for text in (choice.post.title.bn, choice.post.title.en, choice.post.code):
            found.setdefault(clean(text).casefold(), choice.post)
    return found


def _page(
    request: OfficeRequest, actor: Actor, chief: Post, sentence: str = "", status: int = 200
) -> HttpResponse:
    rows = list(sorting.to_sort(actor, chief.pk)[: PAGE + 1])
    own = chief.pk in actor.posts
    context = {
        "chief": chief,
        "own": own,
        "rows": [_row(row, request, own) for row in rows[:PAGE]],
        "more": len(rows) > PAGE,
        "most": PAGE,
        "posts": recipients(actor, moment_of(request, actor).now),
        "away": Decision.ARCHIVE.label,
        "chiefs": sorting.chiefs_of(actor),
        "sorters": sorting.sorters_of(actor) if own else [],
        "names": own and actor.level <= sorting.OFFICER_LEVEL and not actor.assistant,
        "own_url": f"{reverse('sort_dak')}?chief={actor.post_id}",
        "sort_url": reverse("sort_dak"),
        "sentence": sentence,
        "key": uuid7(),
    }
    return render(request, "efile/dak/sort.html", context, status=status)


def _row(row: Dak, request: OfficeRequest, own: bool) -> dict[str, Any]:
    given = request.POST
    standing: Sequence[Any] = getattr(row, "standing", ())
    proposal = standing[0] if standing else None
    said = ""
    if proposal is not None:
        said = str(proposal.to.title) if proposal.to else f"{Decision.ARCHIVE.label}: {proposal.words}"
    return {
        "dak": row,
        "chips": chips_of(row),
        "proposal": proposal,
        "ticked": str(row.pk) in given.getlist("dak") if given else proposal is not None or not own,
        "said": given.get(f"to-{row.pk}", said),
    }


def _told(done: Sorted) -> str:
    words = ngettext("%(count)s dak sorted.", "%(count)s dak sorted.", done.done)
    told = words % {"count": bn_digits(done.done)}
    if done.left:
        left = ngettext("%(count)s had moved on meanwhile.", "%(count)s had moved on meanwhile.", done.left)
        told = f"{told} {left % {'count': bn_digits(done.left)}}"
    return told
