"""Rules 2 and 9-14, and (g) 2: posts own the work, people hold posts for a time."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from hierarchy import reasons
from hierarchy.models import ChargeKind, Office, Post
from hierarchy.refusals import Refused
from hierarchy.selectors import (
    acting_posts,
    actor_for,
    head_of,
    holder_of,
    holders_of,
    line_of,
    post_by_code,
    posts_below,
    section_posts,
    superior,
    vacant_posts,
)
from ledger.ids import uuid7
from tests.hierarchy.factories import (
    LONG_AGO,
    NOW,
    charge,
    depute,
    make_office,
    make_post,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def line(office: Office) -> list[Post]:
    """DM, ADM, OC, clerk-in-charge, UDC, LDC: each reports to the one before."""
    posts: list[Post] = []
    for level, code in enumerate(["dm", "adm", "oc", "cic", "udc", "ldc"], start=1):
        posts.append(make_post(office, code, posts[-1] if posts else None, level=level))
    return posts


def codes(posts: list[Post]) -> list[str]:
    return [post.code for post in posts]


class TestLineOfControl:
    def test_it_leads_from_the_clerk_up_to_the_head(self, line: list[Post]) -> None:
        assert codes(line_of(line[-1].id)) == ["udc", "cic", "oc", "adm", "dm"]
        assert line_of(line[0].id) == []

    def test_it_leads_down_to_everybody_below(self, line: list[Post]) -> None:
        make_post(line[0].office, "cic-land", line[2])
        assert codes(posts_below(line[1].id))[0] == "oc"
        assert set(codes(posts_below(line[1].id))) == {"oc", "cic", "cic-land", "udc", "ldc"}

    def test_the_immediate_superior_is_one_step_up(self, line: list[Post]) -> None:
        above = superior(line[3].id)
        assert above is not None
        assert above.code == "oc"
        assert superior(line[0].id) is None

    def test_a_circle_made_by_hand_does_not_hang_a_reader(self, line: list[Post]) -> None:
        Post.objects.filter(code="dm").update(reports_to=line[-1])
        assert set(codes(line_of(line[2].id))) == {"adm", "dm", "ldc", "udc", "cic", "oc"}
        assert len(posts_below(line[2].id)) == 6

    def test_the_head_has_the_lowest_level_number(self, line: list[Post]) -> None:
        assert head_of(line[0].office).code == "dm"
        assert head_of(line[0].office_id).code == "dm"

    def test_an_office_without_posts_has_no_head(self, office: Office) -> None:
        with pytest.raises(Refused) as refused:
            head_of(office)
        assert refused.value.reason is reasons.UNKNOWN_POST

    def test_reading_a_long_line_takes_two_queries(
        self, line: list[Post], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(2):
            assert len([post.rank.level for post in line_of(line[-1].id)]) == 5


class TestHolders:
    def test_nobody_acts_at_a_vacant_post(self, line: list[Post]) -> None:
        charge(make_user("dm"), line[0])
        assert holder_of(line[1].id, NOW) is None
        assert codes(vacant_posts(line[0].office, NOW)) == ["adm", "oc", "cic", "udc", "ldc"]

    def test_a_charge_counts_from_its_start_until_its_end(self, line: list[Post]) -> None:
        charge(make_user("old"), line[0], starts=LONG_AGO, ends=NOW)
        charge(make_user("new"), line[0], ChargeKind.OFFICIATING, starts=NOW)
        before, after = holder_of(line[0].id, NOW - timedelta(microseconds=1)), holder_of(line[0].id, NOW)
        assert before is not None
        assert after is not None
        assert (before.name.en, before.charge) == ("Name old", "substantive")
        assert (after.name.en, after.charge) == ("Name new", "officiating")
        assert holder_of(line[0].id, LONG_AGO - DAY) is None

    def test_a_deputy_acts_while_the_holder_is_away_and_both_names_stand(self, line: list[Post]) -> None:
        holder, deputy = make_user("holder"), make_user("deputy")
        charge(holder, line[2])
        depute(deputy, line[2], NOW - DAY, NOW + DAY)
        acting = holder_of(line[2].id, NOW)
        assert acting is not None
        assert (acting.user_id, acting.charge, acting.reason) == (deputy.id, "link", "ছুটি")
        assert acting.on_behalf_of == holder.name
        returned = holder_of(line[2].id, NOW + DAY)
        assert returned is not None
        assert returned.user_id == holder.id

    def test_a_deputy_keeps_a_vacant_post_going(self, line: list[Post]) -> None:
        depute(make_user("deputy"), line[2], NOW - DAY, NOW + DAY)
        acting = holder_of(line[2].id, NOW)
        assert acting is not None
        assert acting.on_behalf_of is None
        assert "oc" not in codes(vacant_posts(line[0].office, NOW))

    def test_many_holders_are_read_in_two_queries(
        self, line: list[Post], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for post in line:
            charge(make_user(post.code), post)
        with django_assert_num_queries(2):
            assert len(holders_of([post.id for post in line], NOW)) == len(line)


class TestActing:
    def test_a_person_with_two_posts_sees_the_substantive_one_first(self, line: list[Post]) -> None:
        person = make_user("two")
        charge(person, line[3], ChargeKind.ADDITIONAL, starts=LONG_AGO - DAY)
        charge(person, line[2])
        assert [(acting.post.code, acting.charge_kind) for acting in acting_posts(person, NOW)] == [
            ("oc", "substantive"),
            ("cic", "additional"),
        ]

    def test_a_deputed_post_comes_last_and_names_whom_it_is_for(self, line: list[Post]) -> None:
        holder, deputy = make_user("holder"), make_user("deputy")
        charge(holder, line[2])
        charge(deputy, line[3])
        depute(deputy, line[2], NOW - DAY, NOW + DAY)
        own, deputed = acting_posts(deputy, NOW)
        assert (own.post.code, own.deputising, own.on_behalf_of) == ("cic", False, None)
        assert (deputed.post.code, deputed.deputising, deputed.charge_kind) == ("oc", True, "link")
        assert deputed.on_behalf_of == holder.name

    def test_an_abolished_post_cannot_be_acted_for(self, line: list[Post]) -> None:
        person = make_user("person")
        charge(person, line[2])
        Post.objects.filter(id=line[2].id).update(abolished_on=date(2026, 11, 24))
        assert codes([acting.post for acting in acting_posts(person, NOW)]) == ["oc"]
        # Midnight in Kolkata is 18:30 of the day before in UTC.
        assert acting_posts(person, NOW.replace(hour=18, minute=30)) == []

    def test_the_actor_carries_what_the_ledger_writes(self, office: Office) -> None:
        section = make_section(office)
        post = make_post(office, "oc", level=4, section=section, powers=("decide", "note"))
        person = make_user("officer")
        charge(person, post, ChargeKind.IN_CHARGE)
        actor = actor_for(person.id, post.id, NOW)
        assert actor.may("decide")
        assert not actor.may("receive")
        assert (actor.level, actor.section_id, actor.office_id) == (4, section.id, office.id)
        assert actor.by() == {
            "kind": "officer",
            "user": str(person.id),
            "post": str(post.id),
            "office": str(office.id),
            "section": str(section.id),
            "name": {"bn": "নাম officer", "en": "Name officer"},
            "post_title": {"bn": "পদ oc", "en": "Post oc"},
            "charge": "in_charge",
            "on_behalf_of": None,
        }

    def test_a_deputy_acts_with_the_powers_of_the_post(self, office: Office) -> None:
        post = make_post(office, "oc", level=4, powers=("decide",))
        holder, deputy = make_user("holder"), make_user("deputy")
        charge(holder, post)
        depute(deputy, post, NOW - DAY, NOW + DAY)
        actor = actor_for(deputy.id, post.id, NOW)
        assert (actor.charge, actor.on_behalf_of) == ("link", holder.name)
        assert actor.may("decide")
        assert actor.by()["on_behalf_of"] == {"bn": "নাম holder", "en": "Name holder"}

    def test_the_usual_actor_is_read_in_two_queries(
        self, line: list[Post], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        person = make_user("person")
        charge(person, line[2])
        with django_assert_num_queries(2):
            actor_for(person.id, line[2].id, NOW)

    def test_nobody_becomes_an_actor_at_an_abolished_post(self, line: list[Post]) -> None:
        person = make_user("person")
        charge(person, line[2])
        Post.objects.filter(id=line[2].id).update(abolished_on=NOW.date())
        with pytest.raises(Refused) as refused:
            actor_for(person.id, line[2].id, NOW)
        assert refused.value.reason is reasons.NO_CHARGE

    def test_without_a_charge_one_is_no_actor(self, line: list[Post]) -> None:
        person = make_user("person")
        charge(person, line[2], ends=NOW)
        with pytest.raises(Refused) as refused:
            actor_for(person.id, line[2].id, NOW)
        assert refused.value.reason is reasons.NO_CHARGE
        assert refused.value.params["post"] == line[2].title

    @pytest.mark.parametrize("known_user", [True, False])
    def test_nobody_acts_at_a_post_that_does_not_exist(self, known_user: bool) -> None:
        user_id = make_user("person").id if known_user else uuid7()
        with pytest.raises(Refused) as refused:
            actor_for(user_id, uuid7(), NOW)
        assert refused.value.reason is reasons.UNKNOWN_POST


class TestPools:
    def test_a_sections_pool_is_its_posts_highest_first(self, office: Office) -> None:
        section = make_section(office)
        for level, code in [(7, "ldc"), (4, "oc"), (6, "udc")]:
            make_post(office, code, level=level, section=section)
        make_post(office, "elsewhere", level=5)
        gone = make_post(office, "gone", level=5, section=section)
        Post.objects.filter(id=gone.id).update(abolished_on=date(2026, 1, 1))
        assert codes(section_posts(section.id)) == ["oc", "udc", "ldc"]

    def test_a_post_is_found_by_its_code_in_its_own_office(self, line: list[Post]) -> None:
        assert post_by_code(line[0].office, "cic").id == line[3].id
        with pytest.raises(Refused):
            post_by_code(make_office("other"), "cic")
