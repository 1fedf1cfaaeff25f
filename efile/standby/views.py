"""When the last copy for days without the system was made, and how large it is."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from efile.standby.models import StandbyCopy
from hierarchy.administration.place import place_of
from hierarchy.requests import OfficeRequest
from hierarchy.signin.office_views import for_administrators

SHOWN = 10


@require_safe
@for_administrators
def standby(request: OfficeRequest) -> HttpResponse:
    place = place_of(request)
    rows = list(StandbyCopy.objects.filter(office=place.office)[:SHOWN])
    last = next((row for row in rows if row.made_at is not None), None)
    every = timedelta(seconds=settings.STANDBY_SECONDS)
    context = {
        "folder": settings.STANDBY_FOLDER,
        "every": settings.STANDBY_SECONDS / 3600,
        "rows": rows,
        "last": last,
        "late": bool(settings.STANDBY_FOLDER) and (last is None or place.now - last.begun_at > 2 * every),
    }
    return render(request, "efile/standby/administration.html", context)
