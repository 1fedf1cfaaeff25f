"""Speaking to the office's mail server by SMTP."""

import smtplib
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from efile.dispatch.failures import MAIL_SILENT, NO_MAIL_SERVER
from integrations.relay import NotDelivered

LONGEST_SAID: Final = 200


class Rejected(Exception):
    """The server will never take this message: repeating it is useless."""


@dataclass(frozen=True, slots=True)
class Attached:
    name: str
    content: bytes
    media: str


def send(*, to: str, subject: str, text: str, attached: Attached, mark: str) -> None:
    """One message to one address; `mark` makes its Message-ID, the same at every try.

    Raises NotDelivered when another try may help (no answer, 4yz), else Rejected with the server's words.
    """
    if not settings.EMAIL_HOST or not settings.DEFAULT_FROM_EMAIL:
        raise Rejected(NO_MAIL_SERVER)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        to=[to],
        headers={"Message-ID": f"<{mark}@{host}>"},
        attachments=[(attached.name, attached.content, attached.media)],
        connection=EmailBackend(),
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _answered(code, said) from error
    except smtplib.SMTPResponseException as error:
        raise _answered(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(f"{MAIL_SILENT}: {error}") from error


def _answered(code: int, said: bytes | str) -> Exception:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    told = f"{code} {' '.join(words.split())}"[:LONGEST_SAID]
    return Rejected(told) if 500 <= code < 600 else NotDelivered(told)
