"""The pages of dak: the list, the registry's form, one dak with everything that may be done with it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile import reasons as common
from efile.context import moment_of
from efile.dak import caring, reasons, selectors
from efile.dak.acts import offered
from efile.dak.closing import matters_held
from efile.dak.diarising import diarise
from efile.dak.forms import DakForm, ParticularsForm
from efile.dak.interim import awaits_answer
from efile.dak.known import is_ours
from efile.dak.lying import lies_in
from efile.dak.models import Dak, DakKind, DakScan
from efile.dak.passing import offices_to
from efile.dak.recipients import recipients
from efile.dak.recording import check_as_it_was_read, check_main, files_with, why_shut
from efile.dak.replying import awaited_by
from efile.dak.rows import due_day, due_for, row_of, titles, to_acknowledge
from efile.dak.shown import chips_of, history_of
from efile.dak.sight import dak_for, dak_visible_to
from efile.dak.sorting import OFFICER_LEVEL
from efile.dak.speaking import spoken_of
from efile.dak.transfer import Carried, Transfer
from efile.dak.transferring import standing
from efile.files.at_work import files_at_work
from efile.keyset import Keyset
from efile.models import Channel
from efile.papers.bringing import carried, taken_in
from efile.papers.gone import in_its_file
from efile.papers.views import as_picture, handed_out
from efile.services.mandate import check_own_hand
from efile.tracking import shown
from efile.views.answers import actor_of, as_uuid, office_of, officers, posted
from efile.views.desk import Filter
from hierarchy.actors import Actor
from hierarchy.heads import heads_on
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import clean
from ledger.ids import uuid7
from notings.contents import drawing
from notings.selectors import phrases
from web.templatetags.office import bn_digits
from web.words import LATIN_DIGITS

KEPT = ("kind", "channel", "to")


@require_safe
@officers
def daks(request: OfficeRequest) -> HttpResponse:
    """The dak of the post, by box, kind and words."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    name = request.GET.get("box", "")
    name = name if name in selectors.BOXES else selectors.BOXES[0]
    kind, wanted = request.GET.get("kind", ""), request.GET.get("q", "")
    after = Keyset.read(request.GET.get("after", ""))
    found, more = selectors.page_of(selectors.box(actor, name, kind=kind, wanted=wanted), after)
    here = {"box": name, "kind": kind, "q": wanted}
    context = {
        "title": titles()[name],
        "box": name,
        "wanted": wanted,
        "rows": [row_of(row, name, moment, actor.section_id) for row in found],
        "boxes": [Filter(label, _url(box=one), one == name) for one, label in titles().items()],
        "filters": _filters(here),
        "receives": actor.may("receive"),
        "sorting": actor.level <= OFFICER_LEVEL and not actor.assistant,
        "older_url": _url(**here, after=str(Keyset(found[-1].arrived_at, found[-1].pk))) if more else "",
        "newer_url": _url(**here) if after else "",
    }
    return render(request, "efile/dak/list.html", context)


def _filters(here: dict[str, str]) -> list[Filter]:
    kinds = [("", _("All")), *((value, str(label)) for value, label in DakKind.choices)]
    return [Filter(label, _url(**{**here, "kind": value}), value == here["kind"]) for value, label in kinds]


def _url(**values: str) -> str:
    return f"{reverse('daks')}?{urlencode([(key, value) for key, value in values.items() if value])}"


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def new_dak(request: OfficeRequest) -> HttpResponse:
    """The registry: kind, way it came and recipient of the last dak stay chosen for the next."""
    actor, office = actor_of(request), office_of(request)
    if not actor.may("receive"):
        who = _("the front desk")
        raise Refused(common.NO_POWER, act=reasons.DIARISE, power="receive", who=who)
    now = moment_of(request, actor).now
    if request.method != "POST":
        initial = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
        return _registry(request, DakForm(office.profile, initial=initial), request.GET.get("to", ""))
    form = DakForm(office.profile, request.POST)
    found = taken_in(request, office.pk, now)
    for sentence in found.refused:
        form.add_error(None, sentence)
    if form.is_valid():
        try:
            to = as_uuid(request.POST.get("to"))
            if to is None:
                raise Refused(reasons.TO_WHOM)
            noted = diarise(
                actor=actor,
                letter=form.letter(),
                to=to,
                copies=posted(request, "copies"),
                reminds=_reminded(actor, form.cleaned_data["reminds"]),
                enclosures=found.brought,
                again=form.cleaned_data["again"],
                now=now,
                key=as_uuid(request.POST.get("key")),
            )
            return _entered(request, noted.dak)
        except Refused as refused:
            form.take(refused)
            if refused.reason.code == reasons.ENTERED_BEFORE.code:
                form.offer_again()
    return _registry(request, form, request.POST.get("to", ""), carried(found.brought), status=422)


def _entered(request: OfficeRequest, dak: UUID) -> HttpResponse:
    """To its page; a graded one that is not for who entered it is said to be entered, by its number alone."""
    if dak_visible_to(Dak.objects.filter(pk=dak), actor_of(request)).exists():
        return redirect("dak", dak)
    number = bn_digits(Dak.objects.select_related("receipt").get(pk=dak).receipt.number)
    said = _("Entered as %(number)s. It is graded, and your post does not open it.") % {"number": number}
    messages.success(request, said)
    return redirect("new_dak")


def _registry(
    request: OfficeRequest,
    form: DakForm,
    to: str,
    kept: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    form.point_at_the_fault()
    context = {
        "form": form,
        "choices": recipients(actor, moment_of(request, actor).now),
        "to": as_uuid(to),
        "copies": posted(request, "copies"),
        "carried": kept,
        "key": as_uuid(request.POST.get("key")) or uuid7(),
    }
    return render(request, "efile/dak/new.html", context, status=status)


def _reminded(actor: Actor, number: str) -> UUID | None:
    """The dak that a reminder names by our number; refused where the reader knows of none."""
    wanted = clean(number).translate(LATIN_DIGITS)
    if not wanted:
        return None
    rows = Dak.objects.filter(receipt__number=wanted, office__in=actor.offices)
    row = dak_visible_to(rows, actor).first()
    if row is None:
        raise Refused(reasons.REMINDS_NOTHING, number=number)
    return row.pk


@require_safe
@officers
def dak(request: OfficeRequest, dak: UUID) -> HttpResponse:
    """One dak. Opening it marks it as read for its main recipient."""
    actor = actor_of(request)
    row = dak_for(actor, dak)
    if request.method == "GET":
        _read(actor, row, moment_of(request, actor).now)
        row = dak_for(actor, dak)
    return page(request, row)


def _read(actor: Actor, row: Dak, now: datetime) -> None:
    if row.holder_id in actor.posts and row.read_at is None:
        try:
            caring.mark_read(actor=actor, dak=row.pk, now=now)
        except Refused:
            return


def page(request: OfficeRequest, row: Dak, sentence: str = "", status: int = 200) -> HttpResponse:
    """The page, also after a refused act: then with its sentence and with all that was filled in."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    shut = why_shut(row.pk)
    may = set() if shut else offered(row, actor)
    whose, wanted = standing(row), request.GET.get("q", "")
    context = {
        "dak": row,
        "receipt": row.receipt,
        "sender": row.receipt.applicant,
        "chips": [*chips_of(row), *to_acknowledge(row, moment)],
        "channel": Channel(row.receipt.channel).label,
        "due": due_for(row, moment),
        "due_day": due_day(row, moment) if awaits_answer(row) else None,
        "scans": _in_their_files(row, list(row.scans.select_related("content"))),
        "copies": row.copies.select_related("post"),
        "lacks": row.lacks.filter(supplied_at=None),
        "asked": row.asked.select_related("by_post").order_by("-at"),
        "whose": whose,
        "late": bool(whose and whose.gone_at is None and whose.due_on < moment.today),
        "ways": [(way, way.label) for way in Carried if way != Carried.OFFICE],
        "offices": offices_to(row) if "pass_on" in may else [],
        "came_by": Transfer.objects.select_related("dak__receipt", "dak__office").filter(arrived=row).first(),
        "reminders": dak_visible_to(row.reminders.select_related("receipt"), actor),
        "history": history_of(row, actor),
        "may": may,
        "shut": shut,
        "choices": recipients(actor, moment.now) if may & {"send", "copy"} else [],
        "lies": lies_in(row, actor),
        "wanted": wanted,
        "files": files_at_work(actor, list(actor.sections), wanted) if may & {"put_up", "file"} else [],
        "heads": heads_on(row.office, moment.today) if "put_up" in may else [],
        "matters": matters_held(actor, wanted) if "attach" in may else [],
        "awaited": awaited_by(row, actor) if "reply" in may else [],
        "spoken": spoken_of(row, actor) if may & {"attach", "send"} else [],
        "given": request.POST,
        "chosen": as_uuid(request.POST.get("to")),
        "sentence": sentence,
        "today": moment.today,
        "phrases": phrases(row.office_id, actor.post_id) if actor.post_id and may & {"send"} else [],
        "strange": bool(row.quotes) and not is_ours(row.office, row.quotes),
        "key": uuid7(),
        "code": shown(row.receipt.tracking),
    }
    return render(request, "efile/dak/page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def dak_particulars(request: OfficeRequest, dak: UUID) -> HttpResponse:
    """What may be set right; what never changes stands beside it as it is."""
    actor = actor_of(request)
    row = dak_for(actor, dak)
    if request.method != "POST":
        check_main(row, actor)
        check_own_hand(actor)
        check_as_it_was_read(list(files_with(row.pk)))
        return _particulars(request, row, ParticularsForm.of(row))
    form = ParticularsForm(request.POST)
    if form.is_valid():
        try:
            caring.change(
                actor=actor,
                dak=dak,
                values=form.cleaned_data,
                now=moment_of(request, actor).now,
                seen=version_of(request),
                key=as_uuid(request.POST.get("key")),
            )
            return redirect("dak", dak)
        except Refused as refused:
            if refused.reason.status in {403, 404}:
                raise
            form.take(refused)
    return _particulars(request, row, form, 422)


def _particulars(request: OfficeRequest, row: Dak, form: ParticularsForm, status: int = 200) -> HttpResponse:
    form.point_at_the_fault()
    context = {
        "dak": row,
        "receipt": row.receipt,
        "channel": Channel(row.receipt.channel).label,
        "form": form,
        "key": as_uuid(request.POST.get("key")) or uuid7(),
    }
    return render(request, "efile/dak/edit.html", context, status=status)


def version_of(request: OfficeRequest) -> int:
    """The version that the reader's page showed; a form without it has seen nothing that still holds."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else -1


@require_safe
@officers
def dak_scan(request: OfficeRequest, dak: UUID, place: int) -> HttpResponse:
    """A scan as it came, as an attachment; its page fetches a PDF from here to draw it."""
    scan = _scan(request, dak, place)
    return handed_out(request, scan.content, scan.title)


@require_safe
@officers
def dak_scan_page(request: OfficeRequest, dak: UUID, place: int, number: int) -> HttpResponse:
    """A page of a scan as a picture, counted in the scan from 1."""
    return as_picture(drawing.page_of(_scan(request, dak, place).content, number))


def _scan(request: OfficeRequest, dak: UUID, place: int) -> DakScan:
    row = dak_for(actor_of(request), dak)
    scan = row.scans.select_related("content").filter(place=place).first()
    if scan is None:
        raise Refused(reasons.UNKNOWN)
    _in_their_files(row, [scan])
    return scan


def _in_their_files(row: Dak, scans: list[DakScan]) -> list[DakScan]:
    for scan in scans:
        in_its_file(in_its_file(scan.content, row.file), row.matter.file if row.matter else None)
    return scans
