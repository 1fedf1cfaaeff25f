"""Random charges, leave, transfers, abolitions, mergers and acts: nothing is stranded, nobody acts unruled.

A fixed sample by default; GOTIPATH_SOAK=1 runs the whole campaign. Faults are planted in the product to see
that the campaign finds them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from efile.access import arms
from hierarchy.models import Office
from tests.efile.conftest import District, lasting_district
from tests.hierarchy.campaign.administration import Administration
from tests.hierarchy.campaign.committees import Committees
from tests.hierarchy.campaign.desks import Desks
from tests.hierarchy.campaign.faults import FAULTS
from tests.soak import SOAK, rounds

__all__ = ["lasting_district"]

HEIR = "purba-medinipur"
ON_FILES = ("forward", "return_", "claim", "complete_stage", "mark_opened", "pull_up", "pull_back", "show_to")


class Campaign(Administration, Desks, Committees):
    """All rules together."""


RULES = frozenset(one.function.__name__ for one in Campaign.setup_state().rules)


@pytest.fixture
def office(lasting_district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """What is shown until a day ends by the database's clock; here that clock goes with the campaign's."""
    call_command("load_charts", office=HEIR, with_demo_people=True, verbosity=0)

    class CampaignNow(Value):
        """Read when the statement is made, as the database reads its own clock: conditions are kept."""

        def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
            self.value = lasting_district.now
            return super().as_sql(compiler, connection)

    monkeypatch.setattr(arms, "Now", lambda: CampaignNow(lasting_district.now))
    return lasting_district


def campaign(
    office: District,
    examples: int,
    steps: int,
    rules: Iterable[str] = RULES,
    *,
    passing: bool = True,
    derandomize: bool = True,
) -> Counter[str]:
    """What was done and refused, by the name of the service. `rules` are those tried; `passing`: each
    example begins with a file that passes by a post."""
    done: Counter[str] = Counter()
    own = {"district": office, "heir": Office.objects.get(code=HEIR), "began": office.now, "done": done}
    own["passing"] = passing
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


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if SOAK or not fault.rare])
def test_a_fault_in_the_product_is_found(
    office: District, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fault = FAULTS[name]
    monkeypatch.setattr(fault.where, fault.instead)
    with pytest.raises(AssertionError, match=fault.said):
        campaign(office, rounds(8, 200), 25, fault.rules, passing=fault.passing)
