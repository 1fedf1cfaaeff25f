"""The effect `notify_applicant`: tell the applicant, then tell the flow that he was told."""

from datetime import datetime
from typing import Final
from uuid import UUID

from efile import services
from efile.models import Matter, Secrecy
from efile.told import latest, told_of
from integrations import sending
from integrations.models import Channel, Notice
from integrations.relay import handler
from integrations.sentences import LONGEST_IN_SMS, TELLS, sentence
from ledger.outbox import Claimed
from workflows.models import OpenWait

TOPIC: Final = "effect.notify_applicant"


def register() -> None:
    handler(TOPIC)(notify_applicant)


def notify_applicant(delivery: Claimed, now: datetime) -> None:
    """Body: {"matter", "wait" or null, "parameters": {"about"}}. A matter of the office itself has
    no applicant: nobody is told and the flow goes on."""
    rows = Matter.objects.select_related("receipt__applicant", "instance")
    matter = rows.get(pk=delivery.body["matter"])
    notice = _notice(delivery, matter, now)
    if notice is not None and not notice.settled:
        sending.send(notice, delivery, now)
    _report(delivery, "failed" if notice and notice.failed_at else "done", now)


def _notice(delivery: Claimed, matter: Matter, now: datetime) -> Notice | None:
    if matter.receipt is None:
        return None
    applicant = matter.receipt.applicant
    channel, address = sending.channel_of(applicant.mobile, applicant.email)
    about = str(delivery.body.get("parameters", {}).get("about", ""))
    notice, _ = Notice.objects.get_or_create(
        dedupe=delivery.dedupe,
        defaults={
            "office_id": matter.office_id,
            "matter": matter,
            "applicant": applicant,
            "channel": channel,
            "address": address,
            "text": sentence(
                about,
                matter.receipt.number,
                _own_words(delivery, matter, about),
                most=LONGEST_IN_SMS if channel == Channel.SMS else None,
            ),
            "made_at": now,
        },
    )
    return notice


def _own_words(delivery: Claimed, matter: Matter, about: str) -> str:
    """What the office asked or why it refused, as written by the officer whose act sends this notice; of a
    graded matter nothing, as nothing of it leaves by SMS or e-mail.
    """
    if about not in TELLS or matter.secrecy != Secrecy.NORMAL:
        return ""
    waits = OpenWait.objects.filter(pk=delivery.body["wait"]) if delivery.body.get("wait") else None
    wait = waits.first() if waits is not None else None
    told = latest(
        told_of(matter.pk, matter.instance.version_id), TELLS[about], wait.stage_id if wait else None
    )
    return (told.text or "") if told else ""


def _report(delivery: Claimed, result: str, now: datetime) -> None:
    """The flow waits only where it declares so; a repeated report does nothing."""
    wait = delivery.body.get("wait")
    if wait is not None:
        services.effect_finished(
            matter=UUID(delivery.body["matter"]), wait=UUID(wait), result=result, now=now
        )
