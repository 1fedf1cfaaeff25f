"""The same races with the guards switched off: what the lock and the check of what was seen prevent."""

from datetime import datetime
from functools import partial
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from django.db import IntegrityError

from efile import services
from efile.models import Matter, Movement, Thread
from efile.services.act import Done, Seen
from efile.services.locking import Held, clock_for
from efile.verification import check_stream
from ledger import selectors as ledger
from notings import services as notings
from tests.concurrency.racing import accepted, agrees, together
from tests.efile import stories
from tests.efile.conftest import District

MODULES = ("efile.services.moving", "efile.services.completing")


@pytest.fixture
def without_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(f"{module}.check_seen", lambda held, seen, actor: None)


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both officers read the thread before either writes."""
    barrier = Barrier(2)

    def read_only(thread: UUID, now: datetime, *rest: object) -> Held:
        row = Thread.objects.select_related("stage", "holder").get(pk=thread)
        matter = Matter.objects.select_related("instance", "office", "service").get(pk=row.matter_id)
        barrier.wait(10)
        return Held(matter, row, clock_for(matter, now))

    for module in MODULES:
        monkeypatch.setattr(f"{module}.lock_thread", read_only)


def field_enquiry(district: District) -> Thread:
    """A part file whose next two stages lie with one post and have one outcome: `done`."""
    matter = stories.split(district)
    part = Thread.objects.get(matter=matter, stage__element="Field")
    actor = district.actor("oc-land")
    notings.save_draft(
        actor=actor, sheet=matter.sheet_id, lane=part.pk, text="দেখা হল।", revision=0, now=district.now
    )
    return part


def twice_done(district: District, part: Thread) -> list[Done]:
    act = partial(
        services.complete_stage,
        actor=district.actor("oc-land"),
        thread=part.pk,
        outcome="done",
        seen=Seen(part.version, part.stage_id),
        now=district.now,
    )
    return accepted(together(act, act))


def test_with_the_check_a_double_click_leaves_one_stage(lasting_district: District) -> None:
    part = field_enquiry(lasting_district)
    assert len(twice_done(lasting_district, part)) == 1
    part = Thread.objects.select_related("stage", "matter").get(pk=part.pk)
    assert part.stage is not None
    assert part.stage.element == "Report"
    assert agrees(part.matter)


@pytest.mark.usefixtures("without_seen")
def test_the_lock_alone_lets_a_double_click_skip_a_stage(lasting_district: District) -> None:
    part = field_enquiry(lasting_district)
    assert len(twice_done(lasting_district, part)) == 2
    part.refresh_from_db()
    left = Movement.objects.filter(thread=part, kind="completed").values_list("stage", flat=True)
    assert list(left) == ["Field", "Report"]
    assert part.waiting_for == "join:Join"


def two_windows(district: District, matter: Matter) -> list[partial[Done]]:
    """The holder sends the file to two desks from two windows that show the same."""
    thread, seen = district.thread(matter).pk, district.seen(matter)
    return [
        partial(
            services.forward,
            actor=district.actor("oc-general"),
            thread=thread,
            to=district.post(to),
            seen=seen,
            now=district.now,
        )
        for to in ("cic-general", "udc-general")
    ]


def test_without_the_lock_both_pass_the_check_and_the_database_refuses_one(
    lasting_district: District, request: pytest.FixtureRequest
) -> None:
    matter = lasting_district.marked()
    request.getfixturevalue("without_lock")
    with pytest.raises(IntegrityError, match="movement_seq"):
        together(*two_windows(lasting_district, matter))


def test_without_lock_and_constraint_one_file_is_sent_to_two_desks(
    lasting_district: District, superuser_cursor: psycopg.Cursor, request: pytest.FixtureRequest
) -> None:
    matter = lasting_district.marked()
    superuser_cursor.execute("ALTER TABLE efile_movement DROP CONSTRAINT movement_seq")
    request.getfixturevalue("without_lock")
    assert len(accepted(together(*two_windows(lasting_district, matter)))) == 2
    sent = Movement.objects.filter(matter=matter, kind="forwarded")
    assert sent.count() == 2
    assert sent.values("seq").distinct().count() == 1
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is not None
