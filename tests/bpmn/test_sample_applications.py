"""The sample that ships is read whole, asks for services that exist, and names nobody."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from efile.intake import Row, read_rows
from efile.models import Channel
from tests.bpmn.shipped import FLOWS, rows
from tests.bpmn.words import foreign_to, found
from workflows import engine

SAMPLE = Path(__file__).resolve().parents[2] / "efile" / "data" / "sample_applications.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
SERVICES = {row["code"]: (code, row) for code, flow in FLOWS.items() for row in rows(flow, "services")}


@pytest.fixture(scope="module")
def read() -> list[Row]:
    return list(read_rows(SAMPLE))


def test_two_hundred_applications_are_read_without_a_fault(read: list[Row]) -> None:
    assert len(read) == 200
    assert [row.fault for row in read if row.fault] == []


def test_every_service_of_the_country_that_takes_applications_is_asked_for() -> None:
    offered = {
        code
        for code, (_, row) in SERVICES.items()
        if row["profile"] in ("WB", "both") and row["kind"] != "internal"
    }
    assert {line["service"] for line in LINES} == offered
    assert all(line["kind"] == SERVICES[line["service"]][1]["kind"] for line in LINES)


def test_they_come_by_the_channels_of_west_bengal() -> None:
    counted = Counter(line["channel"] for line in LINES)
    assert set(counted) == set(Channel.values) - {Channel.E_SERVICE, Channel.OFFICE}
    assert min(counted.values()) >= 5


def test_no_subject_comes_twice() -> None:
    assert len({line["subject"] for line in LINES}) == len(LINES)


def test_subjects_are_normalised_bengali_in_the_words_of_the_state() -> None:
    for line in LINES:
        for name in ("applicant", "address", "subject", "body"):
            assert unicodedata.is_normalized("NFC", line[name])
            assert re.search(r"[\u0980-\u09ff]", line[name])
            assert found(line[name], foreign_to("WB")) == [], line["subject"]


def test_mobile_numbers_and_addresses_reach_nobody() -> None:
    """No Indian mobile number begins with 5, and example.org is nobody's."""
    mobiles = [line["mobile"] for line in LINES if "mobile" in line]
    assert all(re.fullmatch(r"5550\d{6}", mobile) for mobile in mobiles)
    assert len(set(mobiles)) == len(mobiles)
    assert all(line["email"].endswith("@example.org") for line in LINES if "email" in line)


def test_the_outcomes_a_row_asks_for_exist_in_its_flow() -> None:
    asked = [line for line in LINES if "outcomes" in line]
    assert len(asked) >= 10
    for line in asked:
        stages = engine.compile(FLOWS[SERVICES[line["service"]][0]].bundle).stages
        assert all(stages[stage].outcome(outcome) for stage, outcome in line["outcomes"].items())
