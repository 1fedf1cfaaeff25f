"""The forms an act needs first: to whom, with which fields. A dialog for htmx, else a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from efile import choices
from efile.context import moment_of
from efile.forms import StageForm
from efile.models import Thread
from efile.pages import labels
from efile.views.answers import actor_of, desk_fields, is_htmx
from hierarchy.requests import OfficeRequest
from hierarchy.words import Words
from ledger.ids import uuid7
from workflows.engine import Outcome, StageSpec


def outcome_dialog(request: OfficeRequest, row: Thread, stage: StageSpec, outcome: Outcome) -> HttpResponse:
    actor = actor_of(request)
    now, wanted = moment_of(request, actor).now, request.GET.get("q", "")
    found = choices.marking_choices(actor, now, wanted) if outcome.names_post else []
    label = str(Words(outcome.label_bn, outcome.label_en))
    return send_dialog(
        request,
        row,
        found,
        title=label,
        button=label,
        outcome=outcome.id,
        names_post=outcome.names_post,
        form=StageForm(stage.fields(outcome.id)),
    )


def send_dialog(
    request: OfficeRequest, row: Thread, found: list[choices.Choice], **context: object
) -> HttpResponse:
    """The whole dialog; while typing, only the list of posts."""
    actor = actor_of(request)
    first = next((choice.post.pk for choice in found if not choice.vacant), None)
    context = {
        "names_post": True,
        **context,
        "choices": found,
        "chosen": first,
        "address": request.path,
        "wanted": request.GET.get("q", ""),
        "section": actor.section_id,
        **form_context(request, row),
    }
    if "q" in request.GET and is_htmx(request):
        return render(request, "efile/parts/picks.html", context)
    return render(request, part(request, "send"), context)


def part(request: OfficeRequest, name: str) -> str:
    return f"efile/parts/{name}.html" if is_htmx(request) else f"efile/{name}.html"


def form_context(request: OfficeRequest, row: Thread) -> dict[str, object]:
    """What every form of an act carries along."""
    return {
        "thread": row,
        "matter": row.matter,
        "number": labels.number_of(row.matter),
        "key": uuid7(),
        "desk_fields": desk_fields(request),
    }
