"""Finding a matter by number, subject or applicant, among those of which the reader may know."""

from __future__ import annotations

from django.db.models import Prefetch, Q

from efile.models import Matter, Thread, name_present
from efile.selectors import Keyset
from efile.visibility import hide, known_to, readable
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

MOST = 25


def find(actor: Actor, wanted: str, after: Keyset | None = None) -> tuple[list[Matter], bool]:
    """A page of the matters in which every typed word occurs, newest first, and whether older ones follow.
    Digits may be of either script.

    A matter the reader may not open is found by its number alone; `hidden` says so of a row.
    """
    words = clean(wanted).split()
    if not words:
        return [], False
    rows, may_read = known_to(Matter.objects.all(), actor), readable(actor)
    for word in words:
        rows = rows.filter(_says(word, may_read))
    if after is not None:
        rows = rows.filter(Q(opened_at__lt=after.arrived_at) | Q(opened_at=after.arrived_at, pk__lt=after.id))
    live = Thread.objects.filter(closed_at__isnull=True).select_related("holder", "pool").order_by("pk")
    found: list[Matter] = list(
        rows.select_related("receipt__applicant", "file", "service", "instance")
        .prefetch_related(Prefetch("threads", queryset=live, to_attr="live_threads"))
        .order_by("-opened_at", "-pk")[: MOST + 1]
    )
    more = len(found) > MOST
    del found[MOST:]
    hide(found, actor)
    name_present(thread for row in found for thread in row.live_threads)  # type: ignore[attr-defined]  # [prefetched above]
    return found, more


def _says(word: str, may_read: Q) -> Q:
    number = word.translate(LATIN_DIGITS)
    words = Q(subject__icontains=word) | Q(receipt__applicant__name__icontains=word)
    return Q(receipt__number__icontains=number) | Q(file__number__icontains=number) | words & may_read
