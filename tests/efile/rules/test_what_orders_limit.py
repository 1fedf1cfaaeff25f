"""CSMOP 14(i): powers are delegated by order, per class of case and up to a sum; what is left to a post."""

import pytest

from efile import rules
from hierarchy.actors import Actor
from hierarchy.rules import Limited
from tests.efile.rules.actors import officer

CSMOP_14_I = "CSMOP 14(i)"
UP_TO_5000 = Limited("decide", "hat-bazar", 5000)
ANYWHERE = Limited("decide", "", 20000)
WITHHELD = frozenset({("decide", "hat-bazar")})


@pytest.mark.parametrize(
    ("actor", "most", "limited"),
    [
        pytest.param(officer("decide"), None, False, id=f"{CSMOP_14_I}: by rank, without a limit"),
        pytest.param(officer("note"), None, False, id=f"{CSMOP_14_I}: nowhere"),
        pytest.param(officer(limited=(UP_TO_5000,)), 5000, False, id=f"{CSMOP_14_I}: up to a sum"),
        pytest.param(
            officer(limited=(UP_TO_5000, ANYWHERE)), 5000, False, id=f"{CSMOP_14_I}: the class before all"
        ),
        pytest.param(
            officer(limited=(Limited("decide", "gun-licence"),)),
            None,
            True,
            id=f"{CSMOP_14_I}: not here",
        ),
        pytest.param(officer("decide", withheld=WITHHELD), None, True, id=f"{CSMOP_14_I}: withheld here"),
        pytest.param(
            officer(limited=(ANYWHERE,), withheld=WITHHELD),
            20000,
            True,
            id=f"{CSMOP_14_I}: withheld, not limited",
        ),
    ],
)
def test_orders_leave_a_post_so_much(actor: Actor, most: int | None, limited: bool) -> None:
    assert rules.most_by_order(actor, "decide", "hat-bazar") == most
    assert rules.limited_here(actor, "decide", "hat-bazar") is limited
