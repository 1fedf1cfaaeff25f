"""Choosing the acting post, and the office chart."""

from collections import defaultdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from hierarchy import reasons
from hierarchy.chart import office_chart, offices_with_counts
from hierarchy.handing import lists_of
from hierarchy.middleware import SESSION_KEY, charge_ended
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
def choose_post(request: OfficeRequest) -> HttpResponse:
    """Lists the posts a person may act for, for the menu of a page without the page around them; a POST
    takes one of them into the session.
    """
    if request.method == "POST":
        return _take(request)
    if is_htmx(request):
        return render(request, "hierarchy/parts/desks.html")
    ended = charge_ended(request).sentence if request.charge_ended else ""
    if request.charge_ended:
        del request.session[SESSION_KEY]
    return _choices(request, ended)


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    below: dict[UUID | None, list[Office]] = defaultdict(list)
    for office in offices_with_counts():
        below[office.parent_id].append(office)
    tree = _nested(below, None)
    return render(request, "hierarchy/offices.html", {"tree": tree})


@require_safe
def chart(request: HttpRequest, code: str) -> HttpResponse:
    office = get_object_or_404(Office.objects.select_related("parent", "successor"), code=code)
    context = {
        "chart": office_chart(office, timezone.now()),
        "below": office.offices_below.order_by("id"),
    }
    return render(request, "hierarchy/chart.html", context)


def _take(request: OfficeRequest) -> HttpResponse:
    wanted = request.POST.get("post", "")
    for choice in request.acting_posts:
        if str(choice.post.id) == wanted:
            request.session[SESSION_KEY] = wanted
            return redirect(_way_on(request))
    refused = Refused(reasons.NOT_YOUR_POST)
    return _choices(request, refused.sentence, refused.reason.status)


def _choices(request: OfficeRequest, sentence: str, status: int = 200) -> HttpResponse:
    lists = lists_of(request.user.pk, timezone.now()) if request.user.pk else []
    context = {"sentence": sentence, "next": request.GET.get("next", ""), "lists": lists}
    return render(request, "hierarchy/choose_post.html", context, status=status)


def _way_on(request: HttpRequest) -> str:
    """The page asked for, when it is one of ours; else the desk."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("desk")


def _nested(below: dict[UUID | None, list[Office]], parent: UUID | None) -> list[dict[str, object]]:
    return [{"office": row, "below": _nested(below, row.id)} for row in below[parent]]
