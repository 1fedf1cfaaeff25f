"""A pool of whose section nobody may take a file: who is above the section pulls it up."""

from __future__ import annotations

import pytest

from efile import reasons, services
from efile.forwarding.services import pull_up
from efile.models import Matter, Thread
from hierarchy.models import Charge, Post
from hierarchy.refusals import Refused
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.stories import told
from tests.efile.test_a_way_on import acts, press_each
from tests.efile.test_powers_of_acts import order
from tests.efile.test_stranded_at_a_stage import bar

pytestmark = pytest.mark.django_db


def in_the_pool(district: District) -> Matter:
    """A certified copy in the front desk's."""
    matter = district.receive(service="wb-copy-ror")
    district.complete("record-officer", matter, "found")
    told(district, matter)
    return matter


@pytest.fixture
def waiting(district: District) -> Matter:
    return in_the_pool(district)


def of_the_pool(district: District, matter: Matter) -> list[str]:
    section = district.thread(matter).pool
    posts = Post.objects.filter(section=section, abolished_on=None).order_by(
        "rank__level", "position", "code"
    )
    return list(posts.values_list("code", flat=True))


def withhold(district: District, codes: list[str]) -> None:
    for code in codes:
        order(district, code, "forward", "withholds")


def above(district: District, matter: Matter) -> str:
    chief = Post.objects.get(code=of_the_pool(district, matter)[0], office=district.office)
    assert chief.reports_to is not None
    return chief.reports_to.code


def up(district: District, code: str, matter: Matter) -> None:
    pull_up(actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=5))


def test_while_somebody_may_take_it_nobody_pulls_it_up(district: District, waiting: Matter) -> None:
    superior, hands = above(district, waiting), of_the_pool(district, waiting)
    assert len(hands) > 1
    withhold(district, hands[1:])
    assert [one.label for one in bar(district, superior, waiting).others] == []
    with pytest.raises(Refused) as refused:
        up(district, superior, waiting)
    assert refused.value.reason is reasons.IN_POOL


@pytest.mark.parametrize("nobody", ["withheld", "vacant"])
def test_where_nobody_may_the_superior_pulls_it_up_and_it_goes_on(
    district: District, waiting: Matter, nobody: str
) -> None:
    superior, hands = above(district, waiting), of_the_pool(district, waiting)
    if nobody == "withheld":
        withhold(district, hands)
        assert "nobody of" in bar(district, hands[0], waiting).line.lower()
    else:
        Charge.objects.filter(post__in=Post.objects.filter(code__in=hands)).update(ends=district.now)
    foot = bar(district, superior, waiting)
    assert [one.label for one in foot.others] == ["Pull up"]
    assert "your post, above it, may pull the file up" in foot.line
    up(district, superior, waiting)
    thread = district.thread(waiting)
    assert (thread.holder.code, thread.pool) == (superior, None)
    goes_on = acts(district, superior, waiting)
    assert "Somebody else…" in {one.label for one in goes_on}
    assert any("/return/" in one.url for one in goes_on) is (nobody == "withheld")
    press_each(district, superior, waiting, goes_on)


def test_a_post_that_is_not_above_the_section_does_not(district: District, waiting: Matter) -> None:
    withhold(district, of_the_pool(district, waiting))
    order(district, "oc-land", "pull_up", "gives")
    assert not district.actor("oc-land").posts & {district.post(above(district, waiting))}
    with pytest.raises(Refused) as refused:
        up(district, "oc-land", waiting)
    assert refused.value.reason is reasons.NOT_IN_LINE


def test_a_pool_of_another_section_than_the_files_is_pulled_up_too(district: District) -> None:
    """By who is above the pool's section, though the file's own is not his."""
    matter = stories.split(district)
    part = matter.threads.get(pool__code="jm")
    hands = list(Post.objects.filter(section__code="jm", abolished_on=None).values_list("code", flat=True))
    withhold(district, hands)
    assert part.holder.reports_to is not None
    superior = part.holder.reports_to.code
    pull_up(actor=district.actor(superior), thread=part.pk, now=district.wait(minutes=5))
    assert Thread.objects.get(pk=part.pk).holder.code == superior


def test_taking_is_refused_there(district: District, waiting: Matter) -> None:
    hands = of_the_pool(district, waiting)
    withhold(district, hands)
    with pytest.raises(Refused) as refused:
        services.claim(
            actor=district.actor(hands[0]), thread=district.thread(waiting).pk, now=district.wait(minutes=1)
        )
    assert refused.value.reason is reasons.NO_POWER
