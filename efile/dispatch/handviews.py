"""A cover is handed over by a scan of its QR; a letter is read by the link of an SMS."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from efile.context import moment_of
from efile.dispatch import covers, links, reasons, selectors
from efile.dispatch.models import Sending, State
from efile.dispatch.printed import letter_bytes
from efile.papers.views import GUARDED
from efile.present import present
from efile.views.answers import actor_of, as_uuid, go, officers, refusal
from efile.views.drafts import number
from efile.views.tracking import limited
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from web.language import use_profile


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@officers
def hand(request: OfficeRequest, cover: str) -> HttpResponse:
    """What the cover itself says, and what is done with it: taken along, handed over to somebody, or
    received by me."""
    actor = actor_of(request)
    row = covers.cover_for(actor, cover)
    if request.method != "POST":
        return _cover(request, row)
    given = request.POST.get("act")
    if given not in {covers.RECEIVE, covers.HAND_OVER, covers.TAKE}:
        raise Refused(reasons.UNKNOWN_ACT)
    try:
        now, key = moment_of(request, actor).now, as_uuid(request.POST.get("key"))
        if given == covers.TAKE:
            covers.take(actor=actor, code=cover, now=now, key=key)
            return go(request, request.path)
        name, receives = request.POST.get("to_name", ""), given == covers.RECEIVE
        covers.hand_over(actor=actor, code=cover, to_name=name, now=now, key=key, receives=receives)
    except Refused as refused:
        return _cover(request, covers.cover_for(actor, cover), refused)
    return go(request, request.path)


@require_safe
@officers
def to_carry(request: OfficeRequest) -> HttpResponse:
    """A messenger's day: the covers with him on top, then what is still to be taken along."""
    rows = selectors.to_carry(actor_of(request))
    page = Paginator(rows, selectors.PAGE).get_page(number(request.GET.get("page")) or 1)
    return render(request, "efile/dispatch/carry.html", {"page": page})


def _cover(request: OfficeRequest, row: Sending, refused: Refused | None = None) -> HttpResponse:
    context = {
        "row": row,
        "one": row.addressee,
        "letter": row.addressee.draft,
        "out": row.state == State.OUT,
        "mine": covers.may_receive(actor_of(request), row),
        "carries": covers.carries(actor_of(request), row),
        "here": row.carrier_id in actor_of(request).posts,
        "given": request.POST,
        "key": uuid7(),
        "sentence": refused.sentence if refused else "",
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/dispatch/hand.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
@limited
def sent_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an SMS: a page that says what it is, and a button that hands the letter out."""
    now = present() if request.method == "POST" else timezone.now()
    try:
        row = links.sent_letter(token, now)
    except Refused as refused:
        return refusal(request, refused)
    letter = row.addressee.draft
    if request.method == "POST":
        links.note_opened(sending=row.pk, now=now)
        found = letter_bytes(letter)
        place = content_disposition_header(True, f"letter-{letter.issue_serial}.{found.ending}")
        headers = {**GUARDED, "Content-Disposition": place or "attachment"}
        return HttpResponse(found.content, content_type=found.media, headers=headers)
    use_profile(request, letter.office.profile)
    with timezone.override(ZoneInfo(letter.office.timezone)):
        context = {"letter": letter, "one": row.addressee, "office": letter.office}
        return render(request, "efile/dispatch/read.html", context)
