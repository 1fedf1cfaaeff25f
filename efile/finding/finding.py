"""Finding matters by number and by the words in them, among those of which the reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from efile.access.rules import grounds_of_place
from efile.dak.models import Dak
from efile.dak.selectors import box
from efile.finding.asking import Asked, number_says, words_say
from efile.finding.folding import fold
from efile.finding.models import Findable
from efile.finding.sounding import sounds_of
from efile.keyset import Keyset, rest
from efile.models import Matter, Receipt, Thread, name_present
from efile.tracking import read_code
from efile.visibility import few_known, hide, known_among, readable
from hierarchy.actors import Actor

MOST: Final = 25
FEW: Final = 5000
"""So many are looked at one by one. What more have the words is met soon on the way from the newest."""
FEW_IN_PART: Final = 20_000
"""The same for who may know of a part of the office: on that way he may meet none of his own."""
NEAR: Final = 0.5
"""Share of a word's trigrams that must stand in one written word. A letter left out leaves so many."""
NEAR_AT_ALL: Final = 2000
NEAREST: Final = 200
MOST_DAK: Final = 5


@dataclass(slots=True)
class Found:
    """A page of matters. `near`: none had the words, these have names that are spelt nearly so."""

    rows: list[Matter]
    more: bool = False
    near: bool = False


def find(actor: Actor, asked: Asked, after: Keyset | None = None) -> Found:
    """The matters in which every typed word begins a word or a part of a number, newest first; the one of
    the slip whose tracking code was typed.

    A matter the reader may not open is found by its number alone; `hidden` says so of a row.
    """
    if not asked:
        return Found([])
    mine = few_known(actor)
    if code := code_in(asked):
        rows = Matter.objects.filter(asked.beside(), readable(actor), receipt__tracking=code)
        return Found(*lines_of(rest(_known(rows, actor, mine, None), "opened_at", after), actor))
    rows = _known(_matching(actor, asked), actor, mine, few_of(asked.typed, most=_judged_at_most(actor)))
    found = Found(*lines_of(rest(rows, "opened_at", after), actor))
    if found.rows or after is not None or not asked.typed:
        return found
    rows = known_among(_near(actor, asked, mine), actor, mine).filter(asked.beside(), readable(actor))
    near, _more = lines_of(rows, actor)
    return Found(near, near=bool(near))


def code_in(asked: Asked) -> str:
    """The tracking code of a slip of ours, where that is what was typed."""
    code = read_code(asked.text)
    return code if code and Receipt.objects.filter(tracking=code).exists() else ""


def find_dak(actor: Actor, asked: Asked) -> list[Dak]:
    """The newest few of the dak that is no matter of its own, by words alone."""
    if not asked.typed or asked.narrows:
        return []
    rows = box(actor, "all")
    if code := code_in(asked):
        return list(rows.filter(receipt__tracking=code))
    for word in asked.typed:
        rows = rows.filter(has(_says(word)))
    return list(rows[:MOST_DAK])


def _matching(actor: Actor, asked: Asked) -> QuerySet[Matter]:
    may_read = readable(actor)
    rows = Matter.objects.all()
    for word in asked.typed:
        rows = rows.filter(has(number_says(word)) | has(words_say(word)) & may_read)
    if asked.narrows:
        rows = rows.filter(asked.beside(), may_read)
    return rows


def _known(
    rows: QuerySet[Matter], actor: Actor, mine: list[UUID] | None, few: list[UUID] | None
) -> QuerySet[Matter]:
    """Those of which the actor may know: begun at what he knows at all, at what has the words, or at both."""
    if mine is not None:
        return known_among(rows, actor, mine if few is None else list(set(mine).intersection(few)))
    if few is None:
        return known_among(rows, actor, None)
    # By themselves first: beside an order and a limit every matter of the office would be walked for them.
    known = known_among(rows.filter(pk__in=few), actor, None).order_by().values_list("pk", flat=True)
    return Matter.objects.filter(pk__in=list(known))


def _judged_at_most(actor: Actor) -> int:
    return FEW if grounds_of_place(actor) else FEW_IN_PART


def has(said: Q) -> Q:
    """Asked of each matter, dak or file on the way: a join would sort the whole office first."""
    own = Findable.objects.filter(said, pk=OuterRef("pk")).values("pk")[:1]
    return Q(IsNull(Subquery(own), False))


def few_of(typed: list[str], of: str = "matter", most: int = FEW) -> list[UUID] | None:
    """All matters, or files, that have the words, whoever may see them; None for more than `most`."""
    if not typed:
        return None
    rows = Findable.objects.filter(**{f"{of}__isnull": False})
    for word in typed:
        rows = rows.filter(_says(word))
    found = list(rows.values_list("pk", flat=True)[: most + 1])
    return None if len(found) > most else found


def _near(actor: Actor, asked: Asked, mine: list[UUID] | None) -> QuerySet[Matter]:
    """Those that have each typed word as it is, or where nothing that he may know has it so, one spelt nearly
    so in the subject or the applicant; the nearest of the first NEAR_AT_ALL.
    """
    known = {
        word: _known(
            _matching(actor, Asked(word)), actor, mine, few_of([word], most=_judged_at_most(actor))
        ).exists()
        for word in asked.typed
    }
    if all(known.values()):
        return Matter.objects.none()
    rows = Findable.objects.filter(matter__isnull=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(NEAR)])
        for word, written in known.items():
            rows = rows.filter(_says(word) if written else _nearly(word))
        few = list(rows.values_list("pk", flat=True)[:NEAR_AT_ALL])
    likeness = TrigramWordSimilarity(fold(asked.text), "names")
    nearest = Findable.objects.filter(pk__in=few).order_by(-likeness, "-pk").values_list("pk", flat=True)
    return Matter.objects.filter(pk__in=list(nearest[:NEAREST]))


def _nearly(word: str) -> Q:
    """Spelt nearly so, or sounding so in either script."""
    sounds = sounds_of(word)
    heard = Q(sounds__contains=sounds) if sounds else Q()
    return Q(names__trigram_word_similar=fold(word)) | heard


def _says(word: str) -> Q:
    return number_says(word) | words_say(word)


def lines_of(rows: QuerySet[Matter], actor: Actor) -> tuple[list[Matter], bool]:
    """A page of matters known to the actor, newest first, with what a line of them needs, and whether more
    follow."""
    live = Thread.objects.filter(closed_at__isnull=True).select_related("holder", "pool").order_by("pk")
    found: list[Matter] = list(
        rows.select_related("receipt__applicant", "file", "service", "instance", "office")
        .prefetch_related(Prefetch("threads", queryset=live, to_attr="live_threads"))
        .order_by("-opened_at", "-pk")[: MOST + 1]
    )
    more = len(found) > MOST
    del found[MOST:]
    hide(found, actor)
    name_present(thread for row in found for thread in row.live_threads)  # type: ignore[attr-defined]  # [prefetched above]
    return found, more
