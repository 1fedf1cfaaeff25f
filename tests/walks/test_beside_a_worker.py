"""A walk while the installation runs: the worker may carry a notice out before the walk does."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from efile.verification import verify_all
from integrations.models import Notice
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
