"""Whether a letter stands in the diary already, and whether what it quotes is a number of ours."""

from __future__ import annotations

from django.db.models import Q

from efile.dak.letter import Letter
from efile.dak.models import Dak
from efile.dak.quoting import codes_in, plain
from efile.files.models import FileNumber
from efile.letters.models import Draft, Status
from efile.models import File, Receipt
from hierarchy.models import Office
from hierarchy.words import clean


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
    receipts = Receipt.objects.filter(Q(number=words) | Q(tracking__in=codes_in(words)), office=office)
    earlier = FileNumber.objects.filter(file__office=office, folded=words)
    return (
        receipts.exists()
        or File.objects.filter(office=office, number__in=numbers).exists()
        or earlier.exists()
        or Draft.objects.filter(office=office, status=Status.ISSUED, memo__in=numbers).exists()
    )
