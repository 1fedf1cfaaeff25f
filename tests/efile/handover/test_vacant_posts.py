"""What lies where nobody acts is reported with its number, its oldest and its late, successors followed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile.dak.models import Dak
from efile.desks import desks_of
from efile.handover import lying_there
from efile.handover.vacancies import Vacancy, tell_items, vacancies
from efile.models import Matter, Secrecy
from efile.visibility import visible_to
from hierarchy.held import files_with
from hierarchy.models import Charge, Post, Section, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts
from hierarchy.services import abolish_post, close_section, end_charge, give_charge, transfer
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.stories import told
from tests.efile.test_powers_of_acts import order

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


def in_the_front_desks_pool(district: District) -> tuple[Section, list[str]]:
    """A certified copy that waits there, and the posts of the section."""
    matter = district.receive(service="wb-copy-ror")
    district.complete("record-officer", matter, "found")
    told(district, matter)
    pool = district.thread(matter).pool
    assert pool is not None
    posts = Post.objects.filter(section=pool, abolished_on=None).order_by("rank__level", "position", "code")
    return pool, list(posts.values_list("code", flat=True))


def test_a_pool_from_which_nobody_there_may_take_is_listed_with_who_pulls_it_up(
    district: District,
) -> None:
    pool, hands = in_the_front_desks_pool(district)
    for code in hands[1:]:
        order(district, code, "forward", "withholds")
    assert reported(district) == {}
    order(district, hands[0], "forward", "withholds")
    row = reported(district)[str(pool.name.en)]
    chief = Post.objects.get(pk=district.post(hands[0]))
    assert (row.count, row.services, row.above) == (1, {"wb-copy-ror"}, chief.reports_to)
    tell_items([row], district.actor("dm"), district.now.date())
    assert len(row.items) == 1


def test_of_such_a_pool_only_the_services_that_nobody_may_take_are_told(district: District) -> None:
    pool, hands = in_the_front_desks_pool(district)
    for code in hands:
        order(district, code, "forward", "withholds", service="wb-tube-well")
    assert reported(district) == {}
    row = Vacancy(pool.name, None, pool.pk, services={"wb-tube-well"})
    tell_items([row], district.actor("dm"), district.now.date())
    assert row.items == []


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


def lying(district: District, reader: str) -> Vacancy:
    actor, today = district.actor(reader), district.now.date()
    rows = [row for row in vacancies(actor, district.office, district.now, today) if row.lies]
    tell_items(rows, actor, today)
    (row,) = rows
    return row


def test_each_file_that_lies_there_is_named_with_its_days_and_a_way_to_it(district: District) -> None:
    matter = district.marked("oc-general")
    dak = entered(district, to="oc-general")
    vacate(district, "oc-general")
    district.wait(days=90)
    row, thread = lying(district, "dm"), district.thread(matter)
    (one,) = row.items
    assert (one.subject, one.since) == (matter.subject, thread.arrived_at)
    assert (one.due, one.late) == (thread.due_on, True)
    assert one.url.startswith(f"/m/{matter.pk}/")
    assert [(each.number, each.url) for each in row.dak_items] == [(dak.receipt.number, f"/dak/{dak.pk}/")]
    assert not row.more


def test_what_lay_with_an_abolished_post_is_named_and_the_rest_stands_on_pages(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [district.marked("oc-general").pk for _ in range(lying_there.FIRST + 1)]
    abolish(district, "oc-general", "oc-land")
    vacate(district, "oc-land")
    row = lying(district, "dm")
    assert [str(one) in each.url for one, each in zip(made, row.items, strict=False)] == [
        True
    ] * lying_there.FIRST
    assert row.more
    monkeypatch.setattr(lying_there, "PAGE", 4)
    heir, actor, today = district.post("oc-land"), district.actor("dm"), district.now.date()
    first, more = lying_there.page_of(heir, {}, actor, today, None)
    second, last = lying_there.page_of(heir, {}, actor, today, more)
    assert [str(one) in each.url for one, each in zip(made, [*first, *second], strict=True)] == [True] * 6
    assert last is None


def test_of_a_file_known_by_its_number_alone_neither_number_nor_days_tell_where_it_lies(
    district: District,
) -> None:
    held_by_oc(district, Secrecy.TOP_SECRET)
    vacate(district, "oc-general")
    user = User.objects.create(username="new-head", name_bn="নতুন", name_en="New Head")
    transfer(
        actor=district.actor(ADMIN),
        post=district.post("dm"),
        user=user.pk,
        kind="in_charge",
        now=district.wait(minutes=1),
    )
    (one,) = lying(district, "dm").items
    assert (one.number, one.url, one.since, one.due) == ("", "", None, None)
    assert "not shown" in one.subject


def test_a_normal_file_that_the_administrator_may_not_open_is_named_without_its_subject(
    district: District,
) -> None:
    matter = district.marked("oc-general")
    vacate(district, "oc-general")
    (one,) = lying(district, ADMIN).items
    opened = visible_to(Matter.objects.filter(pk=matter.pk), district.actor(ADMIN)).exists()
    assert (one.subject == matter.subject, bool(one.url)) == (opened, opened)
    assert one.since is not None
