"""A worker dies while it carries an effect out: after a restart each is carried out, and once."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from efile.models import Matter
from efile.verification import verify_all
from integrations import tasks
from integrations.models import Notice
from ledger import selectors as ledger
from ledger.models import Outbox
from tests.base import servers
from tests.base.processes import Program, worker_program
from tests.efile.conftest import District
from tests.faults.conftest import acting, until
from tests.soak import rounds

KILLS = rounds(2, 20)


@pytest.fixture
def worker(fresh_database: str) -> Iterator[Program]:
    program = worker_program(fresh_database)
    yield program
    program.stop()


def begin(worker: Program) -> None:
    already = worker.log.read_bytes().count(b" ready.") if worker.log.exists() else 0
    worker.start()
    worker.wait_until(lambda: worker.log.read_bytes().count(b" ready.") > already)


def kill_whole(worker: Program) -> None:
    """The worker and the processes it forked, at once."""
    os.killpg(worker.pid, signal.SIGKILL)
    assert worker.process is not None
    worker.process.wait()


def rejected(district: District) -> UUID:
    """A matter whose applicant is to be told now that it was refused."""
    district.now = timezone.now() - timedelta(hours=2)
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    return matter.pk


def outstanding() -> int:
    return Outbox.objects.filter(done_at=None).count()


def leases_run_out() -> None:
    """A minute passes: what the dead worker had claimed is free again."""
    Outbox.objects.filter(done_at=None).update(available_at=timezone.now())


def each_told_once(matters: list[UUID]) -> None:
    assert Notice.objects.count() == Notice.objects.values("matter").distinct().count() == len(matters)
    for matter in matters:
        kinds = [entry.kind for entry in ledger.entries(matter)]
        assert kinds.count("effect.finished") == 1
    closed = Matter.objects.filter(pk__in=matters, disposal="rejected", closed_at__isnull=False)
    assert closed.count() == len(matters)
    assert [difference for *_, difference in verify_all() if difference] == []


def test_a_worker_killed_in_the_middle_of_an_effect_is_made_good(
    lasting_district: District, worker: Program, fresh_database: str
) -> None:
    matter = rejected(lasting_district)
    with servers.superuser(fresh_database) as connection:
        with connection.transaction():
            connection.execute("SELECT FROM efile_matter WHERE id = %s FOR NO KEY UPDATE", [matter])
            begin(worker)
            tasks.relay.apply_async()
            until(lambda: Notice.objects.filter(sent_at__isnull=False).exists())
            kill_whole(worker)
        until(lambda: acting(connection, "state <> 'idle'") == 0)
    assert outstanding() == 1
    assert Matter.objects.get(pk=matter).closed_at is None
    leases_run_out()
    begin(worker)
    tasks.relay.apply_async()
    until(lambda: outstanding() == 0)
    each_told_once([matter])


def test_workers_killed_at_any_moment_leave_no_effect_behind_and_none_doubled(
    lasting_district: District, worker: Program
) -> None:
    matters: list[UUID] = []
    for number in range(KILLS):
        matters += [rejected(lasting_district) for _ in range(8)]
        begin(worker)
        tasks.relay.apply_async()
        before = outstanding()
        until(lambda before=before: outstanding() < before)  # type: ignore[misc]
        time.sleep(0.02 * (number % 5))
        kill_whole(worker)
        leases_run_out()
    begin(worker)
    tasks.relay.apply_async()
    until(lambda: outstanding() == 0)
    each_told_once(matters)
