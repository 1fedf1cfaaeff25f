"""May a file be destroyed, and by whom: pure decisions, allowed (None) or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from efile.disposal import reasons
from hierarchy.refusals import Reason, Refused
from web.templatetags.office import bn_digits, office_date


@dataclass(frozen=True, slots=True)
class Facts:
    """How a file stands. `until` is the last day of its retention, None without years; `linked`, `together`
    are numbers of files in use, `listed` of the list on which it stands, `destroyed` of the order."""

    status: str
    today: date
    classed: bool = True
    forever: bool = False
    until: date | None = None
    open_matters: int = 0
    open_letters: int = 0
    missing: bool = False
    linked: str = ""
    together: str = ""
    kept_until: date | None = None
    kept_why: str = ""
    listed: str = ""
    destroyed: str = ""


def why_not(facts: Facts) -> Refused | None:
    """Bengal Records Manual 1943 (domain.md c 34): only what is not kept for ever, and only after its last
    year is complete; CSMOP 10.2 and 26: nothing on which there is action; CSMOP 46: nothing that is
    missing. The first that applies."""
    told: tuple[tuple[bool, Reason, dict[str, str]], ...] = (
        (bool(facts.destroyed), reasons.GONE, {"number": bn_digits(facts.destroyed)}),
        (facts.status != "closed", reasons.NOT_CLOSED, {}),
        (not facts.classed, reasons.NO_CLASS, {}),
        (facts.forever, reasons.FOR_EVER, {}),
        (facts.until is None, reasons.YEARS_UNSAID, {}),
        (not over(facts.until, facts.today), reasons.NOT_OVER, {"until": office_date(facts.until)}),
        (facts.open_matters > 0, reasons.OPEN_MATTER, {}),
        (facts.open_letters > 0, reasons.OPEN_LETTER, {}),
        (facts.missing, reasons.MISSING, {}),
        (bool(facts.linked), reasons.LINKED, {"number": bn_digits(facts.linked)}),
        (bool(facts.together), reasons.PART_LIVES, {"number": bn_digits(facts.together)}),
        (
            facts.kept_until is not None and facts.kept_until >= facts.today,
            reasons.KEPT_LONGER,
            {"until": office_date(facts.kept_until), "why": facts.kept_why},
        ),
        (bool(facts.listed), reasons.LISTED, {"number": bn_digits(facts.listed)}),
    )
    return next((Refused(reason, **said) for found, reason, said in told if found), None)


def over(until: date | None, today: date) -> bool:
    """Whether the last year is complete."""
    return until is None or until < today


def may_keep(until: date | None, today: date) -> Reason | None:
    """Secretariat Instructions r. 100: extended by written order for a stated time."""
    return None if until is not None and until > today else reasons.KEEP_UNTIL


def may_order(*, same_person: bool, deputising: bool, unread: int, agreed: int) -> Reason | None:
    """Two persons, each by a charge of his own, after every file was read."""
    if same_person:
        return reasons.SAME_PERSON
    if deputising:
        return reasons.NOT_ORDERER
    if unread:
        return reasons.UNREAD
    return None if agreed else reasons.NOTHING_LEFT
