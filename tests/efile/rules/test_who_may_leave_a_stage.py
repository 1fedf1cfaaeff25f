"""Powers as data: by service, by sum, withheld; and what an assistant never does."""

import pytest

from efile import reasons, rules
from hierarchy.actors import Actor
from hierarchy.refusals import Reason
from hierarchy.rules import Limited
from tests.efile.rules.actors import officer
from workflows.engine import Outcome

CSMOP_14_I = "CSMOP 14(i): each class of case has a published level of final disposal"
SOP = "SOP 420624207: a PA may draft for an officer, only the officer's confirmation makes it a note"
APPROVE = Outcome("approve", "মঞ্জুর", "Approve", "decide", noting=False, names_post=False)
UP_TO_5000 = Limited("decide", "hat-bazar", 5000)


@pytest.mark.parametrize(
    ("actor", "service", "amount", "refused"),
    [
        pytest.param(officer("decide"), "gun-licence", None, None, id=f"{CSMOP_14_I}: by rank"),
        pytest.param(officer(), "gun-licence", None, reasons.NO_POWER, id=f"{CSMOP_14_I}: not by rank"),
        pytest.param(
            officer(limited=(Limited("decide", "gun-licence"),)),
            "gun-licence",
            None,
            None,
            id=f"{CSMOP_14_I}: by order, in its class",
        ),
        pytest.param(
            officer(limited=(Limited("decide", "gun-licence"),)),
            "khas-land",
            None,
            reasons.NO_POWER,
            id=f"{CSMOP_14_I}: by order, in another class",
        ),
        pytest.param(officer(limited=(UP_TO_5000,)), "hat-bazar", 5000, None, id=f"{CSMOP_14_I}: the sum"),
        pytest.param(
            officer(limited=(UP_TO_5000,)), "hat-bazar", 5001, reasons.NO_POWER, id=f"{CSMOP_14_I}: above it"
        ),
        pytest.param(
            officer(limited=(UP_TO_5000,)),
            "hat-bazar",
            None,
            None,
            id=f"{CSMOP_14_I}: where no sum is in question",
        ),
        pytest.param(
            officer("decide", withheld=frozenset({("decide", "gun-licence")})),
            "gun-licence",
            None,
            reasons.NO_POWER,
            id=f"{CSMOP_14_I}: withheld in its class",
        ),
    ],
)
def test_an_outcome_needs_its_power_in_the_service_and_for_the_sum(
    actor: Actor, service: str, amount: int | None, refused: Reason | None
) -> None:
    assert rules.may_complete(APPROVE, actor, True, service, amount) is refused


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        pytest.param(officer("draft", assistant=True), reasons.ASSISTANT, id=f"{SOP}: the assistant"),
        pytest.param(officer("draft"), None, id=f"{SOP}: the officer"),
    ],
)
def test_an_assistant_acts_never(actor: Actor, refused: Reason | None) -> None:
    assert rules.may_act(actor) is refused
