"""No act that changes who holds, sees, may or is called what counts by one administrator alone."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from hierarchy import services
from hierarchy.actors import Actor
from hierarchy.models import Body, Charge, Deputation, Post, PowerRow, Seat, User
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for
from hierarchy.services.administering import on_trial
from hierarchy.witnesses import beside, may_stand_by
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.hierarchy.factories import charge, depute, make_office, make_post
from tests.hierarchy.offices import Establishment, make_establishment
from tests.witness import alone

ORDER: Final = Words(bn="আদেশ ৭", en="Order 7")
ROOT: Final = Path(__file__).resolve().parents[2]
BY_ONE: Final = {
    "calendar.made": "moves no day that was promised",
    "telephone.set": "gives nobody anything",
    "numbers.ordered": "moves no number that was given",
    "heads.set": "moves no number that was given",
    "head.ended": "moves no number that was given",
    "section.numbered": "moves no number that was given",
    "retention.ordered": "destroys nothing: weeding asks two persons itself",
    "charge.handed_over": "the holder's own list, for who was put in charge before two",
    "charge.offered": "counts when the superior accepts",
    "charge.taken_back": "nothing had been handed over",
    "charge.taken_over": "the holder and his relief are two",
}
LOADED: Final = {"load_bodies", "load_charts", "load_demo_people"}
"""At the machine's console, before any administrator."""
ELSEWHERE: Final = {
    "close_office": "tests/hierarchy/test_posts_and_sections_change.py",
    "open_to_auditor": "tests/efile/test_office_open_to_an_auditor.py",
    "close_to_auditor": "tests/efile/test_office_open_to_an_auditor.py",
}
Act = Callable[[Establishment, Actor], object]


@pytest.fixture
def house(db: None) -> Establishment:
    house = make_establishment()
    house.posts["vacant"] = make_post(house.office, "vacant", house.posts["dm"], level=7)
    return house


def seen_by(house: Establishment, second: User, actor: Actor) -> Actor:
    return beside(actor, second, house.office.pk, house.now)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=code)


def standing(house: Establishment, act: str, **given: object) -> Any:
    """A row to be ended, made before two."""
    return getattr(services, act)(actor=house.actor(), now=house.now, **given)


def at(house: Establishment, post: str, who: str, **more: object) -> dict[str, Any]:
    return {"post": house.posts[post].pk, "user": house.user(who).pk, **more}


def leave(house: Establishment, who: str = "clerk") -> dict[str, Any]:
    return at(house, "oc", who, reason="ছুটি", ends=house.now + timedelta(days=3))


def body(house: Establishment) -> Body:
    return Body.objects.first() or standing(house, "constitute_body", **committee(house))


def committee(house: Establishment) -> dict[str, Any]:
    seats = {"chair": house.posts["oc"].pk, "secretary": house.posts["clerk"].pk}
    return {"code": "land", "name": ORDER, "quorum": 2, "source": ORDER, **seats}


def seat(house: Establishment) -> dict[str, Any]:
    return {"body": body(house).pk, "post": house.posts["oc-land"].pk, "role": "member"}


def order(house: Establishment, post: str = "oc", power: str = "decide", **more: object) -> dict[str, Any]:
    return {"power": power, "source": ORDER, "post": house.posts[post].pk, **more}


def made_post(house: Establishment) -> dict[str, Any]:
    return {
        "code": "new", "title": ORDER, "rank": house.posts["clerk"].rank_id,
        "reports_to": house.posts["dm"].pk,
    }  # fmt: skip


GIVEN: Final[dict[str, Callable[[Establishment], dict[str, Any]]]] = {
    "give_charge": lambda house: at(house, "vacant", "new", kind="substantive"),
    "end_charge": lambda house: {"charge": house.charge_of("clerk").pk},
    "transfer": lambda house: at(house, "clerk", "new", kind="substantive"),
    "add_person": lambda house: {
        "username": "sock", "name": ORDER, "post": house.posts["vacant"].pk, "kind": "substantive",
    },
    "name_deputy": leave,
    "name_assistant": leave,
    "end_deputation": lambda house: {"deputation": standing(house, "name_deputy", **leave(house)).pk},
    "make_post": made_post,
    "change_post": lambda house: {"post": house.posts["clerk"].pk, "title": ORDER},
    "abolish_post": lambda house: {"post": house.posts["oc"].pk, "successor": house.posts["oc-land"].pk},
    "make_section": lambda _house: {"code": "new", "name": ORDER},
    "change_section": lambda house: {"section": house.sections["land"].pk, "name": ORDER},
    "close_section": lambda house: {
        "section": house.sections["land"].pk, "successor": house.sections["general"].pk,
    },
    "order_power": order,
    "end_power": lambda house: {"power": standing(house, "order_power", **order(house)).pk},
    "constitute_body": committee,
    "give_seat": seat,
    "end_seat": lambda house: {"seat": standing(house, "give_seat", **seat(house)).pk},
    "end_body": lambda house: {"body": body(house).pk, "ends": date(2027, 3, 1)},
}  # fmt: skip


def test_every_act_of_administration_is_in_the_table() -> None:
    by_one = {"make_calendar", "order_scheme", "set_heads", "end_head", "number_section", "order_class"}
    by_one.add("set_telephone")
    acts = {name for name in services.__all__ if name[0].islower()} - LOADED - by_one
    assert acts == {*GIVEN, *ELSEWHERE}
    assert all((ROOT / path).is_file() for path in ELSEWHERE.values())


def test_what_one_may_do_alone_is_told_with_why() -> None:
    """Every entry of the office's stream that an act makes goes through `enter`."""
    rooms = [*ROOT.glob("hierarchy/**/*.py"), *ROOT.glob("efile/handover/*.py")]
    rooms.append(ROOT / "workflows/publishers.py")
    nodes = (node for path in rooms for node in ast.walk(ast.parse(path.read_text())))
    acts = (node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "enter")
    by_one = (act for act in acts if any(word.arg == "alone" for word in act.keywords))
    found = set().union(*(kinds_of(act.args[0]) for act in by_one))
    assert found == set(BY_ONE)


def kinds_of(first: ast.expr) -> set[str]:
    """`kind` is one of the two of a hand-over."""
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    return {"charge.handed_over", "charge.offered"}


@pytest.mark.parametrize("act", GIVEN)
def test_nobody_does_it_alone(house: Establishment, act: str) -> None:
    given = GIVEN[act](house)
    before = ledger.entries(house.office.pk)
    held = Charge.objects.count(), Deputation.objects.count(), Post.objects.count(), PowerRow.objects.count()
    service = getattr(services, act)
    with refused("signin.second_needed"):
        service(actor=alone(house.actor()), now=house.now, **given)
    with refused("signin.second_is_other"):
        service(actor=seen_by(house, house.users["admin"], house.actor()), now=house.now, **given)
    with refused("signin.second_may_not"):
        service(actor=seen_by(house, house.users["oc-land"], house.actor()), now=house.now, **given)
    assert len(ledger.entries(house.office.pk)) == len(before)
    assert held == (
        Charge.objects.count(), Deputation.objects.count(), Post.objects.count(), PowerRow.objects.count(),
    )  # fmt: skip
    service(actor=house.actor(), now=house.now, **given)
    entry = ledger.entries(house.office.pk)[-1]
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()


@pytest.mark.parametrize("act", ["give_charge", "transfer", "name_deputy", "name_assistant"])
def test_whom_it_is_about_does_not_stand_by(house: Establishment, act: str) -> None:
    charge(house.user("second"), make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",)))
    given = GIVEN[act](house) | {"user": house.user("second").pk}
    given |= {"kind": "additional"} if "kind" in given else {}
    with refused("signin.second_is_other"):
        getattr(services, act)(
            actor=seen_by(house, house.user("second"), house.actor()), now=house.now, **given
        )


def test_nor_whose_charge_ends(house: Establishment) -> None:
    charge(house.user("second"), make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",)))
    ended = Charge.objects.get(user=house.user("second"))
    with refused("signin.second_is_other"):
        services.end_charge(
            actor=seen_by(house, house.user("second"), house.actor()), charge=ended.pk, now=house.now
        )


ABOUT_A_POST: Final[dict[str, Callable[[Establishment], dict[str, Any]]]] = {
    "order_power": lambda house: order(house, "it"),
    "end_power": lambda house: {"power": standing(house, "order_power", **order(house, "it")).pk},
    "give_seat": lambda house: {"body": body(house).pk, "post": house.posts["it"].pk, "role": "member"},
    "end_seat": lambda house: {
        "seat": standing(house, "give_seat", **ABOUT_A_POST["give_seat"](house)).pk,
    },
    "change_post": lambda house: {"post": house.posts["it"].pk, "title": ORDER},
    "abolish_post": lambda house: {"post": house.posts["oc"].pk, "successor": house.posts["it"].pk},
}


@pytest.mark.parametrize("act", ABOUT_A_POST)
def test_nor_who_acts_for_the_post_that_it_is_about(house: Establishment, act: str) -> None:
    house.posts["it"] = make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",))
    charge(house.user("second"), house.posts["it"])
    given = ABOUT_A_POST[act](house)
    with refused("signin.second_is_other"):
        getattr(services, act)(
            actor=seen_by(house, house.user("second"), house.actor()), now=house.now, **given
        )
    getattr(services, act)(actor=house.actor(), now=house.now, **given)


def test_an_order_to_a_rank_is_about_all_who_bear_it(house: Establishment) -> None:
    house.posts["it"] = make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",))
    charge(house.user("second"), house.posts["it"])
    given = order(house) | {"post": None, "rank": house.posts["it"].rank_id}
    with refused("signin.second_is_other"):
        services.order_power(
            actor=seen_by(house, house.user("second"), house.actor()), now=house.now, **given
        )


def test_a_deputation_is_not_ended_before_the_deputy(house: Establishment) -> None:
    charge(house.user("second"), make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",)))
    named = standing(house, "name_deputy", **leave(house, "second"))
    with refused("signin.second_is_other"):
        services.end_deputation(
            actor=seen_by(house, house.user("second"), house.actor()), deputation=named.pk, now=house.now
        )


@pytest.mark.parametrize("post", ["admin", "dm"])
def test_a_deputy_does_not_stand_by_as_such(house: Establishment, post: str) -> None:
    """Whom one names for his own leave would stand by whatever he does next."""
    depute(house.users["clerk"], house.posts[post], house.now, house.now + timedelta(days=9))
    deputy = actor_for(house.users["clerk"].pk, house.posts[post].pk, house.now)
    assert not may_stand_by(deputy)
    with refused("signin.second_may_not"):
        services.make_section(
            actor=seen_by(house, house.users["clerk"], house.actor()), code="new", name=ORDER, now=house.now
        )


def test_another_administrator_the_head_and_the_level_below_stand_by(house: Establishment) -> None:
    charge(house.user("second"), make_post(house.office, "it", house.posts["dm"], level=4, powers=("admin",)))
    charge(house.user("adm"), make_post(house.office, "adm", house.posts["dm"], level=2))
    for name in ("second", "adm"):
        actor = seen_by(house, house.user(name), house.actor())
        services.change_section(actor=actor, section=house.sections["land"].pk, name=ORDER, now=house.now)
    assert house.kinds() == ["section.changed", "section.changed"]


def test_nobody_of_another_office_does(house: Establishment) -> None:
    charge(house.user("far"), make_post(make_office("far"), "dm", level=1, powers=("admin",)))
    with refused("signin.second_may_not"):
        services.make_section(
            actor=seen_by(house, house.user("far"), house.actor()), code="new", name=ORDER, now=house.now
        )


def test_nor_whose_account_was_closed(house: Establishment) -> None:
    house.users["dm"].is_active = False
    house.users["dm"].save(update_fields=["is_active"])
    with refused("signin.second_may_not"):
        services.make_section(actor=house.actor(), code="new", name=ORDER, now=house.now)


def test_a_second_person_makes_nobody_an_administrator(house: Establishment) -> None:
    with refused("establishment.not_admin"):
        services.make_section(
            actor=seen_by(house, house.users["dm"], house.actor("oc")), code="new", name=ORDER, now=house.now
        )


def test_what_is_tried_out_is_taken_back(house: Establishment) -> None:
    with on_trial():
        services.name_deputy(actor=house.actor(), now=house.now, **leave(house))
    assert house.kinds() == []
    assert not Deputation.objects.exists()


def test_a_calendar_and_a_number_scheme_need_nobody_else(house: Establishment) -> None:
    services.make_calendar(
        actor=alone(house.actor()), weekly_off=[5, 6], holidays={}, source="আদেশ ৩", now=house.now
    )
    services.order_scheme(
        actor=alone(house.actor()), register="receipt", pattern="{office}/{year}/{serial}", source=ORDER,
        now=house.now,
    )  # fmt: skip
    assert house.kinds() == ["calendar.made", "numbers.ordered"]
    assert not Seat.objects.exists()
