"""Two windows, two posts: what was opened for one is not done in the name of the other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.models import Matter
from hierarchy.models import Charge
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, seen_fields

NOTE = "Written in the first window."


@pytest.fixture
def matter(district: District) -> Matter:
    """With the officer-in-charge, who holds another section's charge besides."""
    user = district.actor("oc-general").user_id
    assert user is not None
    post = district.post("oc-land")
    Charge.objects.filter(post=post).delete()
    Charge.objects.create(
        office=district.office, post_id=post, user_id=user, kind="additional", starts=district.now
    )
    return district.marked()


def drawn(district: District, matter: Matter, code: str = "oc-general") -> dict[str, str]:
    """What the first window's form carries."""
    return {**seen_fields(district, matter), "as_post": str(district.post(code)), "text": NOTE}


def switched(sign_in: SignIn, district: District) -> Client:
    """Opened for the one post; then, in another window, the other was chosen."""
    client = sign_in("oc-general")
    client.post(reverse("choose_post"), {"post": str(district.post("oc-land"))})
    return client


def test_the_page_carries_the_post_it_was_drawn_for(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    page = sign_in("oc-general").get(reverse("matter", args=[matter.pk])).content.decode()
    post = district.post("oc-general")
    assert f'name="as_post" value="{post}"' in page
    assert f"as_post={post}" in page.partition("data-dialog=")[2]


def test_an_act_from_the_first_window_says_that_he_acts_for_another_post_now(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    client = switched(sign_in, district)
    address = reverse("matter", args=[matter.pk])
    answer = client.post(
        reverse("forward", args=[district.thread(matter).pk]),
        {**drawn(district, matter), "to": str(district.post("cic-general"))},
        headers={"referer": f"http://testserver{address}"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "opened for Officer-in-Charge, General Section" in page
    assert "you act for Officer-in-Charge, Land Section" in page
    assert "There is no such file" not in page
    assert f">{NOTE}</textarea>" in page
    assert "Act for Officer-in-Charge, General Section again" in page
    assert district.thread(matter).holder.code == "oc-general"


def test_one_press_switches_back_to_the_page(district: District, sign_in: SignIn, matter: Matter) -> None:
    client = switched(sign_in, district)
    address = reverse("matter", args=[matter.pk])
    post = str(district.post("oc-general"))
    answer = client.post(reverse("choose_post"), {"post": post, "next": address})
    assert answer.headers["Location"] == address
    done = client.post(
        reverse("forward", args=[district.thread(matter).pk]),
        {**drawn(district, matter), "to": str(district.post("cic-general"))},
    )
    assert done.status_code == 302
    assert district.thread(matter).holder.code == "cic-general"


def test_a_dialog_and_the_autosave_say_it_too(district: District, sign_in: SignIn, matter: Matter) -> None:
    client, thread = switched(sign_in, district), district.thread(matter).pk
    dialog = client.get(
        reverse("forward", args=[thread]),
        {"as_post": str(district.post("oc-general"))},
        headers={"hx-request": "true"},
    )
    assert dialog.status_code == 409
    assert "opened for Officer-in-Charge, General Section" in dialog.content.decode()
    saved = client.post(
        reverse("draft", args=[thread]),
        drawn(district, matter) | {"revision": "0"},
        headers={"accept": "application/json"},
    )
    assert saved.status_code == 409
    assert "opened for Officer-in-Charge, General Section" in saved.json()["sentence"]


def test_what_is_not_his_post_any_more_is_used_for_no_other(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    client = switched(sign_in, district)
    Charge.objects.filter(post=district.post("oc-general")).update(ends=timezone.now())
    answer = client.post(
        reverse("forward", args=[district.thread(matter).pk]),
        {**drawn(district, matter), "to": str(district.post("cic-general"))},
    )
    assert answer.status_code == 409
    assert "you act for Officer-in-Charge, Land Section. Nothing was done." in answer.content.decode()


@pytest.mark.parametrize("code", ["dm", "oc-land"])
def test_a_page_of_a_post_that_is_not_his_is_used_for_none(
    district: District, sign_in: SignIn, matter: Matter, code: str
) -> None:
    """Another's post, and one whose charge ended since the page was opened."""
    client = sign_in("oc-general")
    Charge.objects.filter(post=district.post("oc-land")).update(ends=timezone.now())
    answer = client.post(
        reverse("forward", args=[district.thread(matter).pk]),
        {**drawn(district, matter, code), "to": str(district.post("cic-general"))},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "opened for a post for which you do not act" in page
    assert f">{NOTE}</textarea>" in page
    assert district.thread(matter).holder.code == "oc-general"
