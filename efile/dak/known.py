"""Whether a letter stands in the diary already, and whether what it quotes is a number of ours."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Q

from efile.dak import reasons
from efile.dak.letter import Letter
from efile.dak.models import Dak
from efile.dak.quoting import codes_in, plain
from efile.dak.sight import dak_visible_to
from efile.files.models import FileNumber
from efile.letters.models import Draft, Status
from efile.models import File, Matter, Receipt
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.words import clean
from web.templatetags.office import bn_digits, office_date

ENDORSED: Final = re.compile(r"/1\([0-9]+\)$")
"""What the number of a copy under an endorsement has behind the letter's own (`letters.recipients`)."""
MOST_WORDS: Final = 12
AROUND: Final = " ,;।()\"'“”"


def check_new(actor: Actor, office: Office, letter: Letter) -> None:
    """A letter is entered once: refused with the number under which the same one stands in the diary,
    if the actor may open that. The same is one of the same writer with the same number and date on it, and
    where it bears no number with the same subject."""
    rows = dak_visible_to(Dak.objects.filter(office=office, letter_date=letter.letter_date), actor)
    rows = rows.filter(
        receipt__applicant__name__iexact=clean(letter.sender), receipt__foreign_number=letter.number
    )
    if not letter.number:
        rows = rows.filter(receipt__subject__iexact=clean(letter.subject))
    before = rows.select_related("receipt").order_by("-pk").first()
    if before is None:
        return
    reason = reasons.ENTERED_BEFORE if letter.number else reasons.ENTERED_BEFORE_BARE
    day = office_date(before.receipt.received_at)
    raise Refused(reason, number=bn_digits(before.receipt.number), day=day)


def runs_of(words: str) -> set[str]:
    """Whatever stands together in the first words, between spaces: a number may have spaces in it, and words
    around it; what is a part of another number is none (`quoting.numbers_in` has those too)."""
    parts = words.split()[:MOST_WORDS]
    return {
        " ".join(parts[i:j]).strip(AROUND) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)
    }


def is_ours(office: Office, quoted: str) -> bool:
    """Whether a file, a receipt, a tracking code or a letter issued of the office has a number that stands
    in these words."""
    words = plain(quoted)
    numbers = [*runs_of(words), *runs_of(quoted), words, quoted]
    memos = [ENDORSED.sub("", number) for number in numbers]
    receipts = Receipt.objects.filter(Q(number__in=numbers) | Q(tracking__in=codes_in(words)), office=office)
    earlier = FileNumber.objects.filter(file__office=office, folded__in=numbers)
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
