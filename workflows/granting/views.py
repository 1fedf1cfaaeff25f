"""What the office has given to single posts until a day, and what of it has ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hierarchy import grants
from hierarchy.administration.grant_acts import with_posts
from hierarchy.administration.place import Place, place_of
from hierarchy.models import Grant, OfficeGrant
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import holders_of
from hierarchy.signin.office_views import for_administrators
from workflows.models import FlowGrant

SHOWN_ENDED = 50


@require_safe
@for_administrators
def granted(request: OfficeRequest) -> HttpResponse:
    place = place_of(request)
    context = {"flows": _lines(FlowGrant, place), "auditors": _lines(OfficeGrant, place)}
    return render(request, "workflows/granting/granted.html", context)


def _lines(kind: type[Grant], place: Place) -> dict[str, list[dict[str, Any]]]:
    """In force, the soonest to end first; ended, the last to end first."""
    rows = with_posts(kind._default_manager.filter(office=place.office))
    standing = list(rows.filter(until__gt=place.now).order_by("until"))
    ended = list(rows.filter(until__lte=place.now).order_by("-until")[:SHOWN_ENDED])
    holders = holders_of([row.post_id for row in standing], place.now)
    return {
        "standing": [
            {"row": row, "until": grants.last_day(row, place.office), "holder": holders.get(row.post_id)}
            for row in standing
        ],
        "ended": [{"row": row, "until": grants.last_day(row, place.office)} for row in ended],
    }
