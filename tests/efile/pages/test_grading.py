"""Who sees a file: there an officer finds the way to another secrecy grade, and the record tells why."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from efile import reasons
from efile.models import Matter
from hierarchy.models import User
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_assistants import assistant

HTMX = {"HX-Request": "true"}
WHY = "ব্যক্তিগত তথ্য আছে।"


@pytest.fixture
def matter(district: District) -> Matter:
    return district.marked()


def address(matter: Matter) -> str:
    return reverse("grade", args=[matter.pk])


def who_sees(sign_in: SignIn, code: str, matter: Matter) -> str:
    client = sign_in(code, language="en")
    return client.get(reverse("showing", args=[matter.pk]), headers=HTMX).content.decode()


def test_who_sees_it_leads_an_officer_to_the_grades_and_no_clerk(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    assert address(matter) in who_sees(sign_in, "oc-general", matter)
    assert address(matter) not in who_sees(sign_in, "udc-general", matter)
    answer = sign_in("udc-general").get(address(matter))
    assert answer.status_code == 403
    assert "is changed by an officer who holds the file" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "grade", "button"),
    [("en", "Top secret", "Change the grade"), ("bn-in", "অতি গোপনীয়", "মাত্রা বদলান")],
)
def test_each_grade_stands_there_with_what_it_opens(
    district: District, sign_in: SignIn, matter: Matter, language: str, grade: str, button: str
) -> None:
    page = sign_in("oc-general", language=language).get(address(matter)).content.decode()
    assert page.count('name="secrecy"') == 4
    assert grade in page
    assert button in page
    assert " disabled" not in page.split("<fieldset")[1].split("</fieldset>")[0]


def test_given_with_a_reason_it_stands_on_the_page_and_in_the_history(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    client = sign_in("oc-general", language="en")
    answer = client.post(address(matter), {"secrecy": "1", "reason": WHY})
    assert answer.headers["Location"] == reverse("matter", args=[matter.pk])
    assert "Confidential" in client.get(reverse("matter", args=[matter.pk])).content.decode()
    history = client.get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert "Secrecy grade changed" in history
    assert "Normal → Confidential" in history
    assert WHY in history


def test_without_a_reason_the_dialog_comes_back_with_what_was_chosen(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    answer = sign_in("oc-general", language="en").post(address(matter), {"secrecy": "3", "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why the grade is changed" in page
    assert 'value="3" checked' in page


def test_a_secret_grade_offers_its_holder_no_lower_one(district: District, sign_in: SignIn) -> None:
    graded = district.receive(secrecy=2)
    district.complete("dm", graded, "mark", to="oc-general")
    page = sign_in("oc-general", language="en").get(address(graded)).content.decode()
    fields = page.split("<fieldset")[1].split("</fieldset>")[0]
    assert fields.count(" disabled") == 2
    assert "is lowered only by an officer who may see secret papers" in page
    whole = sign_in("dm", language="en").get(address(graded)).content.decode()
    assert " disabled" not in whole.split("<fieldset")[1].split("</fieldset>")[0]


def test_an_assistant_is_told_the_same_before_he_asks_and_after(
    district: District, client: Client, matter: Matter
) -> None:
    helper = assistant(district, "oc-general")
    assert helper.user_id is not None
    client.force_login(User.objects.get(pk=helper.user_id))
    client.cookies["language"] = "en"
    with translation.override("en"):
        own_hand = str(reasons.ASSISTANT.sentence % {"post": district.actor("oc-general").post_title})
    pages = [client.get(address(matter)), client.post(address(matter), {"secrecy": "1", "reason": WHY})]
    for answer in pages:
        assert answer.status_code == 403
        page = unescape(answer.content.decode())
        assert "is changed by an officer who holds the file" not in page
        assert own_hand in page
