"""Another secrecy grade for a matter: what each grade means, which the reader may give, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import reasons, selectors, services
from efile.access.shown import BY_OFFICE
from efile.context import moment_of
from efile.models import Matter, Secrecy
from efile.pages import labels
from efile.services.grading import check_may_grade, grades_for
from efile.views.answers import actor_of, as_uuid, go, officers
from efile.views.dialogs import in_dialog, part
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def grade(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """GET asks for the grade and the reason; POST gives it."""
    actor = actor_of(request)
    row = selectors.matter_for(actor, matter)
    if request.method != "POST":
        holder = row.threads.get(parent=None).present.title
        check_may_grade(row, actor, holder, moment_of(request, actor).today)
        return _dialog(request, row)
    try:
        services.grade(
            actor=actor,
            matter=matter,
            secrecy=_asked(request),
            reason=request.POST.get("reason", ""),
            now=moment_of(request, actor).now,
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        return in_dialog(_dialog(request, row, refused.sentence), refused)
    return go(request, reverse("matter", args=[matter]))


def _asked(request: OfficeRequest) -> int:
    given = request.POST.get("secrecy", "")
    if given not in {str(value) for value in Secrecy.values}:
        raise Refused(reasons.GRADE_UNKNOWN)
    return int(given)


def _dialog(request: OfficeRequest, row: Matter, sentence: str = "") -> HttpResponse:
    offered = grades_for(row, actor_of(request))
    chosen = request.POST.get("secrecy", str(row.secrecy))
    grades = [
        {
            "value": one.value,
            "label": one.label,
            "opens": BY_OFFICE[one],
            "offered": one in offered,
            "chosen": chosen == str(one.value),
        }
        for one in Secrecy
    ]
    context = {
        "matter": row,
        "number": labels.number_of(row),
        "grades": grades,
        "barred": len(offered) < len(grades),
        "reason": request.POST.get("reason", ""),
        "sentence": sentence,
        "address": request.path,
        "page": not is_htmx(request),
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[row.pk]),
    }
    return render(request, part(request, "grade"), context)
