"""The pages of administration: the chart, its lists, and one page for every act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hierarchy import absence
from hierarchy.administration import selectors
from hierarchy.administration.acts import ACTS, Act, digest
from hierarchy.administration.asked import ask
from hierarchy.administration.fields import AbsenceField
from hierarchy.administration.place import Place, place_of
from hierarchy.chart import office_chart
from hierarchy.homes import offices_of
from hierarchy.models import Post, User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import holders_of
from hierarchy.services.administering import on_trial
from hierarchy.signin import reasons
from hierarchy.signin.factors import spent_when_done
from hierarchy.signin.office_views import OF_THE_SECOND, for_administrators, second_of
from hierarchy.uploads import let_go
from web.htmx import is_htmx

ROWS = 50
FOLDER = "hierarchy/administration"
READ = {"do", "ask"}
"""Steps after what will follow was read."""


@require_safe
@for_administrators
def entry(request: OfficeRequest) -> HttpResponse:
    """What there is to look after, with how much of it there is."""
    place = place_of(request)
    vacant = selectors.posts(place, "vacant", "").count()
    context = {
        "posts": place.posts().count(),
        "vacant": vacant,
        "people": selectors.people(place, "").count(),
        "sections": place.sections().count(),
        "coming": selectors.charges(place, "coming", "").count(),
    }
    return render(request, f"{FOLDER}/entry.html", context)


@require_safe
@for_administrators
def chart(request: OfficeRequest) -> HttpResponse:
    """The chart as a picture; a chosen post stands beside it with what can be done."""
    place = place_of(request)
    chosen = place.posts().filter(code=request.GET.get("post", "")).first()
    context = {
        "chart": office_chart(place.office, place.now),
        "chosen": selectors.post_view(chosen, place) if chosen else None,
    }
    return render(request, f"{FOLDER}/chart.html", context)


@require_safe
@for_administrators
def post(request: OfficeRequest, post: str) -> HttpResponse:
    """A post, also one that stands no longer; as a part of the chart's page when asked for so."""
    place = place_of(request)
    row = get_object_or_404(
        Post.objects.select_related("rank", "section", "reports_to", "office"), office=place.office, code=post
    )
    part = is_htmx(request)
    template = f"{FOLDER}/parts/panel.html" if part else f"{FOLDER}/post.html"
    return render(request, template, {"chosen": selectors.post_view(row, place)})


@require_safe
@for_administrators
def posts(request: OfficeRequest) -> HttpResponse:
    place, show = place_of(request), request.GET.get("show", "standing")
    context = paged(request, selectors.posts(place, show, request.GET.get("find", "")))
    holders = holders_of((row.pk for row in context["page"]), place.now)
    context |= {"show": show, "lines": [(row, holders.get(row.pk)) for row in context["page"]]}
    return render(request, f"{FOLDER}/posts.html", context)


@require_safe
@for_administrators
def charges(request: OfficeRequest) -> HttpResponse:
    place, when = place_of(request), request.GET.get("when", "present")
    context = paged(request, selectors.charges(place, when, request.GET.get("find", "")))
    context |= {"when": when, "deputations": selectors.deputations(place)}
    return render(request, f"{FOLDER}/charges.html", context)


@require_safe
@for_administrators
def people(request: OfficeRequest) -> HttpResponse:
    place = place_of(request)
    context = paged(request, selectors.people(place, request.GET.get("find", "")))
    persons = list(context["page"])
    away = {user: home for user, home in offices_of(persons, place.now).items() if home != place.office}
    lines = selectors.posts_of(persons, place).items()
    context["lines"] = [(user, charges, away.get(user.pk)) for user, charges in lines]
    return render(request, f"{FOLDER}/people.html", context)


@require_safe
@for_administrators
def sections(request: OfficeRequest) -> HttpResponse:
    place = place_of(request)
    standing = Count("posts", filter=Q(posts__abolished_on__isnull=True))
    rows = place.office.sections.annotate(post_count=standing).select_related("successor")
    context = {"rows": rows.order_by(F("closed_on").desc(nulls_first=True), "position", "code")}
    return render(request, f"{FOLDER}/sections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def act(request: OfficeRequest, act: str) -> HttpResponse:
    """Form, then what will follow, then the act. A refusal brings the form back as it was filled in."""
    kind, place = ACTS.get(act), place_of(request)
    if kind is None:
        raise Http404
    if request.method != "POST":
        return form_page(request, kind(place, initial=request.GET.dict()))
    form = kind(place, request.POST, request.FILES)
    if form.rearranged():
        return form_page(request, kind(place, initial=form.as_typed()))
    step = request.POST.get("step", "")
    if not form.is_valid() or let_go(request):
        for why in let_go(request):
            form.refuse(why)
        form.point_at_the_fault()
        return form_page(request, form, status=422)
    if step == "change":
        return form_page(request, form)
    try:
        follows = form.follows()
        read = step in READ and request.POST.get("seen") == digest(follows)
        if read and step == "do":
            return done(request, form, follows)
        before_two = needs_second(form)
        if read and before_two:
            return asked_for(request, form)
        changed = step in READ and not read
        return confirm_page(request, form, follows, before_two=before_two, changed=changed)
    except Refused as refused:
        form.refuse(refused)
        form.point_at_the_fault()
        return form_page(request, form, status=refused.reason.status)


def needs_second(form: Act) -> bool:
    """Whether the act is done before a second person. What it would refuse for, it refuses for here."""
    try:
        with on_trial():
            form.carry_out()
    except Refused as refused:
        if refused.reason is not reasons.SECOND_NEEDED:
            raise
        return True
    return False


def done(request: OfficeRequest, form: Act, follows: list[str]) -> HttpResponse:
    """The act, or the question once more while the second person is not who he must be."""
    try:
        with spent_when_done():
            form.place = form.place.beside(second_of(request))
            form.carry_out()
    except Refused as refused:
        if refused.reason not in OF_THE_SECOND:
            raise
        return confirm_page(request, form, follows, before_two=True, fault=refused)
    messages.success(request, form.told())
    return redirect(form.way_on())


def asked_for(request: OfficeRequest, form: Act) -> HttpResponse:
    """The act waits for whoever may stand by, on his own desk."""
    ask(form)
    messages.success(request, _("It waits for a second person, who does it or declines it at his own desk."))
    return redirect("asked_acts")


def form_page(request: OfficeRequest, form: Act, status: int = 200) -> HttpResponse:
    away = any(isinstance(field, AbsenceField) for field in form.fields.values())
    context = {
        "form": form,
        "people": offered_people(form.place),
        "absences": absence.offered(form.place.office.profile) if away else [],
    }
    return render(request, f"{FOLDER}/act.html", context, status=status)


def confirm_page(
    request: OfficeRequest,
    form: Act,
    follows: list[str],
    *,
    before_two: bool,
    changed: bool = False,
    fault: Refused | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "follows": follows,
        "seen": digest(follows),
        "changed": _("This has changed since you read it; read it once more.") if changed else "",
        "before_two": before_two,
        "second": request.POST.get("second", ""),
        "fault": fault.sentence if fault else "",
    }
    status = fault.reason.status if fault else 200
    return render(request, f"{FOLDER}/confirm.html", context, status=status)


def offered_people(place: Place) -> QuerySet[User]:
    """Whom the browser offers where a person is named; others of the office are named by user name."""
    return selectors.people(place, "")


def paged(request: OfficeRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    find = request.GET.get("find", "")
    return {"page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "find": find}
