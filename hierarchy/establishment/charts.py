"""Ranks, offices with their sections and posts, and working calendars."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from hierarchy.establishment.table import Line, once, read_table
from hierarchy.models import POWERS, Profile
from hierarchy.words import Words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class RankRow:
    code: str
    profile: str
    level: int
    name: Words
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class PostRow:
    code: str
    section: str
    rank: str
    reports_to: str
    title: Words


@dataclass(frozen=True, slots=True)
class HolidayRow:
    on: date
    name: Words
    source: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    version: int
    valid_from: date
    weekly_off: tuple[int, ...]
    holidays: tuple[HolidayRow, ...]
    source: str
    line: Line


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office with everything in it; posts stand in the order of the chart."""

    code: str
    parent: str
    profile: str
    kind: str
    timezone: str
    name: Words
    area: Words
    sections: tuple[SectionRow, ...]
    posts: tuple[PostRow, ...]
    calendars: tuple[CalendarRow, ...]


@dataclass(frozen=True, slots=True)
class Establishment:
    ranks: tuple[RankRow, ...]
    offices: tuple[OfficeRow, ...]


def read_establishment(folder: Path) -> Establishment:
    """Every chart of the folder, checked; raises ChartFault at the first row that is wrong."""
    ranks = {rank.code: rank for rank in _ranks(folder)}
    calendars = _calendars(folder)
    columns = "code,parent,profile,kind,timezone,name_bn,name_en,area_bn,area_en"
    lines = read_table(folder, "offices.csv", tuple(columns.split(",")))
    once(lines, "code")
    offices: dict[str, OfficeRow] = {}
    for line in lines:
        office = _office(folder, line, ranks, calendars)
        if office.parent and office.parent not in offices:
            raise line.fault(f"the parent “{office.parent}” does not stand above this line.")
        offices[office.code] = office
    for code, rows in calendars.items():
        if code not in offices:
            raise rows[0].line.fault(f"there is no office “{code}”.")
    return Establishment(tuple(ranks.values()), tuple(offices.values()))


def _ranks(folder: Path) -> list[RankRow]:
    lines = read_table(folder, "ranks.csv", ("code", "profile", "level", "name_bn", "name_en", "powers"))
    once(lines, "code")
    return [_rank(line) for line in lines]


def _rank(line: Line) -> RankRow:
    powers = tuple(line.optional("powers").split())
    for power in powers:
        if power not in POWERS:
            raise line.fault(f"“{power}” is no power; known are {', '.join(POWERS)}.")
    level = line.whole_number("level")
    if not 1 <= level <= 20:
        raise line.fault("a level lies between 1 (the head) and 20.")
    profile = line.one_of("profile", Profile.values)
    return RankRow(line.code("code"), profile, level, _words(line, "name"), powers)


def _office(
    folder: Path,
    line: Line,
    ranks: dict[str, RankRow],
    calendars: dict[str, list[CalendarRow]],
) -> OfficeRow:
    code = line.code("code")
    profile = line.one_of("profile", Profile.values)
    timezone = line.text("timezone")
    if timezone not in available_timezones():
        raise line.fault(f"“{timezone}” is no time zone (like Asia/Kolkata).")
    sections = read_table(folder, f"charts/{code}/sections.csv", ("code", "name_bn", "name_en"))
    once(sections, "code")
    columns = ("code", "section", "rank", "reports_to", "title_bn", "title_en")
    posts = read_table(folder, f"charts/{code}/posts.csv", columns)
    once(posts, "code")
    section_rows = tuple(SectionRow(row.code("code"), _words(row, "name")) for row in sections)
    known_sections = {section.code for section in section_rows}
    return OfficeRow(
        code=code,
        parent=line.optional("parent"),
        profile=profile,
        kind=line.code("kind"),
        timezone=timezone,
        name=_words(line, "name"),
        area=_words(line, "area"),
        sections=section_rows,
        posts=_reporting(line, posts, [_post(p, known_sections, ranks, profile) for p in posts]),
        calendars=tuple(calendars.get(code, ())),
    )


def _post(line: Line, sections: set[str], ranks: dict[str, RankRow], profile: str) -> PostRow:
    section = line.optional("section")
    if section and section not in sections:
        raise line.fault(f"the office has no section “{section}”.")
    rank = line.one_of("rank", (code for code, row in ranks.items() if row.profile == profile))
    return PostRow(
        code=line.code("code"),
        section=section,
        rank=rank,
        reports_to=line.optional("reports_to"),
        title=_words(line, "title"),
    )


def _reporting(office: Line, lines: list[Line], posts: list[PostRow]) -> tuple[PostRow, ...]:
    """The posts, if there is one head and every other post reports up to it."""
    superiors = {post.code: post.reports_to for post in posts}
    heads = [line for line in lines if not line.cells["reports_to"]]
    if not heads:
        raise office.fault("no post is the head: one post must report to nobody.")
    if len(heads) > 1:
        raise heads[1].fault(f"a second head: “{heads[0].cells['code']}” reports to nobody too.")
    for line, post in zip(lines, posts, strict=True):
        if post.reports_to and post.reports_to not in superiors:
            raise line.fault(f"the office has no post “{post.reports_to}” to report to.")
    for line, post in zip(lines, posts, strict=True):
        if _circles(post.code, superiors):
            raise line.fault(f"“{post.code}” reports round in a circle and never to the head.")
    return tuple(posts)


def _circles(code: str, superiors: dict[str, str]) -> bool:
    passed: set[str] = set()
    while code:
        if code in passed:
            return True
        passed.add(code)
        code = superiors[code]
    return False


def _calendars(folder: Path) -> dict[str, list[CalendarRow]]:
    """Calendar versions by office code."""
    columns = ("office", "version", "valid_from", "weekly_off", "holidays", "source")
    lines = read_table(folder, "calendars.csv", columns)
    once(lines, "office", "version")
    calendars: dict[str, list[CalendarRow]] = {}
    for line in lines:
        calendars.setdefault(line.code("office"), []).append(_calendar(folder, line))
    return calendars


def _calendar(folder: Path, line: Line) -> CalendarRow:
    days = line.text("weekly_off").split()
    for day in days:
        if day not in WEEKDAYS:
            raise line.fault(f"“{day}” is no weekday; write {', '.join(WEEKDAYS)}.")
    if len(set(days)) == len(WEEKDAYS):
        raise line.fault("no day of the week is left to work on.")
    return CalendarRow(
        version=line.whole_number("version"),
        valid_from=line.date("valid_from"),
        weekly_off=tuple(sorted(WEEKDAYS.index(day) for day in set(days))),
        holidays=_holidays(folder, line.code("holidays")),
        source=line.text("source"),
        line=line,
    )


def _holidays(folder: Path, name: str) -> tuple[HolidayRow, ...]:
    lines = read_table(folder, f"holidays/{name}.csv", ("on", "name_bn", "name_en", "source"))
    once(lines, "on")
    return tuple(HolidayRow(ln.date("on"), _words(ln, "name"), ln.text("source")) for ln in lines)


def _words(line: Line, column: str) -> Words:
    return Words(bn=line.text(f"{column}_bn"), en=line.text(f"{column}_en"))
