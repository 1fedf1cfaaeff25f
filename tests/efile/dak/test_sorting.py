"""ডাক বাছাই: a named post proposes, the chief confirms in bulk. Two records, two authors."""

from __future__ import annotations

import pytest
from django.urls import reverse

from efile.dak import reasons, selectors, sorting
from efile.dak.models import DakState, Proposal
from efile.dak.sorting import Choice, Sorted
from efile.verification import verify_all
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered, fresh, kinds
from tests.efile.pages.conftest import SignIn, sign_in

__all__ = ["sign_in"]


WHY = "কেবল অবগতির জন্য"


def named(district: District, delegate: str) -> None:
    sorting.name_sorter(
        actor=district.actor("dm"), delegate=district.post(delegate), now=district.wait(minutes=1)
    )


def propose(district: District, *choices: Choice, code: str) -> Sorted:
    return sorting.propose(
        actor=district.actor(code), chief=district.post("dm"), choices=choices, now=district.wait(minutes=1)
    )


def confirm(district: District, *choices: Choice, code: str = "dm") -> Sorted:
    return sorting.confirm(actor=district.actor(code), choices=choices, now=district.wait(minutes=1))


@pytest.fixture
def sorter(district: District) -> str:
    """A post of the office that does not see the DM's dak but for sorting it."""
    named(district, "udc-land")
    return "udc-land"


def test_nothing_moves_until_the_chief_confirms(district: District, sorter: str) -> None:
    dak = entered(district, to="dm")
    choice = Choice(dak.pk, "send", district.post("oc-land"))
    assert propose(district, choice, code=sorter) == Sorted(1, 0)
    assert fresh(dak).holder_id == district.post("dm")
    assert confirm(district, choice) == Sorted(1, 0)
    row = fresh(dak)
    assert (row.holder_id, row.sender_id) == (district.post("oc-land"), district.post("dm"))
    assert kinds(dak)[1:] == ["receipt.proposed", "receipt.confirmed"]
    by = [entry.by["post"] for entry in ledger.entries(dak.receipt_id)[1:]]
    assert by == [str(district.post(sorter)), str(district.post("dm"))]
    assert Proposal.objects.get().confirmed is True
    assert [found for *_rest, found in verify_all(["receipt", "office"]) if found] == []


def test_the_chief_may_decide_otherwise_and_the_proposal_says_so(district: District, sorter: str) -> None:
    dak = entered(district, to="dm")
    propose(district, Choice(dak.pk, "send", district.post("oc-land")), code=sorter)
    confirm(district, Choice(dak.pk, "archive", reason=WHY))
    assert fresh(dak).state == DakState.ARCHIVED
    proposal = Proposal.objects.get()
    assert proposal.confirmed is False
    assert proposal.settled_by is not None
    assert proposal.settled_by["post"] == str(district.post("dm"))


def test_what_is_put_away_says_why_in_the_proposal_and_in_the_decision(
    district: District, sorter: str
) -> None:
    dak = entered(district, to="dm")
    silent = Choice(dak.pk, "archive", reason=" ")
    with pytest.raises(Refused) as proposed:
        propose(district, silent, code=sorter)
    with pytest.raises(Refused) as confirmed:
        confirm(district, silent)
    assert proposed.value.reason is confirmed.value.reason is reasons.AWAY_WHY
    choice = Choice(dak.pk, "archive", reason=WHY)
    propose(district, choice, code=sorter)
    confirm(district, choice)
    assert (fresh(dak).state, Proposal.objects.get().confirmed) == (DakState.ARCHIVED, True)
    assert [entry.texts.get("reason") for entry in ledger.entries(dak.receipt_id)[1:]] == [WHY, WHY]
    assert [found for *_rest, found in verify_all(["receipt", "office"]) if found] == []


def test_a_line_put_away_without_a_reason_is_named_and_nothing_typed_is_lost(
    district: District, sign_in: SignIn
) -> None:
    district.go_live()
    dak, other = entered(district, to="dm"), entered(district, to="dm")
    chief, address = sign_in("dm"), reverse("sort_dak")
    given = {"dak": [str(dak.pk), str(other.pk)], f"to-{dak.pk}": "Put away:", f"to-{other.pk}": "oc-land"}
    answer = chief.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{dak.receipt.number}: write after" in page
    assert 'value="oc-land"' in page
    assert page.count(" checked") == 2
    assert {fresh(one).state for one in (dak, other)} == {DakState.OPEN}
    assert chief.post(address, given | {f"to-{dak.pk}": f"put away : {WHY}"}).status_code == 302
    assert fresh(dak).state == DakState.ARCHIVED
    assert ledger.entries(dak.receipt_id)[-1].texts["reason"] == WHY


def test_a_newer_proposal_stands_for_the_older(district: District, sorter: str) -> None:
    dak = entered(district, to="dm")
    propose(district, Choice(dak.pk, "archive", reason=WHY), code=sorter)
    propose(district, Choice(dak.pk, "send", district.post("oc-land")), code=sorter)
    (row,) = sorting.to_sort(district.actor("dm"), district.post("dm"))
    assert [one.to_id for one in row.standing] == [district.post("oc-land")]  # type: ignore[attr-defined]  # [prefetched]


def test_who_was_not_named_proposes_nothing_and_who_was_confirms_nothing(
    district: District, sorter: str
) -> None:
    dak = entered(district, to="dm")
    choice = Choice(dak.pk, "archive", reason=WHY)
    with pytest.raises(Refused) as refused:
        propose(district, choice, code="oc-land")
    assert refused.value.reason is reasons.NO_SORTER
    with pytest.raises(Refused) as unmoved:
        confirm(district, choice, code="oc-land")
    assert unmoved.value.reason is reasons.ALL_MOVED
    sorting.end_sorter(
        actor=district.actor("dm"), delegate=district.post(sorter), now=district.wait(minutes=1)
    )
    with pytest.raises(Refused) as ended:
        propose(district, choice, code=sorter)
    assert ended.value.reason is reasons.NO_SORTER


def test_a_sorter_knows_of_nothing_secret(district: District, sorter: str) -> None:
    known, secret = entered(district, to="dm", secrecy=1), entered(district, to="dm", secrecy=2)
    actor = district.actor(sorter)
    assert list(sorting.to_sort(actor, district.post("dm"))) == [known]
    with pytest.raises(Refused) as refused:
        propose(district, Choice(secret.pk, "archive", reason=WHY), code=sorter)
    assert refused.value.reason is reasons.ALL_MOVED


def test_what_moved_on_meanwhile_is_left_and_told(district: District, sorter: str) -> None:
    first, second = entered(district, to="dm"), entered(district, to="dm")
    confirm(district, Choice(first.pk, "archive", reason=WHY))
    both = [Choice(one.pk, "send", district.post("oc-land")) for one in (first, second)]
    assert confirm(district, *both) == Sorted(1, 1)
    assert fresh(first).state == DakState.ARCHIVED


def test_one_form_sent_twice_is_confirmed_once(district: District) -> None:
    dak, key = entered(district, to="dm"), uuid7()
    choices = [Choice(dak.pk, "send", district.post("oc-land"))]
    told = [
        sorting.confirm(actor=district.actor("dm"), choices=choices, now=district.wait(minutes=1), key=key)
        for _time in range(2)
    ]
    assert told == [Sorted(1, 0), Sorted(1, 0)]
    assert kinds(dak) == ["receipt.received", "receipt.confirmed"]


def test_a_page_of_five_hundred_is_confirmed_at_once_and_the_next_follow(district: District) -> None:
    dak = entered(district, to="dm")
    many = [entered(district, to="dm") for _one in range(20)]
    choices = [Choice(one.pk, "send", district.post("oc-land")) for one in (dak, *many)]
    assert confirm(district, *choices) == Sorted(21, 0)
    assert selectors.box(district.actor("oc-land"), "with_me").count() == 21
    with pytest.raises(Refused) as refused:
        confirm(district, *(choices * 30))
    assert refused.value.reason is reasons.NO_ACT


def test_the_page_takes_titles_and_codes_and_keeps_what_it_does_not_know(
    district: District, sign_in: SignIn, sorter: str
) -> None:
    district.go_live()
    dak = entered(district, to="dm")
    address = f"{reverse('sort_dak')}?chief={district.post('dm')}"
    clerk, chief = sign_in(sorter), sign_in("dm")
    unknown = clerk.post(address, {"dak": [str(dak.pk)], f"to-{dak.pk}": "চাঁদের দপ্তর"})
    assert unknown.status_code == 422
    assert "চাঁদের দপ্তর" in unknown.content.decode()
    assert clerk.post(address, {"dak": [str(dak.pk)], f"to-{dak.pk}": "oc-land"}).status_code == 302
    page = chief.get(reverse("sort_dak")).content.decode()
    title = Post.objects.get(pk=district.post("oc-land")).title.en
    assert f'value="{title}"' in page
    assert chief.post(reverse("sort_dak"), {"dak": [str(dak.pk)], f"to-{dak.pk}": title}).status_code == 302
    assert fresh(dak).holder_id == district.post("oc-land")


def test_who_sorts_for_a_chief_and_has_none_of_his_own_begins_with_the_chiefs(
    district: District, sign_in: SignIn, sorter: str
) -> None:
    dak = entered(district, to="dm")
    district.go_live()
    clerk, link = sign_in(sorter), reverse("dak", args=[dak.pk])
    page = clerk.get(reverse("sort_dak")).content.decode()
    assert link in page
    assert f'action="{reverse("sort_dak")}?chief={district.post("dm")}"' in page
    own = f"{reverse('sort_dak')}?chief={district.post(sorter)}"
    assert link not in clerk.get(own).content.decode()
    mine = entered(district, to=sorter)
    page = clerk.get(reverse("sort_dak")).content.decode()
    assert reverse("dak", args=[mine.pk]) in page
    assert link not in page
