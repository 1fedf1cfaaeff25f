"""The notice of a meeting: carried by the office to each member's post, where it stands on the desk."""

from datetime import datetime

from efile.committees.models import MeetingNotice
from efile.committees.services.calling import TOPIC
from integrations.relay import handler
from ledger.outbox import Claimed


def register() -> None:
    handler(TOPIC)(carry_notice)


def carry_notice(delivery: Claimed, now: datetime) -> None:
    """Body: {"meeting", "post"}. Carried again, it keeps the moment of the first time."""
    notices = MeetingNotice.objects.filter(meeting=delivery.body["meeting"], post=delivery.body["post"])
    notices.filter(carried_at=None).update(carried_at=now)
