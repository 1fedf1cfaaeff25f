"""`python -m bench.visibility`: what the filter of a list costs, against one row by its key and against
django-guardian's `get_objects_for_user` on the same data.

On an embedded PostgreSQL of its own, filled with --matters matters (200,000; 1000000 for the whole). For
guardian each matter is granted, with a direct foreign key, to the head, to the officer of its section and to
the clerk who holds it. Measured in turn: the newest 25 a post may open. Printed are medians as ratios.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import psycopg

from bench.act import own_installation, superuser_address

MATTERS = 200_000
SAMPLE = 9
PAGE = 25
POSTS = ("dm", "oc-general", "ldc-general")

GRANTS = """
INSERT INTO efile_mattergrant (id, permission_id, group_id, content_object_id, office_id, given_by_id,
       given_at, until, reason)
SELECT gen_random_uuid(), %(permission)s, g.id, m.id, m.office_id, m.opened_by_id, m.opened_at, 'infinity',
       'bench'
  FROM efile_matter m JOIN efile_thread t ON t.matter_id = m.id
  JOIN auth_group g ON g.name = ANY (ARRAY['bench:' || %(head)s, 'bench:' || m.marked_to_id,
                                           'bench:' || t.holder_id])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=MATTERS)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="times each list is asked for")
    given = parser.parse_args()
    with (
        own_installation() as folder,
        psycopg.connect(superuser_address(folder), autocommit=True) as database,
    ):
        users = prepare(database, given.matters)
        report(given.matters, {post: measured(post, users[post], given.sample) for post in POSTS})


def prepare(database: psycopg.Connection, matters: int) -> dict[str, object]:
    """Fill the district and grant; the users of POSTS."""
    from django.contrib.auth.models import Group, Permission
    from django.utils import timezone

    from bench.crowd import fill
    from bench.matters import district
    from hierarchy import selectors as hierarchy
    from hierarchy.models import Post, User

    office = district(timezone.now())
    fill(database, office.code, matters)
    users: dict[str, object] = {}
    for post in Post.objects.filter(office=office):
        group = Group.objects.create(name=f"bench:{post.pk}")
        holder = hierarchy.holder_of(post.pk, timezone.now())
        if post.code in POSTS and holder is not None:
            users[post.code] = user = User.objects.get(pk=holder.user_id)
            user.groups.add(group)
    named = {
        "permission": Permission.objects.get(codename="view_matter").pk,
        "head": str(Post.objects.get(office=office, code="dm").pk),
    }
    psycopg.ClientCursor(database).execute(GRANTS, named)
    database.execute("VACUUM ANALYZE")
    return users


def measured(code: str, user: object, sample: int) -> dict[str, float]:
    """Median seconds of each way, asked in turn."""
    from django.utils import timezone
    from guardian.shortcuts import get_objects_for_user

    from efile.models import Matter
    from efile.visibility import known_to, visible_to
    from hierarchy import selectors as hierarchy
    from hierarchy.models import Post

    post = Post.objects.get(code=code, office__code="uttar-dinajpur")
    actor = hierarchy.actor_for(user.pk, post.pk, timezone.now())  # type: ignore[attr-defined]  # [a user]
    office = Matter.objects.filter(office=post.office)
    first = office.order_by("pk")[0].pk
    ways: dict[str, Callable[[], object]] = {
        "key": lambda: list(Matter.objects.filter(pk=first)),
        "plain": lambda: list(office.order_by("-opened_at", "-pk")[:PAGE]),
        "visible_to": lambda: list(visible_to(office, actor).order_by("-opened_at", "-pk")[:PAGE]),
        "register": lambda: list(known_to(office, actor).order_by("-opened_at", "-pk")[:PAGE]),
        "one": lambda: list(visible_to(Matter.objects.filter(pk=first), actor)),
        "guardian": lambda: list(
            get_objects_for_user(user, "view_matter", office, accept_global_perms=False).order_by(
                "-opened_at", "-pk"
            )[:PAGE]
        ),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(sample):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - began)
    return {name: median(seconds) for name, seconds in taken.items()}


def report(matters: int, found: dict[str, dict[str, float]]) -> None:
    print(f"newest {PAGE} of {matters:,} matters; ratios of medians")
    print(f"{'post':14}{'ms':>9}{'/ one row':>12}{'/ plain':>10}{'register':>10}{'one':>8}{'guardian /':>12}")
    for post, of in found.items():
        own = of["visible_to"]
        print(
            f"{post:14}{own * 1000:>9.2f}{own / of['key']:>12.1f}{own / of['plain']:>10.1f}"
            f"{of['register'] / of['plain']:>10.1f}{of['one'] / of['key']:>8.1f}{of['guardian'] / own:>12.0f}"
        )


if __name__ == "__main__":
    main()
