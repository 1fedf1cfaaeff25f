"""The list of time limits, and a dated row added to it: as a page, or from the studio's dialog."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from workflows import publishers, reasons, studio
from workflows.forms import LimitForm
from workflows.limits import add_limit, all_limit_lines, days_of, limit_lines, withdraw_limit
from workflows.models import Limit
from workflows.views import actor_of, of_the_studio, office_of, today_of


@require_safe
@of_the_studio
def limits(request: OfficeRequest) -> HttpResponse:
    context = {
        "lines": all_limit_lines(office_of(request), today_of(request)),
        "may_add": actor_of(request).may(studio.EDIT),
        "may_change": actor_of(request).may(publishers.PUBLISH),
    }
    return render(request, "workflows/limits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_studio
def limit_new(request: OfficeRequest) -> HttpResponse:
    """A limit that has no row yet. The studio asks for JSON: the new choice, or the faults by field."""
    return _form(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_studio
def limit_change(request: OfficeRequest, code: str) -> HttpResponse:
    """A further row of a known limit, for one's own office from a day on."""
    if not Limit.objects.filter(name=code).exists():
        raise Refused(reasons.LIMIT_UNKNOWN, code=code)
    return _form(request, code)


@require_POST
@of_the_studio
def limit_withdraw(request: OfficeRequest, row: UUID) -> HttpResponse:
    """Take back a row that is not in force yet."""
    try:
        held = withdraw_limit(actor=actor_of(request), row=row, now=timezone.now())
    except Refused as refused:
        if refused.reason.status == 403:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("The row was withdrawn: %(days)s.") % {"days": days_of(held)})
    return redirect("limits")


def _form(request: OfficeRequest, code: str) -> HttpResponse:
    form = LimitForm(today_of(request), request.POST or None, known=bool(code))
    if request.method == "POST" and form.is_valid():
        try:
            row = add_limit(
                actor=actor_of(request), new=form.new_limit(code), anew=not code, now=timezone.now()
            )
        except Refused as refused:
            if refused.reason.status == 403:
                raise
            form.take(refused)
        else:
            return _added(request, row)
    form.point_at_the_fault()
    if _asks_for_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    line = next(
        (each for each in limit_lines(office_of(request), today_of(request)) if each.code == code), None
    )
    context = {"form": form, "line": line, "code": code}
    status = 422 if request.method == "POST" else 200
    return render(request, "workflows/limit_form.html", context, status=status)


def _added(request: OfficeRequest, row: Limit) -> HttpResponse:
    if _asks_for_json(request):
        name = f"{days_of(row)} — {row.source}"
        return JsonResponse({"code": row.name, "name": name, "source": str(row.source)})
    messages.success(request, _("The time limit was added: %(days)s.") % {"days": days_of(row)})
    return redirect("limits")


def _asks_for_json(request: OfficeRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
