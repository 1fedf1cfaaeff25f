"""What officers call a post among themselves: “ADM”, “ওসি”. To find it by; pages show its full title."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.db.models import Q

from hierarchy.models import Post, Rank
from hierarchy.words import clean

FILE = Path(__file__).parent / "data" / "short_forms.csv"
LITTLE = frozenset({"in", "of", "the", "and", "cum", "to", "for"})
_ASIDE = re.compile(r"\([^)]*\)")
_BREAKS = re.compile(r"[^\w]+", re.UNICODE)


def short_forms(post: Post) -> frozenset[str]:
    """The words of its short forms, in either script, casefolded; and the initials of its English names."""
    listed, section = _listed(), post.section.code if post.section is not None else ""
    forms = {*listed.get((post.rank.code, ""), ()), *listed.get((post.rank.code, section), ())}
    return frozenset(forms | {initials(post.title_en), initials(post.rank.name_en)} - {""})


def initials(title: str) -> str:
    """“Officer-in-Charge, Land Section” gives “oc”; of one word alone there are none."""
    words = _BREAKS.split(_ASIDE.sub("", title.split(",")[0]))
    great = [word for word in words if word and word.casefold() not in LITTLE]
    return "".join(word[0] for word in great).casefold() if len(great) > 1 else ""


def ranks_named() -> dict[str, str]:
    """The English name of each rank by its code, for `called`."""
    return dict(Rank.objects.values_list("code", "name_en"))


def called(word: str, ranks: Mapping[str, str], *, whole: bool = False) -> Q:
    """The posts which officers call so by a word, or begin to; of the initials those of the rank alone."""
    typed = without_stops(clean(word).casefold())
    if not typed:
        return Q(pk__in=[])

    def meant(form: str) -> bool:
        return form == typed if whole else form.startswith(typed)

    so = [code for code, name in ranks.items() if meant(initials(name))]
    found = Q(rank__code__in=so)
    for (rank, section), forms in _listed().items():
        if any(map(meant, forms)):
            found |= Q(rank__code=rank, section__code=section) if section else Q(rank__code=rank)
    return found


def without_stops(typed: str) -> str:
    """“A.D.M.” and “এ.ডি.এম.” are typed for the same."""
    return typed.replace(".", "")


@lru_cache(maxsize=1)
def _listed() -> Mapping[tuple[str, str], frozenset[str]]:
    """By rank, and by rank in a section: the words of the forms."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = clean(row["forms"]).casefold().replace(";", " ").split()
            found[row["rank"], row["section"]].update(words)
    return {place: frozenset(words) for place, words in found.items()}
