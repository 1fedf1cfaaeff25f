"""The time limits in force for an office, in words; and adding one as a dated row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative
from hierarchy.witnesses import may_stand_by, witness_of
from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.words import digits
from workflows import engine, limitrecord, reasons
from workflows.catalogue import limit_rows
from workflows.models import FlowVersion, Limit, Profile, Service
from workflows.publishers import PUBLISH
from workflows.studio import EDIT

MOST_USES = 2
WORKING_DAYS = {"bn-bd": "কার্যদিবস"}


@dataclass(frozen=True, slots=True)
class Use:
    """A service, or a stage or wait of a flow, that a limit is for."""

    name: Words
    flow: Words | None = None

    @property
    def place(self) -> Words:
        """“নাগরিক আবেদন: সিদ্ধান্ত”; a service stands for itself."""
        if self.flow is None:
            return self.name
        return Words(f"{self.flow.bn}: {self.name.bn}", f"{self.flow.en}: {self.name.en}")


Uses = Mapping[str, tuple[Use, ...]]


@dataclass(frozen=True, slots=True)
class Coming:
    """A row that is not in force yet. `by` and `post` entered it, None for one that came with a flow;
    `ours`: it was entered in this office, which may withdraw it."""

    row: Limit
    by: Words | None = None
    post: Words | None = None
    ours: bool = False

    @property
    def days(self) -> Words:
        return days_of(self.row)


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit as an office reads it: the row that counts, what it is used for, the rows still to come.

    `row` is the one in force; of a limit that begins on a later day it is the first of those to come.
    """

    code: str
    row: Limit
    used: tuple[Use, ...]
    coming: tuple[Coming, ...]
    in_force: bool = True

    @property
    def days(self) -> Words:
        return days_of(self.row)

    @property
    def uses(self) -> tuple[Words, ...]:
        """Each name once: a stage of the same name may stand in several flows."""
        return tuple(dict.fromkeys(use.name for use in self.used))

    @property
    def places(self) -> tuple[Words, ...]:
        return tuple(dict.fromkeys(use.place for use in self.used))

    @property
    def purpose(self) -> Words:
        """What it is for; a limit that no flow uses yet goes by its source."""
        if not self.uses:
            return self.row.source
        shown, more = self.uses[:MOST_USES], len(self.uses) - MOST_USES
        bn, en = ", ".join(use.bn for use in shown), ", ".join(use.en for use in shown)
        if more > 0:
            return Words(f"{bn} ও আরও {digits(more, 'bn')}টি", f"{en} and {more} more")
        return Words(bn, en)

    @property
    def name(self) -> Words:
        """As it stands in a list to choose from: “২ কর্মদিবস — সিদ্ধান্ত”."""
        return Words(f"{self.days.bn} — {self.purpose.bn}", f"{self.days.en} — {self.purpose.en}")


@dataclass(frozen=True, slots=True)
class NewLimit:
    """A row to be added. `code` empty: the system gives one. `own`: for the actor's office alone, as a
    further row of a known limit always is.
    """

    code: str
    days: int
    unit: str
    source: Words
    valid_from: date
    own: bool


def days_of(limit: Limit) -> Words:
    """“৫ কর্মদিবস”; the offices of Bangladesh say কার্যদিবস."""
    working = limit.unit == Limit.DayUnit.WORKING
    day = WORKING_DAYS.get(get_language() or "", "কর্মদিবস") if working else "দিন"
    bn = f"{digits(limit.days, 'bn')} {day}"
    unit = "working day" if working else "day"
    return Words(bn, f"{limit.days} {unit if limit.days == 1 else f'{unit}s'}")


def limit_lines(office: Office, on: date) -> list[LimitLine]:
    """Limits in force for an office on a day, the office's own rows before its country's, by purpose."""
    return [line for line in all_limit_lines(office, on) if line.in_force]


def all_limit_lines(office: Office, on: date) -> list[LimitLine]:
    """As `limit_lines`, with the limits that begin on a later day."""
    by_name: dict[str, list[Limit]] = defaultdict(list)
    for row in limit_rows(office, on):
        by_name[row.name].append(row)
    uses = uses_of_limits(office.profile)
    pending = any(row.valid_from > on for held in by_name.values() for row in held)
    told = limitrecord.told(ledger.entries(office.pk)) if pending else {}
    lines = [_line(name, held, uses, told, on) for name, held in by_name.items()]
    return sorted(lines, key=lambda line: (not line.uses, line.code))


def _line(name: str, rows: list[Limit], uses: Uses, told: Mapping[str, EntryView], on: date) -> LimitLine:
    in_force = [row for row in rows if row.valid_from <= on]
    coming = tuple(_coming(row, told.get(str(row.pk))) for row in rows if row.valid_from > on)
    counts = in_force[-1] if in_force else coming[0].row
    return LimitLine(name, counts, uses.get(name, ()), coming, in_force=bool(in_force))


def _coming(row: Limit, entry: EntryView | None) -> Coming:
    """Who entered it, as the office's stream told it then."""
    if entry is None or entry.by["kind"] != "officer":
        return Coming(row)
    name, post = (entry.by[each] for each in ("name", "post_title"))
    return Coming(row, Words(name["bn"], name["en"]), Words(post["bn"], post["en"]), ours=True)


def uses_of_limits(profile: str) -> Uses:
    """Names of a country's services and of the stages and waits of newest versions, by limit."""
    used: dict[str, dict[Use, None]] = defaultdict(dict)
    for service in Service.objects.filter(profile__in=[profile, Profile.BOTH]).order_by("code"):
        used[service.limit].setdefault(Use(service.name))
    newest = FlowVersion.objects.order_by("flow_id", "-number").distinct("flow_id").select_related("flow")
    for version in newest.defer("bundle"):
        for name, part in _named_by_parts(version.pk):
            used[name].setdefault(Use(part, version.flow.name))
    return {name: tuple(uses) for name, uses in used.items()}


@lru_cache(maxsize=256)
def _named_by_parts(version: UUID) -> tuple[tuple[str, Words], ...]:
    """Versions never change, so each is read once."""
    bundle = engine.Bundle.from_json(FlowVersion.objects.values_list("bundle", flat=True).get(pk=version))
    return tuple(
        (part.says["limit"], Words(part.name or part.id, part.name_en or part.id))
        for part in engine.parts(bundle).values()
        if "limit" in part.says
    )


@administrative
def add_limit(*, actor: Actor, new: NewLimit, anew: bool, now: datetime) -> Limit:
    """A dated row of a limit, entered in the office's ledger stream.

    `anew` makes a limit that no row has yet; it changes nothing until a second person publishes a flow
    that names it. Otherwise it is a further row of a known limit, which takes effect by itself: it needs
    the power to publish and a second person who has it too (ADR 25), is the own office's alone, and begins
    today at the earliest, for what was promised stays promised.
    """
    power = EDIT if anew else PUBLISH
    if not actor.may(power) or actor.office_id is None:
        raise Refused(reasons.NO_POWER, power=power)
    office = Office.objects.select_for_update().get(pk=actor.office_id)
    today = hierarchy.calendar_for(office.pk).local_date(now)
    known = Limit.objects.filter(name=new.code)
    if anew and new.code and known.exists():
        raise Refused(reasons.LIMIT_KNOWN, code=new.code)
    if not anew and not known.exists():
        raise Refused(reasons.LIMIT_UNKNOWN, code=new.code)
    if not anew and not new.own:
        raise Refused(reasons.LIMIT_OF_OTHERS)
    if not anew and new.valid_from < today:
        raise Refused(reasons.LIMIT_BACKDATED)
    row = Limit(
        name=new.code or _free_code(),
        profile=office.profile if new.own else Profile.BOTH,
        office=office if new.own else None,
        days=new.days,
        unit=new.unit,
        source_bn=new.source.bn,
        source_en=new.source.en,
        valid_from=new.valid_from,
    )
    same = Limit.objects.filter(
        name=row.name, profile=row.profile, office=row.office, valid_from=row.valid_from
    )
    if same.exists():
        raise Refused(reasons.LIMIT_SAME_DAY)
    witness = {} if anew else _witness(actor, office)
    row.save(force_insert=True)
    limitrecord.enter(row, stream=office.pk, stream_kind="office", by=actor.by(), now=now, witness=witness)
    return row


@administrative
def withdraw_limit(*, actor: Actor, row: UUID, now: datetime) -> Limit:
    """Take back a row that is not in force yet, entered in the office's ledger stream.

    What is in force or was is changed by a further row only, for dates were promised by it. It needs the
    power to publish, a second person who has it too, and the office that entered the row. Returns the row as
    it was.
    """
    if not actor.may(PUBLISH) or actor.office_id is None:
        raise Refused(reasons.NO_POWER, power=PUBLISH)
    office = Office.objects.select_for_update().get(pk=actor.office_id)
    held = Limit.objects.select_for_update().filter(pk=row).first()
    if held is None:
        raise Refused(reasons.LIMIT_ROW_GONE)
    told = limitrecord.told(ledger.entries(office.pk))
    if not _coming(held, told.get(str(held.pk))).ours:
        raise Refused(reasons.LIMIT_ROW_OF_OTHERS)
    if held.valid_from <= hierarchy.calendar_for(office.pk).local_date(now):
        raise Refused(reasons.LIMIT_IN_FORCE)
    witness = _witness(actor, office)
    limitrecord.enter_withdrawn(held, office=office.pk, by=actor.by(), now=now, witness=witness)
    Limit.objects.filter(pk=held.pk).delete()
    return held


def _witness(actor: Actor, office: Office) -> dict[str, Any]:
    """The second person, for the entry."""
    if actor.second is not None and not may_stand_by(actor.second, PUBLISH):
        raise Refused(reasons.LIMIT_SECOND, name=actor.second.name)
    return witness_of(actor, office.pk)


def _free_code() -> str:
    taken = set(Limit.objects.filter(name__startswith="limit-").values_list("name", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"limit-{number}") not in taken)
