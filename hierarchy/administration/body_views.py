"""The office's committees with their seats, as the administrator looks after them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hierarchy import bodies as read
from hierarchy.administration.place import place_of
from hierarchy.requests import OfficeRequest
from hierarchy.services.committees import OF_ONE_POST
from hierarchy.signin.office_views import for_administrators

FOLDER = "hierarchy/administration"


@require_safe
@for_administrators
def bodies(request: OfficeRequest) -> HttpResponse:
    """Those that stand or will, each with who sits there today; and those that have ended."""
    place = place_of(request)
    rows = place.office.bodies.select_related("office").order_by("code", "starts")
    over = [row for row in rows if row.ends is not None and row.ends <= place.today]
    context = {
        "lines": [
            {
                "body": row,
                "sittings": read.sittings(row, place.now),
                "coming": row.seats.filter(starts__gt=place.today).select_related("post"),
            }
            for row in rows
            if row not in over
        ],
        "over": over,
        "fixed": OF_ONE_POST,
        "today": place.today,
    }
    return render(request, f"{FOLDER}/bodies.html", context)
