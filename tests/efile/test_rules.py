"""The pure decisions: where a file may go, who may leave a stage, what a form says."""

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import cast
from uuid import UUID, uuid4

import pytest
from django import forms

from efile import reasons, rules
from efile.forms import StageForm
from hierarchy.lines import Seat
from hierarchy.refusals import Reason
from tests.efile.rules.actors import officer
from workflows.engine import Fact, Field, Outcome

OFFICE, SECTION, OTHER = uuid4(), uuid4(), uuid4()
DM, ADM, OC, CLERK, OC_LAND, CLERK_LAND = (uuid4() for _ in range(6))
SEATS = {
    "dm": Seat(DM, OFFICE, None, ()),
    "adm": Seat(ADM, OFFICE, None, (DM,)),
    "oc": Seat(OC, OFFICE, SECTION, (ADM, DM)),
    "clerk": Seat(CLERK, OFFICE, SECTION, (OC, ADM, DM)),
    "oc-land": Seat(OC_LAND, OFFICE, OTHER, (ADM, DM)),
    "clerk-land": Seat(CLERK_LAND, OFFICE, OTHER, (OC_LAND, ADM, DM)),
    "abroad": Seat(uuid4(), uuid4(), SECTION, ()),
}
HIERARCHY_AND_OFFICE = frozenset({"hierarchy", "office"})
ALL_BUT_NONE = frozenset({"section", "hierarchy", "office"})


@pytest.mark.parametrize("channel", ["none", "section", "hierarchy", "office"])
@pytest.mark.parametrize(
    ("sender", "to", "open_to"),
    [
        ("oc", "clerk", ALL_BUT_NONE),
        ("clerk", "oc", ALL_BUT_NONE),
        ("clerk", "dm", HIERARCHY_AND_OFFICE),
        ("adm", "clerk", ALL_BUT_NONE),
        ("adm", "oc", ALL_BUT_NONE),
        ("adm", "dm", HIERARCHY_AND_OFFICE),
        ("adm", "clerk-land", HIERARCHY_AND_OFFICE),
        ("oc-land", "clerk", frozenset({"section", "office"})),
        ("oc-land", "clerk-land", HIERARCHY_AND_OFFICE),
        ("oc", "oc-land", frozenset({"office"})),
        ("clerk", "clerk-land", frozenset({"office"})),
        ("dm", "adm", HIERARCHY_AND_OFFICE),
    ],
)
def test_a_channel_of_submission_says_where_a_file_may_go(
    channel: str, sender: str, to: str, open_to: frozenset[str]
) -> None:
    refused = rules.may_forward(channel, SEATS[sender], SEATS[to], SECTION)
    fixed = reasons.CHANNEL_NONE if channel == "none" else reasons.OUT_OF_CHANNEL
    assert refused is (None if channel in open_to else fixed)


@pytest.mark.parametrize("channel", ["none", "section", "hierarchy", "office"])
def test_no_channel_leads_out_of_the_office_or_to_oneself(channel: str) -> None:
    assert rules.may_forward(channel, SEATS["oc"], SEATS["abroad"], SECTION) is reasons.OTHER_OFFICE
    assert rules.may_forward(channel, SEATS["oc"], SEATS["oc"], SECTION) is reasons.SAME_POST


@pytest.mark.parametrize(
    ("power", "noting", "powers", "noted", "refused"),
    [
        ("decide", True, {"decide"}, True, None),
        ("decide", True, {"decide"}, False, reasons.NOTE_NEEDED),
        ("decide", True, {"note"}, True, reasons.NO_POWER),
        ("decide", True, {"note"}, False, reasons.NO_POWER),
        ("decide", False, {"decide"}, False, None),
        ("", False, set(), False, None),
    ],
)
def test_an_outcome_asks_for_its_power_first_and_then_for_its_note(
    power: str, noting: bool, powers: set[str], noted: bool, refused: Reason | None
) -> None:
    outcome = Outcome("approve", "মঞ্জুর", "Approve", power, noting, names_post=False)
    assert rules.may_complete(outcome, officer(*powers), noted) is refused


@pytest.mark.parametrize(
    ("pooled", "posts", "refused"),
    [
        (False, {OC}, None),
        (False, {CLERK, OC}, None),
        (False, {CLERK}, reasons.NOT_HOLDER),
        (False, frozenset(), reasons.NOT_HOLDER),
        (True, {OC}, reasons.IN_POOL),
    ],
)
def test_only_the_holder_acts_and_nobody_in_a_pool(
    pooled: bool, posts: Set[UUID], refused: Reason | None
) -> None:
    assert rules.may_act_as_holder(OC, pooled, posts) is refused


@pytest.mark.parametrize(
    ("last_by", "read", "followed", "released", "refused"),
    [
        (OC, False, False, False, None),
        (CLERK, False, False, False, reasons.NOTHING_TO_PULL_BACK),
        (None, False, False, False, reasons.NOTHING_TO_PULL_BACK),
        (OC, True, False, False, reasons.ALREADY_READ),
        (OC, False, True, False, reasons.STEP_FOLLOWED),
        (OC, False, False, True, reasons.EFFECT_RELEASED),
        (OC, True, True, True, reasons.ALREADY_READ),
    ],
)
def test_ones_own_last_act_comes_back_while_nothing_came_of_it(
    last_by: UUID | None, read: bool, followed: bool, released: bool, refused: Reason | None
) -> None:
    found = rules.may_pull_back(last_by=last_by, posts={OC}, read=read, followed=followed, released=released)
    assert found is refused


def test_outsiders_pull_nothing_back() -> None:
    found = rules.may_pull_back(last_by=None, posts=frozenset(), read=False, followed=False, released=False)
    assert found is reasons.NOTHING_TO_PULL_BACK


def field(kind: str, **more: object) -> Field:
    values: dict[str, object] = {"required": False, "fact": True, "choices": ()}
    return Field("it", kind, "এটি", "It", **{**values, **more})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("asked", "text", "fact"),
    [
        (field("number"), " 12 ", 12),
        (field("number"), "১২", 12),
        (field("boolean"), "yes", True),
        (field("boolean"), "no", False),
        (field("text"), "চোপড়া", "চোপড়া"),
        (field("choice", choices=("a", "b")), "b", "b"),
    ],
)
def test_what_was_posted_becomes_a_fact_of_its_type(asked: Field, text: str, fact: Fact) -> None:
    assert rules.typed_facts((asked,), {"it": text}) == ({"it": fact}, None, {})


@pytest.mark.parametrize(
    ("asked", "text", "refused"),
    [
        (field("number"), "twelve", reasons.NUMBER_WRONG),
        (field("number"), "-5", reasons.NUMBER_WRONG),
        (field("number"), "1_000", reasons.NUMBER_WRONG),
        (field("number"), "9" * 20, reasons.NUMBER_WRONG),
        (field("choice", choices=("a", "b")), "c", reasons.FACT_WRONG),
        (field("boolean"), "perhaps", reasons.FACT_WRONG),
        (field("boolean", required=True), "", reasons.FACT_NEEDED),
        (field("text", required=True), "  ", reasons.FACT_NEEDED),
    ],
)
def test_a_wrong_or_missing_field_is_named(asked: Field, text: str, refused: Reason) -> None:
    facts, reason, named = rules.typed_facts((asked,), {"it": text})
    assert (facts, reason, named["field"]) == ({}, refused, asked)


def test_a_field_that_is_no_fact_and_a_field_nobody_declared_stay_out_of_the_flow() -> None:
    fields = (field("text", fact=False),)
    assert rules.typed_facts(fields, {"it": "গোপন", "__builtins__": "x"}) == ({}, None, {})


def test_what_is_no_fact_is_kept_as_text_clean_and_in_ascii_digits() -> None:
    fields = (field("text", fact=False), field("number", fact=False), field("text"))
    asked = tuple(replace(each, id=name) for name, each in zip("abc", fields, strict=True))

    kept = rules.kept_texts(asked, {"a": " দাগ\u202e ৩১২ ", "b": "১২", "c": "fact", "d": "undeclared"})

    assert kept == {"field.a": "দাগ ৩১২", "field.b": "12"}
    assert rules.kept_texts(asked, {"a": "  "}) == {}


@pytest.mark.parametrize(
    ("posted", "kept"), [("yes", "yes"), ("on", "yes"), ("true", "yes"), ("no", "no"), ("false", "no")]
)
def test_an_answer_that_is_no_fact_is_kept_as_it_was_given(posted: str, kept: str) -> None:
    asked = (field("boolean", fact=False),)
    assert rules.kept_texts(asked, {"it": posted}) == {"field.it": kept}


def test_yes_or_no_can_be_answered_either_way_and_is_not_answered_for_anybody() -> None:
    shown = StageForm((field("boolean", required=True),)).fields["it"]
    assert isinstance(shown, forms.ChoiceField)
    assert [value for value, _words in cast("Iterable[tuple[str, str]]", shown.choices)] == ["", "yes", "no"]
    assert shown.required


def test_a_text_longer_than_a_page_is_refused_by_its_name() -> None:
    asked = field("text", fact=False)

    assert rules.typed_facts((asked,), {"it": "ক" * rules.LONGEST_TEXT}) == ({}, None, {})
    facts, reason, named = rules.typed_facts((asked,), {"it": "ক" * (rules.LONGEST_TEXT + 1)})
    assert (facts, reason, named["field"]) == ({}, reasons.TOO_LONG, asked)
