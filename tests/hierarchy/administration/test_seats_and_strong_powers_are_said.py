"""Before a post goes or somebody comes to it: which seats in committees and which strong powers are meant."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy import services
from hierarchy.establishment import reasons
from hierarchy.models import Body, Deputation, Office
from hierarchy.refusals import Refused
from hierarchy.words import Words
from tests.days import today
from tests.hierarchy.administration.conftest import ask, do, words
from tests.hierarchy.factories import charge, make_office, make_post, make_user
from tests.hierarchy.offices import Establishment

DEPUTY = {"reason": "ছুটি", "starts": "", "ends": today().isoformat()}
LEAVE = DEPUTY | {"reason": "Somewhere else"}
STRONG = "Strong powers come with Post {}: {}."


@pytest.fixture
def body(house: Establishment) -> Body:
    return services.constitute_body(
        actor=house.actor(),
        code="sairat",
        name=Words("সায়রাত কমিটি", "Sairat Committee"),
        quorum=2,
        chair=house.posts["dm"].pk,
        secretary=house.posts["oc-land"].pk,
        source=Words("আদেশ ৫", "Order 5"),
        now=timezone.now(),
    )


def abolition(house: Establishment, admin: Client, post: str, heir: str) -> str:
    return words(ask(admin, "abolish-post", post=house.posts[post], successor=house.posts[heir]))


def test_an_abolition_says_which_seats_go_with_the_post(
    house: Establishment, admin: Client, body: Body
) -> None:
    page = abolition(house, admin, "oc-land", "oc")
    assert "The seat of member-secretary in “Sairat Committee” goes with the post to Post oc." in page
    assert "more than one seat" not in page
    assert "The seat of" not in abolition(house, admin, "clerk", "oc")


def test_it_says_that_a_successor_of_two_seats_counts_once(
    house: Establishment, admin: Client, body: Body
) -> None:
    page = abolition(house, admin, "oc-land", "dm")
    assert "Post dm has more than one seat in “Sairat Committee” then, and counts once" in page


def test_the_seats_of_posts_it_succeeded_go_on_with_it(
    house: Establishment, admin: Client, body: Body
) -> None:
    do(admin, "abolish-post", post=house.posts["oc-land"], successor=house.posts["oc"])
    page = abolition(house, admin, "oc", "clerk")
    assert "The seat of member-secretary in “Sairat Committee” goes with the post to Post clerk." in page


def test_the_merger_of_a_section_says_that_its_posts_keep_their_seats(
    house: Establishment, admin: Client, body: Body
) -> None:
    merger = {"section": house.sections["land"], "successor": house.sections["general"]}
    page = words(ask(admin, "close-section", **merger))
    assert "Post oc-land keeps the seat of member-secretary in “Sairat Committee”." in page


def test_the_committees_page_names_a_deputy_as_one(house: Establishment, admin: Client, body: Body) -> None:
    do(admin, "name-deputy", post=house.posts["oc-land"], person=house.user("clerk"), **LEAVE)
    for address in ("admin_bodies", "admin_posts"):
        page = words(admin.get(reverse(address)))
        assert "for Name test-office-oc-land (Somewhere else)" in page, address


def test_the_strong_powers_of_a_post_come_first_when_somebody_is_named_for_it(
    house: Establishment, admin: Client
) -> None:
    clerk = house.user("clerk")
    said = STRONG.format("admin", "look after posts and accounts")
    page = words(ask(admin, "name-deputy", post=house.posts["admin"], person=clerk, **DEPUTY))
    assert said in page
    assert page.index(said) < page.index("It is about Name test-office-clerk")
    given = {"post": house.posts["admin"], "person": clerk, "kind": "additional", "starts": ""}
    assert said in words(ask(admin, "transfer", **given, remarks=""))
    plain = words(ask(admin, "name-deputy", post=house.posts["oc"], person=clerk, **DEPUTY))
    assert "Strong powers" not in plain
    drafts = words(ask(admin, "name-assistant", post=house.posts["admin"], person=clerk, **DEPUTY))
    assert "Strong powers" not in drafts


def test_all_powers_at_the_heads_level_are_strong(house: Establishment, admin: Client) -> None:
    page = words(ask(admin, "name-deputy", post=house.posts["dm"], person=house.user("oc"), **DEPUTY))
    assert STRONG.format("dm", "note, forward, decide") in page


def test_a_charge_says_them_too(house: Establishment, admin: Client) -> None:
    house.posts["oc"].rank.powers = ["note", "audit", "see_secret"]
    house.posts["oc"].rank.save()
    services.end_charge(actor=house.actor(), charge=house.charge_of("oc").pk, now=timezone.now())
    given = {"post": house.posts["oc"], "person": house.user("clerk"), "kind": "additional", "starts": ""}
    page = words(ask(admin, "give-charge", **given, ends=""))
    assert STRONG.format("oc", "audit, see secret files") in page


@pytest.mark.parametrize("act", ["name-deputy", "name-assistant"])
def test_nobody_of_another_country_stands_in(house: Establishment, admin: Client, act: str) -> None:
    stranger = make_user("rangpur-dc")
    office = make_office("rangpur")
    Office.objects.filter(pk=office.pk).update(profile="BD")
    charge(stranger, make_post(office, "dc", level=1))
    answer = do(admin, act, post=house.posts["oc"], person=stranger, **DEPUTY)
    assert answer.status_code == 422
    assert "That is an office of another country" in words(answer)
    assert not Deputation.objects.exists()


def test_nobody_of_another_country_is_given_a_charge(house: Establishment) -> None:
    stranger = make_user("rangpur-dc")
    office = make_office("rangpur")
    Office.objects.filter(pk=office.pk).update(profile="BD")
    charge(stranger, make_post(office, "dc", level=1))
    with pytest.raises(Refused) as refused:
        services.transfer(
            actor=house.actor(), post=house.posts["oc"].pk, user=stranger.pk, kind="additional",
            now=timezone.now(),
        )  # fmt: skip
    assert refused.value.reason == reasons.ACROSS_THE_BORDER
