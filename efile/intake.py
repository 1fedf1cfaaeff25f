"""Applications from a file: CSV or JSON Lines, a row an application, faults by line number."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from efile.models import Priority, Secrecy
from efile.services.receiving import TEXTS, Application

YEARS = range(2001, 2100)
REQUIRED = ("applicant", "subject", "service")


class BadRow(Exception):
    """A row that cannot be read as an application; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One application of the input, or the fault of its line."""

    line: int
    application: Application | None = None
    received_at: datetime | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """Rows in the order of the file. A faulty one carries its sentence; the rest go on."""
    lines = _csv(path) if path.suffix == ".csv" else _json_lines(path)
    for number, value in lines:
        try:
            yield _row(number, value)
        except BadRow as fault:
            yield Row(number, fault=str(fault))


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
    while True:
        try:
            value = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, BadRow(f"not readable as CSV: {error}")
            continue
        extra = value.pop(None, None)
        if extra:
            yield reader.line_num, BadRow("more columns than the heading has")
        elif "\N{REPLACEMENT CHARACTER}" in "".join(v or "" for v in value.values()):
            yield reader.line_num, BadRow("not readable as UTF-8")
        else:
            yield reader.line_num, {name: text for name, text in value.items() if text}


def _row(line: int, value: Any) -> Row:
    if isinstance(value, BadRow):
        raise value
    if not isinstance(value, dict):
        raise BadRow("not an object with named fields")
    for name in REQUIRED:
        if not str(value.get(name) or "").strip():
            raise BadRow(f"“{name}” is missing")
    texts = {name: value.get(name) or "" for name in TEXTS}
    wrong = [name for name, text in texts.items() if not isinstance(text, str)]
    if wrong:
        raise BadRow(f"“{wrong[0]}” is not text")
    texts["channel"] = texts["channel"] or "counter"
    return Row(
        line,
        Application(
            **texts,
            priority=_choice(value, "priority", Priority.values),
            secrecy=_choice(value, "secrecy", Secrecy.values),
        ),
        _moment(value.get("received")),
        _outcomes(value.get("outcomes")),
    )


def _choice(value: Mapping[str, Any], name: str, allowed: list[int]) -> int:
    given = value.get(name) or 0
    if str(given) not in {str(each) for each in allowed}:
        raise BadRow(f"“{name}” is one of {', '.join(map(str, allowed))}, not {given}")
    return int(given)


def _moment(value: Any) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadRow(f"“received” is not a date and time: {value}") from error
    if moment.tzinfo is None:
        raise BadRow(f"“received” names no time zone: {value}")
    if moment.year not in YEARS:
        raise BadRow(f"“received” is not of this century: {value}")
    return moment


def _outcomes(value: Any) -> Mapping[str, str]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise BadRow("“outcomes” is not a table of stage and outcome")
    return {str(stage): str(outcome) for stage, outcome in value.items()}
