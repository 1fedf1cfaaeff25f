"""Who follows a file is told when it moves, as long as he may see it; nothing is written when it does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile.desk import following
from efile.desk.models import Follow
from efile.models import Matter, Secrecy
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]

OC, READER = "oc-general", "udc-general-2"


def follow(district: District, matter: Matter, code: str = READER) -> Follow:
    return following.follow(actor=district.actor(code), matter=matter.pk, now=district.now)


def told(district: District, code: str = READER) -> set[Matter]:
    return {row.matter for row in following.moved(district.actor(code))}


def test_a_movement_is_told_until_he_has_taken_note(district: District) -> None:
    matter = district.marked()
    follow(district, matter)
    assert told(district) == set()
    district.forward(OC, matter, "cic-general")
    assert told(district) == {matter}
    matter.refresh_from_db()
    following.take_note(actor=district.actor(READER), matter=matter.pk, moves=matter.moves)
    assert told(district) == set()
    district.forward("cic-general", matter, "udc-general")
    assert told(district) == {matter}


def test_a_page_drawn_before_the_last_movement_takes_no_note_of_it(district: District) -> None:
    matter = district.marked()
    follow(district, matter)
    matter.refresh_from_db()
    drawn = matter.moves
    district.forward(OC, matter, "cic-general")
    following.take_note(actor=district.actor(READER), matter=matter.pk, moves=drawn)
    assert told(district) == {matter}


def test_ones_own_acts_are_no_news(district: District) -> None:
    matter = district.marked()
    follow(district, matter, OC)
    district.forward(OC, matter, "cic-general")
    assert told(district, OC) == set()
    district.forward("cic-general", matter, "udc-general")
    assert told(district, OC) == {matter}


def test_only_who_may_see_it_follows_and_is_told(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        follow(district, matter, "oc-land")
    assert refused.value.reason.code == "matter.not_visible"
    follow(district, matter, "ldc-general")
    district.forward(OC, matter, "cic-general")
    assert told(district, "ldc-general") == {matter}
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.SECRET)
    assert told(district, "ldc-general") == set()


def test_it_is_ones_own(district: District) -> None:
    matter = district.marked()
    follow(district, matter)
    assert follow(district, matter) == Follow.objects.get()
    assert told(district, "dm") == set()
    following.unfollow(actor=district.actor("dm"), matter=matter.pk)
    assert Follow.objects.exists()
    following.unfollow(actor=district.actor(READER), matter=matter.pk)
    assert not Follow.objects.exists()


def test_an_act_costs_the_same_however_many_follow(district: District) -> None:
    first, matter, many = (district.marked() for _ in range(3))
    district.forward(OC, first, "cic-general")
    with CaptureQueriesContext(connection) as alone:
        district.forward(OC, matter, "cic-general")
    for code in (OC, "udc-general", "dm"):
        follow(district, many, code)
    with CaptureQueriesContext(connection) as followed:
        district.forward(OC, many, "cic-general")
    assert len(followed) == len(alone)


def test_desk_list_and_file_page_say_it(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in(READER)
    address = reverse("follow", args=[matter.pk])
    answer = client.post(address, {"do": "on", "back": "file"})
    assert answer.headers["Location"] == reverse("matter", args=[matter.pk])
    assert 'value="off"' in client.get(reverse("matter", args=[matter.pk])).content.decode()
    district.forward(OC, matter, "cic-general")
    desk = client.get(reverse("desk")).content.decode()
    assert "Followed files that moved" in desk
    assert "now with Clerk-in-Charge, General Section" in desk
    assert "1 new movement" in client.get(reverse("followed")).content.decode()
    matter.refresh_from_db()
    client.post(address, {"do": "seen", "moves": str(matter.moves), "back": "list"})
    assert "new movement" not in client.get(reverse("followed")).content.decode()
    assert "Followed files that moved" not in client.get(reverse("desk")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(district: District, sign_in: SignIn) -> None:
    client = sign_in(READER)
    follow(district, district.marked())
    client.get(reverse("followed"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("followed"))
    for _ in range(5):
        follow(district, district.marked())
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("followed"))
    assert len(many) == len(one)
