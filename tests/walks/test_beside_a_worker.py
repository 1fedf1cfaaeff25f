"""A walk while the installation runs: the worker may carry a notice out before the walk does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from efile.verification import verify_all
from efile.walking import Stuck, Walker
from integrations.models import Notice
from integrations.notify import notify_applicant
from ledger import outbox
from tests.base.processes import Program
from tests.efile.conftest import District
from tests.walks.wabo import write
from tests.walks.walking import walk

ROWS = 6


def test_a_walk_and_a_worker_share_the_notices(
    lasting_district: District, celery_worker_process: Program, tmp_path: Path
) -> None:
    received = (timezone.now() - timedelta(days=60)).isoformat()
    rows = [
        {
            "service": "wb-tube-well",
            "applicant": f"আবেদনকারী {number}",
            "subject": "নলকূপ মেরামতের আবেদন",
            "received": received,
        }
        for number in range(ROWS)
    ]
    walked = walk(write(rows, tmp_path / "rows.jsonl"))
    assert walked.faults == []
    assert walked.summary["disposed"] == walked.summary["replayed_ok"] == ROWS
    assert Notice.objects.count() == Notice.objects.values("matter").distinct().count() == ROWS
    assert [difference for *_, difference in verify_all() if difference] == []


def slowly(delivery: outbox.Claimed, now: datetime) -> None:
    """A worker that took its time."""
    try:
        sleep(0.3)
        notify_applicant(delivery, now)
        outbox.mark_done(delivery, now=now)
    finally:
        connection.close()


def test_a_notice_that_a_worker_took_first_is_waited_for(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()
    with ThreadPoolExecutor(1) as worker:

        def taken_first(now: datetime) -> int:
            for delivery in outbox.claim_batch(now=now, limit=10):
                worker.submit(slowly, delivery, now)
            return 0

        walker = Walker(district.office, lambda *_: None, taken_first, clock=lambda: district.wait(minutes=5))
        acts = list(walker.work(matter.pk))
    assert acts[-1] == "effect"
    matter.refresh_from_db()
    assert matter.disposal == "disposed"


def test_a_notice_carried_out_since_the_walk_looked_is_no_reason_to_stop(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()

    def done_already(now: datetime) -> int:
        for delivery in outbox.claim_batch(now=now, limit=10):
            notify_applicant(delivery, now)
            outbox.mark_done(delivery, now=now)
        return 0

    walker = Walker(district.office, lambda *_: None, done_already, clock=lambda: district.wait(minutes=5))
    assert list(walker.work(matter.pk))[-1] == "effect"
    matter.refresh_from_db()
    assert matter.disposal == "disposed"


def test_a_notice_that_nobody_takes_leaves_the_walk_stuck_at_once(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()
    walker = Walker(district.office, lambda *_: None, lambda now: 0, clock=lambda: district.wait(minutes=5))
    with pytest.raises(Stuck, match="waits for effect notify_applicant"):
        list(walker.work(matter.pk))
