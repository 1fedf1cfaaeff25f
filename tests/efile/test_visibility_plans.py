"""At many matters the desk and the lists read through their indexes, and a page costs what a page costs.

A fixed sample in every run; GOTIPATH_SOAK=1 asks the same of a million.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from bench.crowd import fill
from config.servers.interface import Role
from efile import selectors
from efile.access.models import MatterGrant
from efile.latest import Wanted, latest_movements
from efile.models import Matter
from efile.visibility import known_to, visible_to
from hierarchy import grants
from hierarchy.actors import Actor
from hierarchy.models import Post, PostGroup
from ledger.ids import uuid7
from tests.base import servers
from tests.efile.conftest import District, make_district

MATTERS = 1_000_000 if os.environ.get("GOTIPATH_SOAK") else 200_000
BIG = {"efile_matter", "efile_thread", "efile_movement", "workflows_instance"}
POSTS = tuple(
    "dm auditor-1 adm-general oc-general cic-general ldc-general counter-1 counter-2 record-keeper".split()
)
PAGE = 25
MOST_BLOCKS = 12_000
"""Blocks of 8 KiB, met again and again; the matters of the sample alone lie in several thousand."""

Query = Callable[[Actor], QuerySet[Any]]


@pytest.fixture(scope="module")
def crowded(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[District]:
    with (
        servers.cloned_database() as name,
        django_db_blocker.unblock(),
        servers.default_connection(Role.APP, name),
    ):
        district = make_district()
        with servers.superuser(name) as superuser:
            fill(superuser, "uttar-dinajpur", MATTERS)
            superuser.execute("VACUUM ANALYZE")
        district.now = timezone.now()
        yield district
        connections.close_all()


def plan_of(rows: QuerySet[Any]) -> dict[str, Any]:
    """What was done to answer; a query that Django knows to be empty reads nothing."""
    try:
        compiled, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return {"Node Type": "Result", "Shared Hit Blocks": 0, "Shared Read Blocks": 0}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {compiled}", params)
        (found,) = cursor.fetchone()
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def scanned_whole(plan: dict[str, Any]) -> set[str]:
    scans = (node for node in nodes(plan) if node["Node Type"] == "Seq Scan" and node["Actual Loops"])
    return BIG.intersection(node["Relation Name"] for node in scans)


def blocks_read(plan: dict[str, Any]) -> int:
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


def newest(actor: Actor) -> QuerySet[Any]:
    rows = Matter.objects.filter(office__in=actor.offices)
    return visible_to(rows, actor).order_by("-opened_at", "-pk")[:PAGE]


def register(actor: Actor) -> QuerySet[Any]:
    return known_to(Matter.objects.all(), actor).order_by("-opened_at", "-pk")[:PAGE]


def movements(actor: Actor) -> QuerySet[Any]:
    return latest_movements(actor, Wanted())[:PAGE]


def one(actor: Actor) -> QuerySet[Any]:
    middle = f"00000003-0000-7000-8000-{MATTERS // 2:012x}"
    return visible_to(Matter.objects.filter(pk=middle), actor)


def desk_box(name: str) -> Query:
    def rows(actor: Actor) -> QuerySet[Any]:
        return selectors.box(actor, name, timezone.localdate())[:PAGE]

    rows.__name__ = f"box_{name}"
    return rows


def others_unknown(actor: Actor) -> QuerySet[Any]:
    return selectors.with_others_unknown(actor, timezone.localdate())


DESK = [desk_box(name) for name in selectors.BOXES]
LISTS: list[Query] = [newest, register, movements, one, others_unknown]


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("query", DESK + LISTS, ids=lambda query: query.__name__)
def test_the_desk_and_the_lists_read_a_bounded_part_through_indexes(
    crowded: District, post: str, query: Query
) -> None:
    plan = plan_of(query(crowded.actor(post)))
    assert scanned_whole(plan) == set()
    assert blocks_read(plan) < MOST_BLOCKS


@pytest.mark.parametrize("post", POSTS)
def test_the_filter_of_a_page_is_one_statement(crowded: District, post: str) -> None:
    actor = crowded.actor(post)
    with CaptureQueriesContext(connection) as caught:
        list(newest(actor))
    assert len(caught) == 1


@pytest.mark.parametrize("query", [register, movements], ids=lambda query: query.__name__)
def test_who_has_to_do_with_few_matters_does_not_walk_the_whole_office(newcomer: Actor, query: Query) -> None:
    plan = plan_of(query(newcomer))
    assert plan["Actual Rows"] == PAGE
    assert scanned_whole(plan) == set()
    assert blocks_read(plan) < MOST_BLOCKS


@pytest.fixture(scope="module")
def newcomer(crowded: District) -> Actor:
    """A post without section and papers, to which a hundred matters of ten years were shown."""
    show_hundred(crowded)
    post = Post.objects.create(
        office=crowded.office,
        code=f"new-{uuid7()}",
        rank=Post.objects.all()[0].rank,
        title_bn="-",
        title_en="-",
    )
    # The same grants, held by a post that no thread or movement names.
    PostGroup.objects.update(post=post)
    return replace(
        Actor.system("newcomer"),
        kind="officer",
        office_id=crowded.office.pk,
        offices=frozenset({crowded.office.pk}),
        post_id=post.pk,
        posts=frozenset({post.pk}),
        user_id=post.pk,
    )


def show_hundred(district: District) -> None:
    post = Post.objects.get(pk=district.post("group-d-it"))
    for number in range(1, MATTERS, MATTERS // 100):
        grants.give(
            MatterGrant,
            "view_matter",
            Matter.objects.get(pk=f"00000003-0000-7000-8000-{number:012x}"),
            post=post,
            office=district.office.pk,
            by=district.post("dm"),
            until=district.now + timedelta(days=9),
            reason="যাচাই",
            now=district.now,
        )


def test_the_desk_uses_the_index_made_for_it(crowded: District) -> None:
    plan = plan_of(DESK[0](crowded.actor("ldc-general")))
    assert "thread_desk_idx" in {node.get("Index Name") for node in nodes(plan)}
