"""Writing a note: saved as a draft as often as one likes, signed once as part of an act."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from notings import reasons
from notings.hands import with_hand, wrote_at
from notings.marking import MARKED, PLAIN
from notings.models import NoteDraft, NoteSheet, Paragraph
from notings.rules import note_text, require_note_power, side_of
from notings.selectors import draft_for, drafts_at_hand

PARAGRAPH: Final = """
INSERT INTO notings_paragraph
       (id, sheet_id, lane, text, form, author_user_id, author_post_id, name_bn, name_en, post_title_bn,
        post_title_en, charge, on_behalf_bn, on_behalf_en, side, signed_at, drafters)
SELECT %(id)s, %(sheet)s, %(lane)s::uuid, taken.text, %(form)s, %(user)s, %(post)s, %(name_bn)s, %(name_en)s,
       %(title_bn)s, %(title_en)s, %(charge)s, %(behalf_bn)s, %(behalf_en)s, %(side)s, %(at)s,
       jsonb_path_query_array(taken.writers, '$[*] ? (@.user != $signer)',
                              jsonb_build_object('signer', %(user)s::text))
  FROM taken WHERE taken.text <> ''
RETURNING *
"""
TAKE_DRAFT: Final = """
WITH taken AS (
  DELETE FROM notings_notedraft
   WHERE id = (SELECT id FROM notings_notedraft
                WHERE sheet_id = %(sheet)s AND lane IS NOT DISTINCT FROM %(lane)s::uuid
                  AND post_id = ANY(%(posts)s)
                ORDER BY post_id = %(post)s DESC, updated_at DESC, id LIMIT 1)
  RETURNING text, writers)
"""
TAKE_TEXT: Final = "WITH taken AS (SELECT %(text)s::text AS text, '[]'::jsonb AS writers)"


def new_sheet(*, office: UUID) -> NoteSheet:
    """An empty note sheet, inside the caller's transaction."""
    return NoteSheet.objects.create(office_id=office)


def save_draft(
    *, actor: Actor, sheet: UUID, lane: UUID | None, text: str, revision: int, now: datetime
) -> NoteDraft:
    """Keep what the post is writing; `revision` is the one the writer last saw, 0 for none.

    Whoever wrote in it stays named in it, until nothing of the words is left. What a post that the
    actor's succeeded was writing is gone on with.
    Refused with DRAFT_CHANGED when another tab or person saved meanwhile: `params` then hold the
    stored `text`, its `revision` and the `name` of who saved it, so that nothing is lost.
    """
    require_note_power(actor)
    cleaned = note_text(text)
    with transaction.atomic(durable=True):
        stored = draft_for(sheet, lane, actor)
        if stored is None:
            return _begin(actor, sheet, lane, cleaned, revision, now)
        if _replace(stored, actor, cleaned, revision, now):
            return stored
        return _same(draft_for(sheet, lane, actor), cleaned)


def discard_draft(
    *, actor: Actor, sheet: UUID, lane: UUID | None, revision: int, draft_id: UUID | None = None
) -> None:
    """Throw a draft away, the one the writer saw; without an id the one he goes on with.

    One that is already gone is no error. Who may write no notes any more may still do it: his post's draft
    would keep the file where it is.
    """
    with transaction.atomic(durable=True):
        drafts = drafts_at_hand(sheet, lane, actor).select_for_update(of=("self",))
        draft = (drafts.filter(pk=draft_id) if draft_id else drafts).first()
        if draft is None:
            return
        if draft.revision != revision:
            raise _changed(draft)
        draft.delete()


def hand_on_draft(*, actor: Actor, sheet: UUID, lane: UUID | None, to: UUID) -> None:
    """What the actor's post was writing becomes the draft of another, inside the caller's act; who wrote it
    stays named in it. Refused where the other post has words of its own there.
    """
    draft = drafts_at_hand(sheet, lane, actor).select_for_update(of=("self",)).first()
    if draft is None or not draft.text:
        return
    _give(draft, to)


def take_back_draft(*, actor: Actor, sheet: UUID, lane: UUID | None, there: UUID) -> None:
    """What `hand_on_draft` gave to a post, while the actor saved it last and his own has no words there."""
    drafts = NoteDraft.objects.select_for_update(of=("self",)).filter(sheet=sheet, lane=lane, post=there)
    draft = drafts.filter(user=actor.user_id).exclude(text="").first()
    if draft is None or actor.post_id is None or not wrote_at(draft.writers, actor):
        return
    own = draft_for(sheet, lane, actor)
    if own is None or not own.text:
        _give(draft, actor.post_id)


def _give(draft: NoteDraft, to: UUID) -> None:
    others = NoteDraft.objects.select_for_update().filter(sheet=draft.sheet_id, lane=draft.lane, post=to)
    if others.exclude(text="").exists():
        raise Refused(reasons.DRAFT_THERE)
    others.delete()
    draft.post_id = to
    draft.revision += 1
    try:
        with transaction.atomic():
            draft.save(update_fields=["post", "revision"])
    except IntegrityError as begun_meanwhile:
        raise Refused(reasons.DRAFT_THERE) from begun_meanwhile


def sign_text(*, actor: Actor, sheet: UUID, lane: UUID | None, text: str, now: datetime) -> Paragraph:
    """A text signed as it is, without marks, inside the caller's act: a resolution of a meeting.

    A draft stays a draft.
    """
    require_note_power(actor)
    signed = Paragraph.objects.raw(
        TAKE_TEXT + PARAGRAPH, {**_signature(actor, sheet, lane, now), "form": PLAIN, "text": note_text(text)}
    )
    return next(iter(signed))


def sign_draft(*, actor: Actor, sheet: UUID, lane: UUID | None, now: datetime) -> Paragraph | None:
    """Turn the draft of the actor's post into a signed paragraph, inside the caller's act.

    One statement. None when the post has written nothing there: who agrees merely signs.
    """
    if actor.post_id is None or actor.user_id is None:
        return None
    values = {**_signature(actor, sheet, lane, now), "form": MARKED}
    signed = Paragraph.objects.raw(TAKE_DRAFT + PARAGRAPH, values)
    return next(iter(signed), None)


def _signature(actor: Actor, sheet: UUID, lane: UUID | None, now: datetime) -> dict[str, object]:
    """Where a paragraph stands and who signs it, as he is now."""
    behalf = actor.on_behalf_of
    return {
        "id": uuid7(),
        "sheet": sheet,
        "lane": lane,
        "user": actor.user_id,
        "post": actor.post_id,
        "posts": list(actor.posts | {actor.post_id}),
        "name_bn": actor.name.bn,
        "name_en": actor.name.en,
        "title_bn": actor.post_title.bn,
        "title_en": actor.post_title.en,
        "charge": actor.charge,
        "behalf_bn": behalf.bn if behalf else "",
        "behalf_en": behalf.en if behalf else "",
        "side": side_of(actor),
        "at": now,
    }


def _replace(draft: NoteDraft, actor: Actor, text: str, revision: int, now: datetime) -> bool:
    """Put the new text in when the writer saw its newest revision."""
    writers = with_hand(draft.writers if draft.text else [], actor, now) if text else []
    values = {"text": text, "user_id": actor.user_id, "updated_at": now, "writers": writers}
    seen = NoteDraft.objects.filter(pk=draft.pk, revision=revision)
    if not seen.update(revision=revision + 1, **values):
        return False
    for name, value in {**values, "revision": revision + 1}.items():
        setattr(draft, name, value)
    return True


def _begin(
    actor: Actor, sheet: UUID, lane: UUID | None, text: str, revision: int, now: datetime
) -> NoteDraft:
    """A first draft. Somebody of the post may have begun one at the same moment."""
    if revision:
        raise Refused(reasons.DRAFT_GONE, text="", revision=0)
    office = NoteSheet.objects.filter(id=sheet).values_list("office_id", flat=True).first()
    if office is None:
        raise Refused(reasons.UNKNOWN_SHEET)
    values = {
        "office_id": office,
        "user_id": actor.user_id,
        "text": text,
        "writers": with_hand([], actor, now) if text else [],
        "revision": 1,
        "updated_at": now,
    }
    place = {"sheet_id": sheet, "lane": lane, "post_id": actor.post_id}
    stored, created = NoteDraft.objects.get_or_create(**place, defaults=values)
    return stored if created else _same(stored, text)


def _same(stored: NoteDraft | None, text: str) -> NoteDraft:
    """The stored one when it says the same; else a refusal that carries it."""
    if stored is None:
        raise Refused(reasons.DRAFT_GONE, text="", revision=0)
    if stored.text == text:
        return stored
    raise _changed(stored)


def _changed(stored: NoteDraft) -> Refused:
    return Refused(reasons.DRAFT_CHANGED, text=stored.text, revision=stored.revision, name=stored.user.name)
