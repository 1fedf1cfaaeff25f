"""What lies with a post is opened by the line of control above it, also a file of another section."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from efile import reasons
from efile.forwarding.services import pull_up
from efile.models import Matter, Secrecy, Thread
from efile.visibility import known_to, visible_to
from hierarchy.models import Post
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
ABOVE = {"cic-land", "oc-land", "adm-land"}
OTHERS = {"ldc-land", "oc-it", "adm-it", "oc-jm"}


def lent(district: District, grade: Secrecy = Secrecy.NORMAL) -> Matter:
    """A file of the General Section, lying with a clerk of the Land Section."""
    matter = district.receive(secrecy=grade)
    district.complete("dm", matter, "mark", to="oc-general")
    Thread.objects.filter(matter=matter).update(holder=district.post("udc-land"))
    return matter


def who_sees(district: District, asked: set[str]) -> set[str]:
    return {code for code in asked if visible_to(Matter.objects.all(), district.actor(code)).exists()}


def test_who_is_above_the_holder_opens_the_file_of_another_section(district: District) -> None:
    matter = lent(district)
    assert who_sees(district, ABOVE | OTHERS) == ABOVE
    assert list(known_to(Matter.objects.all(), district.actor("oc-land"))) == [matter]


@pytest.mark.parametrize(
    ("grade", "powers", "seen"),
    [
        (Secrecy.CONFIDENTIAL, frozenset(), {"oc-land", "adm-land"}),
        (Secrecy.SECRET, frozenset(), set()),
        (Secrecy.SECRET, frozenset({"see_secret"}), ABOVE),
        (Secrecy.TOP_SECRET, frozenset({"see_secret"}), set()),
    ],
)
def test_the_grade_restricts_as_in_the_line_above_a_section(
    district: District, grade: Secrecy, powers: frozenset[str], seen: set[str]
) -> None:
    lent(district, grade)
    actors = {code: district.actor(code) for code in ABOVE}
    of_the_rank = {
        code: replace(one, powers=one.powers - {"see_secret"} | powers) for code, one in actors.items()
    }
    opened = {code for code, one in of_the_rank.items() if visible_to(Matter.objects.all(), one).exists()}
    assert opened == seen


@pytest.mark.parametrize("taken_away", ["closed", "gone on"])
def test_what_no_longer_lies_below_is_out_of_sight_again(district: District, taken_away: str) -> None:
    matter = lent(district)
    changes: dict[str, dict[str, object]] = {
        "closed": {"closed_at": district.now},
        "gone on": {"holder": district.post("udc-jm")},
    }
    Thread.objects.filter(matter=matter).update(**changes[taken_away])
    assert who_sees(district, ABOVE) == set()


def test_what_waits_in_a_pool_is_opened_above_the_chief_of_its_section(district: District) -> None:
    matter = lent(district)
    chief = Post.objects.get(pk=district.post("oc-jm"))
    Thread.objects.filter(matter=matter).update(holder=chief, pool=chief.section)
    assert chief.reports_to is not None
    assert who_sees(district, {chief.reports_to.code, "oc-land"}) == {chief.reports_to.code}


def test_what_lies_with_an_abolished_post_is_opened_above_its_successor(district: District) -> None:
    lent(district)
    Post.objects.filter(pk=district.post("udc-land")).update(
        abolished_on=district.now.date() - timedelta(days=1), successor=district.post("udc-it")
    )
    assert "oc-it" in who_sees(district, {"oc-it"})


def test_the_line_above_opens_the_page_and_pulls_the_file_up_there(
    district: District, sign_in: SignIn
) -> None:
    matter = lent(district)
    client, thread = sign_in("oc-land"), district.thread(matter)
    page = client.get(reverse("matter", args=[matter.pk]))
    assert reverse("pull_up", args=[thread.pk]) in page.content.decode()
    client.post(
        reverse("pull_up", args=[thread.pk]),
        {"version": thread.version, "stage": str(thread.stage_id)},
    )
    assert district.thread(matter).holder.code == "oc-land"


def test_nobody_pulls_up_a_grade_that_he_may_not_open(district: District) -> None:
    matter = lent(district, Secrecy.SECRET)
    officer = district.actor("oc-land")
    officer = replace(officer, powers=officer.powers - {"see_secret"})
    with pytest.raises(Refused) as refused:
        pull_up(actor=officer, thread=district.thread(matter).pk, now=district.wait(minutes=5))
    assert refused.value.reason is reasons.NOT_VISIBLE
    assert district.thread(matter).holder.code == "udc-land"
