"""Which of our matters a letter speaks of: the one place that reads our numbers out of others' words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value

from efile.letters.models import Draft, Status
from efile.models import File, Matter, Receipt
from efile.tracking import LETTERS, read_code
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

MOST: Final = 5
LONGEST_NUMBER: Final = 140
"""Of a memo, the longest number that we give."""
READ: Final = 4000
CODE: Final = re.compile(rf"(?:[0-9A-Za-z]-?){{{LETTERS + 1}}}")
"""A tracking code as printed, or in the address that our QR holds."""


def matters_quoted(actor: Actor, *texts: str) -> list[Matter]:
    """The open matters that wait for an answer, that the actor may open, and whose file number, receipt
    number, tracking code or the memo of a letter issued in them stands in these words; at most MOST, the
    newest first."""
    words = plain(*texts)
    said = Q(words__contains=F("file__number")) | Q(words__contains=F("receipt__number"))
    said |= Q(receipt__tracking__in=codes_in(words))
    said |= Q(Exists(_issued().annotate(words=Value(words, TextField())).filter(words__contains=F("memo"))))
    rows = Matter.objects.filter(office__in=actor.offices, closed_at=None)
    rows = rows.filter(threads__waiting_for__startswith="message:")
    rows = rows.annotate(words=Value(words, TextField())).filter(said)
    rows = visible_to(rows, actor).select_related("file", "receipt", "instance", "service")
    found = [row for row in rows.order_by("-opened_at", "-pk") if _names(row, words)]
    return list(dict.fromkeys(found))[:MOST]


def matters_at_work(actor: Actor, quoted: str, *texts: str) -> list[Matter]:
    """The open matters that wait for no answer and that the actor may open, of which a letter speaks: at most
    MOST, the newest first. By the memo of a letter issued in them or their tracking code anywhere in it; by
    the number of their file or receipt only where it is said to be ours (`quoted`): a short number like
    12/2026 is many an office's."""
    said, words = numbers_in(plain(quoted)), plain(quoted, *texts)
    anywhere, own = said | numbers_in(words), {"office__in": actor.offices}
    memos = Draft.objects.filter(**own, memo__in=anywhere, status=Status.ISSUED)
    receipts = Receipt.objects.filter(Q(number__in=said) | Q(tracking__in=codes_in(words)), **own)
    named = Q(pk__in=list(memos.values_list("matter", flat=True)))
    named |= Q(receipt__in=list(receipts.values_list("pk", flat=True)))
    named |= Q(file__in=list(File.objects.filter(**own, number__in=said).values_list("pk", flat=True)))
    rows = Matter.objects.filter(named, **own, closed_at=None)
    rows = rows.exclude(threads__waiting_for__startswith="message:")
    rows = visible_to(rows, actor).select_related("file", "receipt", "service")
    return list(rows.order_by("-opened_at", "-pk")[:MOST])


def numbers_in(words: str) -> set[str]:
    """Whatever stands whole in these words, holds a digit and is no longer than a number of ours. Read are
    the first READ characters."""
    read = words[:READ]
    edges = [False, *map(_joins, read), False]
    begins = [at for at in range(len(read)) if edges[at + 1] and not edges[at]]
    ends = [at for at in range(1, len(read) + 1) if edges[at] and not edges[at + 1]]
    spans = (
        read[start:end]
        for start in begins
        for end in ends[bisect_right(ends, start) : bisect_right(ends, start + LONGEST_NUMBER)]
    )
    return {span for span in spans if any(map(str.isdecimal, span))}


def _joins(character: str) -> bool:
    """A letter, a sign that is written on one, or a digit."""
    return unicodedata.category(character)[0] in "LMN"


def _issued() -> QuerySet[Draft]:
    return Draft.objects.filter(matter=OuterRef("pk"), status=Status.ISSUED)


def plain(*texts: str) -> str:
    """The words in one, with digits as we store them."""
    return clean(" \n ".join(texts)).translate(LATIN_DIGITS)


def codes_in(words: str) -> set[str]:
    return {code for found in CODE.findall(words) if (code := read_code(found))}


def speaks_of(number: str, words: str) -> bool:
    """Whether the number stands there whole: the second file is not meant by the twenty-second."""
    return re.search(rf"(?<!\w){re.escape(number)}(?!\w)", words) is not None


def _names(row: Matter, words: str) -> bool:
    numbers = [row.file.number] if row.file else []
    if row.receipt is not None:
        if row.receipt.tracking in codes_in(words):
            return True
        numbers.append(row.receipt.number)
    numbers += row.drafts.filter(status=Status.ISSUED).values_list("memo", flat=True)
    return any(speaks_of(number, words) for number in numbers)
