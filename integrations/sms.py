"""Speaking to an SMS gateway over HTTP."""

import json
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from efile.dispatch.failures import GATEWAY_ANSWERED, GATEWAY_SILENT
from integrations.relay import NotDelivered

TIMEOUT_SECONDS: Final = 5.0
LONGEST_ANSWER: Final = 4096
PASSING: Final = frozenset({408, 425, 429})


class Rejected(Exception):
    """The gateway will never take this message: repeating it is useless."""


def gateway_url() -> str:
    """`settings.SMS_GATEWAY_URL`, empty when the office has no gateway."""
    url = str(getattr(settings, "SMS_GATEWAY_URL", "") or "")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("SMS_GATEWAY_URL must be an http or https address")
    return url


def send(*, to: str, text: str, dedupe: str) -> None:
    """POST {"to", "text", "id"} with the same Idempotency-Key at every try.

    Raises NotDelivered when another try may help (no answer, 5xx, 408, 425, 429), else Rejected.
    """
    try:
        with urlopen(_request(to, text, dedupe), timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 (scheme checked)
            answer.read(LONGEST_ANSWER)
    except HTTPError as error:
        with error:
            told = f"{GATEWAY_ANSWERED} {error.code}"
        if error.code >= 500 or error.code in PASSING:
            raise NotDelivered(told) from error
        raise Rejected(told) from error
    except (URLError, HTTPException, OSError) as error:
        raise NotDelivered(f"{GATEWAY_SILENT}: {error}") from error


def _request(to: str, text: str, dedupe: str) -> Request:
    body = json.dumps({"to": to, "text": text, "id": dedupe}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": dedupe}
    return Request(gateway_url(), data=body, headers=headers, method="POST")  # noqa: S310 (scheme checked)
