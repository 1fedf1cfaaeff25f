"""Committees and their seats, at the administrator's pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy import bodies, facts, services
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Body, Office, Seat
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.days import today
from tests.hierarchy.administration.conftest import ask, do, words
from tests.hierarchy.offices import Establishment

ORDER = {"source_bn": "আদেশ ৫", "source_en": "Order 5"}


def constitution(house: Establishment, **fields: object) -> dict[str, object]:
    names = {"name_bn": "সায়রাত কমিটি", "name_en": "Sairat Committee", "slug": "sairat"}
    seats = {"chair": house.posts["dm"], "secretary": house.posts["oc-land"]}
    return {**names, **seats, "quorum": 2, "starts": "", **ORDER, **fields}


def constituted(house: Establishment, admin: Client) -> Body:
    assert do(admin, "constitute-body", **constitution(house)).status_code == 302
    return Body.objects.get(code="sairat")


def told(house: Establishment) -> list[facts.Compared]:
    """Committees and seats that are not as the office's stream tells them."""
    entries = ledger.entries(house.office.pk)
    found = [row for row in facts.compared(house.office.pk, entries) if row.what in {"body", "seat"}]
    return [row for row in found if not row.agrees]


def roles(body: Body) -> dict[str, str]:
    return {seat.post.code: seat.role for seat in bodies.seats_on(body, today())}


def give(house: Establishment, body: Body, post: str, role: str = "member", **more: object) -> Seat:
    return services.give_seat(
        actor=house.actor(), body=body.pk, post=house.posts[post].pk, role=role, now=timezone.now(), **more  # type: ignore[arg-type]  # [the test names them]
    )  # fmt: skip


def test_a_committee_is_constituted_with_its_chair_and_secretary(house: Establishment, admin: Client) -> None:
    page = words(ask(admin, "constitute-body", **constitution(house)))
    assert "“Sairat Committee” stands at once." in page
    body = constituted(house, admin)
    assert roles(body) == {"dm": "chair", "oc-land": "secretary"}
    assert house.kinds() == ["body.constituted"]
    assert told(house) == []
    listed = words(admin.get(reverse("admin_bodies")))
    assert "Sairat Committee" in listed
    assert "quorum 2" in listed


def test_members_are_added_and_leave(house: Establishment, admin: Client) -> None:
    body = constituted(house, admin)
    seat = {"body": body.pk, "post": house.posts["oc"], "role": "member", "starts": ""}
    assert "sits in “Sairat Committee” as member" in words(ask(admin, "give-seat", **seat))
    assert do(admin, "give-seat", **seat)["Location"] == reverse("admin_bodies")
    assert roles(body)["oc"] == "member"
    row = Seat.objects.get(post=house.posts["oc"])
    last = today() + timedelta(days=4)
    do(admin, "end-seat", seat=row.pk, ends=last.isoformat())
    row.refresh_from_db()
    assert row.ends == last + timedelta(days=1)
    assert told(house) == []
    assert house.kinds()[1:] == ["seat.given", "seat.ended"]


def test_another_chair_takes_the_place_of_the_one_before(house: Establishment, admin: Client) -> None:
    body = constituted(house, admin)
    tomorrow = today() + timedelta(days=1)
    Body.objects.filter(pk=body.pk).update(starts=tomorrow - timedelta(days=9))
    Seat.objects.update(starts=tomorrow - timedelta(days=9))
    seat = {"body": body.pk, "post": house.posts["oc"], "role": "chair", "starts": tomorrow.isoformat()}
    assert "Post dm is the chair no longer." in words(ask(admin, "give-seat", **seat))
    do(admin, "give-seat", **seat)
    chairs = Seat.objects.filter(role="chair").order_by("starts")
    assert [(row.post.code, row.ends) for row in chairs] == [("dm", tomorrow), ("oc", None)]


def test_a_seat_of_today_given_to_another_leaves_no_row_and_the_record_says_so(
    house: Establishment, admin: Client
) -> None:
    body = constituted(house, admin)
    give(house, body, "oc", "chair")
    assert roles(body) == {"oc": "chair", "oc-land": "secretary"}
    assert told(house) == []


def test_the_chair_and_the_secretary_are_never_without(house: Establishment, admin: Client) -> None:
    body = constituted(house, admin)
    chair = Seat.objects.get(role="chair")
    with pytest.raises(Refused) as refused:
        services.end_seat(actor=house.actor(), seat=chair.pk, now=timezone.now())
    assert refused.value.reason == reasons.SEAT_STAYS
    with pytest.raises(Refused) as refused:
        give(house, body, "dm", "member")
    assert refused.value.reason == reasons.SEAT_STAYS
    assert str(chair.pk) not in words(admin.get(reverse("admin_act", args=["end-seat"])))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"slug": "sairat"}, "A committee with the code “sairat” stands on that day already."),
        ({"slug": "degs", "secretary": "dm"}, "two different posts"),
        ({"slug": "degs", "starts": "2020-01-01"}, "This moment has passed."),
    ],
)
def test_refusals_stand_on_the_form(
    house: Establishment, admin: Client, fields: dict[str, str], reason: str
) -> None:
    constituted(house, admin)
    given = {name: house.posts.get(value, value) for name, value in fields.items()}
    answer = do(admin, "constitute-body", **constitution(house, **given))
    assert answer.status_code in {409, 422}
    assert reason in words(answer)
    assert Body.objects.count() == 1


def test_a_committee_that_has_ended_stands_anew_under_the_same_code(
    house: Establishment, admin: Client
) -> None:
    body = constituted(house, admin)
    Body.objects.filter(pk=body.pk).update(starts=today() - timedelta(days=9))
    do(admin, "end-body", body=body.pk, ends="")
    assert bodies.body_on(house.office, "sairat", today()) is None
    assert "Committees that have ended" in words(admin.get(reverse("admin_bodies")))
    do(admin, "constitute-body", **constitution(house))
    assert bodies.body_on(house.office, "sairat", today()) is not None


def test_only_the_offices_own_administrator_does_this(house: Establishment, admin: Client) -> None:
    body = constituted(house, admin)
    other = Office.objects.create(
        code="other", profile="WB", kind="district", timezone="Asia/Kolkata", name_bn="ক", name_en="O"
    )
    with pytest.raises(Refused) as refused:
        services.end_body(actor=stranger(house.actor(), other), body=body.pk, now=timezone.now())
    assert refused.value.reason == reasons.UNKNOWN_ROW
    with pytest.raises(Refused) as refused:
        services.constitute_body(
            actor=house.actor("oc"), code="x", name=Words("ক", "x"), quorum=1,
            chair=house.posts["dm"].pk, secretary=house.posts["oc"].pk,
            source=Words("ক", "x"), now=timezone.now(),
        )  # fmt: skip
    assert refused.value.reason == reasons.NOT_ADMIN


def stranger(actor: Actor, office: Office) -> Actor:
    return replace(actor, office_id=office.pk)


def test_a_secretarys_abolished_post_stands_in_its_successor(house: Establishment, admin: Client) -> None:
    constituted(house, admin)
    services.abolish_post(
        actor=house.actor(),
        post=house.posts["oc-land"].pk,
        successor=house.posts["oc"].pk,
        now=timezone.now(),
    )
    found = bodies.secretary_of(house.office, "sairat", timezone.now())
    assert found == house.posts["oc"]
