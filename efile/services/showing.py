"""Showing a matter, or the whole file it is in, to a post until a day; and ending that before the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from efile import reasons, selectors
from efile.access.models import FileGrant, MatterGrant
from efile.access.rules import may_show, with_whole_file
from efile.models import File, Matter
from efile.services.act import Done, Once, act
from efile.services.locking import Held, lock_thread, post_of, share_post
from efile.services.mandate import require, today_of
from hierarchy import grants
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from ledger import services as ledger

SHOW = Words("নথি দেখানো", "Show the file")
LONGEST_REASON = 300
Showing = MatterGrant | FileGrant


@act
def show_to(
    *,
    actor: Actor,
    matter: UUID,
    post: UUID,
    until: date,
    reason: str,
    now: datetime,
    whole_file: bool = False,
    key: UUID | None = None,
) -> Done:
    """Let a post read the matter until the end of a day, in the office's zone, at most a year away.

    `whole_file` shows the normal matters of its file; a graded one is shown by itself. To a post of the
    actor's own office, by the holder or the head of the office; shown again, it gets the new end.
    """
    once = Once.of(actor, key, "show_to", matter, post, until, reason, whole_file)
    held = _held(actor, matter, now, once, whole_file)
    if held.answered:
        return held.answered
    why, to, end = clean(reason), share_post(post, today_of(held), now)[0], _end(held, until)
    _check(held, actor, to, why, whole_file)
    grant: Showing
    if whole_file:
        grant = grants.give(
            FileGrant,
            "view_file",
            _file(held.matter),
            post=to,
            office=held.matter.office_id,
            by=post_of(actor),
            until=end,
            reason=why,
            now=now,
        )
    else:
        grant = grants.give(
            MatterGrant,
            "view_matter",
            held.matter,
            post=to,
            office=held.matter.office_id,
            by=post_of(actor),
            until=end,
            reason=why,
            now=now,
        )
    return _record(held, actor, grant, "shown", to, once, {"until": end}, {"reason": why})


@act
def end_showing(*, actor: Actor, matter: UUID, grant: UUID, now: datetime, key: UUID | None = None) -> Done:
    """End what is shown before its day. By the holder, the head of the office, or the post that showed it."""
    once = Once.of(actor, key, "end_showing", matter, grant)
    row = selectors.matter_for(actor, matter)
    found = _grant_of(row, grant)
    held = _held(actor, matter, now, once, isinstance(found, FileGrant))
    if held.answered:
        return held.answered
    if found is None or found.until <= now:
        raise Refused(reasons.NOT_SHOWN)
    if found.given_by_id not in actor.posts:
        check_may(held, actor)
    grants.end(found, now)
    to = Post.objects.get(grantee__group=found.group_id)
    return _record(held, actor, found, "showing_ended", to, once, {}, {})


def _held(actor: Actor, matter: UUID, now: datetime, once: Once | None, whole_file: bool) -> Held:
    """The matter, locked through its root thread; its file before it when the file is shown."""
    row = selectors.matter_for(actor, matter)
    if whole_file:
        if row.file_id is None:
            raise Refused(reasons.NO_FILE)
        File.objects.select_for_update().get(pk=row.file_id)
    return lock_thread(row.threads.get(parent=None).pk, now, once)


def _file(matter: Matter) -> File:
    if matter.file is None:
        raise Refused(reasons.NO_FILE)
    return matter.file


def _end(held: Held, until: date) -> datetime:
    """The first moment after the last day."""
    today = held.clock.calendar.local_date(held.clock.now)
    if not today <= until <= today + grants.LONGEST:
        raise Refused(reasons.SHOWN_UNTIL_WHEN)
    zone = ZoneInfo(held.clock.calendar.timezone)
    return datetime.combine(until + timedelta(days=1), time.min, zone)


def _check(held: Held, actor: Actor, to: Post, why: str, whole_file: bool) -> None:
    check_may(held, actor)
    if to.office_id not in actor.offices:
        raise Refused(reasons.SHOWN_ELSEWHERE, to=to.title)
    if whole_file and not with_whole_file(held.matter.secrecy):
        raise Refused(reasons.GRADED_ALONE)
    if to.pk in actor.posts:
        raise Refused(reasons.SHOWN_TO_ONESELF)
    if not why:
        raise Refused(reasons.SHOWN_WHY)
    if len(why) > LONGEST_REASON:
        raise Refused(reasons.TOO_LONG, field=reasons.SHOWN_REASON, most=LONGEST_REASON)


def check_may(held: Held, actor: Actor) -> None:
    """Who holds a part of it, or heads the office, shows it."""
    holds = held.matter.threads.filter(holder__in=actor.posts, pool__isnull=True).exists()
    if not may_show(actor, holds):
        raise Refused(reasons.NOT_TO_SHOW, holder=held.thread.present.title)
    require(actor, "note", SHOW, today_of(held))


def _grant_of(matter: Matter, grant: UUID) -> Showing | None:
    own = MatterGrant.objects.filter(pk=grant, content_object=matter).first()
    if own is not None or matter.file_id is None:
        return own
    return FileGrant.objects.filter(pk=grant, content_object=matter.file_id).first()


def _record(
    held: Held,
    actor: Actor,
    grant: Showing,
    kind: str,
    to: Post,
    once: Once | None,
    data: dict[str, object],
    texts: dict[str, str],
) -> Done:
    """One entry of the matter, and one of the file when the whole file is meant."""
    done = Done(held.matter.pk, held.thread.pk, held.matter.moves, kind)
    whole = isinstance(grant, FileGrant)
    facts = {"grant": grant.pk, "to": to.pk, "whole_file": whole, **data}
    if whole:
        ledger.append(
            stream=grant.content_object_id,
            stream_kind="file",
            kind=f"file.{kind}",
            data={**facts, "matter": held.matter.pk},
            by=actor.by(),
            at=held.clock.now,
            texts=texts,
        )
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind=f"matter.{kind}",
        data={"thread": held.thread.pk, "threads": [], **facts},
        by=actor.by(),
        at=held.clock.now,
        texts=texts,
        key=once.answered(done) if once else None,
    )
    return done
