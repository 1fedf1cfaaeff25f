"""Who handed over prints his list; who is to take over is told of it whatever post he acts for."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from hierarchy.models import HandOver, Post, User
from hierarchy.services import transfer
from tests.efile.conftest import District
from tests.hierarchy.factories import make_user

ADMIN = "dpm"


def browser(user: User, post: str = "", district: District | None = None) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["language"] = "en"
    if district is not None:
        session = client.session
        session["post"] = str(district.post(post))
        session.save()
    return client


def holder(district: District, code: str) -> User:
    return User.objects.get(pk=str(district.actor(code).user_id))


def transferred(district: District, code: str, user: User, at: datetime | None = None) -> HandOver:
    charge = transfer(
        actor=district.actor(ADMIN), post=district.post(code), user=user.pk, kind="additional", at=at,
        now=district.wait(),
    )  # fmt: skip
    return HandOver.objects.get(incoming=charge)


@pytest.fixture
def gone(district: District) -> tuple[Client, HandOver]:
    """The browser of an officer who has just handed his only post to his superior."""
    district.go_live()
    client = browser(holder(district, "oc-general"), "oc-general", district)
    above = Post.objects.get(pk=district.post("oc-general")).reports_to
    assert above is not None
    address = f"/charge/{district.post('oc-general')}/"
    asked = client.post(address, {"step": "check"})
    assert "your charge ends at once" in asked.content.decode()
    assert not HandOver.objects.exists()
    answer = client.post(address, {"step": "do", "seen": asked.context["seen"]})
    done = HandOver.objects.get()
    assert answer.headers["Location"] == f"/charge/list/{done.pk}/"
    page = client.get(f"/charge/list/{done.pk}/").content.decode()
    assert "The charge is offered to" in page
    assert "Take it back" in page
    superior = browser(holder(district, above.code), above.code, district)
    page = superior.get(f"/charge/list/{done.pk}/").content.decode()
    assert "I take charge and have taken over what is listed" in page
    assert superior.post(f"/charge/list/{done.pk}/", {"differences": ""}).status_code == 302
    return client, HandOver.objects.get()


def test_the_giver_prints_his_list_after_his_charge_ended(gone: tuple[Client, HandOver]) -> None:
    client, done = gone
    page = client.get(f"/charge/list/{done.pk}/").content.decode()
    assert "data-print" in page
    assert done.fingerprint in page
    assert "has ended" not in page


def test_afterwards_he_is_told_that_his_charge_ended_and_where_the_list_is(
    gone: tuple[Client, HandOver],
) -> None:
    client, done = gone
    client.get(f"/charge/list/{done.pk}/")
    page = client.get("/desk/", follow=True).content.decode()
    assert "Your charge of Officer-in-Charge, General Section has ended." in page
    assert "Nothing was done" not in page
    assert f"/charge/list/{done.pk}/" in page
    again = client.get(f"/charge/list/{done.pk}/")
    assert (again.status_code, done.fingerprint in again.content.decode()) == (200, True)


def test_a_list_of_others_is_not_shown_to_him(gone: tuple[Client, HandOver], district: District) -> None:
    client, _done = gone
    other = transferred(district, "oc-land", make_user("n"))
    answer = client.get(f"/charge/list/{other.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/post/")


@pytest.fixture
def coming(district: District) -> tuple[Client, HandOver]:
    """Somebody who holds another post, and to whom a charge was handed over in addition."""
    district.go_live()
    user = holder(district, "oc-land")
    done = transferred(district, "oc-general", user)
    return browser(user, "oc-land", district), done


def test_the_newcomer_is_told_at_his_other_desk(coming: tuple[Client, HandOver]) -> None:
    client, done = coming
    page = client.get("/desk/").content.decode()
    assert 'href="/charge/">Charge to be confirmed <b>1</b>' in page
    assert client.get("/charge/").headers["Location"] == f"/charge/list/{done.pk}/"
    chosen = client.get("/post/").content.decode()
    assert "Charge of Officer-in-Charge, General Section was handed to you" in chosen


def test_he_goes_to_the_post_and_confirms_there(coming: tuple[Client, HandOver], district: District) -> None:
    client, done = coming
    address = f"/charge/list/{done.pk}/"
    page = client.get(address).content.decode()
    assert "I have taken over what is listed" not in page
    assert f'name="post" value="{done.post_id}"' in page
    answer = client.post("/post/", {"post": str(done.post_id), "next": address})
    assert answer.headers["Location"] == address
    assert "I have taken over what is listed" in client.get(address).content.decode()
    client.post(address, {"differences": ""})
    done.refresh_from_db()
    assert done.taken_at is not None
    assert "Charge to be confirmed" not in client.get("/desk/").content.decode()


def test_a_list_that_begins_later_says_when(district: District) -> None:
    district.go_live()
    user = holder(district, "oc-land")
    later = district.now.replace(year=district.now.year + 1)
    done = transferred(district, "oc-general", user, at=later)
    assert "Charge to be confirmed" not in browser(user, "oc-land", district).get("/desk/").content.decode()
    page = browser(user, "oc-land", district).get(f"/charge/list/{done.pk}/").content.decode()
    assert "You confirm the list once your charge has begun" in page
