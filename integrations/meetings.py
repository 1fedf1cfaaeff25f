"""The notice of a meeting: on each member's desk, and as a message to who acts at his post.

It is a message to a person, so it goes to whoever acts there when it is carried, holder or deputy. Who has
left neither a mobile number nor an address has the notice on his desk alone.
"""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from efile.committees.models import MeetingNotice
from efile.committees.services.calling import OFF_TOPIC, TOPIC
from hierarchy import lines
from hierarchy.models import User
from hierarchy.selectors import holders_of
from integrations import sending
from integrations.models import Channel, MemberNotice
from integrations.relay import handler
from integrations.sentences import meeting_called, meeting_off
from ledger.outbox import Claimed

Words = Callable[[str, int, datetime, str], str]


def register() -> None:
    handler(TOPIC)(carry_notice)
    handler(OFF_TOPIC)(carry_calling_off)


def carry_notice(delivery: Claimed, now: datetime) -> None:
    """Body: {"meeting", "post"}. Carried again, it keeps the moment of the first time and sends nothing."""
    notice = _notice(delivery)
    if notice.carried_at is None:
        MeetingNotice.objects.filter(pk=notice.pk, carried_at=None).update(carried_at=now)
    if notice.meeting.is_open:
        _tell(delivery, notice, meeting_called, now)


def carry_calling_off(delivery: Claimed, now: datetime) -> None:
    """Body as of the notice."""
    _tell(delivery, _notice(delivery), meeting_off, now)


def _notice(delivery: Claimed) -> MeetingNotice:
    rows = MeetingNotice.objects.select_related("meeting__body__office", "post")
    return rows.get(meeting=delivery.body["meeting"], post=delivery.body["post"])


def _tell(delivery: Claimed, notice: MeetingNotice, words: Words, now: datetime) -> None:
    row = MemberNotice.objects.filter(dedupe=delivery.dedupe).first() or _made(delivery, notice, words, now)
    if row is not None and not row.settled:
        sending.send(row, delivery, now)


def _made(delivery: Claimed, notice: MeetingNotice, words: Words, now: datetime) -> MemberNotice | None:
    person = _person(notice, now)
    channel, address = sending.channel_of(person.mobile, person.email) if person else (Channel.COUNTER, "")
    if person is None or channel == Channel.COUNTER:
        return None
    meeting = notice.meeting
    at = meeting.at.astimezone(ZoneInfo(meeting.body.office.timezone))
    row, _ = MemberNotice.objects.get_or_create(
        dedupe=delivery.dedupe,
        defaults={
            "office_id": notice.office_id,
            "notice": notice,
            "user": person,
            "channel": channel,
            "address": address,
            "text": words(meeting.body.name.bn, meeting.number, at, meeting.place),
            "made_at": now,
        },
    )
    return row


def _person(notice: MeetingNotice, now: datetime) -> User | None:
    """Who acts at the post, or at the one that stands for it since it was abolished."""
    post = lines.standing_posts([notice.post_id]).get(notice.post_id, notice.post_id)
    holder = holders_of([post], now).get(post)
    return User.objects.filter(pk=holder.user_id).first() if holder else None
