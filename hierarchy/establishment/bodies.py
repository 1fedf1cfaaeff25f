"""The committees of an office and their seats, from `charts/<office>/bodies.csv` and `seats.csv`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hierarchy.establishment.charts import Establishment, OfficeRow
from hierarchy.establishment.table import Line, once, read_table
from hierarchy.models import SeatRole
from hierarchy.words import Words

BODIES = ("code", "starts", "ends", "quorum", "name_bn", "name_en", "source_bn", "source_en")
SEATS = ("body", "post", "role", "starts", "ends")


@dataclass(frozen=True, slots=True)
class SeatRow:
    post: str
    role: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A committee as one order constitutes it; seats stand in the order of the file."""

    code: str
    starts: date
    ends: date | None
    quorum: int
    name: Words
    source: Words
    seats: tuple[SeatRow, ...]


def read_bodies(folder: Path, establishment: Establishment) -> dict[str, tuple[BodyRow, ...]]:
    """Bodies by office code, checked; an office without a `bodies.csv` has none.

    Raises ChartFault at the first row that is wrong.
    """
    return {
        office.code: _of_office(folder, office)
        for office in establishment.offices
        if (folder / f"charts/{office.code}/bodies.csv").is_file()
    }


def _of_office(folder: Path, office: OfficeRow) -> tuple[BodyRow, ...]:
    lines = read_table(folder, f"charts/{office.code}/bodies.csv", BODIES)
    once(lines, "code", "starts")
    seats = read_table(folder, f"charts/{office.code}/seats.csv", SEATS)
    once(seats, "body", "post", "starts")
    known, posts = {line.cells["code"] for line in lines}, {post.code for post in office.posts}
    for seat in seats:
        seat.one_of("body", known)
        seat.one_of("post", posts)
        seat.one_of("role", SeatRole.values)
    return tuple(_body(line, seats) for line in lines)


def _body(line: Line, seats: list[Line]) -> BodyRow:
    starts, ends = line.date("starts"), _until(line)
    own = [seat for seat in seats if seat.cells["body"] == line.cells["code"]]
    rows = tuple(
        SeatRow(seat.code("post"), seat.text("role"), seat.date("starts"), _until(seat))
        for seat in own
        if seat.date("starts") >= starts and (ends is None or seat.date("starts") < ends)
    )
    body = BodyRow(
        code=line.code("code"),
        starts=starts,
        ends=ends,
        quorum=line.whole_number("quorum"),
        name=Words(bn=line.text("name_bn"), en=line.text("name_en")),
        source=Words(bn=line.text("source_bn"), en=line.text("source_en")),
        seats=rows,
    )
    _check(line, body)
    return body


def _until(line: Line) -> date | None:
    return line.date("ends") if line.optional("ends") else None


def _check(line: Line, body: BodyRow) -> None:
    for role in (SeatRole.CHAIR, SeatRole.SECRETARY):
        held = sum(seat.role == role and seat.ends is None for seat in body.seats)
        if body.ends is None and held != 1:
            raise line.fault(f"“{body.code}” must have one {role.value}; it has {held}.")
    if not 1 <= body.quorum <= len(body.seats):
        raise line.fault(f"a quorum of {body.quorum} cannot be reached by {len(body.seats)} seats.")
