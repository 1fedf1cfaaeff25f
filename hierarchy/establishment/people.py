"""Invented people who hold the posts of the demonstration."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from hierarchy.establishment.charts import Establishment, OfficeRow
from hierarchy.establishment.table import Line, once, read_table
from hierarchy.models import ChargeKind
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class PersonRow:
    username: str
    name: Words


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """`starts` and `ends` are moments in UTC, read as midnight in the office's zone."""

    office: str
    post: str
    username: str
    kind: str
    starts: datetime
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class DeputationRow:
    """A stand-in for `days` days from the moment of loading."""

    office: str
    post: str
    username: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class People:
    people: tuple[PersonRow, ...]
    charges: tuple[ChargeRow, ...]
    deputations: tuple[DeputationRow, ...]


def read_people(folder: Path, establishment: Establishment) -> People:
    """The demonstration people and what they hold; raises ChartFault at the first wrong row."""
    lines = read_table(folder, "demonstration/people.csv", ("username", "name_bn", "name_en"))
    once(lines, "username")
    people = tuple(_person(line) for line in lines)
    known = {person.username for person in people}
    offices = {office.code: office for office in establishment.offices}
    charges = read_table(
        folder,
        "demonstration/charges.csv",
        ("office", "post", "username", "kind", "starts", "ends"),
    )
    once(charges, "office", "post")
    columns = ("office", "post", "username", "days", "reason")
    deputations = read_table(folder, "demonstration/deputations.csv", columns)
    once(deputations, "office", "post")
    return People(
        people=people,
        charges=tuple(_charge(line, offices, known) for line in charges),
        deputations=tuple(_deputation(line, offices, known) for line in deputations),
    )


def _person(line: Line) -> PersonRow:
    return PersonRow(line.code("username"), Words(bn=line.text("name_bn"), en=line.text("name_en")))


def _charge(line: Line, offices: dict[str, OfficeRow], known: set[str]) -> ChargeRow:
    office, post, username = _place(line, offices, known)
    starts = _midnight(line, "starts", office)
    ends = _midnight(line, "ends", office) if line.optional("ends") else None
    if ends is not None and ends <= starts:
        raise line.fault("the charge ends before it starts.")
    return ChargeRow(office.code, post, username, line.one_of("kind", ChargeKind.values), starts, ends)


def _deputation(line: Line, offices: dict[str, OfficeRow], known: set[str]) -> DeputationRow:
    office, post, username = _place(line, offices, known)
    days = line.whole_number("days")
    if days < 1:
        raise line.fault("a deputation lasts at least one day.")
    return DeputationRow(office.code, post, username, days, line.text("reason"))


def _place(line: Line, offices: dict[str, OfficeRow], known: set[str]) -> tuple[OfficeRow, str, str]:
    office = offices[line.one_of("office", offices)]
    post = line.text("post")
    if post not in {row.code for row in office.posts}:
        raise line.fault(f"the office “{office.code}” has no post “{post}”.")
    username = line.text("username")
    if username not in known:
        raise line.fault(f"there is no person “{username}” in people.csv.")
    return office, post, username


def _midnight(line: Line, column: str, office: OfficeRow) -> datetime:
    local = datetime.combine(line.date(column), time.min, ZoneInfo(office.timezone))
    return local.astimezone(UTC)
