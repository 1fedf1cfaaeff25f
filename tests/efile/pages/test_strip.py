"""The stage strip: parts side by side, what usually follows from where the matter is, and how it ends."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse

from efile.models import Matter
from efile.pages.strands import Visit, strands_of
from tests.efile.conftest import District
from tests.efile.pages.asking import asked
from tests.efile.pages.conftest import SignIn
from tests.efile.test_threads import finish, parts
from tests.efile.test_threads import matter as split_matter

split = split_matter

CELL = re.compile(r'<li class="stage ?(\w*)"[^>]*><b>([^<]+)</b>(?:<span>([^<]*)</span>)?')


def strip_of(sign_in: SignIn, code: str, matter: Matter) -> str:
    page = sign_in(code).get(reverse("matter", args=[matter.pk])).content.decode()
    return page.split('<ol class="stages"')[1].split("</ol>\n", 1)[0].split('class="two"')[0]


def names(strip: str) -> list[tuple[str, str]]:
    return [(state, name) for state, name, _detail in CELL.findall(strip)]


def strands(strip: str) -> list[list[str]]:
    found = re.findall(r'<ol class="strand">(.*?)</ol>', strip, re.DOTALL)
    return [[name for _state, name in names(strand)] for strand in found]


def drawn(*visits: tuple[str, int, int | None]) -> list[list[str]]:
    """Names of the stages by group and strand; steps as the engine counts them."""
    rows = [Visit(UUID(int=at), name, opened, closed) for at, (name, opened, closed) in enumerate(visits)]
    return [["".join(visit.element for visit in strand) for strand in group] for group in strands_of(rows)]


def test_a_whole_matter_is_one_strand_stage_by_stage() -> None:
    assert drawn(("A", 1, 2), ("B", 2, 5), ("C", 6, None)) == [["A"], ["B"], ["C"]]


def test_parts_lie_side_by_side_and_each_goes_on_in_its_own_strand() -> None:
    visits = [("A", 1, 2), ("F", 2, 3), ("P", 2, 5), ("R", 3, 4), ("D", 5, None)]
    assert drawn(*visits) == [["A"], ["FR", "P"], ["D"]]


def test_after_a_wait_a_part_goes_on_in_the_strand_that_waited() -> None:
    assert drawn(("F", 1, 2), ("P", 1, 6), ("R", 4, 5)) == [["FR", "P"]]


def test_a_part_that_splits_again_begins_a_new_strand() -> None:
    assert drawn(("F", 1, 2), ("P", 1, 9), ("X", 2, 5), ("Y", 2, 6)) == [["FX", "P", "Y"]]


def test_both_parts_stand_in_one_place_of_the_strip(split: Matter, sign_in: SignIn) -> None:
    strip = strip_of(sign_in, "dm", split)

    assert strip.count('<li class="abreast">') == 1
    assert strands(strip) == [["Field", "Report"], ["Police"]]
    assert [name for state, name in names(strip) if state == "now"] == ["Field", "Police"]


def test_what_comes_after_the_parts_is_shown_while_they_are_open(split: Matter, sign_in: SignIn) -> None:
    assert [name for state, name in names(strip_of(sign_in, "dm", split)) if not state] == [
        "Report",
        "Decide",
        "Disposal",
    ]


def test_a_part_that_waits_for_the_others_says_so_in_its_strand(
    district: District, split: Matter, sign_in: SignIn
) -> None:
    finish(district, parts(split)["Police"], "oc-jm")

    assert strands(strip_of(sign_in, "dm", split))[1] == ["Police", "Waiting for the other parts"]


def test_joined_parts_stay_side_by_side(district: District, split: Matter, sign_in: SignIn) -> None:
    for name, code in (("Police", "oc-jm"), ("Field", "oc-land"), ("Report", "oc-land")):
        finish(district, parts(split)[name], code)

    strip = strip_of(sign_in, "dm", split)

    assert strands(strip) == [["Field", "Report"], ["Police"]]
    assert [name for state, name in names(strip) if state == "now"] == ["Decide"]


def test_a_matter_sent_back_shows_again_what_follows(district: District, sign_in: SignIn) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "return")

    found = names(strip_of(sign_in, "oc-general", matter))

    assert [name for state, name in found if state == "done"][-1] == "Decision"
    assert ("now", "Examine and recommend") in found
    assert next(name for state, name in found if not state) == "Decision"


def test_while_the_applicant_is_awaited_the_wait_stands_after_its_stage(
    district: District, sign_in: SignIn
) -> None:
    found = names(strip_of(sign_in, "oc-general", asked(district)))

    assert found[2] == ("now", "Waiting for the applicant")
    assert found[-1] == ("", "Disposal")


def test_a_matter_rejected_at_once_ends_with_the_rejection(district: District, sign_in: SignIn) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")

    found = names(strip_of(sign_in, "dm", matter))

    assert "Decision" not in [name for _state, name in found]
    assert found[-1][1] == "Rejected"


def test_a_refused_matter_shows_only_what_the_refusal_still_needs(
    district: District, sign_in: SignIn
) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")

    found = names(strip_of(sign_in, "dm", matter))

    assert found[-1] == ("", "Rejected")
    assert [name for state, name in found if not state] == ["Rejected"]


@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_a_closed_matter_ends_with_its_disposal_and_day(
    district: District, sign_in: SignIn, language: str
) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "file_only")

    page = sign_in("dm", language).get(reverse("matter", args=[matter.pk])).content.decode()
    state, name, detail = CELL.findall(page)[-1]

    assert state == "over"
    assert name == ("Filed without action" if language == "en" else "নথিজাত")
    assert re.fullmatch(r"[\d০-৯]{2}\.[\d০-৯]{2}\.[\d০-৯]{4}", detail)
