"""Applications from a file: CSV or JSON Lines, a row an application, faults by line and column."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from efile import reasons
from efile.models import Priority, Secrecy
from efile.services.application import TEXTS, Application
from hierarchy.refusals import Refused

YEARS = range(2001, 2100)
QUOTED = re.compile(r'"(?:[^"]|"")*"')
LINE_END = re.compile(r"\r\n|\n|\r")
# One field of a table with the comma after it.
FIELD = re.compile(rf'(?:{QUOTED.pattern}|(?!")[^,\r\n]*),')
NEVER_CLOSED = "a quotation mark opens here and is never closed"
WRONGLY_QUOTED = "between the closing quotation mark and the next comma stands more text"
REQUIRED = ("applicant", "subject", "service")
KINDS = ("citizen", "official", "copy")
COLUMNS = (*TEXTS, "kind", "priority", "secrecy", "received", "outcomes")
COLUMN_OF_REASON = {
    reasons.BAD_MOBILE.code: "mobile",
    reasons.BAD_EMAIL.code: "email",
    reasons.BAD_CHANNEL.code: "channel",
    reasons.NO_SERVICE.code: "service",
    reasons.NO_SECTION.code: "service",
    reasons.NOT_YET.code: "received",
}


class BadFile(Exception):
    """A file none of whose rows can be an application; the sentence says why."""


class BadRow(Exception):
    """A row that cannot be read as an application; the sentence says why, `column` where."""

    def __init__(self, sentence: str, column: str = "") -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True, slots=True)
class Row:
    """One application of the input, or the fault of its line; `unknown` names columns left aside."""

    line: int
    application: Application | None = None
    received_at: datetime | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    unknown: tuple[str, ...] = ()
    fault: str = ""
    column: str = ""


def read_rows(path: Path, now: datetime | None = None) -> Iterator[Row]:
    """Rows in the order of the file. A faulty one carries its sentence; the rest go on.

    With `now`, a row received more than a day later is faulty. BadFile when the heading of a table has not
    the columns that every application needs.
    """
    lines = _csv(path) if path.suffix.lower() == ".csv" else _json_lines(path)
    for number, value in lines:
        try:
            yield _row(number, value, now)
        except BadRow as fault:
            yield Row(number, fault=str(fault), column=fault.column)


def column_of(refused: Refused) -> str:
    """The column that a refusal at the front desk is about; empty when it is about none."""
    label = refused.params.get("field")
    named = next((name for name, words in reasons.FIELD_NAMES.items() if words is label), "")
    return named or COLUMN_OF_REASON.get(refused.reason.code, "")


def _json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open("rb") as source:
        for number, raw in enumerate(source, start=1):
            if not raw.strip():
                continue
            try:
                yield number, json.loads(raw.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                yield number, BadRow(f"not readable as JSON in UTF-8: {error}")


def _csv(path: Path) -> Iterator[tuple[int, Any]]:
    """Only line ends divide rows: U+2028 and the like may stand in a text. A row's number is that of its
    first line; a quotation mark nobody closes costs its own line alone.
    """
    lines = list(StringIO(path.read_bytes().decode("utf-8-sig", errors="replace"), newline=""))
    heading, at = _heading(lines)
    while at < len(lines):
        reader = csv.reader((lines[place] for place in range(at, len(lines))), strict=True)
        try:
            fields = next(reader)
        except csv.Error as error:
            number, at, fault = _unreadable(lines, at, at + reader.line_num, heading, error)
            yield number, fault
            continue
        if fields:
            yield at + 1, _named(fields, heading)
        at += reader.line_num


def _heading(lines: list[str]) -> tuple[list[str], int]:
    """The names of the columns, and how many lines they take. Empty lines before them are passed over."""
    reader = csv.reader(lines, strict=True)
    try:
        fields = next((fields for fields in reader if fields), [])
    except csv.Error as error:
        raise BadFile(f"The heading is not readable as CSV: {error}.") from error
    heading = [name.strip() for name in fields]
    missing = [name for name in REQUIRED if name not in heading]
    if heading and missing:
        named = ", ".join(f"“{name}”" for name in missing)
        raise BadFile(f"The first line must name the columns, divided by commas; {named} is not among them.")
    return heading, reader.line_num


def _named(fields: list[str], heading: list[str]) -> Any:
    if len(fields) > len(heading):
        return BadRow("more columns than the heading has")
    value = {name: text for name, text in zip(heading, fields, strict=False) if text}
    garbled = next((name for name, text in value.items() if "\N{REPLACEMENT CHARACTER}" in text), "")
    return BadRow("not readable as UTF-8", garbled) if garbled else value


def _unreadable(
    lines: list[str], begun: int, ended: int, heading: list[str], error: csv.Error
) -> tuple[int, int, BadRow]:
    """The line a fault is told by, how many lines are done with, and the fault. `begun` lines were done
    with before the row, and the reader gave up on line `ended`. What a quotation mark that is never closed
    has swallowed is read again, as rows of their own.
    """
    text, start, columns = "".join(lines[begun:ended]), 0, 0
    while (field := FIELD.match(text, start)) is not None:
        start, columns = field.end(), columns + 1
    opened = begun + 1 + len(LINE_END.findall(text, 0, start))
    if not text.startswith('"', start) or len(lines[ended - 1]) > csv.field_size_limit():
        return begun + 1, ended, BadRow(f"not readable as CSV: {error}")
    column = heading[columns] if columns < len(heading) else ""
    if QUOTED.match(text, start) and opened == ended:
        return opened, opened, BadRow(WRONGLY_QUOTED, column)
    return opened, opened, BadRow(NEVER_CLOSED, column)


def _row(line: int, value: Any, now: datetime | None) -> Row:
    if isinstance(value, BadRow):
        raise value
    if not isinstance(value, dict):
        raise BadRow("not an object with named fields")
    for name in REQUIRED:
        if not str(value.get(name) or "").strip():
            raise BadRow("nothing is filled in", name)
    return Row(
        line,
        Application(
            **_texts(value),
            priority=_choice(value, "priority", Priority.values),
            secrecy=_choice(value, "secrecy", Secrecy.values),
        ),
        _moment(value.get("received"), now),
        _outcomes(value.get("outcomes")),
        _kind(value.get("kind")),
        tuple(name for name in value if name not in COLUMNS),
    )


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: value.get(name) or "" for name in TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise BadRow("not text", name)
    texts["channel"] = texts["channel"] or "counter"
    return texts


def _choice(value: Mapping[str, Any], name: str, allowed: list[int]) -> int:
    given = value.get(name) or 0
    if str(given) not in {str(each) for each in allowed}:
        raise BadRow(f"one of {', '.join(map(str, allowed))}, not {given}", name)
    return int(given)


def _kind(value: Any) -> str:
    if value in (None, ""):
        return ""
    if value not in KINDS:
        raise BadRow(f"one of {', '.join(KINDS)}, not {value}", "kind")
    return str(value)


def _moment(value: Any, now: datetime | None) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadRow(f"not a date and time: {value}", "received") from error
    if now is not None and moment.replace(tzinfo=moment.tzinfo or UTC) > now + timedelta(days=1):
        raise BadRow(f"lies in the future: {value}", "received")
    if moment.tzinfo is None:
        raise BadRow(f"no time zone is named: {value}", "received")
    if moment.year not in YEARS:
        raise BadRow(f"not of this century: {value}", "received")
    return moment


def _outcomes(value: Any) -> Mapping[str, str]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise BadRow("not a table of stage and outcome", "outcomes")
    return {str(stage): str(outcome) for stage, outcome in value.items()}
