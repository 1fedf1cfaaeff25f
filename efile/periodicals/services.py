"""A section keeps what it must send or receive by fixed dates, and ticks each turn off by its letter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.dak.models import Dak
from efile.dak.sight import dak_visible_to
from efile.letters.models import Draft
from efile.models import Matter, Secrecy
from efile.periodicals import reasons
from efile.periodicals.models import Direction, Every, Periodical, PeriodicalTurn
from efile.periodicals.rules import due_day, near
from efile.periodicals.verifying import TEXTS, facts_of, facts_of_turn
from efile.services.act import act
from efile.services.mandate import require
from efile.visibility import visible_to
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Section
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger
from web.words import LATIN_DIGITS

LONGEST: Final = 200


@act
def keep(
    *, actor: Actor, name: str, direction: str, party: str, every: str, first_on: date | None, now: datetime
) -> UUID:
    """A new one, of the actor's own section."""
    section = _own_section(actor, now)
    called, whom = clean(name), clean(party)
    if not 1 <= len(called) <= LONGEST:
        raise Refused(reasons.NAME, most=LONGEST)
    if not 1 <= len(whom) <= LONGEST:
        raise Refused(reasons.PARTY)
    if direction not in Direction.values or every not in Every.values:
        raise Refused(reasons.HOW_OFTEN)
    if first_on is None:
        raise Refused(reasons.FIRST)
    if not near(first_on, hierarchy.calendar_for(section.office_id).local_date(now)):
        raise Refused(reasons.FIRST_FAR)
    if Periodical.objects.filter(section=section, name=called, direction=direction, ended_at=None).exists():
        raise Refused(reasons.THERE, name=called)
    row = Periodical.objects.create(
        office_id=section.office_id,
        section=section,
        name=called,
        direction=direction,
        party=whom,
        every=every,
        first_on=first_on,
        due_on=first_on,
    )
    _enter("periodical.kept", row, actor, now)
    return row.pk


@act
def tick_off(*, actor: Actor, periodical: UUID, number: str, now: datetime) -> None:
    """The turn that is due is done by the letter with this number: of our diary, or our memo."""
    row = _locked(actor, periodical, now)
    wanted = clean(number)
    local = hierarchy.calendar_for(row.office_id).local_date
    dak = letter = None
    if row.direction == Direction.RECEIVE:
        dak = _received(actor, wanted)
        done_on = local(dak.receipt.received_at)
    else:
        letter, issued_at = _issued(actor, wanted)
        done_on = local(issued_at)
    if row.turns.filter(dak=dak, letter=letter).exists():
        raise Refused(reasons.ANSWERED, number=wanted)
    turn = PeriodicalTurn.objects.create(
        periodical=row, due_on=row.due_on, done_on=done_on, dak=dak, letter=letter, by=actor.by(), at=now
    )
    _next(row)
    _enter("periodical.done", row, actor, now, turn)


@act
def take_back(*, actor: Actor, periodical: UUID, now: datetime) -> None:
    """The last turn that was ticked off is due again."""
    row = _locked(actor, periodical, now)
    last = row.turns.order_by("-due_on").first()
    if last is None:
        raise Refused(reasons.NOTHING_DONE)
    last.delete()
    _next(row)
    _enter("periodical.taken_back", row, actor, now, last)


@act
def end(*, actor: Actor, periodical: UUID, now: datetime) -> None:
    """It is not due any more; its turns stay."""
    row = _locked(actor, periodical, now)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _enter("periodical.ended", row, actor, now)


def _next(row: Periodical) -> None:
    row.due_on = due_day(row.first_on, row.every, row.turns.count())
    row.save(update_fields=["due_on"])


def _may_keep(actor: Actor, now: datetime) -> UUID:
    if actor.section_id is None or actor.office_id is None:
        raise Refused(reasons.NO_SECTION)
    today = hierarchy.calendar_for(actor.office_id).local_date(now)
    require(actor, "note", reasons.KEEP, today)
    return actor.section_id


def _own_section(actor: Actor, now: datetime) -> Section:
    """Locked: of two who keep one of the same name at once, the later finds the first one's."""
    return Section.objects.select_for_update(no_key=True).get(pk=_may_keep(actor, now))


def _locked(actor: Actor, periodical: UUID, now: datetime) -> Periodical:
    _may_keep(actor, now)
    rows = Periodical.objects.select_for_update().filter(section__in=actor.sections, ended_at=None)
    row = rows.filter(pk=periodical).first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    return row


def _received(actor: Actor, number: str) -> Dak:
    rows = Dak.objects.filter(
        receipt__number=number.translate(LATIN_DIGITS), office__in=actor.offices
    ).select_related("receipt", "matter")
    row = dak_visible_to(rows, actor).first() if number else None
    if row is None:
        raise Refused(reasons.NO_RECEIPT, number=number)
    if row.secrecy != Secrecy.NORMAL or (row.matter and row.matter.secrecy != Secrecy.NORMAL):
        raise Refused(reasons.GRADED, number=number)
    return row


def _issued(actor: Actor, number: str) -> tuple[Draft, datetime]:
    rows = Draft.objects.filter(
        memo=number.translate(LATIN_DIGITS), office__in=actor.offices, issued_at__isnull=False
    ).select_related("matter")
    row = rows.filter(matter__in=visible_to(Matter.objects.all(), actor)).first() if number else None
    if row is None or row.issued_at is None:
        raise Refused(reasons.NO_LETTER, number=number)
    if row.matter.secrecy != Secrecy.NORMAL:
        raise Refused(reasons.GRADED, number=number)
    return row, row.issued_at


def _enter(
    kind: str, row: Periodical, actor: Actor, now: datetime, turn: PeriodicalTurn | None = None
) -> None:
    """The whole row as it stands after the act, and the whole turn: `periodicals_differ` compares them. Of a
    letter no word, for it may be graded later."""
    told = {"turn": facts_of_turn(turn)} if turn else {}
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind=kind,
        data={"periodical": row.pk, "row": facts_of(row), **told},
        by=actor.by(),
        at=now,
        texts={name: getattr(row, name) for name in TEXTS},
    )
