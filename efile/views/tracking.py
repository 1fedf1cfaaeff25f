"""What a citizen sees of his application, by the code on his slip. No names, no papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from efile import selectors, services
from efile.models import Receipt
from efile.pages.journey import journey_of
from efile.pages.moment import Moment
from efile.tracking import read_code, shown
from efile.views.answers import as_uuid
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from web.language import use_profile
from workflows.catalogue import spec_of, stages_taken

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
TRIES = 10
WITHIN_SECONDS = 60
FROM_CITIZEN = "citizen"
LONGEST_ANSWER = 4000


def limited(view: View[P]) -> View[P]:
    """Ten wrong codes a minute from one address, then a pause: guessing is not worth the while."""

    @wraps(view)
    def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        name = f"track:{request.META.get('REMOTE_ADDR', '')}"
        if int(cache.get(name) or 0) >= TRIES:
            return _ask(request, "", _("Too many tries. Wait a minute, then try again."), 429)
        answer = view(request, *args, **kwargs)
        if answer.status_code == 404:
            cache.add(name, 0, WITHIN_SECONDS)
            cache.incr(name)
        return answer

    return counted


@require_GET
@never_cache
@login_not_required
@limited
def track(request: HttpRequest) -> HttpResponse:
    """One field. A code leads to its page; anything else gets one answer, whatever was wrong with it."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _ask(request, "", "", 200)
    code = read_code(typed)
    if code is None or selectors.receipt_by_tracking(code) is None:
        return _unknown(request, typed)
    return redirect("track_code", code)


@require_http_methods(["GET", "POST"])
@never_cache
@login_not_required
@limited
def track_code(request: HttpRequest, code: str) -> HttpResponse:
    """The timeline; a POST is the citizen's answer to what the office asked."""
    known = read_code(code)
    receipt = selectors.receipt_by_tracking(known) if known else None
    if receipt is None:
        return _unknown(request, code)
    use_profile(request, receipt.office.profile)
    with timezone.override(ZoneInfo(receipt.office.timezone)):
        if request.method == "POST":
            return _answered(request, receipt)
        return _journey(request, receipt)


def _answered(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    text = request.POST.get("text", "").strip()
    if not text:
        return _journey(request, receipt, wrong=_("Write your answer first."), status=422)
    if len(text) > LONGEST_ANSWER:
        return _journey(request, receipt, wrong=_("This answer is too long."), status=422, text=text)
    try:
        services.message_came(
            actor=Actor.citizen(receipt.applicant_id),
            matter=receipt.matter.pk,
            message=request.POST.get("message", ""),
            now=timezone.now(),
            text=text,
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        return _journey(request, receipt, wrong=refused.sentence, status=refused.reason.status, text=text)
    return redirect("track_code", receipt.tracking)


def _journey(
    request: HttpRequest, receipt: Receipt, *, wrong: str = "", status: int = 200, text: str = ""
) -> HttpResponse:
    matter = receipt.matter
    instance = matter.instance
    threads = [row for row in selectors.threads_of(matter) if row.closed_at is None]
    moment = Moment(timezone.now(), hierarchy.calendar_for(receipt.office_id))
    waits = instance.waits.filter(closed_step__isnull=True, kind="message", name__startswith=FROM_CITIZEN)
    journey = journey_of(
        receipt=receipt,
        stages=list(stages_taken(instance).order_by("opened_step", "opened_at")),
        threads=threads,
        spec=spec_of(instance.version_id),
        moment=moment,
    )
    context = {
        "receipt": receipt,
        "matter": matter,
        "office": receipt.office,
        "code": shown(receipt.tracking),
        "events": journey.events,
        "state": journey.state,
        "asked": waits.first(),
        "wrong": wrong,
        "text": text,
        "key": uuid7(),
    }
    return render(request, "efile/journey.html", context, status=status)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    sentence = _(
        "No application has this code. Compare it with the slip: it has thirteen letters and digits."
    )
    return _ask(request, typed, sentence, 404)


def _ask(request: HttpRequest, typed: str, sentence: str, status: int) -> HttpResponse:
    return render(request, "efile/track.html", {"typed": typed, "sentence": sentence}, status=status)
