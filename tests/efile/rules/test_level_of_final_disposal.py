"""Who may dispose of a class of case, in the words of the manual."""

import pytest

from efile import reasons, rules
from hierarchy.refusals import Reason

CSMOP_14_I = "CSMOP 14(i): each class of case has a published level of final disposal"
DM, ADM, SDO, OC = 1, 2, 3, 4
BELOW = reasons.BELOW_FINAL_LEVEL


@pytest.mark.parametrize(
    ("level", "final", "by_order", "refused"),
    [
        pytest.param(SDO, SDO, False, None, id=f"{CSMOP_14_I}: at that level"),
        pytest.param(DM, SDO, False, None, id=f"{CSMOP_14_I}: above it"),
        pytest.param(OC, SDO, False, BELOW, id=f"{CSMOP_14_I}: not below it"),
        pytest.param(OC, SDO, True, None, id=f"{CSMOP_14_I}: below it by an order for this class"),
        pytest.param(OC, None, False, None, id=f"{CSMOP_14_I}: none is published"),
    ],
)
def test_a_case_is_disposed_of_at_its_level_or_above(
    level: int, final: int | None, by_order: bool, refused: Reason | None
) -> None:
    assert rules.may_dispose(level, final, by_order) is refused
