"""A matter in parts: each reader sees his own strand, and what was written before the split."""

import re

import pytest
from django.urls import reverse

from efile.models import Matter, Thread
from notings import services as notings
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_threads import finish, parts
from tests.efile.test_threads import matter as split_matter

matter = split_matter


def page_of(client_of: SignIn, code: str, matter: Matter, thread: Thread | None = None) -> str:
    query = {"thread": str(thread.pk)} if thread else {}
    return client_of(code).get(reverse("matter", args=[matter.pk]), query).content.decode()


def strands(page: str) -> list[str]:
    return [
        " ".join(words.split())
        for words in re.findall(r'<a class="chip[^"]*" href="/m/[^>]*>([^<]+)</a>', page)
    ]


@pytest.fixture
def noted(district: District, matter: Matter) -> Matter:
    """Each enquiry has a signed note of its own."""
    found = parts(matter)
    finish(district, found["Police"], "oc-jm")
    actor = district.actor("oc-land")
    notings.save_draft(
        actor=actor,
        sheet=matter.sheet_id,
        lane=found["Field"].pk,
        text="মাঠের খসড়া",
        revision=0,
        now=district.wait(minutes=5),
    )
    return matter


def test_the_strands_stand_side_by_side(district: District, matter: Matter, sign_in: SignIn) -> None:
    page = page_of(sign_in, "dm", matter)

    found = strands(page)
    assert found[0] == "Main: Waiting for its parts"
    assert {words.split(":")[0] for words in found[1:]} == {"Part 1", "Part 2"}
    assert any("Officer-in-Charge, Land Section" in words for words in found)
    assert any("Judicial Munshikhana Section" in words for words in found)


def test_both_open_stages_are_in_the_strip(district: District, matter: Matter, sign_in: SignIn) -> None:
    page = page_of(sign_in, "dm", matter)

    assert len(re.findall(r'<li class="stage now"', page)) == 2


def test_a_holder_opens_on_his_own_strand_with_his_own_draft(noted: Matter, sign_in: SignIn) -> None:
    page = page_of(sign_in, "oc-land", noted)

    assert ">মাঠের খসড়া</textarea>" in page
    assert "দেখা হল।" not in page


def test_what_one_part_wrote_is_not_read_in_the_other(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    found = parts(matter)
    finish(district, found["Police"], "oc-jm")

    own = page_of(sign_in, "oc-jm", matter, found["Police"])
    other = page_of(sign_in, "oc-land", matter, found["Field"])

    assert 'id="para-1"' in own
    assert 'id="para-1"' not in other


def test_after_the_join_the_main_notes_hold_both(district: District, matter: Matter, sign_in: SignIn) -> None:
    found = parts(matter)
    finish(district, found["Police"], "oc-jm")
    finish(district, found["Field"], "oc-land")
    finish(district, parts(matter)["Report"], "oc-land")

    page = page_of(sign_in, "dm", matter)

    assert 'id="para-1"' in page
    assert 'id="para-3"' in page
    assert sum("joined" in words for words in strands(page)) == 2
