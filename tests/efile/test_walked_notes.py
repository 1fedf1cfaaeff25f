"""The notes of a walked file read as notes, also where the outcome's label is a button's word."""

import pytest

from efile import walktexts
from efile.models import Matter
from tests.efile.conftest import District
from workflows.engine import Outcome


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            Outcome("enquire", "সরেজমিন তদন্তের নির্দেশ", "Order a field enquiry", "recommend", True, False),
            "সরেজমিন তদন্ত করানো হোক।",
        ),
        (Outcome("approve", "মঞ্জুর", "Approve", "decide", True, False), "মঞ্জুর।"),
    ],
)
def test_a_note_says_the_order_and_else_the_label(district: District, outcome: Outcome, said: str) -> None:
    matter: Matter = district.marked()

    assert walktexts.note("complete", matter, outcome).endswith(said)
