"""The lists of administration, and who may see them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from hierarchy.administration.acts import ACTS
from hierarchy.administration.urls import urlpatterns
from hierarchy.models import User
from tests.hierarchy.administration.conftest import SignIn, do, words
from tests.hierarchy.offices import Establishment, make_establishment

ARGUMENTS: dict[str, list[str | int]] = {
    "admin_post": ["oc"],
    "admin_act": ["move-post"],
    "admin_calendar": [1],
    "import_work": ["0" * 64],
}
LEADS_ON = {"import_work"}
"""Of a table that nobody imports, to where one is tried out."""
FOR_SECOND_PERSONS = {"asked_acts", "asked_act"}
"""tests/hierarchy/administration/test_asked_of_a_second_person.py says who opens these."""
NAMES = [str(pattern.name) for pattern in urlpatterns if pattern.name not in FOR_SECOND_PERSONS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_every_page_opens_for_the_administrator(admin: Client, name: str, language: str) -> None:
    admin.cookies["language"] = language
    expected = 302 if name in LEADS_ON else 200
    assert admin.get(reverse(name, args=ARGUMENTS.get(name))).status_code == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_closed_for_others(sign_in: SignIn, name: str) -> None:
    address = reverse(name, args=ARGUMENTS.get(name))
    for post in ("dm", "oc", "clerk"):
        assert sign_in(post).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_is_closed_for_others(sign_in: SignIn, house: Establishment, act: str) -> None:
    assert sign_in("oc").post(reverse("admin_act", args=[act]), {"step": "do"}).status_code == 403
    assert house.kinds() == []


def test_the_side_list_names_it_for_administrators_only(sign_in: SignIn) -> None:
    address = reverse("offices")
    link = f'href="{reverse("administration")}"'
    assert link in words(sign_in("admin").get(address))
    assert link not in words(sign_in("oc").get(address))


def test_another_offices_posts_do_not_exist_here(house: Establishment, admin: Client) -> None:
    other = make_establishment("other-office")
    answer = do_or_refuse(admin, post=other.posts["oc"].pk, reports_to=other.posts["dm"].pk)
    assert answer == 422
    assert "other-office" not in words(admin.get(reverse("admin_people")))


def do_or_refuse(client: Client, **fields: object) -> int:
    address = reverse("admin_act", args=["move-post"])
    return client.post(address, {**fields, "step": "do"}).status_code


def test_posts_are_found_by_word_and_by_state(house: Establishment, admin: Client) -> None:
    address = reverse("admin_posts")
    assert "Post clerk" in words(admin.get(address, {"find": "clerk"}))
    assert "Post oc-land" not in words(admin.get(address, {"find": "clerk"}))
    do(admin, "end-charge", held=house.charge_of("clerk"), ends="")
    vacant = words(admin.get(address, {"show": "vacant"}))
    assert "Post clerk" in vacant
    assert "Post oc-land" not in vacant
    do(admin, "abolish-post", post=house.posts["clerk"], successor=house.posts["oc"])
    assert "abolished on" in words(admin.get(address, {"show": "abolished"}))
    panel = words(admin.get(reverse("admin_post", args=["clerk"])))
    assert "Earlier holders" in panel
    assert "Abolish the post" not in panel


def test_charges_are_listed_as_present_coming_and_past(house: Establishment, admin: Client) -> None:
    address = reverse("admin_charges")
    assert "Name test-office-clerk" in words(admin.get(address, {"find": "clerk"}))
    do(admin, "end-charge", held=house.charge_of("clerk"), ends="")
    assert "Name test-office-clerk" not in words(admin.get(address, {"find": "clerk"}))
    assert "Name test-office-clerk" in words(admin.get(address, {"when": "past"}))
    assert "Name test-office-clerk" not in words(admin.get(address, {"when": "coming"}))


def test_people_are_listed_with_their_posts_and_the_way_to_their_slip(
    house: Establishment, admin: Client
) -> None:
    make_establishment("far-office")
    page = words(admin.get(reverse("admin_people"), {"find": "oc"}))
    user = User.objects.get(username="test-office-oc")
    assert reverse("officer_account", args=[user.pk]) in page
    assert "Slip for the first sign-in" in page
    assert "far-office" not in page


def test_a_chosen_post_stands_beside_the_chart(admin: Client) -> None:
    page = words(admin.get(reverse("edit_chart"), {"post": "oc"}))
    assert "Hand the charge over" in page
    part = words(admin.get(reverse("admin_post", args=["oc"]), headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "Abolish the post" in part


def test_the_head_is_neither_moved_nor_abolished_from_the_panel(admin: Client) -> None:
    part = words(admin.get(reverse("admin_post", args=["dm"]), headers={"HX-Request": "true"}))
    assert "Change the superior" not in part
    assert "Abolish the post" not in part


def test_the_pages_are_part_of_the_installation() -> None:
    known = set(get_resolver().reverse_dict.keys())
    assert set(NAMES) <= known
