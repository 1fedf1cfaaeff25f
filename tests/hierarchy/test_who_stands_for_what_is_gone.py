"""What lay with an abolished post, a closed section or a merged office lies with its successor."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hierarchy.models import Deputation, Office, Post, PowerRow, Scope, Section
from hierarchy.selectors import acting_posts, actor_for, holder_of
from tests.hierarchy.factories import LONG_AGO, NOW, charge, make_office, make_post, make_section, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def test_a_successor_stands_for_the_posts_before_it_and_for_those_before_them() -> None:
    office = make_office()
    heir = make_post(office, "heir")
    second = make_post(office, "second")
    first = make_post(office, "first")
    _abolish(second, heir)
    _abolish(first, second)
    user = make_user("heir")
    charge(user, heir)

    assert actor_for(user.pk, heir.pk, NOW).posts == {heir.pk, second.pk, first.pk}


def test_a_post_that_is_abolished_later_still_stands_for_itself() -> None:
    office = make_office()
    heir, old = make_post(office, "heir"), make_post(office, "old")
    _abolish(old, heir, TODAY + timedelta(days=1))
    user = make_user("heir")
    charge(user, heir)

    assert actor_for(user.pk, heir.pk, NOW).posts == {heir.pk}
    assert actor_for(user.pk, heir.pk, NOW + timedelta(days=1)).posts == {heir.pk, old.pk}


def test_a_merged_section_and_office_pass_to_the_section_and_office_that_took_them() -> None:
    office, old_office = make_office(), make_office("old-office")
    section, old_section = make_section(office), make_section(office, "old")
    post, old = make_post(office, "oc", section=section), make_post(old_office, "oc")
    _close(old_section, section)
    _close(old_office, office)
    _abolish(old, post)
    user = make_user("oc")
    charge(user, post)

    actor = actor_for(user.pk, post.pk, NOW)
    assert actor.sections == {section.pk, old_section.pk}
    assert actor.offices == {office.pk, old_office.pk}
    assert actor.posts == {post.pk, old.pk}


def test_an_assistant_drafts_for_a_post_and_does_nothing_else_there() -> None:
    office = make_office()
    post = make_post(office, "adm")
    officer, assistant = make_user("adm"), make_user("pa")
    charge(officer, post)
    Deputation.objects.create(
        office=office,
        post=post,
        user=assistant,
        starts=LONG_AGO,
        ends=NOW + timedelta(days=30),
        reason="PA",
        scope=Scope.DRAFT,
    )

    actor = actor_for(assistant.pk, post.pk, NOW)
    assert actor.assistant
    assert actor.powers == {"draft"}
    assert [acting.assistant for acting in acting_posts(assistant, NOW)] == [True]
    holder = holder_of(post.pk, NOW)
    assert holder is not None
    assert holder.user_id == officer.pk


def test_an_order_about_a_post_is_in_force_from_its_first_day_to_the_day_before_its_last() -> None:
    office = make_office()
    post = make_post(office, "oc")
    user = make_user("oc")
    charge(user, post)
    PowerRow.objects.create(
        office=office, post=post, power="issue", starts=TODAY, ends=TODAY + timedelta(days=2),
        source_bn="আদেশ ১", source_en="Order 1",
    )  # fmt: skip

    assert not actor_for(user.pk, post.pk, NOW - timedelta(days=1)).may("issue")
    assert actor_for(user.pk, post.pk, NOW).may("issue")
    assert not actor_for(user.pk, post.pk, NOW + timedelta(days=2)).may("issue")


def _abolish(post: Post, successor: Post, on: date = TODAY) -> None:
    post.abolished_on, post.successor = on, successor
    post.save()


def _close(row: Section | Office, successor: Section | Office) -> None:
    row.closed_on, row.successor = TODAY, successor
    row.save()
