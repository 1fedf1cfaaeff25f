"""The import of a whole establishment: the table is tried out, read, and then imported."""

from __future__ import annotations

import csv
from io import StringIO

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from hierarchy.administration.import_made import made_of
from hierarchy.administration.import_work import LIVE, Table, Work
from hierarchy.administration.place import Place, place_of
from hierarchy.establishment.changes import Changed
from hierarchy.establishment.sheet import COLUMNS, LATER, read_sheet
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.services.importing import Outcome, check_second, look
from hierarchy.signin.factors import spent_when_done
from hierarchy.signin.office_views import for_administrators, second_of
from hierarchy.signin.reasons import NOT_ADMINISTRATOR
from hierarchy.tasks import import_table
from hierarchy.uploads import let_go
from web.forms import PointsAtTheFault, say_it_ourselves
from web.htmx import is_htmx

PAGE = "hierarchy/administration/import.html"
WORK_PAGE = "hierarchy/administration/import_work.html"
MOST_BYTES = 8 * 1024 * 1024
TOO_LARGE = gettext_lazy("The file is larger than 8 MB. Import it in parts.")


COLUMN_WORDS = {
    "section": gettext_lazy("Code of the section; empty for a post outside the sections"),
    "section_bn": gettext_lazy("Name of the section in Bengali"),
    "section_en": gettext_lazy("Name of the section in English"),
    "post": gettext_lazy("Code of the post, which no other post has"),
    "title_bn": gettext_lazy("Title of the post in Bengali"),
    "title_en": gettext_lazy("Title of the post in English"),
    "rank": gettext_lazy("Code of the rank"),
    "reports_to": gettext_lazy("Code of the post above; empty for the head of the office"),
    "username": gettext_lazy("User name of who holds the post"),
    "name_bn": gettext_lazy("Name of the person in Bengali"),
    "name_en": gettext_lazy("Name of the person in English"),
    "charge": gettext_lazy("Kind of the charge"),
    "from": gettext_lazy("First day of the charge"),
    "telephone": gettext_lazy("Telephone of the post, printed under its letters; the column may be left out"),
}
"""What stands in each column of the table, in the order of `sheet.COLUMNS` and `sheet.LATER`."""


class SheetForm(PointsAtTheFault):
    table = forms.FileField(label=gettext_lazy("Table (CSV)"))

    def clean_table(self) -> object:
        if self.cleaned_data["table"].size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return self.cleaned_data["table"]


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def import_(request: OfficeRequest) -> HttpResponse:
    """GET: what the table must be. POST with a file: the dry run; with its fingerprint: the import begins."""
    place = place_of(request)
    if request.method != "POST":
        return pattern(place) if "pattern" in request.GET else page(request, SheetForm())
    if "sha256" in request.POST:
        return _begin(request, place, request.POST["sha256"])
    form = SheetForm(request.POST, request.FILES)
    say_it_ourselves(form)
    if let_go(request):
        form.fields["table"].error_messages["required"] = str(TOO_LARGE)
    if not form.is_valid():
        form.point_at_the_fault()
        return page(request, form, status=422)
    content = form.cleaned_data["table"].read()
    outcome = _looked_at(place, content)
    if not outcome.faults:
        _table(place, outcome.sha256).keep(content)
    return page(request, SheetForm(), outcome, 422 if outcome.faults else 200)


@require_safe
@for_administrators
def import_work(request: OfficeRequest, sha256: str) -> HttpResponse:
    """How far an import is; when it is over, the chart, or the table again with why it was refused."""
    table = _table(place_of(request), sha256)
    work = table.work()
    if work is None:
        return _on(request, "import_establishment")
    if work.state == "done":
        table.forget()
        messages.success(request, _("The establishment was imported."))
        return _on(request, "edit_chart")
    if work.state == "refused":
        return _refused(request, table, work)
    part = "hierarchy/administration/parts/import_progress.html"
    return render(request, part if is_htmx(request) else WORK_PAGE, {"work": work, "sha256": sha256})


def _begin(request: OfficeRequest, place: Place, sha256: str) -> HttpResponse:
    """The very table that was tried out goes to the worker, which looks at it once more and writes it."""
    table = _table(place, sha256)
    form, content = SheetForm({}), table.content()
    if content is None:
        form.add_error("table", _("The table tried out is kept for an hour; choose the file again."))
        return page(request, form, status=409)
    work = table.work()
    if work is None or work.state not in LIVE or work.still:
        try:
            with spent_when_done():
                place = place.beside(second_of(request))
                check_second(actor=place.actor, office=place.office, sheet=read_sheet(content), now=place.now)
                _send(place, table)
        except Refused as refused:
            outcome, status = _looked_at(place, content), refused.reason.status
            return page(request, SheetForm(), outcome, status, refused.sentence)
        except OperationalError:
            table.forget()
            form.errors.clear()
            form.add_error(
                None, _("The import cannot begin now; the office's worker is not reached. Try again.")
            )
            return page(request, form, status=503)
    return redirect("import_work", sha256)


def _send(place: Place, table: Table) -> None:
    table.tell(Work())
    by = place.actor
    second = by.second.user_id if by.second else ""
    named = (place.office.pk, by.user_id, by.post_id, table.sha256, second)
    import_table.apply_async([str(one) for one in named], retry=False)


def _looked_at(place: Place, content: bytes) -> Outcome:
    return look(actor=place.actor, office=place.office, sheet=read_sheet(content), now=place.now)


def _refused(request: OfficeRequest, table: Table, work: Work) -> HttpResponse:
    if is_htmx(request):
        return _on(request, "import_work", table.sha256)
    table.forget()
    form, content = SheetForm({}), table.content()
    form.errors.clear()
    form.add_error(None, str(work.sentence))
    return page(request, form, _looked_at(place_of(request), content) if content else None, 409)


def _on(request: OfficeRequest, name: str, *args: str) -> HttpResponse:
    """To another page, also from the part that asks how far it is."""
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": reverse(name, args=args)})
    return redirect(name, *args)


def page(
    request: OfficeRequest,
    form: SheetForm,
    outcome: Outcome | None = None,
    status: int = 200,
    fault: str = "",
) -> HttpResponse:
    """`fault` is what is wrong with the second person."""
    names = {
        "sections": _("Sections"),
        "posts": _("Posts"),
        "persons": _("Persons"),
        "charges": _("Charges"),
    }
    counts = [(names[kind], row) for kind, row in outcome.counts.items()] if outcome else []
    context = {"form": form, "outcome": outcome, "counts": counts, "columns": COLUMN_WORDS.items()}
    second: dict[str, object] = {"second": request.POST.get("second", ""), "second_fault": fault}
    further: dict[str, object] = {}
    if outcome:
        further = {"changed": _listed(outcome.changed), "unlike": _listed(outcome.unlike)}
    if outcome and not outcome.faults:
        further |= made_of(outcome, place_of(request))
    return render(request, PAGE, {**context, **second, **further}, status=status)


def pattern(place: Place) -> HttpResponse:
    """The heading and two lines of the office itself, as a spreadsheet opens them."""
    posts = place.posts().select_related("rank", "section", "reports_to").order_by("rank__level", "position")
    rows = [*posts.filter(section=None)[:1], *posts.exclude(section=None)[:1]]
    text = StringIO(newline="")
    written = csv.writer(text)
    written.writerow([*COLUMNS, *LATER])
    written.writerows(_line(row) for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{place.office.code}.csv"'}
    return HttpResponse(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", headers=headers)


def _line(post: Post) -> list[str]:
    """As the table names a post; its person is left out, since a standing charge stays."""
    section, above = post.section, post.reports_to
    of_section = [section.code, section.name_bn, section.name_en] if section else ["", "", ""]
    own = [post.code, post.title_bn, post.title_en, post.rank.code, above.code if above else ""]
    return [*of_section, *own, "", "", "", "", "", post.telephone]


def _listed(rows: list[Changed]) -> list[dict[str, object]]:
    """All of them: a second person signs for each."""
    kinds = {
        "sections": _("Section"),
        "posts": pgettext("chart", "Post"),
        "persons": _("Person"),
        "charges": _("Charge"),
    }
    fields = {
        "name": _("Name"),
        "title": _("Title"),
        "reports_to": _("Reports to"),
        "section": _("Section"),
        "telephone": _("Telephone"),
        "charge": _("Kind of charge"),
        "from": _("From"),
    }
    return [
        {
            "row": row,
            "kind": kinds[row.kind],
            "differences": [(fields[one.field], one.old, one.new) for one in row.differences],
        }
        for row in sorted(rows, key=lambda row: row.line)
    ]


def _table(place: Place, sha256: str) -> Table:
    if place.actor.user_id is None:
        raise Refused(NOT_ADMINISTRATOR)
    return Table(place.office.pk, place.actor.user_id, sha256)
