"""What must reach the outside is queued with the act and claimed by one relay at a time."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from ledger import outbox, services
from ledger.models import Outbox

NOW = datetime(2026, 4, 1, 5, 30, tzinfo=UTC)


def queue(dedupe: str, *, at: datetime = NOW, body: Mapping[str, object] | None = None) -> None:
    services.enqueue(topic="effect.test", body=body or {"n": 1}, dedupe=dedupe, available_at=at)


def claim(now: datetime = NOW, limit: int = 10) -> list[outbox.Claimed]:
    return outbox.claim_batch(now=now, limit=limit)


@pytest.mark.django_db
class TestOneRelay:
    def test_a_delivery_is_queued_once_however_often_it_is_asked_for(self) -> None:
        queue("a", body={"text": "প্রথম"})
        queue("a", body={"text": "দ্বিতীয়"})

        assert [row.body for row in Outbox.objects.all()] == [{"text": "প্রথম"}]

    def test_a_delivery_is_claimed_once_within_its_lease(self) -> None:
        queue("a")

        assert [row.dedupe for row in claim()] == ["a"]
        assert claim() == []
        assert claim(NOW + outbox.LEASE - timedelta(seconds=1)) == []

    def test_a_relay_that_dies_gives_its_deliveries_back(self) -> None:
        queue("a")
        first = claim()[0]
        second = claim(NOW + outbox.LEASE)[0]

        assert (first.attempts, second.attempts) == (1, 2)

    def test_what_is_not_yet_due_waits(self) -> None:
        queue("later", at=NOW + timedelta(minutes=5))

        assert claim() == []
        assert len(claim(NOW + timedelta(minutes=5))) == 1

    def test_the_oldest_go_first_and_no_more_than_asked_for(self) -> None:
        for minutes in (3, 1, 2):
            queue(f"{minutes}", at=NOW - timedelta(minutes=minutes))

        assert [row.dedupe for row in claim(limit=2)] == ["3", "2"]

    def test_done_is_said_once(self) -> None:
        queue("a")
        claimed = claim()[0]

        assert outbox.mark_done(claimed, now=NOW)
        assert not outbox.mark_done(claimed, now=NOW)
        assert claim(NOW + timedelta(days=1)) == []

    def test_a_failure_comes_back_later_with_its_error(self) -> None:
        queue("a")
        outbox.mark_failed(claim()[0], "gateway answered 503", now=NOW)

        assert Outbox.objects.get().last_error == "gateway answered 503"
        assert claim(NOW + timedelta(seconds=4)) == []
        assert claim(NOW + timedelta(seconds=5))[0].attempts == 2

    def test_a_relay_that_overslept_cannot_give_back_what_another_holds(self) -> None:
        queue("a")
        slept = claim()[0]
        claim(NOW + outbox.LEASE)

        assert not outbox.mark_failed(slept, "too late", now=NOW + outbox.LEASE)
        assert claim(NOW + outbox.LEASE + timedelta(seconds=30)) == []

    def test_waits_double_up_to_an_hour(self) -> None:
        waits = [outbox.retry_after(attempts).total_seconds() for attempts in (1, 2, 3, 10, 11, 500)]
        assert waits == [5, 10, 20, 2560, 3600, 3600]

    def test_what_no_relay_has_touched_can_be_withdrawn(self) -> None:
        queue("effect:m:4:a")
        queue("effect:m:4:b")
        queue("effect:m:5:a")

        assert outbox.withdraw("effect:m:4:")
        assert [row.dedupe for row in Outbox.objects.all()] == ["effect:m:5:a"]

    def test_what_a_relay_has_claimed_stays(self) -> None:
        queue("effect:m:4:a", at=NOW - timedelta(seconds=1))
        queue("effect:m:4:b")
        claim(limit=1)

        assert not outbox.withdraw("effect:m:4:")
        assert Outbox.objects.count() == 2


def test_relays_at_the_same_time_share_the_work_without_overlap(fresh_database: str) -> None:
    with transaction.atomic():
        for number in range(60):
            queue(str(number))

    def relay(_: int) -> list[UUID]:
        try:
            return [row.id for _ in range(6) for row in claim(limit=5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        claimed = [own for ids in pool.map(relay, range(3)) for own in ids]
    assert len(claimed) == len(set(claimed)) == 60


def test_the_relay_is_woken_after_the_commit_and_not_before(fresh_database: str) -> None:
    woken: list[datetime] = []

    def wake(available_at: datetime, **_: object) -> None:
        woken.append(available_at)

    outbox.queued.connect(wake)
    try:
        with transaction.atomic():
            queue("a")
            assert woken == []
        assert woken == [NOW]
        with transaction.atomic():
            queue("b")
            transaction.set_rollback(True)
        assert woken == [NOW]
    finally:
        outbox.queued.disconnect(wake)
