"""CSMOP 60, rule (c) 13: who keeps a case beyond the working days of its class is asked why, in the notes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.models import Matter, Thread
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, seen_fields

ASKED = 'class="explain"'


@pytest.fixture
def matter(district: District) -> Matter:
    return district.marked()


def page(sign_in: SignIn, code: str, matter: Matter) -> str:
    return sign_in(code).get(reverse("matter", args=[matter.pk])).content.decode()


def due(matter: Matter, days: int, held: int) -> None:
    """The day on which the time runs out, and since when the holder has it; both in days from today."""
    now = timezone.now()
    day, since = now.date() + timedelta(days=days), now + timedelta(days=held)
    Thread.objects.filter(matter=matter).update(due_on=day, arrived_at=since)


def forwarded(client: Client, district: District, matter: Matter, text: str = "") -> Any:
    form = seen_fields(district, matter) | {"to": str(district.post("cic-general")), "text": text}
    return client.post(reverse("forward", args=[district.thread(matter).pk]), {**form, "revision": "0"})


def test_within_the_days_nothing_is_asked(matter: Matter, sign_in: SignIn) -> None:
    due(matter, 1, -5)

    assert ASKED not in page(sign_in, "oc-general", matter)


def test_beyond_them_the_holder_is_asked_for_the_reason(matter: Matter, sign_in: SignIn) -> None:
    due(matter, -3, -9)

    shown = page(sign_in, "oc-general", matter)

    assert ASKED in shown
    assert 'data-insert="Reason for the delay: "' in shown
    assert ASKED not in page(sign_in, "dm", matter)


def test_it_goes_on_only_with_the_reason(district: District, matter: Matter, sign_in: SignIn) -> None:
    due(matter, -3, -9)
    client, thread = sign_in("oc-general"), district.thread(matter)

    answers: list[Any] = [
        forwarded(client, district, matter),
        client.post(
            reverse("complete", args=[thread.pk]), seen_fields(district, matter) | {"outcome": "recommend"}
        ),
    ]

    for answer in answers:
        assert answer.status_code == 422
        assert "Write the reason in a note" in answer.content.decode()
    assert forwarded(client, district, matter, "বিলম্বের কারণ: প্রতিবেদন দেরিতে এসেছে।").status_code == 302
    assert district.thread(matter).holder_id == district.post("cic-general")


def test_who_got_it_late_is_not_asked(district: District, matter: Matter, sign_in: SignIn) -> None:
    due(matter, -3, -2)

    assert ASKED not in page(sign_in, "oc-general", matter)
    assert forwarded(sign_in("oc-general"), district, matter).status_code == 302
    assert district.thread(matter).holder_id == district.post("cic-general")


def test_once_he_wrote_after_the_last_day_nothing_is_asked(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    due(matter, -5, -9)
    district.note("oc-general", matter, "বিলম্বের কারণ: প্রতিবেদন দেরিতে এসেছে।")
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    due(matter, -5, -9)

    assert ASKED not in page(sign_in, "oc-general", matter)
