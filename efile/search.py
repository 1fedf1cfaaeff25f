"""Finding a matter by number, subject or applicant, among those the reader may open."""

from __future__ import annotations

from django.db.models import Prefetch, Q

from efile.models import Matter, Thread
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

MOST = 25


def find(actor: Actor, wanted: str) -> list[Matter]:
    """The newest matters in which every typed word occurs. Digits may be of either script."""
    words = clean(wanted).split()
    if not words:
        return []
    rows = visible_to(Matter.objects.all(), actor)
    for word in words:
        rows = rows.filter(_says(word))
    live = Thread.objects.filter(closed_at__isnull=True).select_related("holder", "pool").order_by("pk")
    return list(
        rows.select_related("receipt__applicant", "file", "service", "instance")
        .prefetch_related(Prefetch("threads", queryset=live, to_attr="live_threads"))
        .order_by("-opened_at", "-pk")[:MOST]
    )


def _says(word: str) -> Q:
    number = word.translate(LATIN_DIGITS)
    return (
        Q(subject__icontains=word)
        | Q(receipt__applicant__name__icontains=word)
        | Q(receipt__number__icontains=number)
        | Q(file__number__icontains=number)
    )
