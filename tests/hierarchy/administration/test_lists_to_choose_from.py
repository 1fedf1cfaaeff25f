"""What a form offers can be chosen: never the thing itself, no ranks of other kinds of office."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from hierarchy.models import Office, Post, Rank
from tests.hierarchy.administration.conftest import ask, words
from tests.hierarchy.offices import Establishment


def offered(admin: Client, act: str, field: str, **given: str) -> set[str]:
    """The values in the list of a field on the act's form."""
    page = words(admin.get(reverse("admin_act", args=[act]), given))
    choices = page.partition(f'id="id_{field}"')[2].partition("</select>")[0]
    return set(re.findall(r'<option value="([^"]+)"', choices))


def test_a_post_is_not_offered_as_its_own_successor_or_superior(house: Establishment, admin: Client) -> None:
    own, other = str(house.posts["oc"].pk), str(house.posts["oc-land"].pk)
    for act, field in (("abolish-post", "successor"), ("move-post", "reports_to")):
        listed = offered(admin, act, field, post=own)
        assert (own in listed, other in listed) == (False, True), act


def test_a_section_is_not_offered_to_be_merged_into_itself(house: Establishment, admin: Client) -> None:
    own = str(house.sections["general"].pk)
    listed = offered(admin, "close-section", "successor", section=own)
    assert own not in listed
    assert listed


def test_who_sends_it_all_the_same_is_asked_to_choose(house: Establishment, admin: Client) -> None:
    own = house.posts["oc"]
    answer = ask(admin, "abolish-post", post=own, successor=own)
    assert answer.status_code == 422
    assert "Choose one from the list." in words(answer)
    own.refresh_from_db()
    assert own.abolished_on is None


def test_a_form_without_its_post_offers_every_post(house: Establishment, admin: Client) -> None:
    listed = offered(admin, "abolish-post", "successor", post="nonsense")
    assert str(house.posts["oc"].pk) in listed


def test_ranks_of_other_kinds_of_office_are_not_offered(house: Establishment, admin: Client) -> None:
    profile = house.office.profile
    names = {"name_bn": "পদমর্যাদা", "name_en": "Rank", "profile": profile, "level": 9}
    village = Rank.objects.create(code="village-only", **names)
    unused = Rank.objects.create(code="unused", **names)
    office = Office.objects.create(
        code="village",
        name_bn="গ্রাম",
        name_en="Village",
        profile=profile,
        kind="gram-panchayat",
        timezone="Asia/Kolkata",
    )
    Post.objects.create(office=office, rank=village, code="v", title_bn="পদ", title_en="Post")
    for act in ("make-post", "order-power"):
        listed = offered(admin, act, "rank")
        assert {str(house.posts["oc"].rank_id), str(unused.pk)} <= listed, act
        assert str(village.pk) not in listed, act
