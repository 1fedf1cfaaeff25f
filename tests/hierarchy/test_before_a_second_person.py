"""Nobody gives himself a post or a power, or puts somebody at the head, alone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from hierarchy import services
from hierarchy.models import PowerRow
from hierarchy.refusals import Refused
from hierarchy.services.administering import on_trial
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.hierarchy.factories import NOW, charge, make_post, make_rank
from tests.hierarchy.offices import Establishment, make_establishment

ORDER = Words(bn="আদেশ ৭", en="Order 7")


@pytest.fixture
def house(db: None) -> Establishment:
    return make_establishment()


def depute(house: Establishment, post: str, who: str, second: str | None = None) -> None:
    services.name_deputy(
        actor=house.actor(),
        post=house.posts[post].pk,
        user=house.user(who).pk,
        reason="ছুটি",
        ends=house.now + timedelta(days=3),
        now=house.now,
        second=house.user(second) if second else None,
    )


def order(house: Establishment, power: str, post: str, second: str | None = None) -> None:
    services.order_power(
        actor=house.actor(),
        power=power,
        source=ORDER,
        post=house.posts[post].pk,
        now=house.now,
        second=house.user(second) if second else None,
    )


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=code)


@pytest.mark.parametrize("post", ["oc", "dm"])
def test_an_administrator_does_not_make_himself_a_deputy_alone(house: Establishment, post: str) -> None:
    with refused("signin.second_needed"):
        depute(house, post, "admin")
    assert house.kinds() == []

    depute(house, "oc", "admin", second="dm")

    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()


def test_nobody_comes_to_the_heads_post_unseen(house: Establishment) -> None:
    with refused("signin.second_needed"):
        depute(house, "dm", "oc")
    with refused("signin.second_is_other"):
        depute(house, "dm", "oc", second="oc")
    with refused("signin.second_may_not"):
        depute(house, "dm", "oc", second="oc-land")
    depute(house, "dm", "oc", second="dm")
    assert house.kinds() == ["deputy.named"]


def test_an_officer_of_the_level_below_sees_a_new_head_in(house: Establishment) -> None:
    house.posts["adm"] = make_post(house.office, "adm", house.posts["dm"], level=2)
    charge(house.user("adm"), house.posts["adm"])
    with refused("signin.second_may_not"):
        order(house, "audit", "oc", second="adm")
    services.transfer(
        actor=house.actor(),
        post=house.posts["dm"].pk,
        user=house.user("new").pk,
        kind="officiating",
        now=house.now,
        second=house.user("adm"),
    )
    assert house.kinds() == ["charge.transferred"]


def test_a_charge_of_another_post_needs_nobody_else(house: Establishment) -> None:
    depute(house, "clerk", "oc")
    house.transfer("oc", "new")
    assert house.kinds() == ["deputy.named", "charge.transferred"]


def test_no_second_administrator_is_made_by_one_alone(house: Establishment) -> None:
    house.posts["systems"] = make_post(house.office, "systems", house.posts["dm"], level=4, powers=("admin",))
    with refused("signin.second_needed"):
        house.transfer("systems", "invented")
    with refused("signin.second_needed"):
        depute(house, "systems", "clerk")
    depute(house, "systems", "clerk", second="dm")
    assert house.kinds() == ["deputy.named"]


@pytest.mark.parametrize("power", ["admin", "audit", "see_secret", "flow_publish"])
def test_powers_over_others_are_given_before_two(house: Establishment, power: str) -> None:
    with refused("signin.second_needed"):
        order(house, power, "oc")
    with refused("signin.second_is_other"):
        order(house, power, "oc", second="admin")
    order(house, power, "oc", second="dm")
    assert house.kinds() == ["power.ordered"]


def test_an_administrator_does_not_give_his_own_post_a_power_alone(house: Establishment) -> None:
    with refused("signin.second_needed"):
        order(house, "decide", "admin")
    order(house, "decide", "oc")
    assert house.kinds() == ["power.ordered"]


def test_nor_another_post_of_his(house: Establishment) -> None:
    house.posts["side"] = make_post(house.office, "side", house.posts["dm"], level=7)
    charge(house.user("admin"), house.posts["side"], "additional")
    with refused("signin.second_needed"):
        order(house, "issue", "side")


def test_nor_his_own_rank(house: Establishment) -> None:
    with refused("signin.second_needed"):
        services.order_power(
            actor=house.actor(), power="decide", source=ORDER, rank=house.posts["admin"].rank_id, now=NOW
        )


def test_what_is_tried_out_is_taken_back(house: Establishment) -> None:
    with on_trial():
        depute(house, "clerk", "oc")
    assert house.kinds() == []
    assert not house.posts["clerk"].deputations.exists()
    depute(house, "clerk", "oc")
    assert house.kinds() == ["deputy.named"]


def systems(house: Establishment) -> None:
    """A second administrator in the office."""
    house.posts["systems"] = make_post(house.office, "systems", house.posts["dm"], level=4, powers=("admin",))
    charge(house.user("systems"), house.posts["systems"])


def abolish(house: Establishment, post: str, heir: str, second: str | None = None) -> None:
    services.abolish_post(
        actor=house.actor(),
        post=house.posts[post].pk,
        successor=house.posts[heir].pk,
        now=house.now,
        second=house.user(second) if second else None,
    )


@pytest.mark.parametrize(
    ("post", "heir"), [("oc", "admin"), ("oc", "dm"), ("oc", "systems"), ("systems", "oc")]
)
def test_nobody_takes_the_files_of_a_post_by_abolishing_it_alone(
    house: Establishment, post: str, heir: str
) -> None:
    systems(house)
    with refused("signin.second_needed"):
        abolish(house, post, heir)
    assert house.kinds() == []
    house.posts[post].refresh_from_db()
    assert house.posts[post].abolished_on is None

    abolish(house, post, heir, second="dm")
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()


def test_a_post_between_others_is_abolished_by_one(house: Establishment) -> None:
    abolish(house, "clerk", "oc")
    assert house.kinds() == ["post.abolished"]


@pytest.mark.parametrize(("section", "into"), [("general", "land"), ("land", "general")])
def test_nor_those_of_a_section_by_merging_it_with_his_own(
    house: Establishment, section: str, into: str
) -> None:
    house.posts["admin"].section = house.sections["land"]
    house.posts["admin"].save(update_fields=["section"])
    merge = partial(
        services.close_section, actor=house.actor(), section=house.sections[section].pk,
        successor=house.sections[into].pk, now=house.now,
    )  # fmt: skip
    with refused("signin.second_needed"):
        merge()
    merge(second=house.user("dm"))
    assert house.kinds() == ["section.closed"]


def test_nor_by_moving_himself_to_a_section_or_others_under_himself(house: Establishment) -> None:
    move = partial(services.change_post, actor=house.actor(), now=house.now)
    with refused("signin.second_needed"):
        move(post=house.posts["admin"].pk, section=house.sections["land"].pk)
    with refused("signin.second_needed"):
        move(post=house.posts["oc"].pk, reports_to=house.posts["admin"].pk)
    move(post=house.posts["clerk"].pk, reports_to=house.posts["oc-land"].pk)
    move(post=house.posts["oc"].pk, reports_to=house.posts["admin"].pk, second=house.user("dm"))
    assert house.kinds() == ["post.changed", "post.changed"]


@pytest.mark.parametrize(("post", "power"), [("dm", "decide"), ("systems", "admin"), ("systems", "note")])
def test_nobody_disarms_the_head_or_another_administrator_alone(
    house: Establishment, post: str, power: str
) -> None:
    systems(house)
    withhold = partial(
        services.order_power, actor=house.actor(), power=power, source=ORDER, effect="withholds",
        now=house.now,
    )  # fmt: skip
    with refused("signin.second_needed"):
        withhold(post=house.posts[post].pk)
    with refused("power.last_admin" if power == "admin" else "signin.second_needed"):
        withhold(rank=house.posts[post].rank_id)
    withhold(post=house.posts["oc"].pk)
    row = withhold(post=house.posts[post].pk, second=house.user("dm"))
    assert house.kinds() == ["power.ordered", "power.ordered"]
    assert row.post_id == house.posts[post].pk


def test_nor_by_ending_the_charge_or_the_order_that_makes_him_one(house: Establishment) -> None:
    systems(house)
    end = partial(services.end_charge, actor=house.actor(), now=house.now)
    for code in ("dm", "systems"):
        with refused("signin.second_needed"):
            end(charge=house.charge_of(code).pk)
    order(house, "admin", "oc", second="dm")
    row = PowerRow.objects.get()
    with refused("signin.second_needed"):
        services.end_power(actor=house.actor(), power=row.pk, now=house.now)
    services.end_power(actor=house.actor(), power=row.pk, now=house.now, second=house.user("dm"))
    end(charge=house.charge_of("clerk").pk)


def test_an_order_against_himself_is_not_ended_by_himself_alone(house: Establishment) -> None:
    row = services.order_power(
        actor=house.actor(), power="note", source=ORDER, effect="withholds", post=house.posts["admin"].pk,
        now=house.now,
    )  # fmt: skip
    with refused("signin.second_needed"):
        services.end_power(actor=house.actor(), power=row.pk, now=house.now)


@pytest.mark.parametrize("power", ["audit", "see_secret", "flow_publish"])
def test_nobody_is_put_alone_where_he_watches_or_opens(house: Establishment, power: str) -> None:
    house.posts["other"] = make_post(house.office, "other", house.posts["dm"], level=5, powers=(power,))
    with refused("signin.second_needed"):
        house.transfer("other", "invented")
    depute(house, "other", "clerk", second="dm")
    assert house.kinds() == ["deputy.named"]


@pytest.mark.parametrize("level", [1, 2])
def test_nobody_is_put_alone_at_the_level_of_the_head_or_below_it(house: Establishment, level: int) -> None:
    house.posts["beside"] = make_post(house.office, "beside", house.posts["dm"], level=level)
    with refused("signin.second_needed"):
        house.transfer("beside", "invented")
    assert house.kinds() == []


@pytest.mark.parametrize(("level", "powers"), [(1, ("note",)), (5, ("audit",))])
def test_a_post_of_such_a_rank_is_not_made_alone(
    house: Establishment, level: int, powers: tuple[str, ...]
) -> None:
    rank = make_rank(f"made-{level}", level, *powers)

    def made(second: str | None) -> None:
        services.make_post(
            actor=house.actor(),
            code="second",
            title=ORDER,
            rank=rank.pk,
            reports_to=house.posts["dm"].pk,
            now=house.now,
            second=house.user(second) if second else None,
        )

    with refused("signin.second_needed"):
        made(None)
    made("dm")
    assert ledger.entries(house.office.pk)[0].data["witness"]["name"] == house.users["dm"].name.both()


def test_what_is_withheld_for_a_while_still_guards(house: Establishment) -> None:
    house.posts["systems"] = make_post(house.office, "systems", house.posts["dm"], level=4, powers=("admin",))
    services.order_power(
        actor=house.actor(),
        power="admin",
        effect="withholds",
        source=ORDER,
        post=house.posts["systems"].pk,
        now=house.now,
        second=house.user("dm"),
    )
    with refused("signin.second_needed"):
        house.transfer("systems", "invented")


def test_nobody_puts_a_post_under_another_of_his_posts_alone(house: Establishment) -> None:
    """Who holds a second post is its officer also while he acts for the first."""
    house.posts["side"] = make_post(house.office, "side", house.posts["dm"], level=7)
    charge(house.user("admin"), house.posts["side"], "additional")
    with refused("signin.second_needed"):
        services.change_post(
            actor=house.actor(),
            post=house.posts["oc-land"].pk,
            reports_to=house.posts["side"].pk,
            now=house.now,
        )
    assert house.kinds() == []
