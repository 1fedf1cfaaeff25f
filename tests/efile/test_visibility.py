"""Who sees a matter, on every list and page alike."""

from dataclasses import replace
from uuid import uuid4

import pytest

from efile import reasons, services
from efile.access.shown import may_be_shown_by
from efile.models import Matter, Secrecy, Thread
from efile.selectors import matter_for, thread_for
from efile.visibility import known_to, opened_one, visible_to
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import ChargeKind, Post, Section, User
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from tests.efile import stories
from tests.efile.conftest import District
from tests.hierarchy.factories import charge


def seen_by(actor: Actor) -> set[Matter]:
    """By the filter of lists; asked of each matter alone it says the same."""
    found = set(visible_to(Matter.objects.all(), actor))
    alone = {one for one in Matter.objects.all() if opened_one(Matter.objects.all(), actor, one.pk).exists()}
    assert alone == found
    return found


@pytest.fixture
def matter(district: District) -> Matter:
    """With the officer of the general section."""
    return district.marked()


@pytest.fixture
def secret(district: District) -> Matter:
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", matter, "mark", to="oc-general")
    return matter


@pytest.mark.parametrize(
    "post", ["dm", "adm-general", "oc-general", "cic-general", "ldc-general", "counter-1", "auditor-1"]
)
def test_those_concerned_see_an_ordinary_matter(district: District, matter: Matter, post: str) -> None:
    assert seen_by(district.actor(post)) == {matter}


@pytest.mark.parametrize("post", ["oc-land", "udc-it", "adm-it", "record-keeper"])
def test_other_sections_do_not(district: District, matter: Matter, post: str) -> None:
    assert seen_by(district.actor(post)) == set()


def graded(district: District, grade: Secrecy) -> Matter:
    """With the clerk of the general section, by way of the head and the officer."""
    matter = district.receive(secrecy=grade)
    district.complete("dm", matter, "mark", to="oc-general")
    district.forward("oc-general", matter, "cic-general")
    return matter


WORKED = {"dm", "oc-general", "cic-general"}
SEES = {
    Secrecy.NORMAL: {*WORKED, "adm-general", "ldc-general", "udc-general", "counter-1", "auditor-1"},
    Secrecy.CONFIDENTIAL: {*WORKED, "adm-general", "auditor-1"},
    Secrecy.SECRET: {*WORKED, "adm-general", "auditor-1"},
    Secrecy.TOP_SECRET: WORKED,
}
OTHERS = {"oc-land", "udc-it", "adm-it", "record-keeper", "counter-2"}


@pytest.mark.parametrize("grade", Secrecy)
def test_each_grade_is_seen_by_those_it_names_and_by_nobody_else(district: District, grade: Secrecy) -> None:
    matter = graded(district, grade)
    asked = SEES[Secrecy.NORMAL] | OTHERS
    seen = {post for post in asked if seen_by(district.actor(post)) == {matter}}
    assert seen == SEES[grade]


def beside_the_head(district: District) -> Actor:
    """A post of the head's rank, below the head and above nobody."""
    head, user = Post.objects.get(pk=district.post("dm")), User.objects.get(username="ldc-land")
    titles = {"title_bn": "বিশেষ জেলাশাসক", "title_en": "Special District Magistrate"}
    post = Post.objects.create(
        office=district.office, code="second-dm", rank=head.rank, reports_to=head, position=999, **titles
    )
    charge(user, post, ChargeKind.ADDITIONAL)
    return hierarchy.actor_for(user.pk, post.pk, district.now)


@pytest.mark.parametrize("grade", Secrecy)
def test_a_post_of_the_heads_rank_that_is_not_the_head_does_not_see_as_the_head_does(
    district: District, grade: Secrecy
) -> None:
    matter = graded(district, grade)
    second = beside_the_head(district)
    assert second.level == district.actor("dm").level
    assert seen_by(second) == set()
    assert known_to(Matter.objects.all(), second).count() == 0
    assert not may_be_shown_by(matter, second)
    assert seen_by(district.actor("dm")) == {matter}


def test_the_line_of_control_gives_such_a_post_what_is_below_it(district: District, matter: Matter) -> None:
    second = beside_the_head(district)
    Post.objects.filter(pk=district.post("oc-general")).update(reports_to=second.post_id)
    assert seen_by(second) == {matter}


def test_the_line_of_control_reaches_through_every_level(district: District) -> None:
    matter = district.marked()
    below = lines.seats([district.post("ldc-general")])[district.post("ldc-general")].superiors
    assert len(below) >= 3
    assert all(
        seen_by(hierarchy.actor_for(holder.user_id, post, district.now)) == {matter}
        for post in below
        if (holder := hierarchy.holder_of(post, district.now))
    )


def test_an_order_that_lets_see_secret_papers_counts_in_the_line_of_control(district: District) -> None:
    graded(district, Secrecy.SECRET)
    superior, stranger = _without(district.actor("adm-general")), _without(district.actor("adm-it"))
    assert seen_by(superior) == set()
    assert len(seen_by(_with(superior, "see_secret"))) == 1
    assert seen_by(_with(stranger, "see_secret")) == set()


def test_no_order_opens_a_top_secret_matter(district: District) -> None:
    graded(district, Secrecy.TOP_SECRET)
    assert seen_by(_with(district.actor("adm-general"), "see_secret")) == set()


def test_a_top_secret_matter_goes_with_the_person_not_with_the_post(district: District) -> None:
    matter = graded(district, Secrecy.TOP_SECRET)
    officer = district.actor("oc-general")
    assert seen_by(officer) == {matter}
    assert seen_by(replace(officer, user_id=uuid4())) == set()


def test_whoever_holds_a_top_secret_matter_now_opens_it(district: District) -> None:
    matter = graded(district, Secrecy.TOP_SECRET)
    assert seen_by(replace(district.actor("cic-general"), user_id=uuid4())) == {matter}


def test_an_assistant_opens_a_graded_matter_only_while_it_lies_with_the_post(district: District) -> None:
    graded(district, Secrecy.CONFIDENTIAL)
    for post, count in (("cic-general", 1), ("oc-general", 0)):
        assert len(seen_by(replace(district.actor(post), assistant=True))) == count


def test_a_newcomer_to_a_section_sees_its_files_from_before(district: District, matter: Matter) -> None:
    newcomer = replace(district.actor("ldc-general"), post_id=uuid4(), posts=frozenset({uuid4()}))
    assert seen_by(newcomer) == {matter}


def test_what_lay_with_an_abolished_post_and_section_lies_with_the_successors(
    district: District, matter: Matter
) -> None:
    heir = district.actor("udc-it")
    assert seen_by(heir) == set()
    by_post = replace(heir, posts=heir.posts | {district.post("oc-general")})
    general = district.actor("ldc-general").sections
    assert seen_by(by_post) == seen_by(replace(heir, sections=heir.sections | general)) == {matter}


def test_the_superior_of_a_section_sees_what_was_merged_into_it(district: District, matter: Matter) -> None:
    superior = district.actor("oc-it")
    assert seen_by(superior) == set()
    Section.objects.filter(pk=matter.section_id).update(
        closed_on=district.now.date(), successor=superior.section_id
    )
    assert seen_by(superior) == {matter}


def test_the_counter_that_entered_a_file_for_a_pool_does_not_hold_it(district: District) -> None:
    matter = stories.split(district)
    part = matter.threads.get(pool__code="jm")
    Thread.objects.filter(pk=part.pk).update(holder=district.post("udc-it"))
    assert seen_by(district.actor("udc-it")) == set()


def _without(actor: Actor) -> Actor:
    return replace(actor, powers=actor.powers - {"see_secret"})


def _with(actor: Actor, power: str) -> Actor:
    return replace(actor, powers=actor.powers | {power})


def test_who_once_held_it_still_sees_it(district: District, secret: Matter) -> None:
    district.forward("oc-general", secret, "cic-general")
    district.forward("cic-general", secret, "oc-general")
    assert seen_by(district.actor("cic-general")) == {secret}


def test_the_posts_of_a_pool_see_what_they_may_take(district: District) -> None:
    matter = stories.split(district)
    police = matter.threads.get(pool__code="jm")
    assert seen_by(district.actor("ldc-jm")) == {matter}
    assert thread_for(district.actor("ldc-jm"), police.pk).pk == police.pk
    assert seen_by(district.actor("ldc-it")) == set()


def test_once_taken_it_is_no_longer_the_whole_pools(district: District) -> None:
    matter = stories.split(district)
    police = Thread.objects.get(matter=matter, pool__code="jm")
    services.claim(actor=district.actor("udc-jm"), thread=police.pk, now=district.now)
    assert seen_by(district.actor("udc-jm")) == {matter}
    assert seen_by(district.actor("ldc-jm")) == set()


def test_another_office_sees_nothing_not_even_its_auditor(district: District, matter: Matter) -> None:
    elsewhere = uuid4()
    for post in ("dm", "auditor-1", "oc-general"):
        stranger = replace(
            district.actor(post),
            office_id=elsewhere,
            offices=frozenset({elsewhere}),
            posts=frozenset({elsewhere}),
            sections=frozenset(),
        )
        assert seen_by(stranger) == set()


def test_citizens_and_the_system_see_no_matters(matter: Matter) -> None:
    assert seen_by(Actor.citizen()) == set()
    assert seen_by(Actor.system("relay")) == set()


def test_a_post_without_a_section_sees_no_pool(district: District) -> None:
    stories.split(district)
    stranger = replace(
        district.actor("ldc-it"), post_id=uuid4(), section_id=None, posts=frozenset(), sections=frozenset()
    )
    assert seen_by(stranger) == set()


def test_a_matter_not_for_the_reader_is_as_unknown_as_none(district: District, matter: Matter) -> None:
    refusals = []
    for own in (matter.pk, uuid7()):
        with pytest.raises(Refused) as refused:
            matter_for(district.actor("udc-it"), own)
        refusals.append((refused.value.reason, refused.value.sentence))
    assert refusals[0] == refusals[1]
    assert refusals[0][0] is reasons.NOT_VISIBLE


def test_the_counter_that_received_a_confidential_matter_does_not_open_it(district: District) -> None:
    plain, secret = district.receive(), district.receive(secrecy=1)
    seen = visible_to(Matter.objects.all(), district.actor("counter-1"))
    assert plain in seen
    assert secret not in seen
