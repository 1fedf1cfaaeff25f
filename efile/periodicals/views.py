"""The page of a section's periodicals: what is due, the letter that answers it, and a new one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from efile.context import moment_of
from efile.pages.moment import Moment
from efile.periodicals import reasons, services
from efile.periodicals.models import Direction, Every, Periodical, PeriodicalTurn
from efile.periodicals.selectors import SOON, kept_by, last_turns, letters_open
from efile.views.answers import actor_of, as_uuid, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def periodicals(request: OfficeRequest) -> HttpResponse:
    """GET lists them; POST keeps a new one, ticks a turn off, takes that back, or ends one."""
    actor = actor_of(request)
    moment, sentence, status = moment_of(request, actor), "", 200
    if request.method == "POST":
        try:
            _do(request, actor, moment)
            return redirect("periodicals")
        except Refused as refused:
            sentence, status = refused.sentence, refused.reason.status
    rows = list(kept_by(actor))
    last = last_turns(rows)
    open_to = letters_open(last.values(), actor)
    context = {
        "rows": [_line(row, moment, last.get(row.pk), open_to) for row in rows],
        "keeps": actor.section_id is not None and actor.may("note") and not actor.assistant,
        "directions": Direction.choices,
        "often": Every.choices,
        "given": request.POST,
        "sentence": sentence,
    }
    return render(request, "efile/periodicals.html", context, status=status)


def _line(row: Periodical, moment: Moment, last: PeriodicalTurn | None, open_to: set[UUID]) -> dict[str, Any]:
    """`told`: whether the reader may know of the letter of the last turn."""
    late = row.due_on < moment.today
    tone = "late" if late else "today" if row.due_on <= moment.today + SOON else ""
    told = last is not None and (last.dak_id or last.letter_id) in open_to
    return {"row": row, "late": late, "tone": tone, "last": last, "told": told}


def _do(request: OfficeRequest, actor: Actor, moment: Moment) -> None:
    given, now = request.POST, moment.now
    one = as_uuid(given.get("periodical"))
    match given.get("act", ""):
        case "keep":
            services.keep(
                actor=actor,
                name=given.get("name", ""),
                direction=given.get("direction", ""),
                party=given.get("party", ""),
                every=given.get("every", ""),
                first_on=_day(given.get("first_on", "")),
                now=now,
            )
        case "tick" if one:
            services.tick_off(actor=actor, periodical=one, number=given.get("number", ""), now=now)
        case "back" if one:
            services.take_back(actor=actor, periodical=one, now=now)
        case "end" if one:
            services.end(actor=actor, periodical=one, now=now)
        case _:
            raise Refused(reasons.NO_ACT)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
