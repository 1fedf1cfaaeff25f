"""Committees come from files beside the charts; the database keeps one chair a body at a time."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hierarchy import bodies
from hierarchy.management.commands.load_charts import DATA
from hierarchy.models import Body, Office, Seat, SeatRole
from hierarchy.selectors import post_by_code
from ledger import selectors as ledger

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture
def office(db: None) -> Office:
    call_command("load_charts", with_demo_people=True, verbosity=0)
    return Office.objects.get(code="uttar-dinajpur")


def test_every_district_has_the_committees_that_its_services_need(office: Office) -> None:
    found = {
        other.code: {body.code for body in bodies.bodies_on(other, DAY)}
        for other in Office.objects.filter(parent=None)
    }
    assert found == {
        "uttar-dinajpur": {"khas-land", "sairat", "degs"},
        "purba-medinipur": {"khas-land", "sairat", "degs"},
        "pirojpur": {"khas-land", "sairat"},
        "rangpur": {"khas-land", "sairat"},
    }


def test_every_committee_has_a_chair_a_secretary_a_source_and_a_quorum_it_can_reach(office: Office) -> None:
    for body in Body.objects.select_related("office"):
        seats = bodies.seats_on(body, DAY)
        roles = [seat.role for seat in seats]
        assert (roles.count("chair"), roles.count("secretary")) == (1, 1), body
        assert body.source.bn
        assert body.source.en
        people = {one.holder.user_id for one in bodies.sittings(body, NOW) if one.holder}
        assert body.quorum <= len(people), f"{body.office.code}: {body}"


def test_loading_again_writes_nothing(office: Office) -> None:
    before = len(ledger.entries(office.pk))
    call_command("load_charts", with_demo_people=True, verbosity=0)
    assert len(ledger.entries(office.pk)) == before
    assert [entry.kind for entry in ledger.entries(office.pk)].count("bodies.loaded") == 1


def test_a_deputy_sits_for_the_post_and_both_names_are_known(office: Office) -> None:
    body = bodies.body_on(office, "khas-land", DAY)
    assert body is not None
    sitting = next(one for one in bodies.sittings(body, timezone.now()) if one.seat.post.code == "oc-jm")
    assert sitting.holder is not None
    assert sitting.holder.on_behalf_of is not None
    assert sitting.holder.name != sitting.holder.on_behalf_of


def test_the_committees_thread_lies_with_its_secretary(office: Office) -> None:
    secretary = bodies.secretary_of(office, "khas-land", NOW)
    assert secretary == post_by_code(office, "oc-land")
    assert bodies.secretary_of(office, "no-such-body", NOW) is None


@pytest.mark.parametrize("role", [SeatRole.CHAIR, SeatRole.SECRETARY])
def test_a_body_has_one_chair_and_one_secretary_at_a_time(office: Office, role: SeatRole) -> None:
    body = Body.objects.get(office=office, code="sairat")
    other = post_by_code(office, "oc-general")
    with pytest.raises(IntegrityError, match=f"seat_one_{role.value}"), transaction.atomic():
        Seat.objects.create(office=office, body=body, post=other, role=role, starts=date(2020, 1, 1))


def test_a_chair_who_left_may_be_followed_by_another(office: Office) -> None:
    body = Body.objects.get(office=office, code="sairat")
    body.seats.filter(role=SeatRole.CHAIR).update(ends=date(2026, 1, 1))
    new = post_by_code(office, "oc-general")
    Seat.objects.create(office=office, body=body, post=new, role=SeatRole.CHAIR, starts=date(2026, 1, 1))
    chair = bodies.seat_of(body, SeatRole.CHAIR, DAY)
    assert chair is not None
    assert chair.post == new


def test_two_orders_do_not_constitute_one_body_at_the_same_time(office: Office) -> None:
    body = Body.objects.get(office=office, code="degs")
    twin = Body(
        office=office,
        code="degs",
        name_bn="ক",
        name_en="A",
        quorum=1,
        starts=date(2020, 1, 1),
        source_bn=body.source_bn,
        source_en=body.source_en,
    )
    with pytest.raises(IntegrityError, match="body_constituted_once_at_a_time"), transaction.atomic():
        twin.save(force_insert=True)


def test_a_seat_is_of_a_post_of_the_same_office(office: Office) -> None:
    body = Body.objects.get(office=office, code="degs")
    foreign = post_by_code(Office.objects.get(code="rangpur"), "dc")
    with pytest.raises(IntegrityError, match="seat_post_of_its_office"):
        _seat_at_once(Seat(office=office, body=body, post=foreign, role="member", starts=date(2020, 1, 1)))


def _seat_at_once(seat: Seat) -> None:
    """With the checks that wait for the commit made at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        seat.save(force_insert=True)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("seats.csv", "sairat,dm,chair", "sairat,dm,member", "must have one chair; it has 0"),
        ("seats.csv", "sairat,dm,chair", "sairat,nobody,chair", "“nobody” in post is unknown"),
        ("bodies.csv", "sairat,2010-01-01,,3", "sairat,2010-01-01,,9", "a quorum of 9 cannot be reached"),
    ],
)
def test_a_faulty_committee_is_named_and_nothing_is_loaded(
    db: None, tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / "charts" / "uttar-dinajpur" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("load_charts", folder=folder, verbosity=0)
    assert not Office.objects.exists()
