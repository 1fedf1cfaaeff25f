"""`python -m bench.finding`: what a search costs, against looking through every subject.

On an embedded PostgreSQL of its own, filled with --matters matters (200,000; 1000000 for the whole) whose
subjects name one of 5,000 villages and one of 400 works. Measured in turn, as the head and as a clerk who
knows few: the newest 25 with two words that stand together in one subject of 10,000, in one of 400, or in
all; and with a word that has a wrong letter. The scan asks each subject for the words, from the newest on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import psycopg
from django.db.models import QuerySet

from bench.act import own_installation, superuser_address

MATTERS = 200_000
SAMPLE = 7
PAGE = 25
POSTS = ("dm", "ldc-general")
ASKED = {
    "rare": "গ্রাম55 কাজ305",
    "some": "মেরামত কাজ305",
    "all": "মেরামত আবেদন",
    "nearly": "মেরমত গ্রাম4321",
}
SUBJECTS = """
UPDATE efile_matter SET subject = 'মেরামতের আবেদন গ্রাম' || n * 7919 % 5000 || ' কাজ' || n * 104729 % 400
  FROM (SELECT id AS own, row_number() OVER (ORDER BY id) AS n FROM efile_matter) numbered WHERE own = id
"""
FOUND = """
INSERT INTO efile_findable (id, matter_id, numbers, words, names)
SELECT id, id, ''::tsvector, efile_words(subject), efile_fold(subject) FROM efile_matter
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=MATTERS)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="times each search is made")
    given = parser.parse_args()
    with (
        own_installation() as folder,
        psycopg.connect(superuser_address(folder), autocommit=True) as database,
    ):
        prepare(database, given.matters)
        report(given.matters, {post: measured(post, given.sample) for post in POSTS})


def prepare(database: psycopg.Connection, matters: int) -> None:
    from django.utils import timezone

    from bench.crowd import fill
    from bench.matters import district

    fill(database, district(timezone.now()).code, matters)
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        database.execute(SUBJECTS)
        database.execute(FOUND)
    database.execute("VACUUM ANALYZE")


def measured(code: str, sample: int) -> dict[str, dict[str, float]]:
    """Median seconds of each search by both ways, asked in turn."""
    from django.utils import timezone

    from efile.finding.asking import Asked
    from efile.finding.finding import find
    from efile.models import Matter
    from efile.visibility import known_to
    from hierarchy import selectors as hierarchy
    from hierarchy.models import Post

    post = Post.objects.get(code=code, office__code="uttar-dinajpur")
    holder = hierarchy.holder_of(post.pk, timezone.now())
    assert holder is not None
    actor = hierarchy.actor_for(holder.user_id, post.pk, timezone.now())

    def scan(text: str) -> QuerySet[Matter]:
        rows = known_to(Matter.objects.all(), actor)
        for word in text.split():
            rows = rows.filter(subject__icontains=word)
        return rows.order_by("-opened_at", "-pk")[:PAGE]

    taken: dict[str, dict[str, list[float]]] = {}
    for _ in range(sample):
        for name, text in ASKED.items():
            ways: dict[str, Callable[[], object]] = {
                "found": lambda text=text: find(actor, Asked(text)),  # type: ignore[misc]  # [bound now]
                "scan": lambda text=text: list(scan(text)),  # type: ignore[misc]  # [bound now]
            }
            for way, run in ways.items():
                began = time.perf_counter()
                run()
                taken.setdefault(name, {}).setdefault(way, []).append(time.perf_counter() - began)
    return {name: {way: median(all_of) for way, all_of in of.items()} for name, of in taken.items()}


def report(matters: int, found: dict[str, dict[str, dict[str, float]]]) -> None:
    print(f"newest {PAGE} of {matters:,} matters with two words; medians and their ratio")
    print(f"{'post':14}{'words':>8}{'found, ms':>12}{'scan, ms':>12}{'scan / found':>14}")
    for post, searches in found.items():
        for name, of in searches.items():
            print(
                f"{post:14}{name:>8}{of['found'] * 1000:>12.1f}{of['scan'] * 1000:>12.1f}"
                f"{of['scan'] / of['found']:>14.1f}"
            )


if __name__ == "__main__":
    main()
