"""The import of a whole establishment: the table is tried out, read, and then imported."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hierarchy.administration.place import Place, place_of
from hierarchy.establishment.sheet import COLUMNS, read_sheet
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.services.importing import Outcome, import_establishment, look
from hierarchy.signin.office_views import for_administrators
from web.forms import PointsAtTheFault, say_it_ourselves

PAGE = "hierarchy/administration/import.html"
MOST_BYTES = 8 * 1024 * 1024
KEPT_SECONDS = 3600
TOO_LARGE = gettext_lazy("The file is larger than 8 MB. Import it in parts.")


class SheetForm(PointsAtTheFault):
    table = forms.FileField(label=gettext_lazy("Table (CSV)"))

    def clean_table(self) -> object:
        if self.cleaned_data["table"].size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return self.cleaned_data["table"]


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def import_(request: OfficeRequest) -> HttpResponse:
    """GET: what the table must be. POST with a file: the dry run. POST with its fingerprint: the import."""
    place = place_of(request)
    if request.method != "POST":
        return page(request, SheetForm())
    if "sha256" in request.POST:
        return _carry_out(request, place, request.POST["sha256"])
    form = SheetForm(request.POST, request.FILES)
    say_it_ourselves(form)
    if not form.is_valid():
        form.point_at_the_fault()
        return page(request, form, status=422)
    content = form.cleaned_data["table"].read()
    outcome = look(office=place.office, sheet=read_sheet(content), now=place.now)
    if not outcome.faults:
        cache.set(_kept(place, outcome.sha256), content, KEPT_SECONDS)
    return page(request, SheetForm(), outcome, 422 if outcome.faults else 200)


def _carry_out(request: OfficeRequest, place: Place, sha256: str) -> HttpResponse:
    """The very table that was tried out; it is looked at once more before it is written."""
    content = cache.get(_kept(place, sha256))
    form = SheetForm({})
    if content is None:
        form.add_error("table", _("The table tried out is kept for an hour; choose the file again."))
        return page(request, form, status=409)
    sheet = read_sheet(content)
    try:
        import_establishment(actor=place.actor, office=place.office.pk, sheet=sheet, now=place.now)
    except Refused as refused:
        outcome = look(office=place.office, sheet=sheet, now=place.now)
        form.errors.clear()
        form.add_error(None, refused.sentence)
        return page(request, form, outcome, refused.reason.status)
    messages.success(request, _("The establishment was imported."))
    return redirect("edit_chart")


def page(
    request: OfficeRequest, form: SheetForm, outcome: Outcome | None = None, status: int = 200
) -> HttpResponse:
    names = {
        "sections": _("Sections"),
        "posts": _("Posts"),
        "persons": _("Persons"),
        "charges": _("Charges"),
    }
    counts = [(names[kind], row) for kind, row in outcome.counts.items()] if outcome else []
    context = {"form": form, "outcome": outcome, "counts": counts, "columns": COLUMNS}
    return render(request, PAGE, context, status=status)


def _kept(place: Place, sha256: str) -> str:
    return f"sheet:{place.office.pk}:{place.actor.user_id}:{sha256[:64]}"
