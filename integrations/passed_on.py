"""The writer of a letter that belongs to another office is told by SMS where it went. CSMOP 66."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from efile.dak.transfer import Transfer
from efile.dak.transferring import TOPIC, told_by_message
from hierarchy.selectors import calendar_for
from integrations import sms
from integrations.relay import handler
from integrations.sentences import passed_on
from ledger.outbox import Claimed

log: Final = logging.getLogger(__name__)


def register() -> None:
    handler(TOPIC)(tell_writer)


def tell_writer(delivery: Claimed, now: datetime) -> None:
    """Body: {"transfer"}. Without a gateway, or where it refuses, the writer is still to be told by the
    office, and the letter's line says so; so nothing is kept of a message that did not go."""
    rows = Transfer.objects.select_related("dak__receipt__applicant", "dak__office")
    row = rows.get(pk=delivery.body["transfer"])
    if row.ended_at is not None or row.told_at is not None or row.gone_at is None or not sms.gateway_url():
        return
    day = calendar_for(row.dak.office_id).local_date(row.gone_at)
    text = passed_on(row.dak.office.name.bn, row.dak.receipt.number, row.to_name, day)
    try:
        sms.send(to=row.dak.receipt.applicant.mobile, text=text, dedupe=delivery.dedupe)
    except sms.Rejected as error:
        log.warning("the message %s was not taken: %s", delivery.dedupe, error)
    else:
        told_by_message(transfer=row.pk, text=text, now=now)
