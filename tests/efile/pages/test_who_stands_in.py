"""Deputies, assistants and holders of several posts are offered what is theirs, and told in what charge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hierarchy.models import Charge, Deputation, User
from tests.efile.conftest import District
from tests.hierarchy.factories import make_user

OFFICER = "oc-general"


def standing_in(district: District, scope: str) -> Client:
    """Somebody with a post of his own who acts or drafts for the officer."""
    user = make_user("stands-in")
    Charge.objects.filter(post=district.post("ldc-land")).delete()
    Charge.objects.create(
        office=district.office, post_id=district.post("ldc-land"), user=user, kind="additional",
        starts=district.now - timedelta(days=9),
    )  # fmt: skip
    Deputation.objects.create(
        office=district.office, post_id=district.post(OFFICER), user=user, scope=scope, reason="Leave",
        starts=district.now - timedelta(days=1), ends=district.now + timedelta(days=30),
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    client.cookies["language"] = "en"
    choose(client, district, OFFICER)
    return client


def choose(client: Client, district: District, code: str) -> None:
    session = client.session
    session["post"] = str(district.post(code))
    session.save()


@pytest.mark.parametrize("scope", ["full", "draft"])
def test_charge_is_not_theirs_to_hand_over_and_not_in_their_menu(district: District, scope: str) -> None:
    client = standing_in(district, scope)
    assert "Charge of my post" not in client.get("/desk/").content.decode()
    choose(client, district, "ldc-land")
    assert "Charge of my post" in client.get("/desk/").content.decode()


def test_the_holder_keeps_it_in_his_menu_while_a_deputy_acts(district: District) -> None:
    standing_in(district, "full")
    client = Client()
    client.force_login(User.objects.get(charges__post=district.post(OFFICER)))
    client.cookies["language"] = "en"
    assert "Charge of my post" in client.get("/desk/").content.decode()


def test_an_assistant_is_told_that_the_officer_begins_a_file(district: District) -> None:
    answer = standing_in(district, "draft").get("/start/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Your post does not write notes" not in page
    assert "Officer-in-Charge, General Section begins an internal file" in page


@pytest.mark.parametrize(("scope", "said"), [("full", "link officer"), ("draft", "assistant: drafts only")])
def test_the_menu_of_posts_says_in_what_charge(district: District, scope: str, said: str) -> None:
    holder = User.objects.get(charges__post=district.post(OFFICER)).name.en
    client = standing_in(district, scope)
    for page in (
        client.get("/desk/").content.decode(),
        client.get("/post/", headers={"hx-request": "true"}).content.decode(),
        client.get("/post/").content.decode(),
    ):
        assert f"{said} · for {holder}" in page
        assert "additional charge" in page
