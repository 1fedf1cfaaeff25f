"""Applications read from CSV and JSON Lines: the same rows, whatever the shape of the file."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from efile.intake import NEVER_CLOSED, WRONGLY_QUOTED, BadFile, Row, read_rows

ROW = {
    "service": "wb-tube-well",
    "applicant": "জ্যোৎস্না বর্মন",
    "address": "গ্রাম: শিমুলগছ,\nব্লক: চোপড়া",
    "mobile": "5550900001",
    "subject": 'অকেজো নলকূপ, "দুই নম্বর" ওয়ার্ড',
    "body": "দুই মাস ধরে\u2028নলকূপ অকেজো।",
    "channel": "post",
    "priority": "1",
    "received": "2026-11-23T10:30:00+05:30",
}


def json_lines(path: Path, *rows: object) -> list[Row]:
    path = path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return list(read_rows(path))


def table(path: Path, *rows: dict[str, str]) -> list[Row]:
    path = path / "rows.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return list(read_rows(path))


def test_a_row_is_the_same_from_a_table_and_from_json(tmp_path: Path) -> None:
    (from_table,), (from_json,) = table(tmp_path, ROW), json_lines(tmp_path, ROW)
    assert from_table.application == from_json.application
    assert from_table.application is not None
    assert from_table.application.address == ROW["address"]
    assert from_table.application.body == ROW["body"]
    assert from_table.application.priority == 1
    assert from_table.received_at == from_json.received_at == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def test_text_is_read_byte_for_byte(tmp_path: Path) -> None:
    (row,) = json_lines(tmp_path, ROW)
    assert row.application is not None
    assert row.application.subject.encode() == ROW["subject"].encode()


def test_a_channel_is_the_counter_unless_it_is_named(tmp_path: Path) -> None:
    (row,) = json_lines(tmp_path, {**ROW, "channel": ""})
    assert row.application is not None
    assert row.application.channel == "counter"


def test_outcomes_by_stage_come_with_the_row(tmp_path: Path) -> None:
    (row,) = json_lines(tmp_path, {**ROW, "outcomes": {"Mark": "reject"}})
    assert row.outcomes == {"Mark": "reject"}


def test_columns_nobody_asked_for_are_left_alone_and_named(tmp_path: Path) -> None:
    (row,) = json_lines(tmp_path, {**ROW, "deadline": "2026-12-01", "kind": "citizen"})
    assert (row.fault, row.unknown, row.kind) == ("", ("deadline",), "citizen")


def test_a_kind_is_one_of_three(tmp_path: Path) -> None:
    (row,) = json_lines(tmp_path, {**ROW, "kind": "letter"})
    assert (row.column, row.fault) == ("kind", "one of citizen, official, copy, not letter")


def test_a_heading_without_a_needed_column_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="“applicant” is not among them"):
        table(tmp_path, {"service": "wb-tube-well", "subject": "নলকূপ"})


def test_a_heading_may_be_written_with_spaces_and_the_file_named_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "ROWS.CSV"
    path.write_text("service, applicant ,subject\nwb-tube-well,রহিমা বেওয়া,নলকূপ\n", encoding="utf-8")
    (row,) = read_rows(path)
    assert row.application is not None
    assert row.application.applicant == "রহিমা বেওয়া"


def test_empty_lines_count_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"\n\n{json.dumps(ROW)}\n\nnonsense\n", encoding="utf-8")
    assert [(row.line, bool(row.fault)) for row in read_rows(path)] == [(3, False), (5, True)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[" * 100_000, "not readable as JSON"),
        ('{"priority": ' + "9" * 5000 + "}", "not readable as JSON"),
        (json.dumps({**ROW, "priority": float("nan")}), "priority"),
        (json.dumps({**ROW, "priority": True}), "priority"),
        (json.dumps({**ROW, "subject": None}), "subject"),
        (json.dumps({**ROW, "subject": {"bn": "ক"}}), "subject"),
        (json.dumps({**ROW, "received": "0001-01-01T00:00:00+14:00"}), "century"),
        (json.dumps({**ROW, "received": "9999-12-31T23:59:59+00:00"}), "century"),
        (json.dumps({**ROW, "received": 20261123}), "time zone"),
    ],
)
def test_a_hostile_line_is_a_fault_of_its_line_alone(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"{line}\n{json.dumps(ROW)}\n", encoding="utf-8")
    bad, good = read_rows(path)
    assert (bad.line, bad.application) == (1, None)
    assert why in f"{bad.column} {bad.fault}"
    assert (good.line, good.fault) == (2, "")


def test_a_field_longer_than_a_table_may_hold_is_a_fault_of_its_row(tmp_path: Path) -> None:
    bad, good = table(tmp_path, {**ROW, "body": "ক" * 200_000}, ROW)
    assert "not readable as CSV" in bad.fault
    assert good.fault == ""


def lines_of(path: Path, *lines: str) -> list[Row]:
    path = path / "rows.csv"
    path.write_text("\n".join(["service,applicant,address,subject", *lines, ""]), encoding="utf-8")
    return list(read_rows(path))


def told(rows: list[Row]) -> dict[int, tuple[str, str]]:
    return {row.line: (row.column, row.fault) for row in rows}


GOOD = 'wb-school,রহিমা,"গ্রাম: শিমুলগছ, চোপড়া",শিক্ষক চাই'


def test_a_quotation_mark_nobody_closes_costs_its_own_line_alone(tmp_path: Path) -> None:
    rows = lines_of(tmp_path, GOOD, 'wb-school,রহিমা,"গ্রাম,শিক্ষক চাই', GOOD, GOOD)
    assert told(rows) == {2: ("", ""), 3: ("address", NEVER_CLOSED), 4: ("", ""), 5: ("", "")}


def test_one_on_the_last_line_is_told_too(tmp_path: Path) -> None:
    rows = lines_of(tmp_path, GOOD.replace('"', ""), 'wb-school,"রহিমা,গ্রাম,শিক্ষক চাই')
    assert told(rows)[3] == ("applicant", NEVER_CLOSED)


def test_one_before_rows_without_any_other_mark_loses_none_of_them(tmp_path: Path) -> None:
    plain = "wb-school,রহিমা,গ্রাম,শিক্ষক চাই"
    rows = lines_of(tmp_path, 'wb-school,রহিমা,"গ্রাম,শিক্ষক চাই', *[plain] * 5000)
    assert told(rows[:1]) == {2: ("address", NEVER_CLOSED)}
    assert [row.line for row in rows if not row.fault] == list(range(3, 5003))


def test_one_after_a_text_of_two_lines_is_told_where_it_opens(tmp_path: Path) -> None:
    rows = lines_of(tmp_path, 'wb-school,"রহিমা', 'বেওয়া","গ্রাম,শিক্ষক চাই', GOOD)
    assert told(rows) == {3: ("address", NEVER_CLOSED), 4: ("", "")}


def test_text_after_a_closing_mark_is_told(tmp_path: Path) -> None:
    rows = lines_of(tmp_path, 'wb-school,রহিমা,"গ্রাম" চোপড়া,শিক্ষক চাই', GOOD)
    assert told(rows) == {2: ("address", WRONGLY_QUOTED), 3: ("", "")}


def test_a_row_of_several_lines_has_the_number_of_its_first(tmp_path: Path) -> None:
    of_two_lines = GOOD.replace(", চোপড়া", ",\nচোপড়া")
    rows = lines_of(tmp_path, of_two_lines, "", of_two_lines, GOOD + ",আরও")
    assert [row.line for row in rows] == [2, 5, 7]
    assert "more columns" in rows[-1].fault


@pytest.mark.parametrize("received", ["2099-01-01", "2099-01-01T10:00:00+05:30"])
def test_a_day_to_come_is_the_reason_whatever_else_is_missing(tmp_path: Path, received: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({**ROW, "received": received}), encoding="utf-8")
    (row,) = read_rows(path, datetime(2026, 11, 23, tzinfo=UTC))
    assert (row.column, row.fault) == ("received", f"lies in the future: {received}")
