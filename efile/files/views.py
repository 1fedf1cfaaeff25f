"""The pages of files: the list, and one file with what lies in it and what was done with it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.disposal.told import destroyed
from efile.files import selectors
from efile.files.acts import offered
from efile.files.losing import last_holder
from efile.files.models import FileScan, NumberKind
from efile.files.selectors import near_ids, volumes_of
from efile.files.sight import file_for, files_visible_to
from efile.files.told import BEGUN, last_of, told_of
from efile.keyset import Keyset
from efile.models import File, Matter
from efile.pages.hits import hit_of
from efile.pages.moment import Moment
from efile.pages.rows import Row
from efile.papers.gone import in_its_file
from efile.papers.numbering import pages_of
from efile.papers.views import as_picture, handed_out
from efile.reasons import NOT_VISIBLE
from efile.views.answers import actor_of, officers
from efile.views.desk import Filter
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.retention import classes_on
from ledger.ids import uuid7
from notings.contents import drawing
from web.numbers import whole

MOST_PAGES = 1_000_000


@require_safe
@officers
def files(request: OfficeRequest) -> HttpResponse:
    """The files of the reader's section, or all that he may open, by state and words."""
    actor = actor_of(request)
    given = request.GET
    state = given.get("state", "") if given.get("state") in selectors.STATES else selectors.STATES[0]
    place = given.get("place", "") if given.get("place") in selectors.PLACES else selectors.PLACES[0]
    today = moment_of(request, actor).today
    wanted, after = given.get("q", ""), Keyset.read(given.get("after", ""))
    found, more = selectors.page_of(actor, selectors.files_of(actor, state, place, wanted, today), after)
    here = {"state": state, "place": place, "q": wanted}
    context = {
        "rows": found,
        "state": state,
        "place": place,
        "wanted": wanted,
        "states": [Filter(label, _url(**{**here, "state": one}), one == state) for one, label in _states()],
        "places": [Filter(label, _url(**{**here, "place": one}), one == place) for one, label in _places()]
        if actor.sections
        else [],
        "older_url": _url(**here, after=selectors.key_of(found[-1])) if more else "",
        "newer_url": _url(**here) if after else "",
        "today": today,
        "begins": actor.may("note") and not actor.assistant and actor.section_id is not None,
    }
    return render(request, "efile/files/list.html", context)


def _states() -> list[tuple[str, str]]:
    return list(
        zip(
            selectors.STATES,
            (
                _("Current files"),
                _("Parked files"),
                _("Drafts"),
                _("Closed files"),
                _("Missing files"),
                _("All files"),
            ),
            strict=True,
        )
    )


def _places() -> list[tuple[str, str]]:
    return list(zip(selectors.PLACES, (_("Of my section"), _("All I may open")), strict=True))


def _url(**values: str) -> str:
    return f"{reverse('files')}?{urlencode([(key, value) for key, value in values.items() if value])}"


@require_safe
@officers
def file(request: OfficeRequest, file: UUID) -> HttpResponse:
    """One file: its cover, its matters, the contents of its correspondence, its record."""
    return page(request, file_for(actor_of(request), file))


def page(request: OfficeRequest, row: File, sentence: str = "", status: int = 200) -> HttpResponse:
    """The page, also after a refused act: then with its sentence."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    after = Keyset.read(request.GET.get("after", ""))
    contents = selectors.contents_of(actor, row, _page_number(request))
    acts = told_of(row.pk)
    address = reverse("file", args=[row.pk])
    may = offered(row, actor, moment.today)
    context = {
        "file": row,
        "acts": acts,
        "opened": last_of(acts, *BEGUN),
        "closed": last_of(acts, "file.closed") if row.status == File.Status.CLOSED else None,
        "contents": contents.papers,
        "from_page": _page_number(request),
        "contents_next": f"{address}?page={contents.following}#contents" if contents.following else "",
        "pages": pages_of(row.pk),
        **_beside(actor, row, moment),
        **_matters(actor, row, moment, after, address),
        "sentence": sentence,
        "given": request.POST,
        "may": may,
        "last_with": last_holder(row) if "missing" in may else None,
        "today": moment.today,
        "key": uuid7(),
        "destroyed": destroyed(row),
    }
    return render(request, "efile/files/page.html", context, status=status)


def _beside(actor: Actor, row: File, moment: Moment) -> dict[str, object]:
    """Earlier numbers, class, volumes, parts, links and scans. Of other files only those he may open."""
    classes = classes_on(row.office, moment.today)
    near = files_visible_to(File.objects.filter(pk__in=near_ids(row)), actor)
    opens = set(near.values_list("pk", flat=True))
    linked_by = row.linked_by.filter(ended_at=None, file__in=opens)
    return {
        "numbers": row.numbers.all(),
        "kinds": [one for one in NumberKind.choices if one[0] != NumberKind.MERGED],
        "kept": classes.get(row.retention),
        "classes": classes.values(),
        "volumes": volumes_of(row),
        "main": row.part_of if row.part_of_id in opens else None,
        "parts": row.parts.filter(pk__in=opens).order_by("part"),
        "links": row.links.filter(other__in=opens).select_related("other"),
        "linked_by": linked_by.select_related("file"),
        "scans": _scans(row),
        "parked": row.parked(moment.today),
        "to_unlink": not row.matters.filter(closed_at__isnull=True).exists(),
    }


def _matters(
    actor: Actor, row: File, moment: Moment, after: Keyset | None, address: str
) -> dict[str, object]:
    found, more = selectors.matters_of(actor, row, after)
    older = urlencode({"after": str(Keyset(found[-1].opened_at, found[-1].pk))}) if more else ""
    return {
        "rows": [_line(matter, moment) for matter in found],
        "older_url": f"{address}?{older}" if older else "",
        "newer_url": address if after else "",
    }


def _line(matter: Matter, moment: Moment) -> Row:
    """A matter among those of its file, by its receipt: all have the file's number."""
    number = matter.receipt.number if matter.receipt else _("Begun in the office")
    return replace(hit_of(matter, moment), number=number, file_url="")


def _page_number(request: OfficeRequest) -> int:
    try:
        return min(max(1, whole(request.GET.get("page", ""))), MOST_PAGES)
    except ValueError:
        return 1


@require_safe
@officers
def file_scan(request: OfficeRequest, file: UUID, place: int) -> HttpResponse:
    """Scanned pages of a paper file, as an attachment; its page fetches a PDF from here to draw it."""
    scan = _scan(request, file, place)
    return handed_out(request, scan.content, scan.title)


@require_safe
@officers
def file_scan_page(request: OfficeRequest, file: UUID, place: int, number: int) -> HttpResponse:
    """A page of a scan as a picture, counted in the scan from 1."""
    return as_picture(drawing.page_of(_scan(request, file, place).content, number))


def _scans(row: File) -> list[FileScan]:
    found = list(row.scans.select_related("content"))
    for scan in found:
        in_its_file(scan.content, row)
    return found


def _scan(request: OfficeRequest, file: UUID, place: int) -> FileScan:
    row = file_for(actor_of(request), file)
    scan = row.scans.select_related("content").filter(place=place).first()
    if scan is None or row.hidden:
        raise Refused(NOT_VISIBLE)
    in_its_file(scan.content, row)
    return scan
