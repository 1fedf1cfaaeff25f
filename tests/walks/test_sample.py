"""The sample applications that ship with the product, walked from the counter to disposal."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from config.environment import BASE_DIR
from efile.models import Matter, Receipt
from efile.verification import verify_all
from hierarchy.words import clean
from ledger import selectors as ledger
from ledger.models import Entry, Outbox
from tests.efile.conftest import District
from tests.soak import SOAK
from tests.walks.walking import walk

SAMPLE = BASE_DIR / "efile" / "data" / "sample_applications.jsonl"
FAULTY = BASE_DIR / "tests" / "efile" / "fixtures"
EVERY = 17


def sample() -> list[dict[str, Any]]:
    """Every 17th row, 12 of the 200, among them refused ones; all under GOTIPATH_SOAK=1."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 200
    if SOAK:
        return rows
    refused = [row for row in rows if rejected(row)]
    return [*rows[::EVERY][:10], refused[0], refused[-1]]


def rejected(row: dict[str, Any]) -> bool:
    return "reject" in row.get("outcomes", {}).values()


def written(rows: list[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_application_is_received_worked_disposed_of_and_replayed(
    lasting_district: District, tmp_path: Path
) -> None:
    rows = sample()
    before = Entry.objects.count()
    walked = walk(written(rows, tmp_path / "sample.jsonl"))
    refusals = sum(map(rejected, rows))
    summary = walked.summary
    assert summary.pop("seconds") > 0
    assert summary == {
        "received": len(rows),
        "disposed": len(rows) - refusals,
        "rejected": refusals,
        "open": 0,
        "faulty_rows": 0,
        "movements": sum(Matter.objects.values_list("moves", flat=True)),
        "ledger_entries": Entry.objects.count() - before,
        "replayed_ok": len(rows),
    }
    assert refusals > 0
    assert walked.faults == []
    assert [difference for *_, difference in verify_all() if difference] == []
    assert not Outbox.objects.filter(done_at=None).exists()
    _stored_as_written(rows)
    _printed(walked.tables, rows)


def _stored_as_written(rows: list[dict[str, Any]]) -> None:
    """The Bengali of every row, byte for byte, on the receipt and in its ledger."""
    for row, receipt in zip(
        rows, Receipt.objects.select_related("applicant").order_by("serial"), strict=True
    ):
        assert receipt.subject.encode() == clean(row["subject"]).encode()
        assert receipt.applicant.name.encode() == clean(row["applicant"]).encode()
        texts = ledger.entries(receipt.pk)[0].texts
        assert (texts["subject"], texts["applicant"]) == (receipt.subject, receipt.applicant.name)


def _printed(lines: list[str], rows: list[dict[str, Any]]) -> None:
    """A table of movements for every receipt, in the order of the input."""
    headings = [line for line in lines if not line.startswith(" ")]
    assert headings == [
        f"{number}/{Receipt.objects.get(serial=number).year}  {clean(row['subject'])}"
        for number, row in enumerate(rows, start=1)
    ]


def test_a_stage_given_with_until_leaves_every_matter_open_there(
    lasting_district: District, tmp_path: Path
) -> None:
    rows = [row for row in sample() if not rejected(row) and not row["service"].startswith("wb-copy")][:3]
    walked = walk(written(rows, tmp_path / "sample.jsonl"), until="Decision")
    assert (walked.summary["received"], walked.summary["open"]) == (3, 3)
    assert walked.summary["replayed_ok"] == 3
    for matter in Matter.objects.all():
        thread = matter.threads.select_related("stage", "holder").get()
        assert thread.stage is not None
        assert (thread.stage.element, thread.holder.code) == ("Decision", "dm")


def test_a_stage_no_flow_has_is_told_before_anything_is_received(
    lasting_district: District, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="No flow has a stage Nowhere"):
        walk(written(sample()[:1], tmp_path / "sample.jsonl"), until="Nowhere")
    assert Matter.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "faulty", "good"),
    [
        ("faulty.jsonl", [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17], 2),
        ("faulty.csv", [3, 4, 5, 6, 7, 8, 9], 2),
    ],
)
def test_faulty_rows_are_told_by_line_and_the_rest_goes_on(
    lasting_district: District, tmp_path: Path, name: str, faulty: list[int], good: int
) -> None:
    walked = walk(Path(shutil.copy(FAULTY / name, tmp_path)))
    assert [int(fault.partition(":")[0].removeprefix("line ")) for fault in walked.faults] == faulty
    assert walked.summary["faulty_rows"] == len(faulty)
    assert walked.summary["received"] == walked.summary["disposed"] == walked.summary["replayed_ok"] == good
    assert sorted(Receipt.objects.values_list("serial", flat=True)) == list(range(1, good + 1))


def test_a_file_or_office_that_is_not_there_is_one_sentence(
    lasting_district: District, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        walk(tmp_path / "none.jsonl")
    with pytest.raises(CommandError, match="There is no office atlantis"):
        walk(written([], tmp_path / "none.jsonl"), office="atlantis")
