"""The yellow draft: kept while it is written, and once more with the act that signs it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from efile import reasons, rules, selectors
from efile.access.watch import tells_nothing
from efile.models import Thread
from efile.services.signing import lane_of
from efile.views.answers import actor_of, as_uuid, go, matter_url, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import clean
from notings import reasons as note_reasons
from notings import selectors as notings
from notings import services as note_services
from notings.models import NoteDraft, Paragraph


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def draft(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Keep the yellow draft. Answers {"revision"}; a refusal answers its sentence, with what is stored.

    Who opens this address as a page is shown the file.
    """
    actor = actor_of(request)
    if request.method != "POST":
        return go(request, matter_url(request, selectors.thread_for(actor, thread)))
    tells_nothing()
    try:
        row = selectors.thread_for(actor, thread)
        _check_holder(row, actor)
        text, revision = request.POST.get("text", ""), number(request.POST.get("revision"))
        kept = _save(row, actor, text, revision or 0)
    except Refused as refused:
        stored = {name: str(value) for name, value in refused.params.items()}
        return JsonResponse({"sentence": refused.sentence, **stored}, status=refused.reason.status)
    return JsonResponse({"revision": kept.revision})


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def discard(request: OfficeRequest, thread: UUID) -> HttpResponse:
    """Throw away what was left unsent on a file that has gone on, or what another began for the post."""
    actor = actor_of(request)
    row = selectors.thread_for(actor, thread)
    if request.method == "POST":
        note_services.discard_draft(
            actor=actor,
            sheet=row.matter.sheet_id,
            lane=lane_of(row),
            revision=number(request.POST.get("revision")) or 0,
            draft_id=as_uuid(request.POST.get("draft")),
        )
    return go(request, matter_url(request, row))


def keep_note(request: OfficeRequest, row: Thread, actor: Actor) -> None:
    """What stands in the composer is what is signed, also when the last autosave had not gone out yet.

    Refused when another window saved other words since: neither text may silently replace the other.
    """
    if "text" not in request.POST or row.holder_id not in actor.posts or actor.post_id is None:
        return
    kept, text = _kept(row, actor), clean(request.POST["text"])
    if text == (kept.text if kept else ""):
        return
    if kept is not None and _overtaken(request, kept):
        raise Refused(note_reasons.DRAFT_CHANGED, text=kept.text, revision=kept.revision, name=kept.user.name)
    if Thread.objects.filter(pk=row.pk, version=row.version).exists():
        _save(row, actor, text, kept.revision if kept else 0)


def keep_unsent(request: OfficeRequest, row: Thread, actor: Actor) -> None:
    """The note of an officer who no longer has the file, written on a page that was too old.

    Kept as his draft: it waits there until the file is his again, or until he throws it away. What he
    signed already, and words over a later draft, are not written again.
    """
    text = clean(request.POST.get("text", ""))
    if not text or actor.post_id is None or not actor.may_draft or not _had_it(row, actor):
        return
    kept = _kept(row, actor)
    if kept is not None and (kept.text == text or _overtaken(request, kept)):
        return
    if kept is None and _signed(row, actor) == text:
        return
    try:
        _save(row, actor, text, kept.revision if kept else 0)
    except Refused:
        return


def number(text: str | None) -> int | None:
    """A revision or serial as a form carries it; None when there is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _save(row: Thread, actor: Actor, text: str, revision: int) -> NoteDraft:
    """A draft is not on record, so no clock has to be sure: words are kept even while acts are refused."""
    return note_services.save_draft(
        actor=actor,
        sheet=row.matter.sheet_id,
        lane=lane_of(row),
        text=text,
        revision=revision,
        now=timezone.now(),
    )


def _kept(row: Thread, actor: Actor) -> NoteDraft | None:
    return notings.draft_for(row.matter.sheet_id, lane_of(row), actor)


def _overtaken(request: OfficeRequest, kept: NoteDraft) -> bool:
    """The page did not know the newest revision, and the words saved are not its own on their way.

    `sent` is what the page had handed to the autosave when the form went out.
    """
    seen = number(request.POST.get("revision"))
    own = clean(request.POST.get("sent", ""))
    return seen is not None and seen < kept.revision and kept.text != own


def _had_it(row: Thread, actor: Actor) -> bool:
    return row.holder_id in actor.posts or row.movements.filter(to_post__in=actor.posts).exists()


def _signed(row: Thread, actor: Actor) -> str | None:
    """The last note of this post on the sheet."""
    notes = Paragraph.objects.filter(
        sheet=row.matter.sheet_id, lane=lane_of(row), author_post__in=actor.posts
    ).order_by("-number")
    return notes.values_list("text", flat=True).first()


def _check_holder(row: Thread, actor: Actor) -> None:
    reason = rules.may_act_as_holder(row.holder_id, row.pool_id is not None, actor.posts)
    if reason is not None or row.closed_at is not None:
        raise Refused(reason or reasons.CLOSED, holder=row.present.title)
