"""The yellow draft: kept while it is written, and once more with the act that signs it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from efile import reasons, rules, selectors
from efile.context import moment_of
from efile.models import Thread
from efile.services.signing import lane_of
from efile.views.answers import actor_of, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import clean
from notings import selectors as notings
from notings import services as note_services


@require_POST
@officers
def draft(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Keep the yellow draft. Answers {"revision"}; a refusal answers its sentence, with what is stored."""
    actor, now = actor_of(request), moment_of(request, actor_of(request)).now
    try:
        row = selectors.thread_for(actor, thread)
        _check_holder(row, actor)
        kept = note_services.save_draft(
            actor=actor,
            sheet=row.matter.sheet_id,
            lane=lane_of(row),
            text=request.POST.get("text", ""),
            revision=_number(request.POST.get("revision")),
            now=now,
        )
    except Refused as refused:
        stored = {name: str(value) for name, value in refused.params.items()}
        return JsonResponse({"sentence": refused.sentence, **stored}, status=refused.reason.status)
    return JsonResponse({"revision": kept.revision})


def keep_note(request: OfficeRequest, row: Thread, actor: Actor) -> None:
    """What stands in the composer is what is signed, also when the last autosave had not gone out yet."""
    if "text" not in request.POST or row.holder_id != actor.post_id or actor.post_id is None:
        return
    lane = lane_of(row)
    kept = notings.draft_of(row.matter.sheet_id, lane, actor.post_id)
    text = clean(request.POST["text"])
    if text == (kept.text if kept else ""):
        return
    note_services.save_draft(
        actor=actor,
        sheet=row.matter.sheet_id,
        lane=lane,
        text=text,
        revision=kept.revision if kept else 0,
        now=moment_of(request, actor).now,
    )


def _check_holder(row: Thread, actor: Actor) -> None:
    reason = rules.may_act_as_holder(row.holder_id, row.pool_id is not None, actor.post_id)
    if reason is not None or row.closed_at is not None:
        raise Refused(reason or reasons.CLOSED, holder=row.holder.title)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
