"""Why a letter did not go out, as a carrier says it: recorded in English, read in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

NO_GATEWAY: Final = _("this installation has no SMS gateway (SMS_GATEWAY_URL)")
NO_ADDRESS: Final = _("this installation has no address for links (PUBLIC_ADDRESS)")
NO_MAIL_SERVER: Final = _("this installation has no mail server (EMAIL_HOST, EMAIL_FROM)")
MAIL_SILENT: Final = _("the mail server did not answer")
GATEWAY_SILENT: Final = _("the gateway did not answer")
GATEWAY_ANSWERED: Final = _("the gateway answered")
OWN: Final = (NO_GATEWAY, NO_ADDRESS, NO_MAIL_SERVER, MAIL_SILENT, GATEWAY_SILENT, GATEWAY_ANSWERED)


def failure_words(said: str) -> str:
    """The product's own reason translated, with what the other machine added; words of others as they are."""
    for reason in OWN:
        if said.startswith(reason):
            return gettext(reason) + said.removeprefix(reason)
    return said
