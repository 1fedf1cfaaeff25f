"""Lists and choices of an office of more than a thousand posts shut nobody out and stay inside the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from hierarchy.models import Charge, ChargeKind, Post, User
from tests.e2e.hierarchy.conftest import Enter, Town
from tests.e2e.hierarchy.looking import LANGUAGES, faults

MANY = 1100
LAST = MANY - 1


@pytest.fixture(scope="module")
def crowded(town: Town) -> Town:
    """Many posts with a long name under one clerk, each with a holder."""
    above = Post.objects.get(pk=town.district.post("udc-land"))
    posts = [
        Post(
            office=above.office,
            section=above.section,
            rank=above.rank,
            reports_to=above,
            position=100 + n,
            code=f"camp-{n:04}",
            title_bn=f"দুয়ারে সরকার শিবির সহায়ক {n}, ভূমি সেকশন",
            title_en=f"Camp Assistant {n:04}, Land Section",
        )
        for n in range(MANY)
    ]
    users = [
        User(username=f"camp-{n:04}", name_bn="শিবকুমার সাহা", name_en=f"Shibkumar Saha {n:04}", password="!")
        for n in range(MANY)
    ]
    Post.objects.bulk_create(posts)
    User.objects.bulk_create(users)
    starts = town.district.now - timedelta(days=30)
    Charge.objects.bulk_create(
        Charge(office=above.office, post=post, user=user, kind=ChargeKind.SUBSTANTIVE, starts=starts)
        for post, user in zip(posts, users, strict=True)
    )
    return town


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["posts", "charges", "people"])
def test_a_long_list_is_paged_and_found_in(
    page: Page, enter: Enter, crowded: Town, address: str, language: str
) -> None:
    enter("dpm", f"/administration/{address}/?page=20", language)
    expect(page.locator("tbody tr")).to_have_count(50)
    assert faults(page) == []
    page.locator("input[name=find]").fill(f"camp-{LAST}")
    page.locator("input[name=find]").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text(f"camp-{LAST}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_a_long_list_stays_inside_the_page(
    page: Page, enter: Enter, crowded: Town, language: str
) -> None:
    enter("dpm", f"/administration/chart/?post=camp-{LAST}", language)
    expect(page.locator(".org-post")).to_have_count(
        Post.objects.filter(office=crowded.district.office).count()
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    expect(page.locator(".post-panel")).to_contain_text(f"camp-{LAST}")
