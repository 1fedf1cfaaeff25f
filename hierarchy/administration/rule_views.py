"""What the office goes by: the powers of ranks and posts, and the versions of its calendar."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hierarchy.administration.calendar_acts import WEEKDAYS
from hierarchy.administration.place import place_of
from hierarchy.cases import Case, cases_of
from hierarchy.models import Calendar, PowerRow, Rank
from hierarchy.powers import in_words
from hierarchy.requests import OfficeRequest
from hierarchy.signin.office_views import for_administrators

FOLDER = "hierarchy/administration"


@require_safe
@for_administrators
def powers(request: OfficeRequest) -> HttpResponse:
    """The ranks of the office's posts with what they carry, and the office's own orders."""
    place = place_of(request)
    standing = place.posts().order_by().values("rank")
    ranks = Rank.objects.filter(pk__in=standing).order_by("level", "code")
    rows = PowerRow.objects.filter(office=place.office).select_related("rank", "post")
    over = [row for row in rows.order_by("-ends") if row.ends is not None and row.ends <= place.today]
    names = cases_of(place.office)
    context = {
        "ranks": [(rank, [in_words(power) for power in rank.powers]) for rank in ranks],
        "orders": [_told(row, names) for row in rows.order_by("starts", "pk") if row not in over],
        "over": [_told(row, names) for row in over],
        "today": place.today,
    }
    return render(request, f"{FOLDER}/powers.html", context)


@require_safe
@for_administrators
def calendars(request: OfficeRequest) -> HttpResponse:
    """Every version, the newest first, and which of them counts today."""
    place = place_of(request)
    rows = list(place.office.calendars.annotate(days=Count("holidays")).order_by("-version"))
    counting = next((row for row in rows if row.valid_from <= place.today), None)
    context = {"rows": [(row, _week(row)) for row in rows], "counting": counting, "today": place.today}
    return render(request, f"{FOLDER}/calendars.html", context)


@require_safe
@for_administrators
def calendar(request: OfficeRequest, version: int) -> HttpResponse:
    row = get_object_or_404(Calendar, office=place_of(request).office, version=version)
    context = {"calendar": row, "week": _week(row), "holidays": row.holidays.order_by("on")}
    return render(request, f"{FOLDER}/calendar.html", context)


def _told(row: PowerRow, names: Mapping[str, Case]) -> tuple[PowerRow, str, str]:
    """An order with its power and its service in words; a service that is gone keeps its code."""
    return row, in_words(row.power), str(names[row.service].name) if row.service in names else row.service


def _week(row: Calendar) -> str:
    names = dict(WEEKDAYS)
    return ", ".join(str(names[day]) for day in sorted(row.weekly_off))
