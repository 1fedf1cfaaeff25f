"""A worker process carries out what an act queued; a killed one loses nothing."""

import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from integrations import notify, tasks
from integrations.models import Notice
from ledger import services
from ledger.models import Outbox
from tests.base.processes import Program
from tests.efile.conftest import District

SECONDS = 30


def queue(district: District, dedupe: str) -> None:
    matter = district.receive()
    with transaction.atomic():
        services.enqueue(
            topic=notify.TOPIC,
            body={"matter": matter.pk, "wait": None, "parameters": {"about": "answer"}},
            dedupe=dedupe,
            available_at=timezone.now(),
        )


def eventually(done: Callable[[], bool]) -> bool:
    limit = time.monotonic() + SECONDS
    while time.monotonic() < limit:
        if done():
            return True
        time.sleep(0.1)
    return False


def carried_out() -> bool:
    return not Outbox.objects.filter(done_at__isnull=True).exists()


def test_the_commit_wakes_the_worker(lasting_district: District, celery_worker_process: Program) -> None:
    queue(lasting_district, "a")

    assert eventually(carried_out)
    assert Notice.objects.get().dedupe == "a"


def test_what_was_queued_while_the_worker_was_dead_is_carried_out_later(
    lasting_district: District, celery_worker_process: Program
) -> None:
    celery_worker_process.kill()
    for number in range(5):
        queue(lasting_district, str(number))
    assert not Notice.objects.exists()

    celery_worker_process.start()
    tasks.relay.apply_async()
    assert eventually(carried_out)
    assert sorted(Notice.objects.values_list("dedupe", flat=True)) == list("01234")
