"""Lists of an office with more than a thousand posts and persons: paged, found by words, in few queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.paginator import Page
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hierarchy.models import Charge, ChargeKind, Post, User
from tests.hierarchy.administration.conftest import words
from tests.hierarchy.offices import Establishment

MANY = 1040
SMALL = 5
"""Posts and persons of the house itself."""
LISTS: dict[str, dict[str, str]] = {
    "admin_posts": {},
    "admin_charges": {},
    "admin_charges past": {"when": "past"},
    "admin_people": {},
    "accounts": {},
}


def grow(house: Establishment) -> None:
    """Posts with a holder and one before him, all of whose charges ended at one moment."""
    above, began = house.posts["clerk"], house.now - timedelta(days=400)
    left = house.now - timedelta(days=30)
    posts = [
        Post(
            office=house.office, section=above.section, rank=above.rank, reports_to=above, position=100 + n,
            code=f"camp-{n:04}", title_bn=f"শিবির সহায়ক {n}", title_en=f"Camp Assistant {n:04}",
        )
        for n in range(MANY)
    ]  # fmt: skip
    users = [
        User(username=f"camp-{n:04}", name_bn="শিবকুমার সাহা", name_en=f"Shibkumar Saha {n:04}", password="!")
        for n in range(MANY)
    ]
    Post.objects.bulk_create(posts)
    User.objects.bulk_create(users)
    Charge.objects.bulk_create(
        Charge(office=house.office, post=post, user=user, kind=kind, starts=starts, ends=ends)
        for post, user in zip(posts, users, strict=True)
        for kind, starts, ends in (
            (ChargeKind.OFFICIATING, began, left),
            (ChargeKind.SUBSTANTIVE, left, None),
        )
    )


def listed(admin: Client, name: str, **given: str | int) -> HttpResponseBase:
    return admin.get(reverse(name.split()[0]), {**LISTS[name], **given})


def queries(admin: Client, name: str, **given: str | int) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert listed(admin, name, **given).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_no_more_queries_however_long(house: Establishment, admin: Client, name: str) -> None:
    house.transfer("clerk", "somebody")
    listed(admin, name)
    before = queries(admin, name)
    grow(house)
    assert queries(admin, name) <= before
    assert queries(admin, name, page=11) <= before
    assert queries(admin, name, find="camp 0777") <= before


@pytest.mark.parametrize("name", LISTS)
def test_every_row_stands_on_one_page(house: Establishment, admin: Client, name: str) -> None:
    """Also where a thousand charges ended at one moment."""
    grow(house)
    first: Page[Any] = listed(admin, name).context["page"]  # type: ignore[attr-defined]  # [the test client's]
    rows = [row.pk for number in first.paginator.page_range for row in first.paginator.page(number)]
    assert len(set(rows)) == len(rows) == MANY + (0 if "past" in name else SMALL)
    assert first.paginator.num_pages == 21
    assert f"page 2 of {first.paginator.num_pages}" in words(listed(admin, name, page=2))
    last = words(listed(admin, name, page=21))
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last


@pytest.mark.parametrize("name", LISTS)
def test_the_words_of_a_name_find_it_in_any_order(house: Establishment, admin: Client, name: str) -> None:
    grow(house)
    wanted = "0777 assistant" if name == "admin_posts" else "0777 shibkumar"
    found = words(listed(admin, name, find=wanted))
    assert "camp-0777" in found or "Camp Assistant 0777" in found
    assert "0778" not in found


def test_the_pages_are_counted_in_bengali(house: Establishment, admin: Client) -> None:
    grow(house)
    admin.cookies["language"] = "bn-in"
    assert "২১ পৃষ্ঠার মধ্যে ২" in words(listed(admin, "admin_people", page=2))


def test_the_next_page_goes_on_in_what_was_found(house: Establishment, admin: Client) -> None:
    grow(house)
    page = words(listed(admin, "admin_charges past", find="Camp", page=2))
    assert "when=past&find=Camp&page=3" in page
