"""Random charges, leave, transfers, abolitions, mergers and acts: nothing is stranded, nobody acts unruled.

A fixed sample by default; GOTIPATH_SOAK=1 runs the whole campaign. Faults are planted in the product to see
that the campaign finds them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Value
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from efile.access import arms
from hierarchy import standing
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.rules import Order, Powers, powers_in_force
from tests import districts
from tests.efile.conftest import District
from tests.hierarchy.campaign.administration import Administration
from tests.hierarchy.campaign.committees import Committees
from tests.hierarchy.campaign.desks import Desks
from tests.soak import SOAK, rounds

fresh_database = districts.fresh_database
lasting_district = districts.lasting_district
HEIR = "purba-medinipur"
ON_FILES = ("forward", "return_", "claim", "complete_stage", "mark_opened", "pull_up", "pull_back", "show_to")


class Campaign(Administration, Desks, Committees):
    """All rules together."""


RULES = frozenset(one.function.__name__ for one in Campaign.setup_state().rules)


@pytest.fixture
def office(lasting_district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """What is shown until a day ends by the database's clock; here that clock goes with the campaign's."""
    call_command("load_charts", office=HEIR, verbosity=0)
    monkeypatch.setattr(arms, "Now", lambda: Value(lasting_district.now))
    return lasting_district


def campaign(
    office: District, examples: int, steps: int, rules: Iterable[str] = RULES, *, derandomize: bool = True
) -> Counter[str]:
    """What was done and refused, by the name of the service. `rules` are those that are tried."""
    done: Counter[str] = Counter()
    own = {"district": office, "heir": Office.objects.get(code=HEIR), "began": office.now, "done": done}
    machine: Any = type("OfficeOfTheDay", (Campaign,), own | dict.fromkeys(RULES.difference(rules)))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=derandomize,
            phases=[Phase.generate],
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return done


def test_nothing_is_stranded_and_nobody_acts_without_a_rule(office: District) -> None:
    began = time.monotonic()
    found = campaign(office, rounds(3, 60), rounds(20, 50), derandomize=not SOAK)
    if SOAK:
        print(f"{time.monotonic() - began:.0f} seconds, {dict(found)}")
    done = {name: count for name, count in found.items() if not name.endswith("refused")}
    on_files = sum(done.get(name, 0) for name in ON_FILES)
    assert on_files >= 5, f"the sample tries too few acts on files: {found}"
    assert sum(done.values()) - on_files >= 8, f"the sample changes the office too little: {found}"


# --- the campaign finds what is wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """A function of the product done wrong, the rules in which it can show, and what is then said."""

    where: str
    instead: object
    rules: Sequence[str]
    said: str


_standing_of = standing.standing_of


def _own_post_alone(post: Any, today: Any) -> standing.Standing:
    found = _standing_of(post, today)
    return standing.Standing(frozenset({post.pk}), found.sections, found.offices, found.orders)


def _shown_for_ever(actor: Actor) -> dict[str, object]:
    return {"group__standing_for__post__in": actor.posts}


def _nothing_withheld(rank: Iterable[str], orders: Iterable[Order]) -> Powers:
    return powers_in_force(rank, [order for order in orders if order.gives])


FAULTS = {
    "a successor is not followed": Fault(
        "hierarchy.selectors.standing_of", _own_post_alone, ("abolish", "file_comes"), "could open|opens"
    ),
    "what was shown stays shown": Fault(
        "efile.access.arms._in_force", _shown_for_ever, ("show", "limits_pass", "file_comes"), "opens"
    ),
    "a withheld power still counts": Fault(
        "hierarchy.selectors.powers_in_force",
        _nothing_withheld,
        ("order", "time_passes", "complete", "forward", "open"),
        "without a rule|opens",
    ),
    "vacant posts are not reported": Fault(
        "efile.handover.vacancies._lying",
        lambda *_: [],
        ("end_charge", "file_comes", "time_passes"),
        "strands",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_product_is_found(
    office: District, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fault = FAULTS[name]
    monkeypatch.setattr(fault.where, fault.instead)
    with pytest.raises(AssertionError, match=fault.said):
        campaign(office, 8, 25, fault.rules)
