"""Pulling up, levels jumped and levels counted, in the words of the manual."""

from uuid import UUID, uuid4

import pytest

from efile import reasons
from efile import rules as acts
from efile.forwarding import rules
from hierarchy.lines import Seat
from hierarchy.refusals import Reason

OFFICE, SECTION = uuid4(), uuid4()
DM, ADM, OC, CIC, UDC, LDC, OTHER = (uuid4() for _ in range(7))
LINE = (DM, ADM, OC, CIC, UDC, LDC)
SEATS = {post: Seat(post, OFFICE, SECTION, LINE[:place][::-1]) for place, post in enumerate(LINE)}
SEATS[OTHER] = Seat(OTHER, OFFICE, uuid4(), (ADM, DM))

FAQ = "eFile FAQ 3.1: a senior takes an item from below"
CSMOP_14_II = "CSMOP 14(ii): a file passes through at most four levels to a decision"
CSMOP_14_III = "CSMOP 14(iii): level jumping is allowed, on return the file goes through every level jumped"


@pytest.mark.parametrize(
    ("holder", "by", "to_be_taken", "refused"),
    [
        pytest.param(UDC, CIC, False, None, id=f"{FAQ}: the immediate superior"),
        pytest.param(UDC, DM, False, None, id=f"{FAQ}: the head of the line"),
        pytest.param(UDC, OTHER, False, reasons.NOT_IN_LINE, id=f"{FAQ}: another section's officer"),
        pytest.param(OC, UDC, False, reasons.NOT_IN_LINE, id=f"{FAQ}: never from above"),
        pytest.param(OC, OC, False, reasons.HAS_IT, id=f"{FAQ}: what he has already"),
        pytest.param(OC, ADM, True, reasons.IN_POOL, id=f"{FAQ}: somebody of its section may take it"),
    ],
)
def test_the_line_of_control_pulls_a_file_up(
    holder: UUID, by: UUID, to_be_taken: bool, refused: Reason | None
) -> None:
    assert rules.may_pull_up(SEATS[holder], frozenset({by}), to_be_taken) is refused


@pytest.mark.parametrize(
    ("sender", "to", "passed"),
    [
        pytest.param(UDC, CIC, (), id=f"{CSMOP_14_III}: none at the next step"),
        pytest.param(UDC, OC, (CIC,), id=f"{CSMOP_14_III}: one"),
        pytest.param(UDC, DM, (CIC, OC, ADM), id=f"{CSMOP_14_III}: three, nearest first"),
        pytest.param(DM, UDC, (), id=f"{CSMOP_14_III}: none on the way down"),
        pytest.param(OTHER, OC, (), id=f"{CSMOP_14_III}: none aside"),
    ],
)
def test_levels_jumped_are_the_superiors_in_between(sender: UUID, to: UUID, passed: tuple[UUID, ...]) -> None:
    assert rules.jumped(SEATS[sender], SEATS[to]) == passed


@pytest.mark.parametrize(
    ("hands", "to", "level"),
    [
        pytest.param((UDC,), CIC, 1, id=f"{CSMOP_14_II}: the dealing hand is none"),
        pytest.param((UDC, CIC, OC, ADM), DM, 4, id=f"{CSMOP_14_II}: DM, ADM, OC, clerk-in-charge"),
        pytest.param((LDC, UDC, CIC, OC, ADM), DM, 5, id=f"{CSMOP_14_II}: the fifth"),
        pytest.param((OC, CIC, UDC, CIC), OC, 2, id=f"{CSMOP_14_II}: a post counts once"),
        pytest.param((OC, CIC), UDC, 0, id=f"{CSMOP_14_II}: the way down is no level"),
    ],
)
def test_levels_to_a_decision_are_counted_above_the_dealing_hand(
    hands: tuple[UUID, ...], to: UUID, level: int
) -> None:
    assert rules.level_entered([SEATS[hand] for hand in hands], SEATS[to]) == level


@pytest.mark.parametrize(
    ("own", "hands", "to", "warned"),
    [
        pytest.param(OC, (UDC, CIC), ADM, 0, id=f"{CSMOP_14_II}: the third"),
        pytest.param(ADM, (LDC, UDC, CIC, OC), DM, 5, id=f"{CSMOP_14_II}: the fifth is warned of"),
        pytest.param(DM, (LDC, UDC, CIC, OC, ADM), ADM, 0, id=f"{CSMOP_14_III}: the return passes it again"),
        pytest.param(
            ADM, (LDC, UDC, CIC, OC, DM), DM, 0, id=f"{CSMOP_14_II}: who had it is no further level"
        ),
        pytest.param(DM, (LDC, UDC, CIC, ADM), OC, 0, id=f"{CSMOP_14_II}: the way down adds none"),
    ],
)
def test_a_level_too_many_is_warned_of_where_the_hop_adds_it(
    own: UUID, hands: tuple[UUID, ...], to: UUID, warned: int
) -> None:
    assert rules.level_too_many(SEATS[own], [SEATS[hand] for hand in hands], SEATS[to]) == warned


def test_who_decided_does_not_reverse_it_from_a_higher_post() -> None:
    """CSMOP 16(iii): by an officer higher than the one who took it, so by another officer."""
    above = frozenset({DM})
    assert acts.may_reverse(SEATS[ADM], above, himself=True) is reasons.OWN_DECISION
    assert acts.may_reopen(SEATS[ADM], above, True, himself=True) is reasons.OWN_DECISION
    assert acts.may_reopen(SEATS[ADM], above, False, himself=True) is None
    assert acts.may_reverse(SEATS[ADM], frozenset({ADM}), himself=True) is reasons.HIGHER_DECIDES


CSMOP_14_I = "CSMOP 14(i): each class of case has a published level of final disposal and channel"


@pytest.mark.parametrize(
    ("hands", "to", "published", "refused"),
    [
        pytest.param((UDC, OC), CIC, 1, None, id=f"{CSMOP_14_III}: back through who was jumped"),
        pytest.param(
            (LDC, UDC, CIC, OC), ADM, None, None, id=f"{CSMOP_14_II}: the general four are warned of"
        ),
        pytest.param((UDC, CIC), OC, 2, None, id=f"{CSMOP_14_I}: the second of two"),
        pytest.param((UDC, CIC, OC), ADM, 2, reasons.LEVELS_SPENT, id=f"{CSMOP_14_I}: a third of two"),
        pytest.param((UDC, CIC, OC), CIC, 1, None, id=f"{CSMOP_14_I}: who has seen it is none more"),
        pytest.param((OC, CIC), UDC, 1, None, id=f"{CSMOP_14_I}: the way down is no level"),
        pytest.param((LDC, UDC, CIC, OC, ADM), DM, 5, None, id=f"{CSMOP_14_II}: the class says more"),
    ],
)
def test_levels_that_a_class_of_case_publishes_bind(
    hands: tuple[UUID, ...], to: UUID, published: int | None, refused: Reason | None
) -> None:
    own = SEATS[hands[-1]]
    assert rules.may_go_up(own, [SEATS[hand] for hand in hands], SEATS[to], published) is refused


CSMOP_16_III = "CSMOP 16(iii): a decision already communicated is reversed by a higher officer"
CLOSING = "Closed with the approval of the section officer or above, reopened with the same"


@pytest.mark.parametrize(
    ("decider", "by", "went_out", "refused"),
    [
        pytest.param(ADM, DM, True, None, id=f"{CSMOP_16_III}: above him"),
        pytest.param(ADM, ADM, True, reasons.NOT_HIGHER, id=f"{CSMOP_16_III}: not himself"),
        pytest.param(ADM, OC, True, reasons.NOT_HIGHER, id=f"{CSMOP_16_III}: not below"),
        pytest.param(DM, DM, True, reasons.NOT_HIGHER, id=f"{CSMOP_16_III}: not the head his own"),
        pytest.param(ADM, ADM, False, None, id=f"{CSMOP_16_III}: himself what is not communicated"),
        pytest.param(ADM, OC, False, reasons.NOT_DECIDER, id=f"{CSMOP_16_III}: never from below"),
        pytest.param(None, OC, True, None, id=f"{CSMOP_16_III}: nobody decided"),
    ],
)
def test_a_decision_is_reopened_from_above(
    decider: UUID | None, by: UUID, went_out: bool, refused: Reason | None
) -> None:
    seat = SEATS[decider] if decider else None
    assert acts.may_reopen(seat, frozenset({by}), went_out) is refused


@pytest.mark.parametrize(
    ("by", "refused"),
    [
        pytest.param(DM, None, id=f"{CSMOP_16_III}: decided again above"),
        pytest.param(ADM, reasons.HIGHER_DECIDES, id=f"{CSMOP_16_III}: not by the same"),
        pytest.param(CIC, reasons.HIGHER_DECIDES, id=f"{CSMOP_16_III}: not below"),
    ],
)
def test_reopened_it_is_decided_again_from_above(by: UUID, refused: Reason | None) -> None:
    assert acts.may_reverse(SEATS[ADM], frozenset({by})) is refused


@pytest.mark.parametrize(
    ("own", "above", "refused"),
    [
        pytest.param(True, False, None, id=f"{CLOSING}: the section"),
        pytest.param(False, True, None, id=f"{CLOSING}: above"),
        pytest.param(False, False, reasons.OTHER_LINE, id=f"{CLOSING}: nobody else"),
    ],
)
def test_a_file_is_closed_and_reopened_by_its_line(own: bool, above: bool, refused: Reason | None) -> None:
    assert acts.may_close_file(own, above) is refused
