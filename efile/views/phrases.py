"""The decision phrases of a post and of its office."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from efile.context import moment_of
from efile.views.answers import actor_of, as_uuid, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from notings import phrases as lists
from notings import reasons


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def phrases(request: OfficeRequest) -> HttpResponse:
    """GET shows the lists; POST keeps, changes or ends one phrase."""
    actor = actor_of(request)
    if request.method != "POST":
        return _shown(request, actor)
    try:
        _act(request, actor)
    except Refused as refused:
        return _shown(request, actor, refused)
    return redirect("phrases")


def _act(request: OfficeRequest, actor: Actor) -> None:
    given, now = request.POST, moment_of(request, actor).now
    office_wide, phrase = given.get("list") == "office", as_uuid(given.get("phrase"))
    if given.get("act") == "end":
        if phrase is None:
            raise Refused(reasons.UNKNOWN_PHRASE)
        lists.end_phrase(actor=actor, phrase=phrase, office_wide=office_wide, now=now)
        return
    lists.keep_phrase(
        actor=actor,
        text_bn=given.get("bn", ""),
        text_en=given.get("en", ""),
        office_wide=office_wide,
        phrase=phrase,
        now=now,
    )


def _shown(request: OfficeRequest, actor: Actor, refused: Refused | None = None) -> HttpResponse:
    """After a refusal what was typed stands in its form again."""
    given = request.POST if refused else {}
    context = {
        "own": lists.own_phrases(actor),
        "offices": lists.office_phrases(actor),
        "common": lists.common_phrases(),
        "may_change_office": lists.may_change_office(actor),
        "sentence": refused.sentence if refused else "",
        "typed": {name: given.get(name, "") for name in ("list", "phrase", "bn", "en")},
    }
    return render(request, "efile/phrases.html", context, status=refused.reason.status if refused else 200)
