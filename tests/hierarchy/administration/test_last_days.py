"""What was entered as a last day stands as the last day wherever an end is shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hierarchy.models import Body, Deputation, Section
from tests.days import today
from tests.hierarchy.administration.conftest import do, words
from tests.hierarchy.offices import Establishment
from web import words as written

pytestmark = pytest.mark.django_db


def shown(day: date) -> str:
    return written.office_date(day, "en")


def panel(admin: Client, post: str) -> str:
    return words(admin.get(reverse("admin_post", args=[post])))


def test_a_deputation_ends_on_the_last_day_that_was_entered(house: Establishment, admin: Client) -> None:
    first = today() + timedelta(days=1)
    last, next_last = first + timedelta(days=7), first + timedelta(days=12)
    post = house.posts["oc"]
    do(admin, "name-deputy", post=post, person=house.users["clerk"], reason="leave", starts=first, ends=last)
    after = {"starts": last + timedelta(days=1), "ends": next_last}
    do(admin, "name-deputy", post=post, person=house.users["oc-land"], reason="leave", **after)
    assert Deputation.objects.filter(post=post).count() == 2
    pages = [panel(admin, "oc"), words(admin.get(reverse("admin_charges")))]
    pages.append(words(admin.get(reverse("edit_chart"), {"post": "oc"})))
    for page in pages:
        assert f"{shown(first)} – {shown(last)}," in page
        assert f"{shown(after['starts'])} – {shown(next_last)}," in page


def test_a_charge_ends_on_the_last_day_that_was_entered(house: Establishment, admin: Client) -> None:
    last = today() + timedelta(days=8)
    do(admin, "end-charge", held=house.charge_of("oc"), ends=last)
    assert f"– {shown(last)}</span>" in panel(admin, "oc")
    assert f">{shown(last)}</td>" in words(admin.get(reverse("admin_charges"), {"find": "oc"}))


def test_an_order_about_a_power_and_a_committee_end_on_their_last_day(
    house: Establishment, admin: Client
) -> None:
    last = today() + timedelta(days=8)
    order = {
        "post": house.posts["oc"],
        "power": "recommend",
        "effect": "gives",
        "ends": last,
        "starts": "",
        "rank": "",
        "service": "",
        "most_amount": "",
    }
    do(admin, "order-power", **order, source_bn="আদেশ ১", source_en="Order 1")
    assert f">{shown(last)}</td>" in words(admin.get(reverse("admin_powers")))
    seats = {"chair": house.posts["dm"], "secretary": house.posts["oc-land"], "quorum": 2}
    names = {"name_bn": "সায়রাত কমিটি", "name_en": "Sairat Committee", "slug": "sairat"}
    do(admin, "constitute-body", **seats, **names, starts="", source_bn="আদেশ ১", source_en="Order 1")
    do(admin, "end-body", body=Body.objects.get().pk, ends=last)
    assert f"{shown(today())} – {shown(last)}" in words(admin.get(reverse("admin_bodies")))


def test_a_refusal_says_until_the_end_of_which_day_the_post_is_held(
    house: Establishment, admin: Client
) -> None:
    last = today() + timedelta(days=8)
    do(admin, "end-charge", held=house.charge_of("oc"), ends=last)
    given = {"post": house.posts["oc"], "person": house.users["clerk"], "kind": "additional"}
    page = words(do(admin, "give-charge", **given, starts="", ends=""))
    assert f"to the end of {shown(last)}" in page


def test_a_charge_that_has_not_begun_stands_after_the_one_in_force(
    house: Establishment, admin: Client
) -> None:
    day = today() + timedelta(days=8)
    do(admin, "transfer", post=house.posts["oc"], person=house.users["clerk"], kind="additional", starts=day)
    held = re.findall(r"<li>(Name test-office-[\w-]+)", panel(admin, "oc"))
    assert held[:2] == ["Name test-office-oc", "Name test-office-clerk"]


def test_standing_sections_come_before_those_that_are_closed(house: Establishment, admin: Client) -> None:
    Section.objects.filter(code="general").update(
        closed_on=today(), successor=Section.objects.get(code="land"), position=0
    )
    page = words(admin.get(reverse("admin_sections")))
    rows = re.findall(r'<span class="muted">([\w-]+)</span>', page)
    assert rows.index("land") < rows.index("general")
