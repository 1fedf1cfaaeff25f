"""Whether a letter stands in the diary already, and whether what it quotes is a number of ours."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Q

from efile.dak.letter import Letter
from efile.dak.models import Dak
from efile.dak.quoting import codes_in, plain
from efile.files.models import FileNumber
from efile.letters.models import Draft, Status
from efile.models import File, Matter, Receipt
from hierarchy.models import Office
from hierarchy.words import clean

ENDORSED: Final = re.compile(r"/1\([0-9]+\)$")
"""What the number of a copy under an endorsement has behind the letter's own (`letters.recipients`)."""


def entered_before(office: Office, letter: Letter) -> Dak | None:
    """The newest dak of the office with the same writer and the same number and date on the letter; one that
    bears no number has the same subject too."""
    rows = Dak.objects.filter(office=office, letter_date=letter.letter_date)
    rows = rows.filter(
        receipt__applicant__name__iexact=clean(letter.sender), receipt__foreign_number=letter.number
    )
    if not letter.number:
        rows = rows.filter(receipt__subject__iexact=clean(letter.subject))
    return rows.select_related("receipt").order_by("-pk").first()


def is_ours(office: Office, quoted: str) -> bool:
    """Whether a file, a receipt, a tracking code or a letter issued of the office has this number."""
    words = plain(quoted)
    numbers = [words, quoted]
    memos = [ENDORSED.sub("", number) for number in numbers]
    receipts = Receipt.objects.filter(Q(number=words) | Q(tracking__in=codes_in(words)), office=office)
    earlier = FileNumber.objects.filter(file__office=office, folded=words)
    return (
        receipts.exists()
        or File.objects.filter(office=office, number__in=numbers).exists()
        or earlier.exists()
        or Draft.objects.filter(office=office, status=Status.ISSUED, memo__in=memos).exists()
    )


def number_of(office: Office, matter: Matter, reference: str) -> str:
    """The number of that office which a letter on the matter answers, as it was written to us and stands in
    its reference; empty where that quotes another's."""
    written = [one.receipt.foreign_number for one in matter.daks.select_related("receipt").order_by("pk")]
    if matter.receipt is not None:
        written.append(matter.receipt.foreign_number)
    quoted = [number for number in written if number and number in reference]
    return next((number for number in quoted if is_ours(office, number)), "")
