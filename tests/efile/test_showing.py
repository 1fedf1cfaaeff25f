"""Showing a matter or a file to a post until a day, in the record and in the filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from efile import services
from efile.access.models import FileGrant, MatterGrant
from efile.models import Matter, Secrecy
from efile.services.act import Done
from efile.verification import check_stream
from efile.visibility import visible_to
from hierarchy import grants
from hierarchy.models import OfficeGrant, Post, PostGroup, User
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District


@pytest.fixture
def matter(district: District) -> Matter:
    """With the officer of the general section; grants end by the real clock, so the district keeps it."""
    district.now = timezone.now() - timedelta(days=1)
    return district.marked()


def day(district: District, ahead: int = 7) -> date:
    return (timezone.now() + timedelta(days=ahead)).date()


def show(
    district: District, matter: Matter, to: str = "udc-it", by: str = "oc-general", **more: object
) -> Done:
    values = {"until": day(district), "reason": "মতামতের জন্য", **more}
    return services.show_to(
        actor=district.actor(by),
        matter=matter.pk,
        post=district.post(to),
        now=district.wait(minutes=1),
        **values,  # type: ignore[arg-type]  # [the test names them]
    )


def sees(district: District, code: str, matter: Matter) -> bool:
    return visible_to(Matter.objects.filter(pk=matter.pk), district.actor(code)).exists()


def test_a_matter_is_seen_where_it_is_shown(district: District, matter: Matter) -> None:
    assert not sees(district, "udc-it", matter)
    show(district, matter)
    assert sees(district, "udc-it", matter)
    assert not sees(district, "ldc-it", matter)


@pytest.mark.parametrize("grade", Secrecy)
def test_the_holder_shows_a_matter_of_any_grade(district: District, matter: Matter, grade: Secrecy) -> None:
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    show(district, matter)
    assert sees(district, "udc-it", matter)


def test_after_its_day_it_is_seen_no_more(district: District, matter: Matter) -> None:
    show(district, matter)
    past = timezone.now() - timedelta(seconds=1)
    MatterGrant.objects.update(until=past, given_at=past - timedelta(days=1))
    assert not sees(district, "udc-it", matter)


def test_it_ends_with_the_last_day_in_the_office_not_in_utc(district: District, matter: Matter) -> None:
    show(district, matter, until=day(district, 2))
    until = MatterGrant.objects.get().until
    assert until.isoformat().startswith(day(district, 2).isoformat())
    assert (until.hour, until.minute) == (18, 30)


def test_an_ended_showing_is_over_at_once_and_ends_once(district: District, matter: Matter) -> None:
    show(district, matter)
    grant = MatterGrant.objects.get().pk
    services.end_showing(
        actor=district.actor("oc-general"), matter=matter.pk, grant=grant, now=district.wait(minutes=1)
    )
    assert not sees(district, "udc-it", matter)
    with pytest.raises(Refused) as refused:
        services.end_showing(
            actor=district.actor("oc-general"), matter=matter.pk, grant=grant, now=district.wait(minutes=1)
        )
    assert refused.value.reason.code == "showing.over"


def test_the_whole_file_shows_what_comes_into_it_later(district: District, matter: Matter) -> None:
    later = district.marked()
    officer = district.actor("oc-general")
    services.open_file(actor=officer, thread=district.thread(matter).pk, now=district.wait(minutes=1))
    matter.refresh_from_db()
    show(district, matter, whole_file=True)
    assert sees(district, "udc-it", matter)
    assert not sees(district, "udc-it", later)
    services.open_file(
        actor=officer, thread=district.thread(later).pk, file=matter.file_id, now=district.wait(minutes=1)
    )
    assert sees(district, "udc-it", later)
    assert FileGrant.objects.count() == 1


def test_the_record_names_who_showed_it_to_whom_until_when_and_why(
    district: District, matter: Matter
) -> None:
    show(district, matter)
    services.end_showing(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        grant=MatterGrant.objects.get().pk,
        now=district.wait(minutes=1),
    )
    entries = ledger.entries(matter.pk)
    shown, ended = entries[-2:]
    assert (shown.kind, ended.kind) == ("matter.shown", "matter.showing_ended")
    assert shown.data["to"] == ended.data["to"] == str(district.post("udc-it"))
    assert shown.by["post"] == str(district.post("oc-general"))
    assert shown.texts["reason"] == "মতামতের জন্য"
    assert shown.data["until"].startswith(day(district).isoformat())
    assert check_stream("matter", matter.pk, entries) is None


def test_a_repeat_with_the_same_key_shows_it_once(district: District, matter: Matter) -> None:
    key = uuid7()
    assert show(district, matter, key=key) == show(district, matter, key=key)
    assert len([one for one in ledger.entries(matter.pk) if one.kind == "matter.shown"]) == 1


def test_shown_again_it_gets_the_new_end(district: District, matter: Matter) -> None:
    show(district, matter, until=day(district, 1))
    show(district, matter, until=day(district, 30), by="dm")
    grant = MatterGrant.objects.get()
    assert grant.until.date() >= day(district, 29)
    assert grant.given_by_id == district.post("dm")


@pytest.mark.parametrize(
    ("by", "changes", "code"),
    [
        ("adm-general", {}, "showing.not_yours"),
        ("cic-general", {}, "showing.not_yours"),
        ("udc-it", {}, "matter.not_visible"),
        ("oc-general", {"reason": "  "}, "showing.why"),
        ("oc-general", {"reason": "ক" * 301}, "receive.too_long"),
        ("oc-general", {"to": "oc-general"}, "showing.oneself"),
        ("oc-general", {"until": date(2020, 1, 1)}, "showing.until"),
        ("oc-general", {"until": date(2040, 1, 1)}, "showing.until"),
        ("oc-general", {"whole_file": True}, "file.none"),
    ],
)
def test_it_is_refused_in_a_sentence(
    district: District, matter: Matter, by: str, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        show(district, matter, by=by, **changes)  # type: ignore[arg-type]  # [the test names them]
    assert refused.value.reason.code == code
    assert not MatterGrant.objects.exists()


def test_another_offices_auditor_reads_the_office_until_the_day(district: District, matter: Matter) -> None:
    secret = district.receive(secrecy=Secrecy.TOP_SECRET)
    row = grants.give(
        OfficeGrant,
        "audit_office",
        district.office,
        post=Post.objects.get(pk=district.post("udc-it")),
        office=district.office.pk,
        by=district.post("dm"),
        until=timezone.now() + timedelta(days=1),
        reason="বার্ষিক নিরীক্ষা",
        now=district.now,
    )
    assert sees(district, "udc-it", matter)
    assert not sees(district, "udc-it", secret)
    grants.end(row, timezone.now())
    assert not sees(district, "udc-it", matter)


def test_a_grant_goes_with_the_post_to_its_successor(district: District, matter: Matter) -> None:
    show(district, matter)
    heir = district.actor("ldc-it")
    assert not visible_to(Matter.objects.all(), heir).exists()
    inherits = replace(heir, posts=heir.posts | {district.post("udc-it")})
    assert visible_to(Matter.objects.all(), inherits).filter(pk=matter.pk).exists()


def test_the_group_of_a_post_takes_no_members(district: District, matter: Matter) -> None:
    show(district, matter)
    group = PostGroup.objects.get().group
    user = User.objects.get(charges__post=district.post("udc-it"))
    with pytest.raises(DatabaseError, match="takes no members"), transaction.atomic():
        user.groups.add(group)
    user.groups.add(Group.objects.create(name="free"))
    assert not group.user_set.exists()


def test_a_grant_without_a_reason_or_before_its_beginning_is_refused_by_the_database(
    district: District, matter: Matter
) -> None:
    show(district, matter)
    for change in ("reason = ''", "until = given_at - interval '1 second'"):
        refused = pytest.raises(DatabaseError, match="mattergrant")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE efile_mattergrant SET {change}")


def test_an_unknown_grant_is_over(district: District, matter: Matter) -> None:
    with pytest.raises(Refused) as refused:
        services.end_showing(
            actor=district.actor("oc-general"), matter=matter.pk, grant=uuid4(), now=district.wait(minutes=1)
        )
    assert refused.value.reason.code == "showing.over"
