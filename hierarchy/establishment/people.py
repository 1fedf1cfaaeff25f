"""Invented people who hold the posts of the demonstration."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from hierarchy.establishment.charts import Establishment, OfficeRow
from hierarchy.establishment.table import Line, once, read_table
from hierarchy.models import POWERS, ChargeKind, Scope
from hierarchy.words import Words

ORDERS = "demonstration/orders.csv"


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
    scope: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A power that an order of the office gives a post, beyond those of its rank."""

    office: str
    post: str
    power: str
    starts: date
    source: Words


@dataclass(frozen=True, slots=True)
class People:
    people: tuple[PersonRow, ...]
    charges: tuple[ChargeRow, ...]
    deputations: tuple[DeputationRow, ...]
    orders: tuple[OrderRow, ...]


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
    return People(
        people=people,
        charges=tuple(_charge(line, offices, known) for line in charges),
        deputations=_deputations(folder, offices, known),
        orders=_orders(folder, offices),
    )


def _deputations(folder: Path, offices: dict[str, OfficeRow], known: set[str]) -> tuple[DeputationRow, ...]:
    """Without the column `scope` everybody acts for the post, as its one deputy."""
    columns = ("office", "post", "username", "days", "reason")
    lines = read_table(folder, "demonstration/deputations.csv", columns, later=("scope",))
    once(lines, "office", "post", "username")
    rows = tuple(_deputation(line, offices, known) for line in lines)
    once((line for line, row in zip(lines, rows, strict=True) if row.scope == Scope.FULL), "office", "post")
    return rows


def _orders(folder: Path, offices: dict[str, OfficeRow]) -> tuple[OrderRow, ...]:
    """A folder without the file has none."""
    if not (folder / ORDERS).is_file():
        return ()
    columns = ("office", "post", "power", "starts", "source_bn", "source_en")
    lines = read_table(folder, ORDERS, columns)
    once(lines, "office", "post", "power")
    return tuple(_order(line, offices) for line in lines)


def _order(line: Line, offices: dict[str, OfficeRow]) -> OrderRow:
    office, post = _post(line, offices)
    source = Words(bn=line.text("source_bn"), en=line.text("source_en"))
    return OrderRow(office.code, post, line.one_of("power", POWERS), line.date("starts"), source)


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
    scope = line.one_of("scope", Scope.values) if line.optional("scope") else Scope.FULL.value
    return DeputationRow(office.code, post, username, days, line.text("reason"), scope)


def _place(line: Line, offices: dict[str, OfficeRow], known: set[str]) -> tuple[OfficeRow, str, str]:
    office, post = _post(line, offices)
    username = line.text("username")
    if username not in known:
        raise line.fault(f"there is no person “{username}” in people.csv.")
    return office, post, username


def _post(line: Line, offices: dict[str, OfficeRow]) -> tuple[OfficeRow, str]:
    office = offices[line.one_of("office", offices)]
    post = line.text("post")
    if post not in {row.code for row in office.posts}:
        raise line.fault(f"the office “{office.code}” has no post “{post}”.")
    return office, post


def _midnight(line: Line, column: str, office: OfficeRow) -> datetime:
    local = datetime.combine(line.date(column), time.min, ZoneInfo(office.timezone))
    return local.astimezone(UTC)
