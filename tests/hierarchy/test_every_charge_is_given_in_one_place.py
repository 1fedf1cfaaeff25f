"""Whatever page gives a charge or a deputation: one module writes it, and asks for a second person."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from efile.handover.services import hand_over, take_over
from hierarchy import services
from hierarchy.models import Charge, Deputation, HandOver
from hierarchy.refusals import Refused
from hierarchy.services import giving
from hierarchy.words import Words
from tests.hierarchy.factories import make_post
from tests.hierarchy.offices import Establishment, make_establishment

ROOT: Final = Path(__file__).resolve().parents[2]
HELD: Final = {"Charge", "Deputation"}
RELATED: Final = {"charges", "deputations"}
WRITES: Final = {"create", "bulk_create", "get_or_create", "update_or_create"}
PRODUCT: Final = ("config", "efile", "hierarchy", "integrations", "ledger", "notings", "web", "workflows")
GIVING: Final = "hierarchy/services/giving.py"
BUILT: Final = {
    "hierarchy/services/people.py": "the demonstration's people, loaded at the machine's console",
    "hierarchy/services/importing.py": "built for `giving.give_many`, which writes them",
}
GIVERS: Final = {"give", "give_many", "pass_on", "stand_in"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in PRODUCT:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and "node_modules" not in name:
                yield name, ast.parse(path.read_text())


def makes_one(node: ast.AST) -> bool:
    """`Charge(…)`, `Charge.objects.create(…)`, `post.charges.create(…)` and their like."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).split(".")
    if called[-1] in HELD:
        return True
    return called[-1] in WRITES and bool(HELD.intersection(called) or RELATED.intersection(called))


def test_only_one_module_writes_charges_and_deputations() -> None:
    found = {name for name, tree in sources() if any(makes_one(node) for node in ast.walk(tree))}
    found -= {"hierarchy/models/people.py", "hierarchy/facts.py"}  # the classes, and their patterns
    assert found == {GIVING, *BUILT}


def test_every_way_through_it_asks_for_the_second_person() -> None:
    tree = ast.parse((ROOT / GIVING).read_text())
    ways = {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    writing = {name for name, text in ways.items() if "_seat(" in text or ".objects.create(" in text}
    assert writing - {"_seat"} | {"give_many"} == GIVERS
    for name in GIVERS:
        assert "witnesses.for_" in ways[name], name
        assert callable(getattr(giving, name))


@pytest.fixture
def house(db: None) -> Establishment:
    office = make_establishment()
    office.posts["adm"] = make_post(office.office, "adm", office.posts["dm"], level=2)
    Charge.objects.create(
        office=office.office, post=office.posts["adm"], user=office.user("adm"), kind="substantive",
        starts=office.now - timedelta(days=9),
    )  # fmt: skip
    office.posts["systems"] = make_post(
        office.office, "systems", office.posts["adm"], level=4, powers=("admin",)
    )
    return office


def given(house: Establishment, post: str) -> None:
    house.charge_of(post).delete()
    services.give_charge(
        actor=house.actor(), post=house.posts[post].pk, user=house.user("admin").pk, kind="additional",
        now=house.now,
    )  # fmt: skip


def transferred(house: Establishment, post: str) -> None:
    services.transfer(
        actor=house.actor(), post=house.posts[post].pk, user=house.user("admin").pk, kind="additional",
        now=house.now,
    )  # fmt: skip


def deputed(house: Establishment, post: str) -> None:
    _stand_in(services.name_deputy, house, post)


def assisted(house: Establishment, post: str) -> None:
    _stand_in(services.name_assistant, house, post)


def _stand_in(service: Callable[..., object], house: Establishment, post: str) -> None:
    service(
        actor=house.actor(), post=house.posts[post].pk, user=house.user("admin").pk, reason="ছুটি",
        ends=house.now + timedelta(days=3), now=house.now,
    )  # fmt: skip


def added(house: Establishment, post: str) -> None:
    house.charge_of(post).delete()
    services.add_person(
        actor=house.actor(), username="another-me", name=Words("নাম", "Name"), post=house.posts[post].pk,
        kind="substantive", now=house.now,
    )  # fmt: skip


def accepted(house: Establishment, post: str) -> None:
    """The holder of a post that administers offers it to his superior, who accepts."""
    Charge.objects.create(
        office=house.office, post=house.posts["systems"], user=house.user("sys"), kind="substantive",
        starts=house.now - timedelta(days=9),
    )  # fmt: skip
    offered = hand_over(
        actor=house.actor("systems"), post=house.posts["systems"].pk, to=house.user("adm").pk, remarks="",
        now=house.now,
    )  # fmt: skip
    take_over(actor=house.actor("adm"), handover=offered.pk, differences="", now=house.now)


EVERY: Final[dict[str, tuple[Callable[[Establishment, str], None], ...]]] = {
    "hierarchy/services/charges.py": (given, transferred),
    "hierarchy/services/deputies.py": (deputed, assisted),
    "hierarchy/services/newcomers.py": (added,),
    "efile/handover/services.py": (accepted,),
    "hierarchy/services/importing.py": (),  # tests/hierarchy/administration/test_import.py
}


def test_every_room_that_gives_is_in_this_table() -> None:
    users = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "hierarchy.services.giving"
        and GIVERS.intersection(alias.name for alias in node.names)
    }
    assert users == set(EVERY)


@pytest.mark.parametrize("act", [act for acts in EVERY.values() for act in acts])
def test_nobody_comes_to_the_heads_post_by_one_administrator_alone(
    house: Establishment, act: Callable[[Establishment, str], None]
) -> None:
    with pytest.raises(Refused, match=r"signin\.second_needed"):
        act(house, "dm")
    assert not Charge.objects.filter(user=house.user("admin"), kind="additional").exists()
    assert not Deputation.objects.exists()
    assert not HandOver.objects.filter(taken_at__isnull=False).exists()
    assert "charge.given" not in house.kinds()


def test_the_post_goes_back_to_its_holder_before_two_as_well(house: Establishment) -> None:
    dm = house.users["dm"]
    before_two = house.user("adm")
    services.transfer(
        actor=house.actor(), post=house.posts["dm"].pk, user=house.user("oc").pk, kind="officiating",
        now=house.now, second=before_two,
    )  # fmt: skip
    house.wait(hours=1)
    back = partial(
        services.transfer, actor=house.actor(), post=house.posts["dm"].pk, user=dm.pk, kind="officiating",
        now=house.now,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"signin\.second_needed"):
        back()
    back(second=before_two)
    assert house.charge_of("dm").user_id == dm.pk
