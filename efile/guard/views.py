"""The guard file: its list with the form of a new paper, one paper, and its bytes."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile.context import moment_of
from efile.guard import reasons, services
from efile.guard.forms import GuardForm
from efile.guard.models import GuardKind, GuardPaper
from efile.guard.selectors import guard_of, guard_paper_for, page_of
from efile.keyset import Keyset
from efile.papers.bringing import carried, taken_in
from efile.papers.keeping import Brought
from efile.papers.views import as_picture, handed_out
from efile.references import token
from efile.views.answers import actor_of, office_of, officers
from efile.views.desk import Filter
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from notings.contents import drawing
from web.htmx import is_htmx
from web.templatetags.office import bn_digits

QUOTED = 10


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def guard(request: OfficeRequest) -> HttpResponse:
    """The papers of the office's guard file; POST puts one in."""
    if request.method != "POST":
        return _list(request, GuardForm())
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    form, found = GuardForm(request.POST), taken_in(request, office_of(request).pk, moment.now)
    for sentence in found.refused:
        form.add_error(None, sentence)
    if form.is_valid():
        try:
            made = services.put_in(
                actor=actor,
                **form.cleaned_data,
                brought=_only(found.brought),
                today=moment.today,
                now=moment.now,
            )
            return redirect("guard_paper", made)
        except Refused as refused:
            form.take(refused)
    return _list(request, form, carried(found.brought))


def _only(brought: list[Brought]) -> Brought:
    if len(brought) != 1:
        raise Refused(reasons.ONE_FILE if brought else reasons.NO_FILE)
    return brought[0]


def _list(request: OfficeRequest, form: GuardForm, kept: list[tuple[str, str]] | None = None) -> HttpResponse:
    actor = actor_of(request)
    form.point_at_the_fault()
    wanted = request.GET.get("q", "")
    kind = request.GET.get("kind", "") if request.GET.get("kind") in GuardKind.values else ""
    after = Keyset.read(request.GET.get("after", ""))
    rows, more = page_of(guard_of(actor, wanted, kind), after)
    here = {"q": wanted, "kind": kind}
    kinds = [("", _("All")), *((value, str(label)) for value, label in GuardKind.choices)]
    context = {
        "rows": rows,
        "wanted": wanted,
        "kind": kind,
        "kinds": [Filter(label, _url(**{**here, "kind": one}), one == kind) for one, label in kinds],
        "older_url": _url(**here, after=str(Keyset(rows[-1].at, rows[-1].pk))) if more else "",
        "newer_url": _url(**here) if after else "",
        "form": form,
        "kept": kept or [],
        "puts_in": actor.may("note") and not actor.assistant,
    }
    return render(request, "efile/guard/list.html", context, status=422 if form.errors else 200)


def _url(**values: str) -> str:
    return f"{reverse('guard')}?{urlencode([(key, value) for key, value in values.items() if value])}"


@require_safe
@officers
def quote(request: OfficeRequest) -> HttpResponse:
    """Beside a note that is being written: the newest papers with the words, each to be referred to."""
    wanted = request.GET.get("q", "")
    rows = [(row, _reference(row)) for row in guard_of(actor_of(request), wanted)[:QUOTED]]
    part = "efile/guard/quoted.html" if is_htmx(request) else "efile/guard/quote.html"
    return render(request, part, {"rows": rows, "wanted": wanted})


def _reference(row: GuardPaper) -> str:
    named = f"{row.title}, {bn_digits(row.number)}" if row.number else row.title
    return token("guard", row.pk, _("guard file: %(paper)s") % {"paper": named})


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def guard_paper(request: OfficeRequest, guarded: UUID) -> HttpResponse:
    """One paper with its pages; POST takes it out."""
    actor = actor_of(request)
    row, sentence, status = guard_paper_for(actor, guarded), "", 200
    if request.method == "POST":
        try:
            now = moment_of(request, actor).now
            services.take_out(actor=actor, paper=guarded, why=request.POST.get("why", ""), now=now)
            return redirect("guard_paper", guarded)
        except Refused as refused:
            sentence, status = refused.sentence, refused.reason.status
    context = {
        "paper": row,
        "takes_out": row.out_at is None and services.may_take_out(actor, row),
        "why": request.POST.get("why", ""),
        "sentence": sentence,
        "numbers": range(1, (row.content.pages or 1) + 1),
    }
    return render(request, "efile/guard/paper.html", context, status=status)


@require_safe
@officers
def guard_file(request: OfficeRequest, guarded: UUID) -> HttpResponse:
    row = guard_paper_for(actor_of(request), guarded)
    return handed_out(request, row.content, row.title)


@require_safe
@officers
def guard_page(request: OfficeRequest, guarded: UUID, number: int) -> HttpResponse:
    """A page of a scan as a picture, counted from 1."""
    return as_picture(drawing.page_of(guard_paper_for(actor_of(request), guarded).content, number))
