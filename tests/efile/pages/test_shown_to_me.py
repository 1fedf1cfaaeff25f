"""Who is shown a file is told so: on the desk, in the side list with a number, on a list of its own."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from efile import services
from efile.access.models import FileGrant, MatterGrant
from efile.models import Matter, Secrecy
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

READER, WHY = "udc-it", "মতামতের জন্য"
LIST = reverse("shown_to_me")
NEAR_LIST = f'href="{LIST}">Shown to me'


@pytest.fixture
def matter(district: District) -> Matter:
    district.now = timezone.now() - timedelta(days=1)
    return district.marked()


def show(district: District, matter: Matter, *, whole_file: bool = False) -> None:
    services.show_to(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        post=district.post(READER),
        until=(timezone.now() + timedelta(days=7)).date(),
        reason=WHY,
        whole_file=whole_file,
        now=district.wait(minutes=1),
    )


def test_the_desk_says_what_is_shown_until_when_by_whom_and_why(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    client = sign_in(READER)
    assert NEAR_LIST not in client.get(reverse("desk")).content.decode()
    show(district, matter)
    last = MatterGrant.objects.get().until - timedelta(hours=1)
    until = last.astimezone(ZoneInfo("Asia/Kolkata")).strftime("%d.%m.%Y")
    for address in (reverse("desk"), LIST):
        page = client.get(address).content.decode()
        assert "Shown to me <b>1</b>" in page
        assert reverse("matter", args=[matter.pk]) in page
        assert matter.subject in page
        assert f"until {until}" in page
        assert WHY in page
        assert "Officer-in-Charge, General Section" in page
    assert NEAR_LIST not in sign_in("ldc-it").get(reverse("desk")).content.decode()


def test_a_whole_file_is_named_by_its_number(district: District, matter: Matter, sign_in: SignIn) -> None:
    services.open_file(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        now=district.wait(minutes=1),
    )
    matter.refresh_from_db()
    show(district, matter, whole_file=True)
    page = sign_in(READER).get(LIST).content.decode()
    assert str(matter.file) in page
    assert "the whole file" in page
    FileGrant.objects.update(until=timezone.now(), given_at=timezone.now() - timedelta(days=2))
    assert str(matter.file) not in sign_in(READER).get(LIST).content.decode()


def test_a_graded_file_that_is_shown_carries_its_grade(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.TOP_SECRET)
    show(district, matter)
    page = sign_in(READER).get(LIST).content.decode()
    assert matter.subject in page
    assert "Top secret" in page


def test_nothing_shown_is_said_in_a_sentence(sign_in: SignIn) -> None:
    page = sign_in(READER).get(LIST).content.decode()
    assert "What others show to your post until a day will stand here." in page
