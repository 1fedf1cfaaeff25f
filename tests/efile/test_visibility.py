"""Who sees a matter, on every list and page alike."""

from dataclasses import replace
from uuid import uuid4

import pytest

from efile import reasons, services
from efile.models import Matter, Secrecy, Thread
from efile.selectors import matter_for, thread_for
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from tests.efile import stories
from tests.efile.conftest import District


def seen_by(actor: Actor) -> set[Matter]:
    return set(visible_to(Matter.objects.all(), actor))


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


def test_a_confidential_matter_is_seen_only_by_who_took_part_and_by_the_auditor(
    district: District, secret: Matter
) -> None:
    for post in ("dm", "oc-general", "auditor-1"):
        assert seen_by(district.actor(post)) == {secret}
    for post in ("adm-general", "cic-general", "counter-1", "counter-2"):
        assert seen_by(district.actor(post)) == set()


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
    services.claim(actor=district.actor("ldc-jm"), thread=police.pk, now=district.now)
    assert seen_by(district.actor("ldc-jm")) == {matter}
    assert seen_by(district.actor("udc-jm")) == set()


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
    stranger = replace(district.actor("ldc-it"), post_id=uuid4(), section_id=None)
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
