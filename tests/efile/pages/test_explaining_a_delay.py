"""CSMOP 60, rule (c) 13: who keeps a case beyond the working days of its class is asked why, in the notes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from efile.models import Matter, Thread
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

ASKED = 'class="explain"'


@pytest.fixture
def matter(district: District) -> Matter:
    return district.marked()


def page(sign_in: SignIn, code: str, matter: Matter) -> str:
    return sign_in(code).get(reverse("matter", args=[matter.pk])).content.decode()


def due(matter: Matter, days: int) -> None:
    day = timezone.now().date() + timedelta(days=days)
    Thread.objects.filter(matter=matter).update(due_on=day)


def test_within_the_days_nothing_is_asked(matter: Matter, sign_in: SignIn) -> None:
    due(matter, 1)

    assert ASKED not in page(sign_in, "oc-general", matter)


def test_beyond_them_the_holder_is_asked_for_the_reason(matter: Matter, sign_in: SignIn) -> None:
    due(matter, -3)

    shown = page(sign_in, "oc-general", matter)

    assert ASKED in shown
    assert 'data-insert="Reason for the delay: "' in shown
    assert ASKED not in page(sign_in, "dm", matter)


def test_once_he_wrote_after_the_last_day_nothing_is_asked(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    due(matter, -5)
    district.note("oc-general", matter, "বিলম্বের কারণ: প্রতিবেদন দেরিতে এসেছে।")
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    due(matter, -5)

    assert ASKED not in page(sign_in, "oc-general", matter)
