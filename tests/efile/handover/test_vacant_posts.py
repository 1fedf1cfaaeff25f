"""What lies where nobody acts is reported with its number, its oldest and its late, successors followed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile.dak.models import Dak
from efile.desks import desks_of
from efile.handover.vacancies import Vacancy, vacancies
from efile.models import Secrecy
from hierarchy.held import files_with
from hierarchy.models import Charge, Post, Section, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts
from hierarchy.services import abolish_post, close_section, end_charge, give_charge
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered

ADMIN = "dpm"


def vacate(district: District, code: str) -> None:
    charge = Charge.objects.get(post=district.post(code))
    end_charge(actor=district.actor(ADMIN), charge=charge.pk, now=district.wait(minutes=1))


def abolish(district: District, code: str, heir: str) -> None:
    abolish_post(
        actor=district.actor(ADMIN),
        post=district.post(code),
        successor=district.post(heir),
        now=district.wait(minutes=1),
    )


def reported(district: District, reader: str = "dm") -> dict[str, Vacancy]:
    today = district.now.date()
    rows = vacancies(district.actor(reader), district.office, district.now, today)
    return {row.name.en: row for row in rows if row.count}


def test_what_lies_at_a_vacant_post_is_counted_with_its_oldest_and_late(district: District) -> None:
    matter = district.marked("oc-general")
    assert reported(district) == {}
    vacate(district, "oc-general")
    title = Post.objects.get(pk=district.post("oc-general")).title.en
    assert reported(district)[title].count == 1
    assert reported(district)[title].oldest == district.thread(matter).arrived_at
    district.wait(days=90)
    assert reported(district)[title].late == 1


def test_what_lay_with_an_abolished_post_is_reported_at_its_vacant_successor(district: District) -> None:
    district.marked("oc-general")
    abolish(district, "oc-general", "oc-land")
    assert reported(district) == {}
    vacate(district, "oc-land")
    assert list(reported(district)) == [Post.objects.get(pk=district.post("oc-land")).title.en]


def test_dak_that_waits_there_is_counted_beside_the_files(district: District) -> None:
    entered(district, to="oc-general")
    graded = entered(district, to="oc-general")
    Dak.objects.filter(pk=graded.pk).update(secrecy=Secrecy.SECRET)
    vacate(district, "oc-general")
    title = Post.objects.get(pk=district.post("oc-general")).title.en
    counts = {
        reader: {row.name.en: (row.count, row.dak) for row in rows}[title]
        for reader in ("dm", ADMIN)
        if (rows := vacancies(district.actor(reader), district.office, district.now, district.now.date()))
    }
    assert counts == {"dm": (0, 2), ADMIN: (0, 1)}


def held_by_oc(district: District, grade: Secrecy) -> None:
    matter = district.receive(secrecy=grade)
    district.complete("dm", matter, "mark", to="oc-general")


@pytest.mark.parametrize(
    ("grade", "of_the_head", "of_the_administrator"),
    [
        (Secrecy.NORMAL, 1, 1),
        (Secrecy.CONFIDENTIAL, 1, 0),
        (Secrecy.SECRET, 1, 0),
        (Secrecy.TOP_SECRET, 1, 0),
    ],
)
def test_a_graded_file_is_counted_for_who_may_know_of_it(
    district: District, grade: Secrecy, of_the_head: int, of_the_administrator: int
) -> None:
    held_by_oc(district, grade)
    vacate(district, "oc-general")
    counts = [sum(row.count for row in reported(district, reader).values()) for reader in ("dm", ADMIN)]
    assert counts == [of_the_head, of_the_administrator]


def test_the_report_is_for_the_head_and_the_administrator(district: District) -> None:
    reported(district, ADMIN)
    with pytest.raises(Refused, match="vacancies"):
        reported(district, "oc-general")


def test_a_stage_goes_to_the_post_that_stands_for_an_abolished_one(district: District) -> None:
    matter = district.marked("oc-general")
    abolish(district, "oc-general", "oc-land")
    district.note("oc-land", matter)
    district.complete("oc-land", matter, "recommend")
    district.note("dm", matter)
    district.complete("dm", matter, "return")
    assert district.thread(matter).holder.code == "oc-land"


def test_a_newcomer_to_a_section_sees_its_files_from_before_and_of_sections_it_took_in(
    district: District,
) -> None:
    from efile import selectors

    matter = district.marked("oc-general")
    sections = {row.code: row.pk for row in Section.objects.filter(office=district.office)}
    close_section(
        actor=district.actor(ADMIN),
        section=sections["general"],
        successor=sections["land"],
        now=district.wait(minutes=1),
    )
    vacate(district, "udc-land")
    user = User.objects.create(username="new-clerk", name_bn="নতুন", name_en="New Clerk")
    give_charge(
        actor=district.actor(ADMIN),
        post=district.post("udc-land"),
        user=user.pk,
        kind="substantive",
        now=district.now,
    )
    assert selectors.matter_for(district.actor("udc-land"), matter.pk) == matter


def test_each_acting_post_says_how_much_waits_there_with_what_it_succeeded(district: District) -> None:
    district.marked("oc-general")
    district.marked("oc-general")
    abolish(district, "oc-general", "oc-land")
    user = User.objects.get(charges__post=district.post("oc-land"))
    vacate(district, "oc-it")
    give_charge(
        actor=district.actor(ADMIN),
        post=district.post("oc-it"),
        user=user.pk,
        kind="additional",
        now=district.now,
    )
    choices = acting_posts(user, district.now)
    counts = {
        desk.choice.post.code: (desk.unread, desk.with_me, desk.late)
        for desk in desks_of(choices, district.now.date())
    }
    assert counts == {"oc-land": (2, 2, 0), "oc-it": (0, 0, 0)}
    late = desks_of(choices, district.now.date() + timedelta(days=90))
    assert [desk.late for desk in late if desk.choice.post.code == "oc-land"] == [2]


@pytest.mark.parametrize(("grade", "counted"), [(Secrecy.NORMAL, 1), (Secrecy.SECRET, 0)])
def test_who_changes_a_post_is_told_of_no_file_that_is_not_for_him(
    district: District, grade: Secrecy, counted: int
) -> None:
    matter = district.receive(secrecy=grade)
    district.complete("dm", matter, "mark", to="oc-general")
    post = district.post("oc-general")
    assert files_with(district.actor(ADMIN), post) == counted
    assert files_with(district.actor("dm"), post) == 1


def test_what_lay_with_an_abolished_post_counts_to_its_successor(district: District) -> None:
    district.marked("oc-general")
    abolish(district, "oc-general", "oc-land")
    assert files_with(district.actor(ADMIN), district.post("oc-land")) == 1
