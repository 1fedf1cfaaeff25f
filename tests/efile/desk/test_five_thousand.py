"""A desk of five thousand files: a page costs what a page costs, and every box and filter is one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from bench.crowd import fill
from config.servers.interface import Role
from efile import selectors
from efile.desk import shelf
from efile.desk.filters import Asked, narrowed
from efile.desk.models import Labelled, Reminder
from efile.desk.reminders import with_reminder
from efile.models import Thread
from hierarchy.models import User
from tests.base import servers
from tests.efile.conftest import District, make_district
from tests.efile.test_visibility_plans import blocks_read, plan_of

FILES, PAGE, OC = 5_000, 50, "oc-general"
MOST_BLOCKS = 12_000
"""Of 8 KiB, met again and again, as in test_visibility_plans."""


@pytest.fixture(scope="module")
def heaped(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[District]:
    """Everything lies with one officer: a fifth labelled, a tenth parked, a tenth reminded of."""
    with (
        servers.cloned_database() as name,
        django_db_blocker.unblock(),
        servers.default_connection(Role.APP, name),
    ):
        district = make_district()
        with servers.superuser(name) as superuser:
            fill(superuser, "uttar-dinajpur", FILES)
        district.now = timezone.now()
        _heap(district)
        with servers.superuser(name) as superuser:
            superuser.execute("VACUUM ANALYZE")
        yield district
        connections.close_all()


def _heap(district: District) -> None:
    post, today = district.post(OC), timezone.localdate()
    Thread.objects.update(holder=post, closed_at=None)
    threads = list(Thread.objects.order_by("pk").values_list("pk", "matter_id", "office_id"))
    label = shelf.add_label(actor=district.actor(OC), name="পরিদর্শন")
    Labelled.objects.bulk_create(
        Labelled(office_id=office, label=label, matter_id=matter) for _pk, matter, office in threads[::5]
    )
    parked = [pk for pk, _matter, _office in threads[::10]]
    Thread.objects.filter(pk__in=parked).update(parked_until=today.replace(year=today.year + 1))
    Reminder.objects.bulk_create(
        Reminder(
            office_id=office,
            matter_id=matter,
            thread_id=pk,
            by_post_id=district.post("dm"),
            to_post_id=post,
            words="প্রতিবেদন দিন",
            act_by=today,
            at=district.now,
        )
        for pk, matter, office in threads[1::10]
    )


@pytest.mark.parametrize("show", ["", "unread", "urgent", "reminded", "tag", "having"])
def test_a_page_reads_few_blocks_whatever_is_asked(heaped: District, show: str) -> None:
    actor, today = heaped.actor(OC), timezone.localdate()
    asked = Asked(show=show if show not in {"tag", "having"} else "")
    if show == "tag":
        asked = replace(asked, tag=shelf.shelf_of(actor).labels[0].id)
    if show == "having":
        asked = replace(asked, having="নলকূপ")
    rows = with_reminder(selectors.box(actor, "with_me", today))
    page = narrowed(rows, asked, actor, today)[:PAGE]
    assert blocks_read(plan_of(page)) < MOST_BLOCKS
    assert len(page) == (0 if show == "urgent" else PAGE)


def test_the_boxes_hold_what_they_should(heaped: District) -> None:
    counts = selectors.counts(heaped.actor(OC), timezone.localdate())
    assert counts["with_me"] + counts["parked"] == FILES
    assert counts["parked"] == FILES // 10


def test_the_page_asks_as_often_as_one_of_few_files(heaped: District) -> None:
    """`tests/efile/pages/test_desk.py` holds the bound for a desk of few."""
    client = Client()
    user = heaped.actor(OC).user_id
    assert user is not None
    client.force_login(User.objects.get(pk=user))
    session = client.session
    session["post"] = str(heaped.post(OC))
    session.save()
    client.get(reverse("desk"))
    with CaptureQueriesContext(connection) as caught:
        page = client.get(reverse("desk"))
    assert page.content.decode().count('name="one"') == PAGE
    assert len(caught) <= 8, [query["sql"][:120] for query in caught.captured_queries]
