"""An office of Bangladesh reads its own words, and none of West Bengal's."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile import services
from efile.models import Matter, Receipt
from efile.services.receiving import Application
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

WEST_BENGALS = ("সেকশন", "পরিষেবা", "কর্মদিবস", "শংসাপত্র", "বাংলা সহায়তা কেন্দ্র", "ই-মেল")


@pytest.fixture
def office(district: District) -> Office:
    call_command("load_charts", office="pirojpur", with_demo_people=True, verbosity=0)
    return Office.objects.get(code="pirojpur")


@pytest.fixture
def matter(office: Office) -> Matter:
    post, now = hierarchy.post_by_code(office, "counter-1").pk, timezone.now()
    holder = hierarchy.holder_of(post, now)
    assert holder is not None
    received = services.receive(
        actor=hierarchy.actor_for(holder.user_id, post, now),
        application=Application("bd-tube-well", "নলকূপ মেরামত", "রহিমা বেগম", "কাউখালী"),
        now=now,
    )
    return Matter.objects.get(pk=received.matter)


def test_no_page_shows_a_word_of_the_other_country(office: Office, matter: Matter, sign_in: SignIn) -> None:
    head, desk = sign_in("dc", "bn-bd", office), sign_in("counter-1", "bn-bd", office)
    receipt = Receipt.objects.get(matter=matter)
    pages = {
        "desk": head.get(reverse("desk")),
        "pool": head.get(reverse("desk"), {"box": "pool"}),
        "file": head.get(reverse("matter", args=[matter.pk])),
        "reception": desk.get(reverse("receive"), {"service": "bd-tube-well"}),
        "slip": desk.get(reverse("slip", args=[receipt.pk])),
        "tracking": Client().get(reverse("track_code", args=[receipt.tracking])),
        "search": head.get(reverse("search"), {"q": "নলকূপ"}),
    }

    for name, answer in pages.items():
        assert answer.status_code == 200, name
        page = answer.content.decode().split("<main")[1]
        for word in WEST_BENGALS:
            assert word not in page, f"{name}: {word}"


def test_the_weekend_and_the_words_are_the_offices_own(
    office: Office, matter: Matter, sign_in: SignIn
) -> None:
    page = sign_in("dc", "bn-bd", office).get(reverse("desk")).content.decode()

    assert "জেলা প্রশাসকের কার্যালয়, পিরোজপুর" in page
    assert "শাখায়, কেউ নেননি" in page
    assert "কার্যদিবস" in page
