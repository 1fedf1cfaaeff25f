"""One-time links by SMS for a first sign-in. The code is made as it is sent, and kept nowhere."""

import logging
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from hierarchy.signin.services import LINK_TOPIC, code_to_send
from integrations import sms
from integrations.relay import handler
from ledger.outbox import Claimed

log = logging.getLogger(__name__)

TEXT: Final = "গতিপথ: প্রথমবার প্রবেশ করতে এই ঠিকানা খুলুন, একবারই চলবে: {link}"


def register() -> None:
    handler(LINK_TOPIC)(send_link)


def send_link(delivery: Claimed, now: datetime) -> None:
    """Body: {"code": id of the row, "address"}. A link that is no longer wanted is not sent; one that
    the gateway refuses for good is left, and the administrator prints a slip."""
    made = code_to_send(row=UUID(delivery.body["code"]), now=now)
    if made is None:
        return
    mobile, code = made
    link = f"{delivery.body['address']}?{urlencode({'code': code})}"
    try:
        sms.send(to=mobile, text=TEXT.format(link=link), dedupe=f"{delivery.dedupe}:{delivery.attempts}")
    except sms.Rejected as error:
        log.warning("the link %s was not taken: %s", delivery.dedupe, error)
