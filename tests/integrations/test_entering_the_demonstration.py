"""One-click entry: a visitor who was asked to sign in comes back to where he stood."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from efile.letters.models import Draft, Status
from efile.models import File
from hierarchy.middleware import SESSION_KEY
from hierarchy.models import Deputation, Scope, User
from integrations.demonstration.accounts import ACROSS, CARDS, OFFICE, people
from integrations.demonstration.across import fill_the_other_country
from tests.efile.conftest import District

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def routed(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.integrations.demonstration_urls"


def enter(next_page: str) -> str:
    post = people()[0].post.code
    answer = Client().post(reverse("demonstration_enter", args=[post]), {"next": next_page})
    return str(answer.headers["Location"])


def front_page(next_page: str) -> str:
    client = Client()
    client.cookies["language"] = "en"
    return client.get("/", {"next": next_page}).content.decode()


def test_the_sign_in_page_leads_to_the_people_and_from_there_back(district: District) -> None:
    matter = reverse("matter", args=[district.marked().pk])
    signin = Client().get(reverse("signin"), {"next": matter}).content.decode()
    assert f'href="/?next={matter}"' in signin
    front = front_page(matter)
    assert f'<input type="hidden" name="next" value="{matter}">' in front
    assert "Choose the person you were" in front
    assert enter(matter) == matter


@pytest.mark.parametrize(("wanted", "reached"), [("", "/desk/"), ("/org/", "/org/")])
def test_a_password_leads_to_the_desk_or_the_page_asked_for_never_to_the_front(
    district: District, wanted: str, reached: str
) -> None:
    user = User.objects.get(charges__post=district.post("oc-general"))
    user.set_password("a-long-enough-password")
    user.save()
    typed = {"username": user.username, "password": "a-long-enough-password", "next": wanted}
    answer = Client().post(reverse("signin"), typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, reached)


@pytest.mark.parametrize("wanted", ["", "/", "https://elsewhere.example/m/"])
def test_without_a_page_of_ours_to_come_back_to_the_first_page_is_the_persons_own(
    district: District, wanted: str
) -> None:
    assert "elsewhere" not in enter(wanted)
    assert enter(wanted) == enter("")
    assert "Choose the person you were" not in front_page(wanted)


def test_every_part_opens_on_the_post_it_is_played_at(district: District) -> None:
    for card in (card for card in CARDS if card.office == OFFICE):
        client = Client()
        answer = client.post(reverse("demonstration_enter", args=[card.post]))
        assert answer.headers["Location"] == reverse(card.begin)
        assert client.session[SESSION_KEY] == str(district.post(card.works_at or card.post))
        assert client.get(answer.headers["Location"], follow=True).status_code == 200, card.post


def test_an_assistant_whose_time_is_over_still_enters_at_his_own_post(district: District) -> None:
    Deputation.objects.filter(scope=Scope.DRAFT).delete()
    client = Client()
    client.post(reverse("demonstration_enter", args=["pa-adm-general"]))
    assert client.session[SESSION_KEY] == str(district.post("pa-adm-general"))


def test_the_other_country_shows_its_own_numbers_and_classes(district: District) -> None:
    call_command("load_charts", office=ACROSS, with_demo_people=True, verbosity=0)
    fill_the_other_country(lambda line: None, timezone.now())
    (card,) = (card for card in CARDS if card.office == ACROSS)
    client = Client()
    answer = client.post(reverse("demonstration_enter", args=[card.post]))
    assert client.get(answer.headers["Location"]).status_code == 200
    assert Draft.objects.get(office__code=ACROSS).status == Status.SIGNED
    files = File.objects.filter(office__code=ACROSS).order_by("opened_at")
    assert [(len(row.number.replace(".", "")), row.retention) for row in files] == [(18, "গ"), (22, "")]
