"""The dispatcher's pages: what waits, one letter with its recipients, the register, the covers."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile.access.models import PageKind
from efile.context import moment_of
from efile.dispatch import covers, issuing, reasons, selectors, sending
from efile.dispatch.models import Way
from efile.dispatch.printed import covers as printed_covers
from efile.dispatch.printed import letter_content
from efile.dispatch.selectors import BOXES, PAGE, Wanted
from efile.dispatch.sendingout import send_chosen, to_send
from efile.dispatch.shown import lines_of
from efile.dispatch.sight import letter_for, may_send
from efile.letters.models import Draft
from efile.letters.selectors import version_of
from efile.pages import labels
from efile.papers.views import GUARDED, handed_out
from efile.views.answers import actor_of, as_uuid, day_of, go, logged, office_of, officers
from efile.views.desk import Filter
from efile.views.drafts import number
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7


def titles() -> dict[str, str]:
    return {
        "to_issue": _("To be issued"),
        "to_send": _("To be sent"),
        "failed": _("Not sent, to be sent again"),
        "out": _("Sent to everybody"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def dispatch(request: OfficeRequest) -> HttpResponse:
    """GET lists the letters of a box; POST issues the chosen ones, each for itself."""
    if request.method == "POST":
        return _listed(request, *_issue_many(request))
    return _listed(request)


def _issue_many(request: OfficeRequest) -> tuple[int, list[str]]:
    """How many were issued, and for each that was not, its name and why."""
    actor = actor_of(request)
    chosen = [one for one in map(as_uuid, request.POST.getlist("letter")) if one is not None]
    if not chosen:
        return 0, [Refused(reasons.NOTHING_CHOSEN).sentence]
    done, faults = 0, []
    for one in dict.fromkeys(chosen):
        try:
            issuing.issue(actor=actor, draft=one, now=moment_of(request, actor).now)
            done += 1
        except Refused as refused:
            row = Draft.objects.filter(pk=one).first()
            faults.append(f"{row.memo}: {refused.sentence}" if row else refused.sentence)
    return done, faults


def _listed(request: OfficeRequest, done: int = 0, faults: list[str] | None = None) -> HttpResponse:
    actor = actor_of(request)
    name = request.GET.get("box", "")
    name = name if name in BOXES else BOXES[0]
    page = Paginator(selectors.box(actor, name), PAGE).get_page(number(request.GET.get("page")) or 1)
    here = reverse("dispatch")
    context = {
        "title": titles()[name],
        "box": name,
        "boxes": [Filter(label, f"{here}?box={one}", one == name) for one, label in titles().items()],
        "page": page,
        "rows": selectors.with_recipients(list(page.object_list)),
        "done": done,
        "faults": faults or [],
        "covers": selectors.carried_covers(actor, None),
    }
    return render(request, "efile/dispatch/list.html", context, status=422 if faults and not done else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def dispatch_letter(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """GET shows the letter with its recipients; POST does what its button says."""
    row = letter_for(actor_of(request), draft)
    if request.method != "POST":
        logged(request, row.matter, PageKind.PAPER)
        return _letter(request, row)
    try:
        _act(request, row)
    except Refused as refused:
        return _letter(request, letter_for(actor_of(request), draft), refused)
    return go(request, request.path)


def _act(request: OfficeRequest, row: Draft) -> None:
    actor, given = actor_of(request), request.POST
    now, key = moment_of(request, actor).now, as_uuid(given.get("key"))
    one = as_uuid(given.get("addressee"))
    match given.get("act", ""):
        case "issue":
            issuing.issue(actor=actor, draft=row.pk, now=now, key=key)
        case "send":
            send_chosen(request, row)
        case "came_back" if one:
            why = given.get("reason", "")
            sending.came_back(actor=actor, addressee=one, reason=why, now=now, key=key)
        case "confirm" if one:
            name = given.get("to_name", "")
            covers.confirm(actor=actor, addressee=one, to_name=name, now=now, key=key)
        case _:
            raise Refused(reasons.UNKNOWN_ACT)


def _letter(request: OfficeRequest, row: Draft, refused: Refused | None = None) -> HttpResponse:
    actor = actor_of(request)
    lines, said = lines_of(row), version_of(row, row.approved).wording
    context = {
        "letter": row,
        "number": labels.number_of(row.matter),
        "subject": said.subject,
        "said": said,
        "lines": lines,
        "to_send": to_send(row, lines, request.POST),
        "out": [line for line in lines if line.out],
        "may": may_send(actor, row),
        "given": request.POST,
        "today": moment_of(request, actor).today,
        "covers": selectors.carried_covers(actor, row.pk),
        "key": uuid7(),
        "sentence": refused.sentence if refused else "",
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/dispatch/letter.html", context, status=status)


@require_safe
@officers
def dispatch_pdf(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """The signed letter, to be printed for the post."""
    row = letter_for(actor_of(request), draft)
    logged(request, row.matter, PageKind.PAPER)
    return handed_out(request, letter_content(row), f"{row.form.name} {row.place}")


@require_safe
@officers
def dispatch_covers(request: OfficeRequest) -> HttpResponse:
    """Covers with their QR and the sheet of the peon book, of what is out by hand; `letter` for one alone."""
    rows = selectors.carried_covers(actor_of(request), as_uuid(request.GET.get("letter")))
    if not rows:
        raise Refused(reasons.UNKNOWN_COVER)
    address = request.build_absolute_uri(reverse("hand", args=["0"])).removesuffix("0/")
    content = printed_covers(rows, address, request.LANGUAGE_CODE[:2])
    headers = {**GUARDED, "Content-Disposition": 'attachment; filename="covers.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@officers
def dispatch_register(request: OfficeRequest) -> HttpResponse:
    """What went out, by dates, section and way, with the postage of it all."""
    given, actor = request.GET, actor_of(request)
    wanted = Wanted(
        day_of(given.get("since", "")),
        day_of(given.get("until", "")),
        as_uuid(given.get("section")),
        given.get("way", ""),
    )
    rows = selectors.register(actor, wanted)
    asked = {name: given[name] for name in ("since", "until", "section", "way") if given.get(name)}
    context = {
        "page": Paginator(rows, PAGE).get_page(number(given.get("page")) or 1),
        "postage": selectors.postage(rows),
        "wanted": wanted,
        "sections": office_of(request).sections.order_by("position", "code"),
        "ways": Way.choices,
        "query": urlencode(asked),
    }
    return render(request, "efile/dispatch/register.html", context)
