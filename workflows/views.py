"""The IT section's pages: the flows, a flow with its versions, the studio, the review of a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.decorators import acting_post_required
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.templatetags.office import bn_digits
from workflows import pages, publishers, reasons, studio
from workflows.catalogue import current_version
from workflows.forms import LimitForm
from workflows.models import Flow, FlowDraft, FlowVersion

P = ParamSpec("P")
RACES = (reasons.DRAFT_CHANGED, reasons.DRAFT_CHANGED_BY_YOU)
View = Callable[Concatenate[OfficeRequest, P], HttpResponse]


def of_the_studio(view: View[P]) -> View[P]:
    """Only posts that edit or publish flows; a refusal inside becomes its page."""
    return _guarded(view, lambda _request, _code: False)


def of_a_flow(view: View[P]) -> View[P]:
    """These, and posts to which the flow of the address is lent; of the list of flows, any flow."""
    return _guarded(view, _is_lent)


def _guarded(view: View[P], lets_in: Callable[[OfficeRequest, str], bool]) -> View[P]:
    @wraps(view)
    @acting_post_required
    def guarded(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            if not draws(actor_of(request)) and not lets_in(request, str(kwargs.get("code", ""))):
                raise Refused(reasons.NO_POWER, power=studio.EDIT)
            return view(request, *args, **kwargs)
        except Refused as refused:
            return _refused(request, refused)

    return guarded


def draws(actor: Actor) -> bool:
    """Whether his post has to do with every flow."""
    return actor.may(studio.EDIT) or actor.may(publishers.PUBLISH)


def _is_lent(request: OfficeRequest, code: str) -> bool:
    lent = publishers.lent(actor_of(request), timezone.now())
    return (lent.filter(content_object__code=code) if code else lent).exists()


@require_safe
@of_a_flow
def flows(request: OfficeRequest) -> HttpResponse:
    actor = actor_of(request)
    lines = pages.flow_lines()
    if not draws(actor):
        lent = set(publishers.lent(actor, timezone.now()).values_list("content_object", flat=True))
        lines = [line for line in lines if line.flow.pk in lent]
    return render(request, "workflows/flows.html", {"lines": lines, "draws": draws(actor)})


@require_safe
@of_a_flow
def flow(request: OfficeRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Flow, code=code)
    return _version_page(request, row, current_version(row))


@require_safe
@of_a_flow
def flow_version(request: OfficeRequest, code: str, number: int) -> HttpResponse:
    row = get_object_or_404(Flow, code=code)
    return _version_page(request, row, get_object_or_404(FlowVersion, flow=row, number=number))


@require_POST
@of_the_studio
def draft_open(request: OfficeRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Flow, code=code)
    studio.open_draft(actor=actor_of(request), flow=row.pk, now=timezone.now())
    return redirect("flow_draft", code=code)


@require_safe
@of_a_flow
def flow_draft(request: OfficeRequest, code: str) -> HttpResponse:
    """The studio. Who may only publish reads the draft on its review page."""
    draft = _draft(code)
    if not actor_of(request).may(studio.EDIT):
        return redirect("draft_review", code=code)
    drawing = pages.opened(draft, request.GET.get("file", ""))
    today = today_of(request)
    context = {
        "flow": draft.flow,
        "draft": draft,
        "drawing": drawing,
        "element": request.GET.get("element", ""),
        "findings": pages.findings_for(draft, drawing, today),
        "limit_form": LimitForm(today),
        **_words(request, drawing, draft.flow),
    }
    return render(request, "workflows/studio.html", context)


@require_POST
@acting_post_required
def draft_save(request: OfficeRequest, code: str) -> JsonResponse:
    """Body: the XML of one file; `X-Revision` the one it was made from. Answers revision and findings;
    409 says who saved in between, whether it was the person himself, and at which revision.
    """
    draft = FlowDraft.objects.select_related("flow").filter(flow__code=code).first()
    try:
        if draft is None:
            raise Refused(reasons.NO_DRAFT)
        kept = studio.save_draft(
            actor=actor_of(request),
            flow=draft.flow_id,
            file=request.GET.get("file", ""),
            content=_body(request),
            revision=_number(request.headers.get("X-Revision", "")),
            now=timezone.now(),
        )
    except Refused as refused:
        return JsonResponse(_not_kept(refused, code), status=refused.reason.status)
    kept.flow = draft.flow
    drawing = pages.opened(kept, request.GET.get("file", ""))
    findings = pages.findings_for(kept, drawing, today_of(request))
    return JsonResponse({"revision": kept.revision, "findings": findings})


def _body(request: OfficeRequest) -> bytes:
    """What was sent; a form, read as one before this, is no drawing and counts as empty."""
    try:
        return request.body
    except RawPostDataException:
        return b""


@require_POST
@of_the_studio
def draft_ask(request: OfficeRequest, code: str) -> HttpResponse:
    """Ask for approval; what stands in its way is shown in the studio, on its element."""
    draft = _draft(code)
    findings = pages.findings_for(draft, pages.opened(draft, ""), today_of(request))
    try:
        studio.ask_approval(
            actor=actor_of(request), flow=draft.flow_id, revision=_revision(request), now=timezone.now()
        )
    except Refused as refused:
        if refused.reason == reasons.NO_POWER:
            raise
        return _back_to_the_studio(request, code, refused, findings)
    messages.success(request, _("Approval was asked for. A second person can now publish the draft."))
    return redirect("flow", code=code)


@require_safe
@of_a_flow
def draft_review(request: OfficeRequest, code: str) -> HttpResponse:
    """The draft to look at, not to touch: what changed, what lint says, and the button to publish."""
    draft = _draft(code)
    actor = actor_of(request)
    drawing = pages.opened(draft, request.GET.get("file", ""))
    codes, stages = pages.worded(drawing, draft.flow, office_of(request), today_of(request))
    compared = pages.compared(draft, drawing, codes)
    context = {
        "flow": draft.flow,
        "draft": draft,
        "drawing": drawing,
        "compared": compared,
        "states": compared.marks,
        "findings": pages.findings_for(draft, drawing, today_of(request)),
        "may_edit": actor.may(studio.EDIT),
        "stages": stages,
        "own_draft": str(actor.user_id) in draft.editors,
        "may_publish": publishers.may_publish(actor, draft.flow_id, timezone.now()),
    }
    return render(request, "workflows/review.html", context)


@require_POST
@of_a_flow
def draft_publish(request: OfficeRequest, code: str) -> HttpResponse:
    draft = _draft(code)
    try:
        version = studio.publish(
            actor=actor_of(request), flow=draft.flow_id, revision=_revision(request), now=timezone.now()
        )
    except Refused as refused:
        if refused.reason.status == 403:
            raise
        messages.error(request, refused.sentence)
        return redirect("draft_review", code=code)
    words = _("Version %(number)s is published. Matters under way stay on the version they began with.")
    messages.success(request, words % {"number": bn_digits(version.number)})
    return redirect("flow", code=code)


@require_POST
@of_the_studio
def draft_discard(request: OfficeRequest, code: str) -> HttpResponse:
    draft = _draft(code)
    studio.discard(
        actor=actor_of(request), flow=draft.flow_id, revision=_revision(request), now=timezone.now()
    )
    messages.success(request, _("The draft was thrown away. The published versions are as they were."))
    return redirect("flow", code=code)


def _not_kept(refused: Refused, code: str) -> dict[str, object]:
    answer: dict[str, object] = {"sentence": refused.sentence, "code": refused.reason.code}
    if refused.reason in RACES:
        answer["sentence"] = " ".join(
            (refused.sentence, _("What you drew is in this window; it was not saved."))
        )
        answer |= {"who": str(refused.params["who"]), "own": refused.reason == reasons.DRAFT_CHANGED_BY_YOU}
        answer["revision"] = _draft(code).revision
    return answer


def _version_page(request: OfficeRequest, row: Flow, version: FlowVersion) -> HttpResponse:
    actor = actor_of(request)
    drawing = pages.opened(version, request.GET.get("file", ""))
    context = {
        "flow": row,
        "version": version,
        "drawing": drawing,
        **_words(request, drawing, row),
        "lines": pages.version_lines(row),
        "services": pages.service_lines(row, office_of(request)),
        "draft": FlowDraft.objects.select_related("edited_by", "asked_by").filter(flow=row).first(),
        "may_edit": actor.may(studio.EDIT),
        "may_publish": publishers.may_publish(actor, row.pk, timezone.now()),
        "draws": draws(actor),
    }
    return render(request, "workflows/flow.html", context)


def _words(request: OfficeRequest, drawing: pages.Opened, row: Flow) -> dict[str, object]:
    codes, stages = pages.worded(drawing, row, office_of(request), today_of(request))
    return {"codes": codes, "stages": stages}


def _back_to_the_studio(
    request: OfficeRequest, code: str, refused: Refused, findings: list[dict[str, object]]
) -> HttpResponse:
    """The draft lies as it was saved; the first error is chosen in its drawing."""
    said = refused.sentence
    if refused.reason in (reasons.FLOW_REFUSED, reasons.NO_LIMIT):
        said = _(
            "Approval was not asked for yet: what has to be put right stands in the list. "
            "Choose a line to go to its place in the drawing. Your draft is kept."
        )
    messages.error(request, said)
    first = next((found for found in findings if found["severity"] == "error"), {})
    place = str(first.get("href") or "") or "?" + urlencode({"element": str(first.get("element") or "")})
    return redirect(reverse("flow_draft", args=[code]) + place)


def _draft(code: str) -> FlowDraft:
    draft = FlowDraft.objects.select_related("flow", "edited_by", "asked_by").filter(flow__code=code).first()
    if draft is None:
        raise Refused(reasons.NO_DRAFT)
    return draft


def actor_of(request: OfficeRequest) -> Actor:
    if request.actor is None:
        raise LookupError("the guard lets officers only pass")
    return request.actor


def office_of(request: OfficeRequest) -> Office:
    if request.office is None:
        raise LookupError("an officer has an office")
    return request.office


def today_of(request: OfficeRequest) -> date:
    """The day by the clock of the officer's office."""
    return hierarchy.calendar_for(office_of(request).pk).local_date(timezone.now())


def _revision(request: OfficeRequest) -> int:
    return _number(request.POST.get("revision", ""))


def _number(text: str) -> int:
    """A revision as sent; one that is none matches no draft."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _refused(request: OfficeRequest, refused: Refused) -> HttpResponse:
    context: dict[str, object] = {"sentence": refused.sentence}
    if request.method == "POST":
        context["kept"] = _("Nothing was published or thrown away.")
    if refused.reason != reasons.NO_POWER:
        context |= {"way_url": reverse("flows"), "way": _("All flows")}
    return render(request, "web/refused.html", context, status=refused.reason.status)
