"""Which ground opens which secrecy grade: the whole table."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from efile import reasons
from efile.access.rules import (
    CONFIDENTIAL,
    GRADES,
    NORMAL,
    SECRET,
    TOP_SECRET,
    Ground,
    grades_known,
    grounds_of_place,
    may_grade,
    may_open,
    may_show,
)
from efile.models import Secrecy
from hierarchy.actors import Actor
from hierarchy.refusals import Reason

LOWER, OFFICER = 5, 4


def actor(level: int = LOWER, *powers: str, assistant: bool = False) -> Actor:
    return replace(
        Actor.system("test"),
        kind="officer",
        level=level,
        post_id=uuid4(),
        powers=frozenset(powers),
        assistant=assistant,
    )


# Ground, reader's level, his powers: the highest grade it opens. CSMOP and SI 2014 name the grades.
TABLE = [
    (Ground.HOLDER, LOWER, (), TOP_SECRET),
    (Ground.IN_PERSON, LOWER, (), TOP_SECRET),
    (Ground.SHOWN, LOWER, (), TOP_SECRET),
    (Ground.FILE_SHOWN, LOWER, (), NORMAL),
    (Ground.FILE_SHOWN, 1, ("see_secret",), NORMAL),
    (Ground.TOOK_PART, LOWER, (), SECRET),
    (Ground.HEAD, 1, (), SECRET),
    (Ground.AUDIT, LOWER, ("audit",), SECRET),
    (Ground.LINE, LOWER, (), NORMAL),
    (Ground.LINE, OFFICER, (), CONFIDENTIAL),
    (Ground.LINE, 2, (), CONFIDENTIAL),
    (Ground.LINE, LOWER, ("see_secret",), SECRET),
    (Ground.LINE, OFFICER, ("see_secret",), SECRET),
    (Ground.LINE_OF_HOLDER, LOWER, (), NORMAL),
    (Ground.LINE_OF_HOLDER, OFFICER, (), CONFIDENTIAL),
    (Ground.LINE_OF_HOLDER, 2, (), CONFIDENTIAL),
    (Ground.LINE_OF_HOLDER, LOWER, ("see_secret",), SECRET),
    (Ground.SECTION, LOWER, (), NORMAL),
    (Ground.SECTION, OFFICER, ("see_secret",), NORMAL),
    (Ground.RECEIVED, LOWER, ("receive",), NORMAL),
]


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize(("ground", "level", "powers", "highest"), TABLE)
def test_a_ground_opens_up_to_its_grade(
    ground: Ground, level: int, powers: tuple[str, ...], highest: int, grade: int
) -> None:
    assert may_open(actor(level, *powers), grade, [ground]) is (grade <= highest)


def test_every_ground_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == set(Ground)


def test_the_grades_are_those_of_the_models() -> None:
    assert list(Secrecy.values) == list(GRADES)


@pytest.mark.parametrize("grade", GRADES)
def test_no_ground_opens_nothing(grade: int) -> None:
    assert not may_open(actor(1, "audit", "see_secret"), grade, [])


@pytest.mark.parametrize(
    ("ground", "grades"),
    [(Ground.HOLDER, {NORMAL, CONFIDENTIAL, SECRET}), (Ground.HEAD, {NORMAL}), (Ground.SHOWN, {NORMAL})],
)
def test_an_assistant_opens_less(ground: Ground, grades: set[int]) -> None:
    reader = actor(1, assistant=True)
    assert {grade for grade in GRADES if may_open(reader, grade, [ground])} == grades


@pytest.mark.parametrize("ground", Ground)
def test_of_a_top_secret_matter_the_number_is_known_to_few_more(ground: Ground) -> None:
    reader = actor(1, "audit")
    opened = {Ground.HOLDER, Ground.IN_PERSON, Ground.SHOWN}
    known = opened | {Ground.HEAD, Ground.AUDIT, Ground.TOOK_PART}
    assert may_open(reader, TOP_SECRET, [ground]) is (ground in opened)
    assert (TOP_SECRET in grades_known(reader, ground)) is (ground in known)


@pytest.mark.parametrize(
    ("level", "heads", "holds", "assistant", "may"),
    [
        (LOWER, False, True, False, True),
        (LOWER, False, False, False, False),
        (1, True, False, False, True),
        (1, False, False, False, False),
        (2, False, False, False, False),
        (LOWER, False, True, True, False),
        (1, True, True, True, False),
    ],
)
def test_the_holder_and_the_head_show_a_matter(
    level: int, heads: bool, holds: bool, assistant: bool, may: bool
) -> None:
    assert may_show(replace(actor(level, assistant=assistant), heads=heads), holds) is may


@pytest.mark.parametrize(
    ("level", "heads", "powers", "grounds"),
    [
        (1, True, (), (Ground.HEAD,)),
        (1, False, (), ()),
        (1, False, ("see_secret",), ()),
        (2, False, (), ()),
        (LOWER, True, (), (Ground.HEAD,)),
        (LOWER, False, ("audit",), (Ground.AUDIT,)),
        (1, False, ("audit",), (Ground.AUDIT,)),
        (1, True, ("audit",), (Ground.HEAD, Ground.AUDIT)),
    ],
)
def test_the_office_is_open_to_its_head_post_and_its_auditor_alone(
    level: int, heads: bool, powers: tuple[str, ...], grounds: tuple[Ground, ...]
) -> None:
    """An office has one head, its highest post (ADR 14, 17): the rank is not enough, nor does it matter."""
    assert grounds_of_place(replace(actor(level, *powers), heads=heads)) == grounds


YES, NO, STAYS = None, reasons.NOT_TO_GRADE, reasons.GRADE_STAYS


@pytest.mark.parametrize(
    ("level", "powers", "holds", "above", "before", "after", "answer"),
    [
        (OFFICER, (), True, False, NORMAL, TOP_SECRET, YES),
        (OFFICER, (), True, False, CONFIDENTIAL, NORMAL, YES),
        (OFFICER, (), False, True, NORMAL, SECRET, YES),
        (OFFICER, (), False, False, NORMAL, SECRET, NO),
        (LOWER, (), True, False, NORMAL, CONFIDENTIAL, NO),
        (LOWER, ("see_secret",), True, True, SECRET, NORMAL, NO),
        (OFFICER, (), True, True, SECRET, CONFIDENTIAL, STAYS),
        (OFFICER, (), True, True, TOP_SECRET, SECRET, STAYS),
        (OFFICER, (), True, False, SECRET, TOP_SECRET, YES),
        (OFFICER, ("see_secret",), True, False, TOP_SECRET, NORMAL, YES),
        (2, ("see_secret",), False, True, SECRET, CONFIDENTIAL, YES),
    ],
)
def test_an_officer_at_the_file_or_above_it_grades_it_and_lowers_a_secret_one_with_the_power(
    level: int,
    powers: tuple[str, ...],
    holds: bool,
    above: bool,
    before: int,
    after: int,
    answer: Reason | None,
) -> None:
    assert may_grade(actor(level, *powers), before, after, holds, above) is answer
    assert may_grade(actor(level, *powers, assistant=True), before, after, holds, above) is NO
