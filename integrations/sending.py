"""One message to one address: by the gateway, or by the office, which only keeps the record."""

from datetime import datetime
from typing import Final

from integrations import sms
from integrations.models import Carrier, Channel, Sent
from integrations.relay import NotDelivered
from ledger.outbox import Claimed

MOST_TRIES: Final = 12
"""With the outbox's back-off, about three hours."""


def channel_of(mobile: str, email: str) -> tuple[Channel, str]:
    if mobile:
        return Channel.SMS, mobile
    if email:
        return Channel.EMAIL, email
    return Channel.COUNTER, ""


def send(row: Sent, delivery: Claimed, now: datetime) -> None:
    """Settle a row: sent, or failed for good. NotDelivered when another try may help."""
    if row.channel != Channel.SMS or not sms.gateway_url():
        _settle(row, sent_at=now, carrier=Carrier.OFFICE)
        return
    try:
        sms.send(to=row.address, text=row.text, dedupe=row.dedupe)
    except sms.Rejected as error:
        _settle(row, failed_at=now, failure=str(error))
    except NotDelivered as error:
        if delivery.attempts < MOST_TRIES:
            raise
        _settle(row, failed_at=now, failure=str(error)[:300])
    else:
        _settle(row, sent_at=now, carrier=Carrier.GATEWAY)


def _settle(row: Sent, **outcome: object) -> None:
    for name, value in outcome.items():
        setattr(row, name, value)
    row.save(update_fields=list(outcome))
