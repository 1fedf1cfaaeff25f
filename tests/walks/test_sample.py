"""The sample applications that ship with the product, walked from the counter to disposal."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError
from django.db.models import QuerySet
from django.utils import timezone

from config.environment import BASE_DIR
from efile.intake import Row, read_rows
from efile.models import Matter, Receipt
from efile.verification import verify_all
from hierarchy.models import Charge
from hierarchy.words import clean
from ledger import selectors as ledger
from ledger.models import Entry, Outbox
from tests.efile.conftest import District
from tests.soak import SOAK
from tests.walks.walking import walk
from workflows.models import Service

SAMPLE = BASE_DIR / "efile" / "data" / "sample_applications.jsonl"
FAULTY = BASE_DIR / "tests" / "efile" / "fixtures"
EVERY = 17
REFUSALS = {"reject", "not_found"}
LINE = re.compile(r"line ([0-9]+)(?:, column “[a-z]+”)?: .")


def sample() -> list[dict[str, Any]]:
    """12 of the 200, among them refused ones and one for a committee; all under GOTIPATH_SOAK=1."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 200
    if SOAK:
        return rows
    refused = [row for row in rows if rejected(row)]
    unfound = next(row for row in rows if "not_found" in row.get("outcomes", {}).values())
    committee = next(row for row in rows if row["service"] == "wb-khas-land")
    return [*rows[::EVERY][:8], refused[0], refused[-1], unfound, committee]


def rejected(row: dict[str, Any]) -> bool:
    return not REFUSALS.isdisjoint(row.get("outcomes", {}).values())


def written(rows: list[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_application_is_received_worked_disposed_of_and_replayed(
    lasting_district: District, tmp_path: Path
) -> None:
    rows = sample()
    before = _entries_of_matters()
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
        "ledger_entries": _entries_of_matters() - before,
        "replayed_ok": len(rows),
    }
    assert refusals > 0
    assert (walked.faults, walked.status) == ([], 0)
    assert [difference for *_, difference in verify_all() if difference] == []
    assert not Outbox.objects.filter(done_at=None).exists()
    _stored_as_written(rows)
    _printed(walked.tables, rows)


def _entries_of_matters() -> int:
    """A meeting that is held for a matter stands in the office's stream, not in its own."""
    return Entry.objects.exclude(stream__kind="office").count()


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
        ("faulty.jsonl", [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18], 2),
        ("faulty.csv", [3, 4, 5, 6, 7, 8, 9], 2),
    ],
)
def test_faulty_rows_are_told_by_line_and_the_rest_goes_on(
    lasting_district: District, tmp_path: Path, name: str, faulty: list[int], good: int
) -> None:
    walked = walk(Path(shutil.copy(FAULTY / name, tmp_path)))
    assert [int(found[1]) for fault in walked.faults if (found := LINE.match(fault))] == faulty
    assert len(walked.faults) == len(faulty)
    assert walked.status == 3
    assert walked.sentence == f"{len(faulty)} of {len(faulty) + good} rows were faulty; the rest went on."
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


def test_a_walk_in_which_no_row_is_received_fails(lasting_district: District, tmp_path: Path) -> None:
    rows = [{**sample()[0], "service": "wb-none"}, {**sample()[1], "email": "nobody"}]
    walked = walk(written(rows, tmp_path / "rows.jsonl"))
    assert walked.faults == [
        "line 1, column “service”: This office does not offer the service “wb-none”.",
        "line 2, column “email”: “nobody” is not an e-mail address.",
    ]
    assert (walked.status, walked.sentence) == (1, "No row could be received: all 2 were faulty.")
    assert walked.summary["received"] == 0


def test_an_unknown_column_is_named_once_and_a_kind_is_held_against_the_service(
    lasting_district: District, tmp_path: Path
) -> None:
    row = {key: value for key, value in sample()[0].items() if key != "outcomes"}
    rows = [{**row, "deadline": "5"}, {**row, "deadline": "6", "kind": "copy"}]
    walked = walk(written(rows, tmp_path / "rows.jsonl"), until="Mark")
    assert walked.faults == [
        "The column “deadline” is not known and is left aside (first on line 1).",
        f"line 2, column “kind”: the service {row['service']} is of the kind citizen, not copy",
    ]
    assert walked.status == 3


def test_a_desk_that_does_not_receive_is_one_sentence(lasting_district: District, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no post counter-9 receives applications; these do: counter-1"):
        walk(written(sample(), tmp_path / "rows.jsonl"), desk="counter-9")
    assert Matter.objects.count() == 0


def test_the_tables_are_in_one_language(lasting_district: District, tmp_path: Path) -> None:
    walked = walk(written(sample()[:2], tmp_path / "rows.jsonl"))
    moves = [line for line in walked.tables if line.startswith(" ")]
    assert [line for line in moves if re.search("[\u0980-\u09ff]", line)] == []


def test_a_matter_that_nobody_can_move_is_named_by_its_receipt(
    lasting_district: District, tmp_path: Path
) -> None:
    row = sample()[0]
    section = Service.objects.get(code=row["service"]).section
    Charge.objects.filter(post__section__code=section).delete()
    walked = walk(written([row], tmp_path / "rows.jsonl"))
    year = Receipt.objects.get().year
    assert walked.faults == [f"line 1: receipt 1/{year}: every post of its section is vacant"]
    assert (walked.status, walked.summary["open"]) == (3, 1)


def test_an_outcome_that_is_not_in_the_flow_is_told_before_anything_is_received(
    lasting_district: District, tmp_path: Path
) -> None:
    row = sample()[0]
    rows = [{**row, "outcomes": {"Nowhere": "reject"}}, {**row, "outcomes": {"Mark": "burn"}}]
    walked = walk(written(rows, tmp_path / "rows.jsonl"))
    assert Receipt.objects.count() == 0
    assert walked.status == 1
    stage, outcome = walked.faults
    assert re.match(r"line 1, column “outcomes”: the flow [a-z-]+ has no stage Nowhere; it has .*Mark", stage)
    assert re.match(r"line 2, column “outcomes”: the stage Mark has no outcome burn; it has mark,", outcome)


def test_only_what_the_walk_itself_wrote_is_counted(lasting_district: District, tmp_path: Path) -> None:
    rows = written(sample()[:2], tmp_path / "rows.jsonl")
    entries, before = islice(read_rows(rows), 2), Entry.objects.count()

    def with_others_at_work(path: Path, now: datetime) -> Iterator[Row]:
        for row in entries:
            lasting_district.receive()
            yield row

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("integrations.walk.read_rows", with_others_at_work)
        walked = walk(rows)
    others = Receipt.objects.exclude(subject__in=[clean(row["subject"]) for row in sample()[:2]])
    assert others.count() == 2
    written_by_others = Entry.objects.filter(stream__in=_streams_of(others)).count()
    assert written_by_others >= 4
    assert walked.summary["ledger_entries"] == Entry.objects.count() - before - written_by_others


def _streams_of(receipts: QuerySet[Receipt]) -> list[UUID]:
    matters = Matter.objects.filter(receipt__in=receipts)
    return [*receipts.values_list("pk", flat=True), *matters.values_list("pk", flat=True)]


def test_a_file_without_an_application_fails(lasting_district: District, tmp_path: Path) -> None:
    for name in ("empty.jsonl", "empty.csv"):
        walked = walk(written([], tmp_path / name))
        assert (walked.status, walked.sentence) == (1, "The file holds no application.")
        assert walked.summary["received"] == 0


def test_a_day_to_come_is_named_with_its_line(lasting_district: District, tmp_path: Path) -> None:
    row = {**sample()[0], "received": "2099-01-01"}
    walked = walk(written([row], tmp_path / "rows.jsonl"))
    assert walked.faults == ["line 1, column “received”: lies in the future: 2099-01-01"]


def test_a_row_of_today_is_not_worked_in_the_future(lasting_district: District, tmp_path: Path) -> None:
    received = timezone.now() - timedelta(minutes=10)
    row = {**sample()[0], "received": received.isoformat()}
    walk(written([row], tmp_path / "rows.jsonl"))
    assert Matter.objects.get().movements.filter(at__gt=timezone.now()).count() == 0
