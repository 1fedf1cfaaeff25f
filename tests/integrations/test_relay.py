"""The relay carries deliveries to whoever handles their topic."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from integrations import relay, tasks
from integrations.relay import NotDelivered, handler, release_due
from ledger import services
from ledger.models import Outbox
from ledger.outbox import Claimed

NOW = datetime(2026, 4, 1, 5, 30, tzinfo=UTC)


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Topics `take`, `refuse` and `break` of this test; what `take` was given."""
    monkeypatch.setattr(relay, "_handlers", {})
    given: list[str] = []

    @handler("take")
    def take(delivery: Claimed, now: datetime) -> None:
        given.append(delivery.dedupe)

    @handler("refuse")
    def refuse(delivery: Claimed, now: datetime) -> None:
        raise NotDelivered("the gateway answered 503")

    @handler("break")
    def broken(delivery: Claimed, now: datetime) -> None:
        raise KeyError("number")

    return given


def queue(topic: str, dedupe: str, at: datetime = NOW) -> None:
    services.enqueue(topic=topic, body={}, dedupe=dedupe, available_at=at)


@pytest.mark.django_db
class TestReleasing:
    def test_what_is_due_is_carried_out_once(self, carried: list[str]) -> None:
        queue("take", "a")
        queue("take", "b")

        assert release_due(NOW) == 2
        assert release_due(NOW + timedelta(days=1)) == 0
        assert sorted(carried) == ["a", "b"]

    def test_more_than_one_batch_is_carried_out(self, carried: list[str]) -> None:
        for number in range(25):
            queue("take", str(number))

        assert release_due(NOW) == 25

    def test_a_limit_is_kept(self, carried: list[str]) -> None:
        for number in range(5):
            queue("take", str(number))

        assert release_due(NOW, limit=2) == 2
        assert len(carried) == 2

    def test_what_is_not_due_waits(self, carried: list[str]) -> None:
        queue("take", "later", NOW + timedelta(minutes=1))

        assert release_due(NOW) == 0
        assert carried == []

    def test_what_the_outside_did_not_take_is_tried_again_later(self, carried: list[str]) -> None:
        queue("refuse", "a")

        assert release_due(NOW) == 0
        row = Outbox.objects.get()
        assert (row.done_at, row.attempts, row.last_error) == (None, 1, "the gateway answered 503")
        assert row.available_at == NOW + timedelta(seconds=5)

    def test_a_defect_in_one_handler_does_not_hold_up_the_others(self, carried: list[str]) -> None:
        queue("break", "first", NOW - timedelta(minutes=1))
        queue("take", "second")

        assert release_due(NOW) == 1
        assert carried == ["second"]
        assert Outbox.objects.get(dedupe="first").last_error == "KeyError: 'number'"

    def test_a_topic_nobody_handles_says_so(self, carried: list[str]) -> None:
        queue("unknown", "a")

        assert release_due(NOW) == 0
        assert Outbox.objects.get().last_error == "nobody handles unknown"

    def test_a_topic_has_one_handler(self, carried: list[str]) -> None:
        with pytest.raises(ValueError, match="take is already handled"):

            @handler("take")
            def another(delivery: Claimed, now: datetime) -> None:
                """Never called."""


def test_a_broker_that_is_down_does_not_fail_the_act(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = tasks.relay.app.connection_for_write("redis://127.0.0.1:1/0")
    publish = partial(tasks.relay.apply_async, connection=nowhere)
    monkeypatch.setattr(tasks.relay, "apply_async", publish)
    with transaction.atomic():
        queue("take", "a")

    assert Outbox.objects.get().done_at is None
    assert "the relay was not woken" in caplog.text


def test_only_what_is_due_wakes_the_relay(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[object] = []
    monkeypatch.setattr(tasks.relay, "apply_async", lambda **options: woken.append(options))
    with transaction.atomic():
        queue("take", "later", timezone.now() + timedelta(minutes=1))
    assert woken == []
    with transaction.atomic():
        queue("take", "now", timezone.now())
    assert len(woken) == 1
