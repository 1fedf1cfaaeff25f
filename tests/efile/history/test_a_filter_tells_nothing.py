"""A line that a reader is told by its number alone tells nothing more by what a filter of the list leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from efile.latest import Wanted, latest_movements
from efile.models import Matter, Secrecy
from tests.efile.conftest import District

NUMBER_ALONE = "auditor-1"
OPENS = "oc-general"


@pytest.fixture
def secret(district: District) -> Matter:
    matter = district.receive(secrecy=Secrecy.TOP_SECRET)
    district.complete("dm", matter, "mark", to=OPENS)
    matter.refresh_from_db()
    return matter


def found(district: District, reader: str, wanted: Wanted) -> set[Matter]:
    rows = latest_movements(district.actor(reader), wanted)
    return {row.matter for row in rows}


def narrowed(district: District, matter: Matter) -> list[Wanted]:
    """Each filter as the matter is, and as it is not."""
    day = district.now.date()
    return [
        Wanted(section=matter.section.code),
        Wanted(section="land"),
        Wanted(state="open"),
        Wanted(state="closed"),
        Wanted(since=day - timedelta(days=1)),
        Wanted(since=day + timedelta(days=2)),
        Wanted(until=day + timedelta(days=1)),
        Wanted(until=day - timedelta(days=2)),
    ]


def test_no_filter_finds_a_line_of_which_only_the_number_is_told(district: District, secret: Matter) -> None:
    assert secret.section.code != "land"
    assert found(district, NUMBER_ALONE, Wanted()) == {secret}
    told = [found(district, NUMBER_ALONE, wanted) for wanted in narrowed(district, secret)]
    assert told == [set()] * 8


def test_with_its_number_it_is_found_and_no_filter_beside_it_tells_more(
    district: District, secret: Matter
) -> None:
    assert secret.receipt is not None
    number = secret.receipt.number
    assert found(district, NUMBER_ALONE, Wanted(text=number)) == {secret}
    asked = [replace(wanted, text=number) for wanted in narrowed(district, secret)]
    assert [found(district, NUMBER_ALONE, wanted) for wanted in asked] == [set()] * 8


def test_who_opens_it_finds_it_by_what_it_is(district: District, secret: Matter) -> None:
    right = [bool(found(district, OPENS, wanted)) for wanted in narrowed(district, secret)]
    assert right == [True, False] * 4


def test_an_ordinary_matter_is_found_by_who_knows_it(district: District) -> None:
    matter = district.marked(OPENS)
    told = [found(district, NUMBER_ALONE, wanted) for wanted in narrowed(district, matter)]
    assert [bool(rows) for rows in told] == [True, False] * 4
