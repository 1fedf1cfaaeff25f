"""The list of time limits, and a dated row added to it: as a page, or from the studio's dialog."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hierarchy.administration.place import place_of
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from workflows import publishers, studio
from workflows.forms import LimitForm
from workflows.limit_acts import ChangeLimit, WithdrawLimit, asked_for, changes_asked, line_of
from workflows.limits import add_limit, all_limit_lines, days_of
from workflows.models import Limit
from workflows.views import actor_of, of_the_studio, office_of, today_of

WAITS = gettext_lazy("It waits for a second person who may publish flows; until then nothing changes.")


@require_safe
@of_the_studio
def limits(request: OfficeRequest) -> HttpResponse:
    asked = changes_asked(office_of(request), timezone.now())
    lines = all_limit_lines(office_of(request), today_of(request))
    context = {
        "lines": [(line, asked.get(line.code, [])) for line in lines],
        "may_add": actor_of(request).may(studio.EDIT),
        "may_change": actor_of(request).may(publishers.PUBLISH),
    }
    return render(request, "workflows/limits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_studio
def limit_new(request: OfficeRequest) -> HttpResponse:
    """A limit that has no row yet. The studio asks for JSON: the new choice, or the faults by field."""
    return _form(request)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_studio
def limit_change(request: OfficeRequest, code: str) -> HttpResponse:
    """A further row of a known limit, for one's own office from a day on, asked of a second person."""
    place = place_of(request)
    line = line_of(place.office, place.today, code)
    form = ChangeLimit(place, {**request.POST.dict(), "limit": code} if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asked_for(form)
        except Refused as refused:
            if refused.reason.status == 403:
                raise
            form.refuse(refused)
        else:
            messages.success(request, WAITS)
            return redirect("limits")
    form.point_at_the_fault()
    context = {"form": form, "line": line, "code": code}
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/limit_form.html", context, status=status)


@require_POST
@of_the_studio
def limit_withdraw(request: OfficeRequest, row: UUID) -> HttpResponse:
    """Ask a second person that a row that is not in force yet is taken back."""
    try:
        asked_for(WithdrawLimit(place_of(request), {"row": str(row)}))
    except Refused as refused:
        if refused.reason.status == 403:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, WAITS)
    return redirect("limits")


def _form(request: OfficeRequest) -> HttpResponse:
    form = LimitForm(today_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_limit(actor=actor_of(request), new=form.new_limit(), anew=True, now=timezone.now())
        except Refused as refused:
            if refused.reason.status == 403:
                raise
            form.take(refused)
        else:
            return _added(request, row)
    form.point_at_the_fault()
    if _asks_for_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/limit_form.html", {"form": form}, status=status)


def _added(request: OfficeRequest, row: Limit) -> HttpResponse:
    if _asks_for_json(request):
        name = f"{days_of(row)} — {row.source}"
        return JsonResponse({"code": row.name, "name": name, "source": str(row.source)})
    messages.success(request, _("The time limit was added: %(days)s.") % {"days": days_of(row)})
    return redirect("limits")


def _asks_for_json(request: OfficeRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
