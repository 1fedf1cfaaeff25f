"""Calling a meeting, with its notice to every member; calling one off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from efile.committees import reasons
from efile.committees.models import Meeting, MeetingNotice
from efile.committees.selectors import unread_notices
from efile.committees.services import showing
from efile.committees.services.common import answered, check_open, check_secretary, enter, lock_meeting, touch
from efile.services.act import Once, act
from efile.services.locking import post_of
from hierarchy import bodies, grants
from hierarchy.actors import Actor
from hierarchy.models import Body
from hierarchy.refusals import Reason, Refused
from hierarchy.words import clean
from ledger import services as ledger

TOPIC: Final = "notice.meeting"
OFF_TOPIC: Final = "notice.meeting_off"
LONGEST_PLACE: Final = 200
LONGEST_REASON: Final = 500


@act
def call_meeting(
    *, actor: Actor, body: UUID, at: datetime, place: str, now: datetime, key: UUID | None = None
) -> UUID:
    """Call a body to a meeting; every seat's post gets the notice on its desk and through the outbox.

    At most as far ahead as a file may be shown, because the members see the agenda until then.
    """
    once = Once.of(actor, key, "call_meeting", body, at, place)
    if before := answered(once):
        return before
    row = _lock_body(actor, body)
    check_secretary(actor, row, now)
    where = _checked(clean(place), reasons.NO_PLACE, LONGEST_PLACE)
    if at < now:
        raise Refused(reasons.PAST)
    if bodies.local_day(row, at) > bodies.local_day(row, now) + grants.LONGEST:
        raise Refused(reasons.FAR)
    last = Meeting.objects.filter(body=row).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        office_id=row.office_id,
        body=row,
        number=last + 1,
        at=at,
        place=where,
        called_by_id=post_of(actor),
        caller=actor.by(),
        called_at=now,
    )
    told = _tell(meeting, row, at, now)
    data = {"at": at, "place": where, "told": told, "quorum": row.quorum}
    enter(meeting, actor, "meeting.called", data, now, once=once)
    return meeting.pk


def _lock_body(actor: Actor, body: UUID) -> Body:
    """Meetings of a body are numbered one after the other."""
    rows = Body.objects.select_for_update(of=("self",)).select_related("office")
    row = rows.filter(pk=body, office=actor.office_id).first()
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    return row


def _tell(meeting: Meeting, body: Body, at: datetime, now: datetime) -> list[UUID]:
    """A notice for each post that has a seat on the day of the meeting, or stands for one that has."""
    posts = list(dict.fromkeys(one.post.pk for one in bodies.sittings(body, at)))
    MeetingNotice.objects.bulk_create(
        MeetingNotice(office_id=meeting.office_id, meeting=meeting, post_id=post, sent_at=now)
        for post in posts
    )
    _send(TOPIC, "meeting", meeting, posts, now)
    return posts


def _send(topic: str, mark: str, meeting: Meeting, posts: Iterable[UUID], now: datetime) -> None:
    """The messages go out after the act; the outbox holds one for each post, once."""
    for post in posts:
        ledger.enqueue(
            topic=topic,
            body={"meeting": str(meeting.pk), "post": str(post)},
            dedupe=f"{mark}:{meeting.pk}:{post}",
            available_at=now,
        )


@act
def call_off(*, actor: Actor, meeting: UUID, why: str, now: datetime, seen: int | None = None) -> None:
    """The meeting is not held; what stood on its agenda waits for another one. Members see it as off."""
    row = lock_meeting(actor, meeting)
    check_secretary(actor, row.body, now)
    check_open(row, seen)
    row.off_at, row.off_reason = now, _checked(clean(why), reasons.NO_REASON, LONGEST_REASON)
    showing.over(row, row.items.all(), actor, now)
    row.items.update(put_off=True, outcome="")
    row.notices.update(read_at=None)
    _send(OFF_TOPIC, "meeting-off", row, row.notices.values_list("post", flat=True), now)
    touch(row, "off_at", "off_reason")
    enter(row, actor, "meeting.called_off", {}, now, texts={"why": row.off_reason})


@act
def mark_notice_read(*, actor: Actor, meeting: UUID, now: datetime) -> None:
    """The member opened the meeting's page; the notice leaves his desk. No entry: it decides nothing."""
    unread_notices(actor).filter(meeting=meeting).update(read_at=now)


def _checked(text: str, missing: Reason, most: int) -> str:
    if not text:
        raise Refused(missing)
    if len(text) > most:
        raise Refused(reasons.TOO_LONG, field=reasons.FIELDS[missing.code], most=most)
    return text
