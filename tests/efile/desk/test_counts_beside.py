"""What every page counts beside itself: one statement, drawn up once for an actor and true at each moment."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from efile import selectors, services, waiting
from efile.access.shown import showings_to
from efile.committees.selectors import seats_of, unread_notices
from efile.dak.selectors import with_post
from efile.handover.waiting import handed_to
from efile.letters import lists
from efile.models import Matter
from hierarchy.actors import Actor
from hierarchy.administration import asked
from hierarchy.models import Seat
from tests.efile.conftest import District


@pytest.fixture
def shown(district: District) -> Matter:
    """To the assistant of the IT section for three days from now."""
    district.now = timezone.now() - timedelta(days=1)
    matter = district.marked()
    services.show_to(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        post=district.post("udc-it"),
        until=(timezone.now() + timedelta(days=3)).date(),
        reason="মতামতের জন্য",
        now=district.wait(minutes=1),
    )
    return matter


def counted(actor: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: now)
        return waiting.beside(actor, timezone.localdate())


def test_what_ends_is_counted_no_more_by_a_statement_drawn_up_before(
    district: District, shown: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = district.actor("udc-it")
    assert counted(reader, timezone.now(), monkeypatch)["shown_to_me"] == 1
    assert counted(reader, timezone.now() + timedelta(days=5), monkeypatch)["shown_to_me"] == 0
    assert counted(reader, timezone.now(), monkeypatch)["shown_to_me"] == 1


def test_it_is_drawn_up_once_for_an_actor(
    district: District, shown: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = counted(district.actor("udc-it"), timezone.now(), monkeypatch)
    same = district.actor("udc-it")

    def again(*_: object, **__: object) -> None:
        raise AssertionError("drawn up again")

    monkeypatch.setattr(SQLCompiler, "as_sql", again)
    with CaptureQueriesContext(connection) as asked_now:
        later = waiting.beside(same, timezone.localdate())
    assert later == first
    assert len(asked_now) == 1


POSTS = ("dm", "dpm", "adm-land", "oc-general", "ldc-general", "counter-1", "it-officer-1", "auditor-1")


@pytest.mark.parametrize("post", POSTS)
def test_nothing_that_the_database_says_is_drawn_into_it(
    district: District, shown: Matter, post: str
) -> None:
    """What is read while it is drawn up would be told for as long as it is kept."""
    actor = district.actor(post)
    with CaptureQueriesContext(connection) as asked_now:
        waiting.beside(actor, timezone.localdate())
    assert len(asked_now) == 1


@pytest.mark.parametrize("post", POSTS)
def test_each_number_is_that_of_its_rows(district: District, shown: Matter, post: str) -> None:
    actor, now, today = district.actor(post), timezone.now(), timezone.localdate()
    told = waiting.beside(actor, today)
    matters, files = showings_to(actor, now)
    others, unknown = (
        selectors.with_others(actor, today),
        selectors.with_others_unknown(actor, today),
    )
    assert told["others"] == others.count() - unknown.count()
    assert told["shown_to_me"] == matters.count() + files.count()
    assert told["committees"] == unread_notices(actor).count()
    assert told["my_charge"] == handed_to(actor, now).count()
    assert told["asked_acts"] == asked.for_me(actor, now).count()
    assert told["seated"] == seats_of(actor).count()
    assert told["daks"] == with_post(actor).count()
    assert {name: told[name] for name in lists.BOXES} == {
        name: lists.box(actor, name).count() for name in lists.BOXES
    }


def test_a_part_with_a_clock_of_its_own_is_refused(
    district: District, shown: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_its_own_clock(actor: Actor) -> QuerySet[Seat]:
        return seats_of(actor).filter(starts__lte=timezone.now().date())

    monkeypatch.setattr(waiting, "seats_of", by_its_own_clock)
    with pytest.raises(ValueError, match="stay what they are"):
        waiting.beside(district.actor("oc-land"), timezone.localdate())
