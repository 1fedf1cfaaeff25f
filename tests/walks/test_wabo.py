"""Requests nobody here wrote, through the whole house: received, worked, disposed of, replayed."""

from collections import Counter
from pathlib import Path

from efile.models import Matter, Receipt
from efile.verification import verify_all
from hierarchy.words import clean
from tests.efile.conftest import District
from tests.soak import SOAK
from tests.walks import wabo
from tests.walks.walking import walk

SAMPLE = 40


def test_the_log_is_read_whole(cases: Path) -> None:
    rows = wabo.applications(cases)
    assert len(rows) == 1434
    assert Counter(row["channel"] for row in rows) == {
        "portal": 1250,
        "counter": 109,
        "post": 53,
        "email": 21,
        "office": 1,
    }
    assert all(wabo.deadline_of(row).isoformat() >= row["received"][:10] for row in rows)


def test_every_request_of_the_log_is_disposed_of_and_replays(
    cases: Path, lasting_district: District, tmp_path: Path
) -> None:
    every = wabo.applications(cases)
    rows = every if SOAK else every[:: len(every) // SAMPLE][:SAMPLE]
    walked = walk(wabo.write(rows, tmp_path / "wabo.jsonl"))
    summary = walked.summary
    print(summary)
    assert walked.faults == []
    assert summary["received"] == summary["disposed"] == summary["replayed_ok"] == len(rows)
    assert (summary["rejected"], summary["open"], summary["faulty_rows"]) == (0, 0, 0)
    channels = Counter(Receipt.objects.values_list("channel", flat=True))
    assert channels == Counter(row["channel"] for row in rows)
    stored = Receipt.objects.values_list("foreign_number", "subject", "applicant__address")
    assert {name: (subject, address) for name, subject, address in stored} == {
        row["foreign_number"]: (clean(row["subject"]), clean(row["address"])) for row in rows
    }
    assert Matter.objects.filter(closed_at=None).count() == 0
    assert [difference for *_, difference in verify_all() if difference] == []
