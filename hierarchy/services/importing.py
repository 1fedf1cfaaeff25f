"""Bringing a whole establishment in from one table: looked at first, then written in one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment import changes, reasons
from hierarchy.establishment.changes import Changed, Difference
from hierarchy.establishment.sheet import Fault, Sheet, SheetRow
from hierarchy.establishment.sheet_rules import Known, KnownPerson, KnownPost, faults_of
from hierarchy.homes import offices_of
from hierarchy.models import Charge, ChargeKind, Office, Post, Rank, Row, Section, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    local_day,
    lock_office,
)
from hierarchy.services.charts import newly_told
from hierarchy.services.homes import tell_homes
from hierarchy.services.keeping import ADMIN, administrators
from hierarchy.services.recording import record
from hierarchy.witnesses import acting_at, witness_of
from hierarchy.words import Words
from ledger.ids import uuid7

Tell = Callable[[str, int], None]
Saved = TypeVar("Saved")
BATCH = 500


def silent(_what: str, _number: int) -> None:
    """Nobody is told how far it is."""


@dataclass(slots=True)
class Counts:
    """Of one kind of row: made, changed, left as they are."""

    made: int = 0
    changed: int = 0
    left: int = 0


@dataclass(slots=True)
class Outcome:
    """What an import would do, or did; with faults it does nothing.

    `first`: nobody of the office has signed in yet, so that nobody could stand by.
    `unlike` are standing charges of which the table says something else; they stay.
    """

    sha256: str
    lines: int
    faults: list[Fault] = field(default_factory=list)
    first: bool = False
    counts: dict[str, Counts] = field(
        default_factory=lambda: {kind: Counts() for kind in ("sections", "posts", "persons", "charges")}
    )
    changed: list[Changed] = field(default_factory=list)
    unlike: list[Changed] = field(default_factory=list)
    unnamed: int = 0
    made: dict[str, list[SheetRow]] = field(
        default_factory=lambda: {kind: [] for kind in ("sections", "posts", "persons", "charges")}
    )
    homes: dict[UUID, Office] = field(default_factory=dict)

    @property
    def before_two(self) -> bool:
        """Whether it changes anything that counts before a second person alone."""
        weighs = any(one.weighs for one in self.changed)
        return not self.first and (weighs or any(row.made for row in self.counts.values()))


def look(*, actor: Actor, office: Office, sheet: Sheet, now: datetime) -> Outcome:
    """The dry run: every fault with its line, and what would be made, changed and left."""
    return _Import(actor, office, sheet, now).outcome()


def check_second(*, actor: Actor, office: Office, sheet: Sheet, now: datetime) -> None:
    """Refused when the table needs a second person and the actor has none, or none who may stand by it."""
    work = _Import(actor, office, sheet, now)
    work.witness(work.outcome())


@administrative
def import_establishment(
    *,
    actor: Actor,
    office: UUID,
    sheet: Sheet,
    now: datetime,
    tell: Tell = silent,
) -> Outcome:
    """The table as one act with one entry. Posts that it does not name are left alone, charges never ended.

    Refused when the table has a fault, so it is all or nothing; and without a second person, whom only the
    first table of an office, at the console, does not need.
    """
    own = lock_office(office)
    if own is None or not (actor.kind == "system" or (actor.office_id == own.pk and actor.may(ADMIN))):
        raise Refused(reasons.NOT_ADMIN, office=own.name if own else "")
    work = _Import(actor, own, sheet, now)
    outcome = work.outcome()
    if outcome.faults:
        raise Refused(reasons.FAULTY_SHEET, count=len(outcome.faults))
    witness = work.witness(outcome)
    rows = work.write(tell)
    given = [row for row in rows if isinstance(row, Charge)]
    told = newly_told(own, rows)
    if told or work.people_made:
        _record(own, actor, outcome, told, work.people_made, now, witness)
        tell_homes(given, outcome.homes, actor, now)
    return outcome


def nobody_signed_in(office: Office) -> bool:
    people = User.objects.filter(charges__office=office).distinct()
    known = Q(last_login__isnull=False) | Q(socialaccount__isnull=False)
    return not people.filter(known).exists() and not any(user.has_usable_password() for user in people)


def _record(
    office: Office,
    actor: Actor,
    outcome: Outcome,
    told: Sequence[object],
    people: list[User],
    now: datetime,
    witness: dict[str, Any],
) -> None:
    rows = [row for row in told if isinstance(row, Row)]
    data = {
        "sha256": outcome.sha256,
        "lines": outcome.lines,
        "persons": [{"id": user.pk, "username": user.username, "name": user.name.both()} for user in people],
        **witness,
        **facts.of_rows(*rows),
    }
    record(office=office.pk, kind="establishment.imported", data=data, actor=actor, now=now)


def _in_batches(rows: list[Saved], save: Callable[[list[Saved]], object], what: str, tell: Tell) -> None:
    """Whoever waits is told after each batch; keys between rows are checked when the act is committed."""
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        save(some)
        tell(what, len(some))


class _Import:
    """The office beside the table: read in six queries whatever the number of lines."""

    def __init__(self, actor: Actor, office: Office, sheet: Sheet, now: datetime) -> None:
        self.actor, self.office, self.sheet, self.now = actor, office, sheet, now
        self.rows = sheet.rows
        self.ranks = {rank.code: rank for rank in Rank.objects.filter(profile=office.profile)}
        self.sections = {row.code: row for row in office.sections.all()}
        self.posts = {row.code: row for row in office.posts.select_related("rank", "section", "reports_to")}
        names = [row.username for row in sheet.read if row.username]
        self.people = {user.username: user for user in User.objects.filter(username__in=names)}
        self.people_made: list[User] = []
        open_ones = Charge.objects.exclude(ends__lte=now)
        held = open_ones.filter(office=office).select_related("user").order_by("-starts")
        self.held = {row.post_id: row for row in held}
        theirs = open_ones.filter(user__in=self.people.values()).select_related("post")
        self.charges = list(theirs)
        self.homes = offices_of(self.people.values(), now)
        self.first = self.actor.kind == "system" and nobody_signed_in(office)
        self.backdates = self.first or not administrators(office, now)
        self.ever = set(Charge.objects.filter(office=office).values_list("post_id", flat=True))

    def known(self) -> Known:
        return Known(
            ranks=frozenset(self.ranks),
            today=local_day(self.office, self.now),
            posts={code: self._known_post(post) for code, post in self.posts.items()},
            closed_sections=frozenset(code for code, row in self.sections.items() if row.closed_on),
            people=self._known_people(),
            levels={code: rank.level for code, rank in self.ranks.items()},
            first=self.backdates,
        )

    def _known_post(self, post: Post) -> KnownPost:
        charge = self.held.get(post.pk)
        above = post.reports_to.code if post.reports_to else ""
        gone, before = post.abolished_on is not None, post.pk in self.ever
        if charge is None:
            return KnownPost(post.rank.code, above, gone, held_before=before)
        return KnownPost(post.rank.code, above, gone, charge.user.username, charge.user.name, before)

    def _known_people(self) -> dict[str, KnownPerson]:
        elsewhere = {row.user_id for row in self.charges if row.office_id != self.office.pk}
        substantive = [row for row in self.charges if row.kind == ChargeKind.SUBSTANTIVE]
        own = {row.user_id: row.post.code for row in substantive if row.office_id == self.office.pk}
        own |= {row.user_id: str(row.post.title) for row in substantive if row.office_id != self.office.pk}
        return {
            name: KnownPerson(
                user.name, user.is_active, user.pk in elsewhere, own.get(user.pk, ""), self._away(user)
            )
            for name, user in self.people.items()
        }

    def _away(self, user: User) -> Words | None:
        home = self.homes.get(user.pk)
        return home.name if home is not None and home.pk != self.office.pk else None

    def outcome(self) -> Outcome:
        faults = sorted(
            [*self.sheet.faults, *faults_of(self.sheet.read, self.known())],
            key=lambda one: one.line,
        )
        outcome = Outcome(self.sheet.sha256, self.sheet.lines, faults)
        outcome.first, outcome.homes = self.first, self.homes
        self._count(outcome)
        return outcome

    def witness(self, outcome: Outcome) -> dict[str, Any]:
        """Who stands by the table, for its entry: none of those whom it concerns."""
        if outcome.first:
            return {"first": True}
        if not outcome.before_two:
            return {}
        return witness_of(self.actor, self.office.pk, self._concerned(outcome.changed))

    def _concerned(self, changed: Sequence[Changed]) -> set[UUID]:
        """Who comes to a post by the table or is called otherwise, and who acts at a post that it changes or
        puts another one under, as on the pages (`posts.change_post`)."""
        named = {row.username for row in self.rows if row.username and not self._is_filled(row)}
        named |= {one.code for one in changed if one.kind == "persons"}
        codes = {one.code for one in changed if one.kind == "posts" and one.weighs}
        codes |= {each.new for one in changed for each in one.differences if each.field == "reports_to"}
        posts = [post.pk for code, post in self.posts.items() if code in codes]
        return {self.people[name].pk for name in named & set(self.people)} | acting_at(posts, self.now)

    def _is_filled(self, row: SheetRow) -> bool:
        return self._charge_of(row) is not None

    def _count(self, outcome: Outcome) -> None:
        sections = {row.section: row for row in self.rows if row.section}
        people = {row.username: row for row in self.rows if row.username}
        for row in sections.values():
            section = self.sections.get(row.section)
            self._tally(outcome, "sections", section, changes.of_section(section, row), row.section, row)
        for row in self.rows:
            post = self.posts.get(row.post)
            self._tally(outcome, "posts", post, changes.of_post(post, row), row.post, row)
            if row.username:
                charge = self._charge_of(row)
                self._tally(outcome, "charges", charge, (), row.post, row)
                began = local_day(self.office, charge.starts) if charge else None
                if otherwise := changes.of_charge(charge, row, began):
                    outcome.unlike.append(Changed("charges", row.post, row.line, otherwise))
        for row in people.values():
            user = self.people.get(row.username)
            self._tally(outcome, "persons", user, changes.of_person(user, row), row.username, row)
        named = {row.post for row in self.rows}
        outcome.unnamed = sum(
            post.abolished_on is None and code not in named for code, post in self.posts.items()
        )

    def _tally(
        self,
        outcome: Outcome,
        kind: str,
        stored: object,
        differences: tuple[Difference, ...],
        code: str,
        row: SheetRow,
    ) -> None:
        counts = outcome.counts[kind]
        if stored is None:
            counts.made += 1
            outcome.made[kind].append(row)
        elif differences:
            counts.changed += 1
            outcome.changed.append(Changed(kind, code, row.line, differences))
        else:
            counts.left += 1

    def _charge_of(self, row: SheetRow) -> Charge | None:
        post = self.posts.get(row.post)
        return self.held.get(post.pk) if post else None

    def write(self, tell: Tell) -> list[Row]:
        """Sections, posts, people and charges, a statement for each batch of the new and of the changed."""
        rows: list[Row] = [*self._write_sections(tell), *self._write_posts(tell)]
        self._write_people(tell)
        charges = self._new_charges()
        _in_batches(charges, Charge.objects.bulk_create, "charges", tell)
        return [*rows, *charges]

    def _write_sections(self, tell: Tell) -> list[Section]:
        place = max((row.position for row in self.sections.values()), default=0)
        made, changed = [], []
        for row in {row.section: row for row in reversed(self.rows) if row.section}.values():
            stored = self.sections.get(row.section)
            if stored is None:
                made.append(Section(office=self.office, code=row.section))
                self.sections[row.section] = stored = made[-1]
            elif stored.name != row.section_name:
                changed.append(stored)
            stored.name_bn, stored.name_en = row.section_name.bn, row.section_name.en
        first = {row.section: row.line for row in reversed(self.rows)}
        made.sort(key=lambda one: first[one.code])
        for number, section in enumerate(made, start=place + 1):
            section.position = number
        Section.objects.bulk_create(made)
        Section.objects.bulk_update(changed, ["name_bn", "name_en"])
        tell("sections", len(made) + len(changed))
        return [*made, *changed]

    def _write_posts(self, tell: Tell) -> list[Post]:
        place = max((row.position for row in self.posts.values()), default=0)
        differing = {row.post for row in self.rows if changes.of_post(self.posts.get(row.post), row)}
        made: list[Post] = []
        for row in self.rows:
            if row.post not in self.posts:
                place += 1
                made.append(Post(id=uuid7(), office=self.office, code=row.post, position=place))
                self.posts[row.post] = made[-1]
                made[-1].rank = self.ranks[row.rank]
        for row in self.rows:
            post = self.posts[row.post]
            post.title_bn, post.title_en = row.title.bn, row.title.en
            post.section = self.sections[row.section] if row.section else None
            post.reports_to = self.posts[row.reports_to] if row.reports_to else None
            post.telephone = post.telephone if row.telephone is None else row.telephone
        changed = [self.posts[code] for code in sorted(differing)]
        fields = ["title_bn", "title_en", "section", "reports_to", "telephone"]
        _in_batches(made, Post.objects.bulk_create, "posts", tell)
        _in_batches(changed, lambda some: Post.objects.bulk_update(some, fields), "posts", tell)
        return [*made, *changed]

    def _write_people(self, tell: Tell) -> None:
        changed: list[User] = []
        for row in {row.username: row for row in self.rows if row.username}.values():
            user = self.people.get(row.username)
            if user is None:
                user = User(username=row.username)
                user.set_unusable_password()
                self.people[row.username] = user
                self.people_made.append(user)
            elif user.name != row.name:
                changed.append(user)
            user.name_bn, user.name_en = row.name.bn, row.name.en
        _in_batches(self.people_made, User.objects.bulk_create, "persons", tell)
        _in_batches(
            changed, lambda some: User.objects.bulk_update(some, ["name_bn", "name_en"]), "persons", tell
        )

    def _new_charges(self) -> list[Charge]:
        return [
            Charge(
                office=self.office,
                post=self.posts[row.post],
                user=self.people[row.username],
                kind=row.kind,
                starts=self._starts(row),
            )
            for row in self.rows
            if row.username and self._charge_of(row) is None
        ]

    def _starts(self, row: SheetRow) -> datetime:
        """The day's beginning in the office; today a post changes hands at once."""
        day = row.starts or local_day(self.office, self.now)
        begins = datetime.combine(day, time.min, ZoneInfo(self.office.timezone)).astimezone(UTC)
        before = self.posts[row.post].pk in self.ever
        return begins if self.backdates and not before else max(begins, self.now)
