"""Asking those present to confirm a paragraph, and their answers. Nothing waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from efile import reasons as common
from efile import selectors
from efile.access.rules import NORMAL
from efile.confirming import reasons
from efile.confirming.models import Confirmation
from efile.desk.alongside import READ_FOR, grant_to_read, not_shown_as_long
from efile.readyreasons import CONFIRM, kept
from efile.services.act import Done, Once, act
from efile.services.locking import Held, lock_thread, post_of
from efile.services.mandate import check_own_hand
from efile.services.showing import check_may
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger
from notings.models import Paragraph

MOST: Final = 10
LONGEST: Final = 300
REASON: Final = kept(CONFIRM)


@act
def ask(
    *,
    actor: Actor,
    matter: UUID,
    number: int,
    posts: Sequence[UUID],
    now: datetime,
    key: UUID | None = None,
) -> Done:
    """Ask posts of the office whether a paragraph of one's own tells what was said. CSMOP 19, 20.

    Each reads the matter for 90 days, as one who gets a copy; a graded one by who may show it. Who was asked
    before is not asked again.
    """
    once = Once.of(actor, key, "ask_present", matter, number, *sorted(posts))
    held = _held(actor, matter, now, once)
    if held.answered:
        return held.answered
    check_own_hand(actor)
    paragraph_of(actor, held.matter.sheet_id, number)
    if held.matter.secrecy > NORMAL:
        check_may(held, actor)
    asked = _asked(actor, held, number, posts)
    rows = Confirmation.objects.bulk_create(
        Confirmation(
            office_id=held.matter.office_id,
            matter=held.matter,
            paragraph=number,
            asked_by_id=post_of(actor),
            post=post,
            asked_at=now,
        )
        for post in asked
    )
    until = now + READ_FOR
    copied = [
        [grant_to_read(held, actor, post, until, REASON).pk, post.pk]
        for post in not_shown_as_long(held, asked, until)
    ]
    data = {
        "paragraph": number,
        "asked": [[row.pk, row.post_id] for row in rows],
        "copied": copied,
        "until": until,
    }
    return _record(held, actor, "confirmation_asked", once, data, {"reason": REASON})


@act
def answer(
    *,
    actor: Actor,
    matter: UUID,
    number: int,
    agrees: bool,
    words: str,
    now: datetime,
    key: UUID | None = None,
) -> Done:
    """Confirm the paragraph, or say how it was otherwise: for the post that was asked, once."""
    once = Once.of(actor, key, "answer_present", matter, number, agrees, words)
    held = _held(actor, matter, now, once)
    if held.answered:
        return held.answered
    check_own_hand(actor)
    row = asked_of(actor, matter, number)
    if row is None:
        raise Refused(reasons.NOT_ASKED)
    if row.answered_at is not None:
        raise Refused(reasons.ANSWERED, who=row.name)
    said = clean(words)
    if len(said) > LONGEST:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["reminder"], most=LONGEST)
    if not agrees and not said:
        raise Refused(reasons.SAY_HOW)
    row.answered_at, row.agrees, row.by, row.words = now, agrees, actor.by(), said
    row.save(update_fields=["answered_at", "agrees", "by", "words"])
    data = {"paragraph": number, "confirmation": row.pk, "agrees": agrees}
    return _record(
        held, actor, "confirmed" if agrees else "denied", once, data, {"words": said} if said else {}
    )


@act
def withdraw(*, actor: Actor, confirmation: UUID, now: datetime, key: UUID | None = None) -> Done:
    """The question is asked no more, by the post that asked it, whether it may open the file still or not.
    Who was asked may be asked anew; what was shown stays shown as long as it was."""
    once = Once.of(actor, key, "withdraw_present", confirmation)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    mine = Confirmation.objects.filter(pk=confirmation, asked_by__in=actor.posts)
    asked = mine.select_related("matter").first()
    if asked is None:
        raise Refused(reasons.NOT_ASKED_BY_YOU)
    held = lock_thread(asked.matter.threads.get(parent=None).pk, now, once)
    if held.answered:
        return held.answered
    check_own_hand(actor)
    row = mine.filter(answered_at=None).first()
    if row is None:
        raise Refused(reasons.NOT_ASKED_BY_YOU)
    data = {"paragraph": row.paragraph, "confirmation": row.pk, "asked_of": row.post_id}
    row.delete()
    return _record(held, actor, "confirmation_withdrawn", once, data, {})


def asked_of(actor: Actor, matter: UUID, number: int) -> Confirmation | None:
    """What the actor's post, or one that it succeeded, was asked; one that waits for an answer first."""
    rows = Confirmation.objects.filter(matter=matter, paragraph=number, post__in=actor.posts)
    return rows.order_by(F("answered_at").asc(nulls_first=True), "asked_at").first()


def paragraph_of(actor: Actor, sheet: UUID, number: int | None) -> Paragraph:
    """A paragraph that the actor's post signed, the last one where none is named."""
    own = Paragraph.objects.filter(sheet=sheet, author_post__in=actor.posts, destroyed_under="")
    row = (own.filter(number=number) if number is not None else own.order_by("-number")).first()
    if row is None:
        raise Refused(reasons.NOT_YOURS)
    return row


def _held(actor: Actor, matter: UUID, now: datetime, once: Once | None) -> Held:
    row = selectors.matter_for(actor, matter)
    return lock_thread(row.threads.get(parent=None).pk, now, once)


def _asked(actor: Actor, held: Held, number: int, posts: Sequence[UUID]) -> list[Post]:
    wanted = dict.fromkeys(posts)
    if len(wanted) > MOST:
        raise Refused(reasons.TOO_MANY, most=MOST)
    found = list(Post.objects.filter(pk__in=wanted, abolished_on=None).order_by("pk"))
    for post in found:
        if post.pk in actor.posts or post.office_id not in actor.offices:
            raise Refused(reasons.ONESELF, post=post.title)
    before = Confirmation.objects.filter(matter=held.matter, paragraph=number).values_list("post", flat=True)
    known = set(before)
    fresh = [post for post in found if post.pk not in known]
    if not fresh:
        raise Refused(reasons.WHOM)
    return fresh


def _record(
    held: Held,
    actor: Actor,
    kind: str,
    once: Once | None,
    data: dict[str, object],
    texts: dict[str, str],
) -> Done:
    done = Done(held.matter.pk, held.thread.pk, held.matter.moves, kind)
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind=f"note.{kind}",
        data={"thread": held.thread.pk, "threads": [], **data},
        by=actor.by(),
        at=held.clock.now,
        texts=texts,
        key=once.answered(done) if once else None,
    )
    return done
