"""An officer puts papers into a matter, and strikes one that does not belong there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from efile import reasons
from efile.models import Thread
from efile.papers.keeping import Brought, entry_of, lay_all, title_of, titles_of
from efile.papers.models import Paper, PaperKind
from efile.services.act import Done, Once, act
from efile.services.locking import Held, check_holder, lock_thread
from efile.services.mandate import require, today_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from ledger import services as ledger

PUT_IN: Final = Words("কাগজ রাখা", "Put in papers")
LONGEST_REASON: Final = 300


@act
def attach(
    *, actor: Actor, thread: UUID, papers: Sequence[Brought], now: datetime, key: UUID | None = None
) -> Done:
    """Lay papers into the matter, in their order. By its holder, while it is open; it stays on his desk."""
    once = Once.of(actor, key, "attach", thread, *papers)
    held = _held(actor, thread, now, once)
    if held.answered:
        return held.answered
    if not papers:
        raise Refused(reasons.NO_PAPERS)
    laid = lay_all(held.matter, actor, PaperKind.ATTACHED, papers, held.clock.now)
    return enter_papers(held, actor, "paper.attached", laid, {}, once)


@act
def check_may_put_in(*, actor: Actor, thread: UUID, now: datetime) -> None:
    """Asked before the files are read, which takes long; asked again when they are put in."""
    _held(actor, thread, now, None)


@act
def strike(*, actor: Actor, paper: UUID, reason: str, now: datetime, key: UUID | None = None) -> Done:
    """Mark a paper that was put in by mistake: it keeps its pages, and its reasons stand in the record."""
    once = Once.of(actor, key, "strike", paper, reason)
    held, row = _holding(actor, paper, now, once)
    if held.answered:
        return held.answered
    _check_put_in(row)
    why = clean(reason)
    if not why:
        raise Refused(reasons.STRUCK_WHY)
    if len(why) > LONGEST_REASON:
        raise Refused(reasons.TOO_LONG, field=reasons.REASONS, most=LONGEST_REASON)
    if row.struck_at is not None:
        raise Refused(reasons.STRUCK_ALREADY)
    return _mark(held, actor, row, now, {"reason": why}, once)


@act
def restore(*, actor: Actor, paper: UUID, now: datetime, key: UUID | None = None) -> Done:
    """Take a strike back, of a paper that an officer put in."""
    once = Once.of(actor, key, "restore", paper)
    held, row = _holding(actor, paper, now, once)
    if held.answered:
        return held.answered
    _check_put_in(row)
    if row.struck_at is None:
        raise Refused(reasons.NOT_STRUCK)
    return _mark(held, actor, row, None, {}, once)


@act
def rename(*, actor: Actor, paper: UUID, title: str, now: datetime, key: UUID | None = None) -> Done:
    """Another title for a paper that was put in or came with an application. The record keeps both."""
    once = Once.of(actor, key, "rename", paper, title)
    held, row = _holding(actor, paper, now, once)
    if held.answered:
        return held.answered
    was, row.title = row.title, title_of(title)
    if was == row.title:
        raise Refused(reasons.SAME_TITLE)
    row.save(update_fields=["title"])
    return enter_papers(held, actor, "paper.renamed", [row], {"was": was}, once)


def _held(actor: Actor, thread: UUID, now: datetime, once: Once | None) -> Held:
    held = lock_thread(thread, now, once)
    if not held.answered:
        check_holder(held, actor)
        require(actor, "note", PUT_IN, today_of(held))
    return held


def _holding(actor: Actor, paper: UUID, now: datetime, once: Once | None) -> tuple[Held, Paper]:
    """The paper with its matter locked through the root thread, by who holds that."""
    known = Paper.objects.filter(pk=paper).values_list("matter", flat=True).first()
    if known is None:
        raise Refused(reasons.NOT_VISIBLE)
    root = Thread.objects.get(matter=known, parent=None)
    held = _held(actor, root.pk, now, once)
    row = Paper.objects.select_related("content").get(pk=paper)
    if row.content is None:
        raise Refused(reasons.NOT_TO_CHANGE)
    return held, row


def _check_put_in(row: Paper) -> None:
    """What came with an application or a letter is struck and restored with that alone."""
    if row.kind != PaperKind.ATTACHED:
        raise Refused(reasons.NOT_TO_STRIKE)


def _mark(
    held: Held, actor: Actor, row: Paper, struck: datetime | None, texts: dict[str, str], once: Once | None
) -> Done:
    row.struck_at = struck
    row.save(update_fields=["struck_at"])
    return enter_papers(held, actor, "paper.struck" if struck else "paper.restored", [row], texts, once)


def enter_papers(
    held: Held, actor: Actor, kind: str, papers: list[Paper], texts: dict[str, str], once: Once | None
) -> Done:
    """What was done with papers, in the record of their matter."""
    done = Done(held.matter.pk, held.thread.pk, held.matter.moves, kind.partition(".")[2])
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind=kind,
        data={"thread": held.thread.pk, "papers": [entry_of(paper) for paper in papers]},
        by=actor.by(),
        at=held.clock.now,
        texts={**titles_of(papers), **texts},
        key=once.answered(done) if once else None,
    )
    return done
