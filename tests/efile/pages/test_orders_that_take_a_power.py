"""The page of an order that withholds a power counts the files that lie there, and says how they go on."""

from __future__ import annotations

import pytest

from hierarchy.models import Post, PowerRow
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_a_pool_of_nobody import in_the_pool, of_the_pool, withhold
from tests.efile.test_a_way_on import by_hand
from tests.efile.test_powers_of_acts import order
from tests.hierarchy.administration.conftest import ask, words

HELD = "1 file lies with Clerk-in-Charge"
UP = "put up to the superior, returned to who sent it or completed"


def follows(district: District, sign_in: SignIn, **changed: object) -> str:
    asked = {
        "effect": "withholds", "power": "forward", "rank": "", "post": district.post("cic-general"),
        "service": "", "most_amount": "", "starts": "", "ends": "", "source_bn": "আদেশ", "source_en": "Order",
    }  # fmt: skip
    return words(ask(sign_in("dpm"), "order-power", **{**asked, **changed}))


def test_what_lies_with_the_post_is_counted_and_goes_up_or_back(district: District, sign_in: SignIn) -> None:
    by_hand(district)
    page = follows(district, sign_in)
    assert HELD in page
    assert UP in page


def test_another_power_says_where_it_is_sent_then(district: District, sign_in: SignIn) -> None:
    by_hand(district)
    page = follows(district, sign_in, power="recommend")
    assert HELD in page
    assert "sent on to a post that has it" in page
    assert UP not in page


def test_of_a_rank_all_its_posts_are_counted(district: District, sign_in: SignIn) -> None:
    by_hand(district)
    rank = Post.objects.get(pk=district.post("cic-general")).rank_id
    assert HELD in follows(district, sign_in, post="", rank=rank)


@pytest.mark.parametrize(
    "changed",
    [{"service": "wb-copy-ror"}, {"effect": "gives"}, {"power": "audit"}],
    ids=["another service", "given", "not of files"],
)
def test_what_the_order_does_not_touch_is_not_counted(
    district: District, sign_in: SignIn, changed: dict[str, object]
) -> None:
    by_hand(district)
    assert HELD in follows(district, sign_in, service=SERVICE)
    assert "lies with" not in follows(district, sign_in, **changed)


def test_a_post_that_lacks_it_already_or_keeps_it_by_its_own_order_is_not_counted(
    district: District, sign_in: SignIn
) -> None:
    by_hand(district)
    rank = Post.objects.get(pk=district.post("cic-general")).rank_id
    order(district, "cic-general", "forward", "gives")
    assert "lies with" not in follows(district, sign_in, post="", rank=rank)
    order(district, "cic-general", "forward", "withholds")
    assert "lies with" not in follows(district, sign_in)


def test_the_end_of_an_order_that_gave_it_counts_them_too(district: District, sign_in: SignIn) -> None:
    by_hand(district)
    rank = Post.objects.get(pk=district.post("cic-general")).rank
    row = order(district, "cic-general", "forward", "gives")
    client = sign_in("dpm")
    assert "lies with" not in words(ask(client, "end-power", order=row.pk, ends=""))
    kept = order(district, "cic-general", "forward", "withholds")
    PowerRow.objects.filter(pk=kept.pk).update(post=None, rank=rank)
    assert HELD in words(ask(client, "end-power", order=row.pk, ends=""))
    assert "lies with" not in words(ask(client, "end-power", order=kept.pk, ends=""))


def test_the_order_says_how_many_wait_there(district: District, sign_in: SignIn) -> None:
    waiting = in_the_pool(district)
    last, *others = of_the_pool(district, waiting)
    said = "1 file waits in the pool of"
    assert said not in follows(district, sign_in, post=district.post(last))
    withhold(district, others)
    assert said in follows(district, sign_in, post=district.post(last))
    assert said not in follows(district, sign_in, post=district.post(last), power="note")
