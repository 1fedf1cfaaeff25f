"""Putting a paper into the office's guard file, and taking it out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.guard import reasons
from efile.guard.models import GuardKind, GuardPaper
from efile.papers.keeping import Brought
from efile.services.act import act
from efile.services.locking import post_of
from efile.services.mandate import check_own_hand, require
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from ledger import services as ledger
from notings.models import Content

PUT_IN: Final = Words("গার্ড ফাইলে রাখা", "Put into the guard file")
LONGEST_TITLE: Final = 200
LONGEST_NUMBER: Final = 100
LONGEST_WHY: Final = 300


@act
def put_in(
    *,
    actor: Actor,
    kind: str,
    title: str,
    number: str,
    dated: date | None,
    brought: Brought,
    today: date,
    now: datetime,
) -> UUID:
    """A paper for the whole office, by who writes notes. Refused when the same bytes lie there already."""
    require(actor, "note", PUT_IN, today)
    office = Office.objects.select_for_update().get(posts=post_of(actor))
    if kind not in GuardKind.values:
        raise Refused(reasons.KIND)
    called, numbered = clean(title), clean(number)
    if not 1 <= len(called) <= LONGEST_TITLE:
        raise Refused(reasons.TITLE, most=LONGEST_TITLE)
    if len(numbered) > LONGEST_NUMBER:
        raise Refused(reasons.NUMBER, most=LONGEST_NUMBER)
    if dated is not None and dated > today:
        raise Refused(reasons.DATED)
    content = Content.objects.filter(pk=brought.content, office=office).first()
    if content is None:
        raise Refused(reasons.NO_FILE)
    there = GuardPaper.objects.filter(office=office, content=content, out_at=None).first()
    if there is not None:
        raise Refused(reasons.THERE, title=there.title)
    row = GuardPaper.objects.create(
        office=office,
        kind=kind,
        title=called,
        number=numbered,
        dated=dated,
        content=content,
        post_id=post_of(actor),
        by=actor.by(),
        at=now,
    )
    _enter("guard.put_in", row, actor, now, {"title": called, "number": numbered})
    return row.pk


@act
def take_out(*, actor: Actor, paper: UUID, why: str, now: datetime) -> None:
    """It is offered no more; the notes that refer to it still open it."""
    check_own_hand(actor)
    rows = GuardPaper.objects.select_for_update(of=("self",)).select_related("post", "content")
    row = rows.filter(pk=paper, office__in=actor.offices).first()
    if row is None:
        raise Refused(reasons.NOT_THERE)
    if not may_take_out(actor, row):
        raise Refused(reasons.NOT_YOURS, post=row.post.title)
    if row.out_at is not None:
        raise Refused(reasons.OUT)
    said = clean(why)
    if not 1 <= len(said) <= LONGEST_WHY:
        raise Refused(reasons.WHY, most=LONGEST_WHY)
    row.out_at, row.out_why = now, said
    row.save(update_fields=["out_at", "out_why"])
    _enter("guard.taken_out", row, actor, now, {"why": said})


def may_take_out(actor: Actor, row: GuardPaper) -> bool:
    """Who acts for the post that put it in, or for one above that."""
    own = lines.standing_posts([row.post_id])[row.post_id]
    return not actor.assistant and not actor.posts.isdisjoint({own, *lines.seats([own])[own].superiors})


def _enter(kind: str, row: GuardPaper, actor: Actor, now: datetime, texts: dict[str, str]) -> None:
    data = {
        "paper": row.pk,
        "kind": row.kind,
        "dated": row.dated,
        "sha256": row.content.sha256,
        "size": row.content.size,
    }
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind=kind,
        data=data,
        by=actor.by(),
        at=now,
        texts={name: text for name, text in texts.items() if text},
    )
