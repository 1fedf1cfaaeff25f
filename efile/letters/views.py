"""The page of a letter: written on the left, seen as it will be printed on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from efile.access.models import PageKind
from efile.access.watch import tells_nothing
from efile.context import moment_of
from efile.dispatch.shown import outgoing_of
from efile.letters import keeping, reasons, selectors, services
from efile.letters.comparing import compared
from efile.letters.esign import offered
from efile.letters.made import begun
from efile.letters.models import Draft, How, Status
from efile.letters.printed import make_fair_copy, printed
from efile.letters.recipientviews import wording_now
from efile.letters.rules import may_give_up
from efile.letters.signing import bring_back, check_may_sign
from efile.letters.wording import Wording, wording_of
from efile.models import Thread
from efile.pages import labels
from efile.papers.bringing import taken_in
from efile.selectors import thread_for
from efile.views.answers import actor_of, as_uuid, go, logged, officers
from efile.views.dialogs import in_dialog, part
from efile.views.drafts import number
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from notings.letters.kinds import KINDS, Language
from web.htmx import is_htmx
from web.words import is_bengali

LANGUAGES = (("bn", "বাংলা"), ("en", "English"))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def begin(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """GET asks for the kind and the language; POST begins the letter and goes to its page."""
    actor = actor_of(request)
    row = thread_for(actor, thread)
    if request.method != "POST" or "ask" in request.POST:
        services.check_may_write(actor, row)
        return _asked(request, row)
    try:
        _begin(request, row)
    except Refused as refused:
        return in_dialog(_asked(request, row, refused.sentence), refused)
    made = Draft.objects.filter(matter=row.matter_id).order_by("-place")[0]
    return go(request, reverse("letter", args=[made.pk]))


def _begin(request: OfficeRequest, row: Thread) -> None:
    actor, given = actor_of(request), request.POST
    moment = moment_of(request, actor)
    kind, language = given.get("kind", ""), cast(Language, given.get("language", ""))
    if kind not in KINDS or language not in services.LANGUAGES:
        raise Refused(reasons.UNKNOWN_KIND)
    able = selectors.signatories(actor, moment.today, row.matter.service.code)
    services.begin(
        actor=actor,
        thread=row.pk,
        kind=kind,
        language=language,
        wording=begun(row.matter, kind, language, able[0].pk if able else None),
        now=moment.now,
        key=as_uuid(given.get("key")),
    )


def _asked(request: OfficeRequest, row: Thread, sentence: str = "") -> HttpResponse:
    chosen = "bn" if is_bengali(request.LANGUAGE_CODE) else "en"
    context = {
        "kinds": KINDS.values(),
        "kind": request.POST.get("kind", "letter"),
        "languages": LANGUAGES,
        "language": request.POST.get("language", chosen),
        "number": labels.number_of(row.matter),
        "sentence": sentence,
        "address": request.path,
        "page": not is_htmx(request),
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[row.matter_id]),
    }
    return render(request, part(request, "begin_letter"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def letter(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """GET shows it; POST does what its button says. What was refused loses none of the words."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    if request.method != "POST":
        logged(request, row.matter, PageKind.PAPER)
        return _page(request, row)
    try:
        _act(request, row)
    except Refused as refused:
        return _page(request, selectors.draft_for(actor, draft), refused)
    if request.POST.get("act") == "recipients":
        return go(request, reverse("letter_recipients", args=[row.pk]))
    if request.POST.get("act") == "give_up":
        return go(request, reverse("matter", args=[row.matter_id]))
    return go(request, request.path)


def _act(request: OfficeRequest, row: Draft) -> None:
    actor, given = actor_of(request), request.POST
    now, key = moment_of(request, actor).now, as_uuid(given.get("key"))
    seen = number(given.get("base")) or 0
    match given.get("act", ""):
        case "keep":
            _keep(request, row, seen)
        case "recipients":
            _save(request, row, seen)
        case "discard":
            keeping.discard_work(actor=actor, draft=row, revision=number(given.get("revision")) or 0)
        case "approve":
            services.approve(actor=actor, draft=row.pk, seen=seen, now=now, key=key)
        case "withdraw":
            why = given.get("reason", "")
            services.withdraw_approval(actor=actor, draft=row.pk, reason=why, now=now, key=key)
        case "fair":
            make_fair_copy(actor, row, now)
        case "give_up":
            services.give_up(actor=actor, draft=row.pk, now=now, key=key)
        case _:
            raise Refused(reasons.UNKNOWN_ACT)


def _keep(request: OfficeRequest, row: Draft, seen: int) -> None:
    """Overtaken, the words go into the post's own work before the refusal is said."""
    actor, given = actor_of(request), request.POST
    now, key = moment_of(request, actor).now, as_uuid(given.get("key"))
    said = _said(request, wording_now(actor, row))
    try:
        services.keep_version(actor=actor, draft=row.pk, seen=seen, wording=said, now=now, key=key)
    except Refused as refused:
        if refused.reason is reasons.OVERTAKEN:
            revision = number(given.get("revision")) or 0
            keeping.save_work(actor=actor, draft=row, wording=said, base=seen, revision=revision, now=now)
        raise


def _save(request: OfficeRequest, row: Draft, seen: int) -> None:
    """What stands in the form, before the writer leaves it to choose recipients."""
    actor = actor_of(request)
    keeping.save_work(
        actor=actor,
        draft=row,
        wording=_said(request, wording_now(actor, row)),
        base=seen,
        revision=number(request.POST.get("revision")) or 0,
        now=moment_of(request, actor).now,
    )


def _said(request: OfficeRequest, before: Wording) -> Wording:
    given = {name: str(value) for name, value in request.POST.items()}
    if "text" in given:
        given["body"] = given["text"]
    said = wording_of(given, before)
    if "signatory" not in given:
        return said
    return replace(said, signatory=as_uuid(given["signatory"]))


@require_POST
@officers
def sign(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """The signed file comes back: signed with a token, or printed, signed by hand and scanned."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    now = moment_of(request, actor).now
    try:
        check_may_sign(actor, row, moment_of(request, actor).today)
        if request.POST.get("how") not in How.values:
            raise Refused(reasons.HOW_SIGNED)
        found = taken_in(request, row.office_id, now)
        if not found.brought:
            return _page(request, row, Refused(reasons.NO_SIGNED_FILE), found.refused)
        bring_back(
            actor=actor,
            draft=row,
            content=found.brought[0].content,
            how=How(request.POST["how"]),
            now=now,
            key=as_uuid(request.POST.get("key")),
        )
    except Refused as refused:
        return _page(request, selectors.draft_for(actor, draft), refused)
    return go(request, reverse("letter", args=[row.pk]))


@require_POST
@officers
def work(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """What is being written, a moment after each change. Answers as the draft of a note does."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    tells_nothing()
    try:
        kept = keeping.save_work(
            actor=actor,
            draft=row,
            wording=_said(request, wording_now(actor, row)),
            base=number(request.POST.get("base")) or 0,
            revision=number(request.POST.get("revision")) or 0,
            now=moment_of(request, actor).now,
        )
    except Refused as refused:
        stored = {name: str(value) for name, value in refused.params.items()}
        return JsonResponse({"sentence": refused.sentence, **stored}, status=refused.reason.status)
    return JsonResponse({"revision": kept})


@require_safe
@officers
def changes(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """Two versions, the later with what it took out and put in; `to=work` is one's own, not yet kept."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    logged(request, row.matter, PageKind.PAPER)
    own = selectors.work_of(row, actor)
    last = row.newest if own is None else row.newest + 1
    to = min(number(request.GET.get("to")) or last, last)
    since = min(number(request.GET.get("from")) or max(to - 1, 1), row.newest)
    later = own if own is not None and to == last else selectors.version_of(row, to)
    context = {
        **_shared(request, row),
        "versions": row.versions.order_by("number"),
        "since": since,
        "to": to,
        "mine": last if own is not None else 0,
        "parts": [
            (reasons.PARTS[one.name], one)
            for one in compared(selectors.version_of(row, since).wording, later.wording)
        ],
    }
    return render(request, "efile/letters/changes.html", context)


@require_safe
@officers
def pdf(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """As it is printed. `of=work` is what one is writing, `of=3` a version; else the letter as it stands."""
    return printed(request, selectors.draft_for(actor_of(request), draft), "pdf")


@require_safe
@officers
def docx(request: OfficeRequest, draft: UUID) -> HttpResponse:
    return printed(request, selectors.draft_for(actor_of(request), draft), "docx")


def _shared(request: OfficeRequest, row: Draft) -> dict[str, Any]:
    return {
        "letter": row,
        "matter": row.matter,
        "number": labels.number_of(row.matter),
        "newest": selectors.version_of(row),
        "back_url": reverse("matter", args=[row.matter_id]),
        "tone": TONES[Status(row.status)],
    }


TONES = {
    Status.DRAFT: "amber",
    Status.APPROVED: "green",
    Status.READY: "green",
    Status.SIGNED: "green",
    Status.ISSUED: "green",
    Status.DROPPED: "",
}


def _page(
    request: OfficeRequest, row: Draft, refused: Refused | None = None, more: Sequence[str] = ()
) -> HttpResponse:
    actor = actor_of(request)
    moment = moment_of(request, actor)
    own, shared = selectors.work_of(row, actor), _shared(request, row)
    newest = shared["newest"]
    held = selectors.holds(actor, row.matter_id)
    writes = held and actor.may_draft and row.status == Status.DRAFT
    said = own.wording if own else newest.wording
    if refused is not None and "text" in request.POST:
        said = _said(request, said)
    issues = held and not actor.assistant and actor.may(selectors.ISSUE, row.matter.service.code)
    context = {
        **shared,
        "said": said,
        "own": own,
        "overtaken": own is not None and own.base < row.newest,
        "writes": writes,
        "gives_up": writes and may_give_up(actor, selectors.writers_of(row)) is None,
        "issues": issues,
        "signs": issues and row.status == Status.READY and newest.signatory_id in actor.posts,
        "esigns": offered(),
        "signatories": _signatories(actor, row, said, moment.today) if writes else [],
        "signatory": newest.signatory,
        "versions": row.versions.order_by("-number"),
        "preview": reverse("letter_pdf", args=[row.pk]) + ("?of=work" if own else ""),
        "key": uuid7(),
        "now": moment.now,
        "sentence": (more[0] if more else refused.sentence) if refused else "",
        "kept": _("What you wrote is kept.") if refused and writes else "",
        "waits_for": _waits_for(actor, row, held),
        **outgoing_of(actor, row),
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/letters/letter.html", context, status=status)


def _signatories(actor: Actor, row: Draft, said: Wording, today: Any) -> list[Any]:
    able = selectors.signatories(actor, today, row.matter.service.code)
    if said.signatory and said.signatory not in {post.pk for post in able}:
        able = [*able, *selectors.posts_of([said.signatory])]
    return able


def _waits_for(actor: Actor, row: Draft, held: bool) -> str:
    """Why there is nothing to do here, for who only reads."""
    if held or row.status in {Status.SIGNED, Status.ISSUED, Status.DROPPED}:
        return ""
    holder = selectors.thread_of(actor, row.matter_id).present.title
    return _("%(holder)s has the file and works on this letter.") % {"holder": holder}
