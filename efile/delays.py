"""Why a case took longer than the working days of its class, as it stands in the notes. CSMOP 60."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Q

from hierarchy.words import Words
from notings.marking import plain
from notings.models import Paragraph

OPENING: Final = Words("বিলম্বের কারণ:", "Reason for the delay:")
"""How the explanation begins, in whichever language it is written; the page of a late file puts it in."""
LONGEST: Final = 200


def explained(sheets: Collection[UUID]) -> dict[UUID, str]:
    """The newest explanation on each of these note sheets, its first line alone."""
    said = Q(text__contains=OPENING.bn) | Q(text__contains=OPENING.en)
    rows = Paragraph.objects.filter(said, sheet__in=sheets)
    newest = rows.order_by("sheet", "-signed_at", "-pk").distinct("sheet")
    return {row.sheet_id: _of(plain(row.text, row.form)) for row in newest}


def _of(text: str) -> str:
    opening = next((each for each in (OPENING.bn, OPENING.en) if each in text), "")
    line = text.partition(opening)[2].strip().partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
