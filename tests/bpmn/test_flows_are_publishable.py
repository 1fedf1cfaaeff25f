"""What the publish gate asks of a flow holds for those that ship, and what a reader asks of their words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from integrations.sentences import TELLS
from tests.bpmn.shipped import BPMN, DRAWINGS, FLOWS, GP, countries, rows
from tests.bpmn.words import foreign_to, found
from workflows import engine
from workflows.models import Limit, Profile, Service

DATA = Path(__file__).resolve().parents[2] / "hierarchy" / "data"
DISTRICTS = {"WB": ["uttar-dinajpur"], "BD": ["pirojpur", "rangpur"]}
POWERS = set(
    "receive mark note forward recommend decide issue dispose admin flow_edit flow_publish audit".split()
)
BENGALI = re.compile(r"[\u0980-\u09ff]")
LATIN = re.compile(r"[A-Za-z]")
EACH_FLOW = pytest.mark.parametrize("code", FLOWS)
EACH_DRAWING = pytest.mark.parametrize("root", DRAWINGS.values(), ids=DRAWINGS.keys())


@EACH_FLOW
def test_the_checks_have_nothing_to_say(code: str) -> None:
    assert [(each.code, each.element, each.en) for each in engine.lint(FLOWS[code].bundle)] == []


def test_the_flows_of_the_first_district_ship() -> None:
    assert {"citizen-application", "certified-copy", "internal-file"} <= FLOWS.keys()


def test_copies_never_pass_the_head_of_the_district() -> None:
    """Seed 004: copies go straight to the record-room officer."""
    stages = engine.compile(FLOWS["certified-copy"].bundle).stages
    assert stages["Search"].assign == "post:record-officer"
    assert "head" not in {stage.assign for stage in stages.values()}
    assert stages["Make_copy"].assign != stages["Compare"].assign


@EACH_FLOW
def test_every_limit_a_flow_names_has_a_row_in_each_of_its_countries(code: str) -> None:
    dated = {
        (row["name"], country)
        for flow in FLOWS.values()
        for row in rows(flow, "limits")
        for country in countries(row["profile"])
    }
    flow = FLOWS[code]
    named = {
        (name, country)
        for name in engine.contents(flow.bundle).limits
        for country in countries(flow.about["profile"])
    }
    named |= {
        (row["limit"], country) for row in rows(flow, "services") for country in countries(row["profile"])
    }
    assert named <= dated


def test_no_limit_row_is_given_twice_and_none_is_idle() -> None:
    given = Counter(
        (row["name"], country, row["valid_from"])
        for flow in FLOWS.values()
        for row in rows(flow, "limits")
        for country in countries(row["profile"])
    )
    assert [key for key, times in given.items() if times > 1] == []
    used = {name for flow in FLOWS.values() for name in engine.contents(flow.bundle).limits}
    used |= {row["limit"] for flow in FLOWS.values() for row in rows(flow, "services")}
    assert {name for name, _, _ in given} == used


@EACH_FLOW
def test_every_limit_row_says_where_it_comes_from(code: str) -> None:
    for row in rows(FLOWS[code], "limits"):
        assert row["unit"] in Limit.DayUnit.values
        assert row["profile"] in Profile.values
        assert isinstance(row["valid_from"], date)
        assert 0 < row["days"] <= 366
        assert min(len(row["source_bn"]), len(row["source_en"])) > 20
        assert BENGALI.search(row["source_bn"])
        assert not BENGALI.search(row["source_en"])


@EACH_FLOW
def test_every_service_can_be_offered_where_it_is_meant_for(code: str) -> None:
    flow = FLOWS[code]
    for row in rows(flow, "services"):
        assert row["kind"] in Service.Kind.values
        assert countries(row["profile"]) <= countries(flow.about["profile"])
        for country in countries(row["profile"]):
            for office in DISTRICTS[country]:
                assert row["section"] in _codes(office, "sections"), (row["code"], office)
        facts = engine.compile(flow.bundle).facts
        assert row.get("facts", {}).keys() <= facts.keys()


def test_service_codes_are_given_once() -> None:
    codes = Counter(row["code"] for flow in FLOWS.values() for row in rows(flow, "services"))
    assert [code for code, times in codes.items() if times > 1] == []


@EACH_FLOW
def test_every_stage_finds_its_post_in_every_district_of_its_countries(code: str) -> None:
    flow = FLOWS[code]
    for stage in engine.compile(flow.bundle).stages.values():
        kind, _, name = stage.assign.partition(":")
        for country in countries(flow.about["profile"]):
            for office in DISTRICTS[country]:
                if kind == "post":
                    assert name in _codes(office, "posts"), (stage.element, office)
                if kind == "section" and name:
                    assert name in _codes(office, "sections"), (stage.element, office)
                if kind == "body":
                    assert name in _codes(office, "bodies"), (stage.element, office)


@EACH_FLOW
def test_every_outcome_needs_a_power_that_somebody_has(code: str) -> None:
    flow = FLOWS[code]
    needed = {each.power for stage in engine.compile(flow.bundle).stages.values() for each in stage.outcomes}
    assert needed <= POWERS
    for country in countries(flow.about["profile"]):
        assert needed <= _powers(country)


@EACH_FLOW
def test_every_end_of_a_flow_names_how_the_matter_was_disposed_of(code: str) -> None:
    root = DRAWINGS[f"{code}/flow.bpmn"]
    assert all(end.get(f"{GP}disposal") for end in root.iter(f"{BPMN}endEvent"))


@EACH_DRAWING
def test_every_element_is_named_in_both_languages(root: etree._Element) -> None:
    for element in _readable(root):
        assert BENGALI.search(element.get("name", "")), element.get("id")
        assert LATIN.search(element.get(f"{GP}nameEn", "")), element.get("id")
        assert not BENGALI.search(element.get(f"{GP}nameEn", "")), element.get("id")
    for labelled in [*root.iter(f"{GP}outcome"), *root.iter(f"{GP}field")]:
        assert BENGALI.search(labelled.get("labelBn", "")), labelled.get("id")
        assert LATIN.search(labelled.get("labelEn", "")), labelled.get("id")


@EACH_FLOW
def test_descriptions_are_in_both_languages(code: str) -> None:
    about = FLOWS[code].about
    for row in [about, *rows(FLOWS[code], "services")]:
        assert BENGALI.search(row["label_bn"])
        assert LATIN.search(row["label_en"])
        assert not BENGALI.search(row["label_en"])


@EACH_DRAWING
def test_a_drawing_shows_no_word_of_a_country_it_is_not_for(root: etree._Element) -> None:
    profile = next(iter(root.iter(f"{BPMN}process"))).get(f"{GP}profile", "both")
    texts = [element.get("name", "") for element in _readable(root)]
    texts += [each.get("labelBn", "") for each in [*root.iter(f"{GP}outcome"), *root.iter(f"{GP}field")]]
    assert [(text, words) for text in texts if (words := found(text, foreign_to(profile)))] == []


@EACH_FLOW
def test_a_service_shows_no_word_of_a_country_it_is_not_for(code: str) -> None:
    flow = FLOWS[code]
    for row in [flow.about, *rows(flow, "services")]:
        assert found(row["label_bn"], foreign_to(row["profile"])) == [], row["code"]


def test_the_word_search_tells_the_countries_apart() -> None:
    assert found("সেকশনের পরিষেবা", foreign_to("BD")) == ["সেকশন", "পরিষেবা"]
    assert found("সেকশনের পরিষেবা", foreign_to("WB")) == []
    assert found("শাখার সেবা", foreign_to("both")) == ["শাখা", "সেবা"]


def _readable(root: etree._Element) -> Iterator[etree._Element]:
    """Pools, lanes, processes, everything drawn in them, and flows that carry a name."""
    yield from root.iter(f"{BPMN}participant", f"{BPMN}lane", f"{BPMN}process")
    for process in root.iter(f"{BPMN}process"):
        for node in process:
            named_flow = node.tag == f"{BPMN}sequenceFlow" and node.get("name")
            if named_flow or str(node.tag).endswith(("Event", "Task", "Gateway", "Activity")):
                yield node


def _codes(office: str, table: str) -> set[str]:
    with (DATA / "charts" / office / f"{table}.csv").open(encoding="utf-8") as source:
        return {row["code"] for row in csv.DictReader(_rows(source))}


def _rows(source: Iterable[str]) -> Iterator[str]:
    """Without the lines that say where the rows come from."""
    return (line for line in source if not line.startswith("#"))


def _powers(country: str) -> set[str]:
    with (DATA / "ranks.csv").open(encoding="utf-8") as source:
        return {
            power
            for row in csv.DictReader(_rows(source))
            if row["profile"] == country
            for power in row["powers"].split()
        }


@EACH_FLOW
def test_whatever_asks_or_refuses_an_applicant_says_so_in_words(code: str) -> None:
    """A notice that asks or refuses follows an outcome whose field holds the question or the reason."""
    flow = FLOWS[code]
    stages = engine.compile(flow.bundle).stages.values()
    told = {field.tells for stage in stages for field in stage.form if field.required and field.tells}
    about = {
        str(param.get("value"))
        for name in flow.bundle.files
        for param in etree.fromstring(flow.bundle.files[name]).iter(f"{GP}param")
    }
    for notice, kind in TELLS.items():
        assert kind in told or not any(notice in value for value in about), notice
