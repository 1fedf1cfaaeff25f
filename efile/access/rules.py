"""On which ground a matter of which secrecy grade may be opened. Pure; the queries follow these tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from efile import reasons
from hierarchy.actors import Actor
from hierarchy.refusals import Reason

NORMAL, CONFIDENTIAL, SECRET, TOP_SECRET = range(4)
GRADES: Final = (NORMAL, CONFIDENTIAL, SECRET, TOP_SECRET)
OFFICER_LEVEL: Final = 4


class Ground(Enum):
    """Why somebody may open a matter."""

    HOLDER = "a thread of it lies with his post, or in his section's pool where he may take it"
    IN_PERSON = "he himself acted on it for a post that he still holds"
    TOOK_PART = "it was sent from or to his post"
    RECEIVED = "his post received it or began it"
    SECTION = "it belongs to his section, from whatever time"
    LINE = "its section works under posts that report to him, near or far"
    LINE_OF_HOLDER = (
        "an open thread of it lies with a post that reports to him, near or far, or in its section's pool"
    )
    HEAD = "he heads the office"
    AUDIT = "he audits the office"
    SHOWN = "it is shown to his post until a day that has not come"
    FILE_SHOWN = "the whole file it is in is shown to his post until a day that has not come"


_BY_WORK: Final = {Ground.HOLDER, Ground.IN_PERSON, Ground.TOOK_PART, Ground.SHOWN}
_BY_LINE: Final = {Ground.LINE, Ground.LINE_OF_HOLDER}
_OPENS: Final[Mapping[int, frozenset[Ground]]] = {
    NORMAL: frozenset(Ground),
    CONFIDENTIAL: frozenset({*_BY_WORK, *_BY_LINE, Ground.HEAD, Ground.AUDIT}),
    SECRET: frozenset({*_BY_WORK, *_BY_LINE, Ground.HEAD, Ground.AUDIT}),
    TOP_SECRET: frozenset({Ground.HOLDER, Ground.IN_PERSON, Ground.SHOWN}),
}
_ASSISTANT_OPENS: Final[Mapping[int, frozenset[Ground]]] = {
    NORMAL: frozenset(Ground),
    CONFIDENTIAL: frozenset({Ground.HOLDER}),
    SECRET: frozenset({Ground.HOLDER}),
    TOP_SECRET: frozenset(),
}
_KNOWN: Final = frozenset({Ground.HEAD, Ground.AUDIT, Ground.TOOK_PART})


def may_open(actor: Actor, grade: int, grounds: Iterable[Ground]) -> bool:
    """Whether one of the grounds is enough for this reader at this secrecy grade.

    normal        every ground
    confidential  who works on it; in the line of control above its section or its holder a rank of level 4
                  or higher, or `see_secret`; the head; who audits
    secret        who works on it; in the line of control only `see_secret`; the head; who audits
    top secret    the holder; who acted on it himself and still holds that post; whom it is shown to

    To work on it is to hold it, to have had it, or to have it shown. Receiving it at the counter and
    sitting in its section open only normal matters. An assistant, who only drafts, opens graded matters
    while they lie with his officer's post, and no top secret one.

    Whoever may pull a file up (NIC eFile FAQ 3.1) is in the line of control above its holder; a grade that
    he may not open he may not pull up either.

    Whose post is shown a whole file reads its normal matters, and those that come into it. Who shows a file
    need not know all that is in it, so a graded matter is shown by itself, by who may open it.

    Sources: CSMOP 2022 classifies papers as confidential, secret and top secret, handled by those
    authorised for them; the Secretariat Instructions 2014 (Bangladesh) name the same grades; NIC eFile
    carries Normal, Confidential, Secret, Top Secret (domain.md a, `Secrecy`). Reading by office and by
    section: SOP of e-Office, domain.md c 20 and 33. That grading restricts opening, search and subject line
    is this product's rule.
    """
    return any(grade in grades_open(actor, ground) for ground in grounds)


def grades_open(actor: Actor, ground: Ground) -> tuple[int, ...]:
    """The grades this ground opens for this reader."""
    table = _ASSISTANT_OPENS if actor.assistant else _OPENS
    found = tuple(grade for grade in GRADES if ground in table[grade])
    if ground in _BY_LINE:
        return tuple(grade for grade in found if grade <= _highest_in_line(actor))
    return found


def grades_known(actor: Actor, ground: Ground) -> tuple[int, ...]:
    """The grades of which this ground lets the reader know that such a matter exists, by its number.

    Registers of the head and the auditor, and the list of what a post sent, keep a line for a top secret
    matter; its subject and applicant are not shown, and no search finds it by them.
    """
    opened = grades_open(actor, ground)
    known = ground in _KNOWN and not actor.assistant
    return tuple(grade for grade in GRADES if grade in opened or (known and grade == TOP_SECRET))


def may_grade(actor: Actor, before: int, after: int, holds: bool, above: bool) -> Reason | None:
    """Who says that a matter carries another secrecy grade: an officer (a rank of level 4 or higher) who
    holds a part of it, or one above its holder in the line of control. An assistant does not.

    What is secret or top secret is lowered only by who may see secret papers without working on them. No
    manual that was read names who regrades: this is the product's rule, as strict as that on opening.
    """
    if actor.assistant or actor.level > OFFICER_LEVEL or not (holds or above):
        return reasons.NOT_TO_GRADE
    if after < before and before >= SECRET and not actor.may("see_secret"):
        return reasons.GRADE_STAYS
    return None


def _highest_in_line(actor: Actor) -> int:
    if actor.may("see_secret"):
        return SECRET
    return CONFIDENTIAL if actor.level <= OFFICER_LEVEL else NORMAL


def grounds_of_place(actor: Actor) -> tuple[Ground, ...]:
    """The grounds that an actor's post carries for its whole office: of the head post alone, of whatever rank
    another is, and of who audits. What else a high post sees, the line of control gives it.
    """
    found = []
    if actor.heads:
        found.append(Ground.HEAD)
    if actor.may("audit"):
        found.append(Ground.AUDIT)
    return tuple(found)


def may_show(actor: Actor, holds: bool) -> bool:
    """Who decides that a matter is shown to one more post: its holder, or the head of the office.

    Whoever shows it must be able to open it, so a top secret matter is shown by its holder, or by a head
    who acted on it himself. An assistant shows nothing.
    """
    return not actor.assistant and (holds or actor.heads)


def with_whole_file(grade: int) -> bool:
    """Whether a matter of this grade is shown with the whole file it is in (`Ground.FILE_SHOWN`)."""
    return any(Ground.FILE_SHOWN in grounds for own, grounds in _OPENS.items() if own == grade)
