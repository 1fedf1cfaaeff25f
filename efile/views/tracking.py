"""What a citizen sees of his application, by the code on his slip: its way, what the office asked him, what
he answered, why it was refused. No names, no papers."""

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
from django.views.decorators.http import require_http_methods, require_safe

from efile import reasons, selectors, services
from efile.dak.tracked import journey_of_dak
from efile.models import Matter, Receipt
from efile.pages.journey import journey_of
from efile.pages.moment import Moment
from efile.present import present
from efile.told import REASON, Exchange, TakenUp, Told, exchanges_of, latest, taken_up_in, told_in
from efile.tracking import read_code, shown
from efile.views.answers import as_uuid
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import selectors as ledger
from ledger.ids import uuid7
from web.language import use_profile
from web.templatetags.office import bn_digits
from workflows.catalogue import spec_of, stages_taken

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
TRIES = 10
WITHIN_SECONDS = 60
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


@require_safe
@never_cache
@login_not_required
@limited
def track(request: HttpRequest) -> HttpResponse:
    """One field. A code leads to its page; anything else gets one answer, whatever was wrong with it."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _ask(request, "", _("Enter the code on your slip.") if "code" in request.GET else "", 200)
    code = read_code(typed)
    if code is None or selectors.receipt_by_tracking(code) is None:
        return _unknown(request, typed)
    return redirect("track_code", code)


@require_http_methods(["GET", "HEAD", "POST"])
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
        if request.method == "POST" and hasattr(receipt, "matter"):
            return _answered(request, receipt)
        return _journey(request, receipt)


def _answered(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    text = clean(request.POST.get("text", ""))
    if not text:
        return _journey(request, receipt, wrong=_("Write your answer first."), status=422)
    if len(text) > LONGEST_ANSWER:
        most = {"most": bn_digits(LONGEST_ANSWER), "count": bn_digits(len(text))}
        wrong = _("An answer takes %(most)s characters at most; this one has %(count)s.") % most
        return _journey(request, receipt, wrong=wrong, status=422, text=text)
    try:
        services.message_came(
            actor=Actor.citizen(receipt.applicant_id),
            matter=receipt.matter.pk,
            message=request.POST.get("message", ""),
            now=present(),
            text=text,
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        if refused.reason is not reasons.NOT_WAITING or not _has_come(receipt.matter, text):
            status = refused.reason.status
            return _journey(request, receipt, wrong=refused.sentence, status=status, text=text)
    return redirect("track_code", receipt.tracking)


def _has_come(matter: Matter, text: str) -> bool:
    """The same answer, sent by a second click."""
    said = _exchanges(matter)[0]
    return bool(said) and said[-1].answer == text


def _exchanges(matter: Matter) -> tuple[list[Exchange], list[Told], list[TakenUp]]:
    entries = ledger.entries(matter.pk)
    told = told_in(entries, spec_of(matter.instance.version_id))
    return exchanges_of(matter.instance, entries, told), told, taken_up_in(entries)


def _journey(
    request: HttpRequest, receipt: Receipt, *, wrong: str = "", status: int = 200, text: str = ""
) -> HttpResponse:
    if not hasattr(receipt, "matter"):
        return _dak(request, receipt)
    matter = receipt.matter
    instance = matter.instance
    exchanges, told, taken_up = _exchanges(matter)
    now = timezone.now()
    journey = journey_of(
        receipt=receipt,
        stages=list(stages_taken(instance).order_by("opened_step", "opened_at")),
        threads=[row for row in selectors.threads_of(matter) if row.closed_at is None],
        exchanges=exchanges,
        spec=spec_of(instance.version_id),
        moment=Moment(now, hierarchy.calendar_at(receipt.office_id, now)),
        taken_up=taken_up,
    )
    asked = next((each for each in exchanges if each.waits), None)
    context = {
        "receipt": receipt,
        "matter": matter,
        "office": receipt.office,
        "code": shown(receipt.tracking),
        "journey": journey,
        "events": journey.events,
        "asked": asked,
        "answered": None if asked or matter.closed_at else _last_answer(exchanges),
        "taken_up": taken_up[-1] if taken_up and matter.closed_at is None else None,
        "refused": matter.disposal == "rejected",
        "reason": latest(told, REASON),
        "wrong": wrong,
        "text": text,
        "key": as_uuid(request.POST.get("key")) or uuid7(),
    }
    return render(request, "efile/journey.html", context, status=status)


def _dak(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """What came as dak and started no flow of its own; nothing is asked of its writer here."""
    now = timezone.now()
    journey = journey_of_dak(receipt.dak, Moment(now, hierarchy.calendar_at(receipt.office_id, now)))
    context = {
        "receipt": receipt,
        "dak": receipt.dak,
        "office": receipt.office,
        "code": shown(receipt.tracking),
        "journey": journey,
        "events": journey.events,
    }
    return render(request, "efile/journey.html", context, status=409 if request.method == "POST" else 200)


def _last_answer(exchanges: list[Exchange]) -> Exchange | None:
    return exchanges[-1] if exchanges and exchanges[-1].answered_at else None


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    sentence = _(
        "No application has this code. Compare it with the slip: it has thirteen letters and digits."
    )
    return _ask(request, typed, sentence, 404)


def _ask(request: HttpRequest, typed: str, sentence: str, status: int) -> HttpResponse:
    return render(request, "efile/track.html", {"typed": typed, "sentence": sentence}, status=status)
