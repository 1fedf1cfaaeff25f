"""Why somebody is away: a usual reason is read in both languages, any other as it was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hierarchy import absence, services
from tests.hierarchy.administration.conftest import words
from tests.hierarchy.offices import Establishment
from web.templatetags.office import absence as shown


@pytest.mark.parametrize(
    ("kept", "bengali", "english"),
    [
        ("অর্জিত ছুটি", "অর্জিত ছুটি", "Earned leave"),
        ("earned Leave", "অর্জিত ছুটি", "Earned leave"),
        ("মায়ের অসুখ", "মায়ের অসুখ", "মায়ের অসুখ"),
        ("", "", ""),
    ],
)
def test_a_usual_reason_is_shown_in_the_readers_language(kept: str, bengali: str, english: str) -> None:
    for language, expected in (("bn-in", bengali), ("en", english)):
        with translation.override(language):
            assert shown(kept) == expected


def test_each_country_is_offered_its_own_words() -> None:
    usual = {profile: {words.bn for words in absence.offered(profile)} for profile in ("WB", "BD")}
    assert "নৈমিত্তিক ছুটি" in usual["WB"] & usual["BD"]
    assert ("মাতৃত্বকালীন ছুটি" in usual["WB"], "মাতৃত্বকালীন ছুটি" in usual["BD"]) == (True, False)
    assert ("প্রসূতি ছুটি" in usual["WB"], "প্রসূতি ছুটি" in usual["BD"]) == (False, True)


def test_the_form_offers_them_and_the_panel_reads_them_in_english(
    house: Establishment, admin: Client
) -> None:
    page = words(admin.get(reverse("admin_act", args=["name-deputy"])))
    assert '<datalist id="absences">' in page
    assert "<option>Earned leave</option>" in page
    for post, reason in (("oc", "অর্জিত ছুটি"), ("oc-land", "মায়ের অসুখ")):
        services.name_deputy(
            actor=house.actor(),
            post=house.posts[post].pk,
            user=house.user("clerk").pk,
            reason=reason,
            ends=house.now + timedelta(days=5),
            now=house.now,
        )
    listed = words(admin.get(reverse("admin_charges")))
    assert "Earned leave" in listed
    assert "মায়ের অসুখ" in listed
