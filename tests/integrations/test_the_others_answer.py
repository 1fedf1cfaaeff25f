"""The button that lets the other posts answer, as one presses it on a file."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from efile.models import Matter
from hierarchy.models import User
from tests.efile.conftest import District

pytestmark = pytest.mark.usefixtures("routed")


@pytest.fixture
def routed(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.integrations.demonstration_urls"


def pressed(code: str, matter: Matter, language: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=code))
    client.cookies["language"] = language
    answer = client.post(reverse("demonstration_answer", args=[matter.pk]))
    assert answer.status_code == 302
    (message,) = get_messages(answer.wsgi_request)
    return str(message)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The other posts acted {} times on this file."), ("bn-in", "অন্য পদগুলি {}টি পদক্ষেপ নিয়েছে")],
)
def test_the_others_work_a_file_until_it_is_back(
    lasting_district: District, language: str, said: str
) -> None:
    matter = lasting_district.marked()
    sentence = pressed("dm", matter, language)
    acts = matter.movements.count() - 2
    assert acts > 3
    assert lasting_district.thread(matter).holder.code == "dm"
    assert said.partition("{}")[0] in sentence
    assert said.partition("{}")[2] in sentence
    assert any(character.isdigit() for character in sentence)


def test_a_file_on_ones_own_desk_is_for_oneself_to_act_on(lasting_district: District) -> None:
    matter = lasting_district.marked()
    sentence = pressed("oc-general", matter, "en")
    assert sentence == "This file lies with you: act on it first."
    assert matter.movements.count() == 2


def test_a_file_sent_down_comes_back_to_the_officer_who_sent_it(lasting_district: District) -> None:
    matter = lasting_district.marked()
    lasting_district.forward("oc-general", matter, "cic-general")

    pressed("oc-general", matter, "en")

    assert lasting_district.thread(matter).holder.code == "oc-general"
    way = matter.movements.filter(kind="forwarded").order_by("seq").values_list("to_post__code", flat=True)
    assert list(way) == [
        "cic-general", "udc-general", "ldc-general", "udc-general", "cic-general", "oc-general",
    ]  # fmt: skip


def test_nobody_sets_others_to_work_on_a_file_that_is_not_for_him(lasting_district: District) -> None:
    matter = lasting_district.marked()
    client = Client()
    client.force_login(User.objects.get(username="ldc-land"))
    answer = client.post(reverse("demonstration_answer", args=[matter.pk]))
    assert answer.status_code == 404
    assert matter.movements.count() == 2
