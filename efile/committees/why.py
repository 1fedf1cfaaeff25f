"""Why a meeting shows a file: kept as the meeting itself, said in the reader's language and digits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from efile.committees.models import Meeting
from efile.readyreasons import told
from web.templatetags.office import bn_digits

MARK: Final = "meeting:"


def reason_of(row: Meeting) -> str:
    """As it is kept with the showing and in the record."""
    return f"{MARK}{row.pk}"


def in_words(reasons: Iterable[str]) -> dict[str, str]:
    """Each of these reasons in words, in one query; what somebody wrote himself stands as it is."""
    said = {reason: told(reason) for reason in reasons}
    kept = {reason: own for reason in said if (own := _meeting(reason))}
    meetings = Meeting.objects.select_related("body").in_bulk(list(kept.values())) if kept else {}
    return said | {reason: _words(meetings[own]) for reason, own in kept.items() if own in meetings}


def _meeting(reason: str) -> UUID | None:
    try:
        return UUID(reason.removeprefix(MARK)) if reason.startswith(MARK) else None
    except ValueError:
        return None


def _words(row: Meeting) -> str:
    return _("%(body)s, meeting %(number)s") % {"body": row.body.name, "number": bn_digits(row.number)}
