"""What the note sheet says of a letter that left the office, under the note that led to it.

domain.md rule 23, CSMOP 25: issues are docketed on the note sheet with their numbers and pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from efile.letters.models import Draft, Status
from efile.models import Matter
from notings.models import Paragraph
from web.templatetags.office import bn_digits, office_date


@dataclass(frozen=True, slots=True)
class Docket:
    """`page` is that of the office's copy in the correspondence, `under` the number of the note that it
    follows, 0 where it was issued before any."""

    words: str
    at: datetime
    page: int
    under: int


def dockets_of(matter: Matter, notes: Sequence[Paragraph]) -> list[Docket]:
    """Of each letter issued, in the order of issue."""
    rows = Draft.objects.filter(matter=matter, status=Status.ISSUED, paper__isnull=False)
    rows = rows.select_related("paper").prefetch_related("addressees").order_by("issued_at", "place")
    return [
        Docket(_issued(row), row.issued_at, row.paper.first_page, _before(row.issued_at, notes))
        for row in rows
        if row.issued_at and row.paper
    ]


def _before(at: datetime, notes: Sequence[Paragraph]) -> int:
    return max((note.number for note in notes if note.signed_at <= at), default=0)


def _issued(row: Draft) -> str:
    return _("%(letter)s issued: memo no. %(memo)s, issue no. %(issue)s, %(day)s, to %(names)s") % {
        "letter": row.form.name,
        "memo": bn_digits(row.memo),
        "issue": bn_digits(row.issue_number),
        "day": office_date(row.issued_at),
        "names": with_others([one.name for one in row.addressees.all()]),
    }


def with_others(names: Sequence[str]) -> str:
    """The first by name, the others by their count."""
    if len(names) < 2:
        return "".join(names)
    more = len(names) - 1
    words = ngettext("%(name)s and %(count)s other", "%(name)s and %(count)s others", more)
    return words % {"name": names[0], "count": bn_digits(more)}
