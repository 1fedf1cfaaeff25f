"""Posts are made, changed and abolished, sections and offices merged: a successor is named first."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import translation

from hierarchy import services
from hierarchy.models import Office, Rank
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, holder_of, line_of
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.hierarchy.factories import make_post
from tests.hierarchy.offices import Establishment, make_establishment
from tests.witness import alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Establishment:
    with translation.override("en"):
        return make_establishment()


def abolish(office: Establishment, post: str, successor: str | None) -> None:
    services.abolish_post(
        actor=office.actor(),
        post=office.posts[post].pk,
        successor=office.posts[successor].pk if successor else None,
        now=office.now,
    )


def test_a_new_post_stands_under_its_superior(office: Establishment) -> None:
    post = services.make_post(
        actor=office.actor(),
        code="UDC-1",
        title=Words("উচ্চবর্গীয় করণিক", "Upper Division Clerk"),
        rank=Rank.objects.get(code="rank-7").pk,
        reports_to=office.posts["oc"].pk,
        section=office.sections["general"].pk,
        now=office.now,
    )
    assert post.code == "udc-1"
    assert [above.code for above in line_of(post.pk)] == ["oc", "dm"]
    with pytest.raises(Refused, match="code_taken"):
        services.make_post(
            actor=office.actor(),
            code="udc-1",
            title=Words("ক", "A"),
            rank=post.rank_id,
            reports_to=office.posts["oc"].pk,
            now=office.now,
        )


def test_a_post_does_not_report_to_one_below_it(office: Establishment) -> None:
    with pytest.raises(Refused) as caught:
        services.change_post(
            actor=office.actor(),
            post=office.posts["oc"].pk,
            reports_to=office.posts["clerk"].pk,
            now=office.now,
        )
    with translation.override("en"):
        assert caught.value.sentence == (
            "Post clerk itself works under Post oc, so Post oc cannot report to it."
        )


def test_a_post_is_abolished_only_with_a_successor_that_stands(office: Establishment) -> None:
    for successor, code in ((None, "successor.needed"), ("oc", "successor.same")):
        with pytest.raises(Refused, match=code):
            abolish(office, "oc", successor)
    abolish(office, "oc-land", "oc")
    with pytest.raises(Refused, match=r"successor\.gone"):
        abolish(office, "clerk", "oc-land")
    with pytest.raises(Refused, match="already_gone"):
        abolish(office, "oc-land", "clerk")
    with pytest.raises(Refused, match="head_stays"):
        abolish(office, "dm", "oc")
    with pytest.raises(Refused, match="last_admin"):
        abolish(office, "admin", "oc")


def test_whoever_holds_the_successor_stands_for_the_abolished_post(office: Establishment) -> None:
    abolish(office, "oc", "oc-land")
    assert acting_posts(office.user("oc"), office.now) == []
    assert office.actor("oc-land").posts == {office.posts["oc"].pk, office.posts["oc-land"].pk}
    assert [post.code for post in line_of(office.posts["clerk"].pk)] == ["oc-land", "dm"]


def test_a_successor_from_below_takes_the_place_in_the_line(office: Establishment) -> None:
    middle = make_post(office.office, "middle", office.posts["oc"])
    office.posts["deep"] = make_post(office.office, "deep", middle)
    abolish(office, "oc", "deep")
    assert [post.code for post in line_of(middle.pk)] == ["deep", "dm"]


def test_a_merged_section_gives_its_posts_and_its_files(office: Establishment) -> None:
    """CSMOP 46: work moved to another section takes its files."""
    services.close_section(
        actor=office.actor(),
        section=office.sections["general"].pk,
        successor=office.sections["land"].pk,
        now=office.now,
    )
    both = {section.pk for section in office.sections.values()}
    assert office.actor("oc-land").sections == office.actor("clerk").sections == both
    with pytest.raises(Refused, match=r"section\.unknown"):
        services.change_post(
            actor=office.actor(),
            post=office.posts["dm"].pk,
            section=office.sections["general"].pk,
            now=office.now,
        )


def test_an_office_is_merged_when_every_post_and_section_has_a_successor(office: Establishment) -> None:
    heir = make_establishment("heir-office")
    posts = {post.pk: heir.posts[code].pk for code, post in office.posts.items()}
    sections = {row.pk: heir.sections[code].pk for code, row in office.sections.items()}
    close = partial(
        services.close_office,
        actor=office.actor(),
        successor=heir.office.pk,
        consent=heir.users["admin"],
        now=office.now,
    )
    with pytest.raises(Refused, match=r"successor\.needed"):
        close(posts={}, sections=sections)
    with pytest.raises(Refused, match=r"signin\.second_needed"):
        close(actor=alone(office.actor()), posts=posts, sections=sections)
    for nobody in (None, heir.users["oc"], office.users["dm"]):
        with pytest.raises(Refused, match=r"office\.heir_not_asked|signin\.second_is_other"):
            close(posts=posts, sections=sections, consent=nobody)
    for field, value, code in (("profile", "BD", "other_country"), ("kind", "gram-panchayat", "heir_below")):
        Office.objects.filter(pk=heir.office.pk).update(**{field: value})
        with pytest.raises(Refused, match=rf"office\.{code}"):
            close(posts=posts, sections=sections)
        Office.objects.filter(pk=heir.office.pk).update(profile="WB", kind="district")
    close(posts=posts, sections=sections)
    actor = heir.actor("oc")
    assert actor.posts == {heir.posts["oc"].pk, office.posts["oc"].pk}
    assert actor.offices == {heir.office.pk, office.office.pk}
    assert actor.sections == {heir.sections["general"].pk, office.sections["general"].pk}
    assert [entry.kind for entry in ledger.entries(heir.office.pk)] == ["office.received"]
    assert holder_of(office.posts["dm"].pk, office.now) is None


def test_the_files_of_a_day_tell_a_post_as_it_was_called_then(office: Establishment) -> None:
    services.change_post(
        actor=office.actor(),
        post=office.posts["oc"].pk,
        title=Words("নতুন পদ", "New title"),
        now=office.now,
    )
    said = [entry.data["posts"][0]["title_en"] for entry in ledger.entries(office.office.pk)]
    assert said == ["New title"]
