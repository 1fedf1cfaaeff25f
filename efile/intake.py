"""Applications from a file: CSV or JSON Lines, a row an application, faults by line and column."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from efile import reasons
from efile.models import Priority, Secrecy
from efile.services.application import TEXTS, Application
from hierarchy.refusals import Refused

YEARS = range(2001, 2100)
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


def read_rows(path: Path) -> Iterator[Row]:
    """Rows in the order of the file. A faulty one carries its sentence; the rest go on.

    BadFile when the heading of a table has not the columns that every application needs.
    """
    lines = _csv(path) if path.suffix.lower() == ".csv" else _json_lines(path)
    for number, value in lines:
        try:
            yield _row(number, value)
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
    """Only line ends divide rows: U+2028 and the like may stand in a text."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    reader = csv.DictReader(StringIO(text, newline=""))
    _check_heading(reader)
    while True:
        try:
            value = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, BadRow(f"not readable as CSV: {error}")
            continue
        extra = value.pop(None, None)
        garbled = next(
            (name for name, text in value.items() if "\N{REPLACEMENT CHARACTER}" in (text or "")), ""
        )
        if extra:
            yield reader.line_num, BadRow("more columns than the heading has")
        elif garbled:
            yield reader.line_num, BadRow("not readable as UTF-8", garbled)
        else:
            yield reader.line_num, {name: text for name, text in value.items() if text}


def _check_heading(reader: csv.DictReader[str]) -> None:
    try:
        heading = [name.strip() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise BadFile(f"The heading is not readable as CSV: {error}.") from error
    reader.fieldnames = heading
    missing = [name for name in REQUIRED if name not in heading]
    if heading and missing:
        named = ", ".join(f"“{name}”" for name in missing)
        raise BadFile(f"The first line must name the columns, divided by commas; {named} is not among them.")


def _row(line: int, value: Any) -> Row:
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
        _moment(value.get("received")),
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


def _moment(value: Any) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadRow(f"not a date and time: {value}", "received") from error
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
