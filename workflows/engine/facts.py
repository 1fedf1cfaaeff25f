"""Routing facts: declared scalars of the matter, never personal, at most 4 KiB in all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import orjson

from workflows.engine.refusals import EngineRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.specs import Fact

MAX_BYTES: Final = 4096
MAX_NUMBER: Final = 2**53
"""Beyond it a whole number is not the same in every language that reads it."""


def accept(given: Mapping[str, object], declared: Mapping[str, str]) -> dict[str, Fact]:
    """The given facts in their stored form, or EngineRefused undeclared_fact or fact_type.

    Whole numbers are kept as integers, dates as ISO text (YYYY-MM-DD), which also compares in order.
    """
    return {name: _value(name, value, declared) for name, value in given.items()}


def _value(name: str, value: object, declared: Mapping[str, str]) -> Fact:
    kind = declared.get(name)
    if kind is None:
        raise EngineRefused("undeclared_fact", fact=name)
    if value is None:
        return None
    if kind == "boolean" and isinstance(value, bool):
        return value
    if kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return _number(name, value)
    if kind in ("text", "choice", "date") and isinstance(value, str):
        return value
    raise EngineRefused("fact_type", fact=name, type=kind)


def _number(name: str, value: float) -> int | float:
    if not math.isfinite(value) or abs(value) > MAX_NUMBER:
        raise EngineRefused("fact_type", fact=name, type="number")
    return int(value) if value == int(value) else value


def check_size(facts: Mapping[str, Fact]) -> None:
    size = len(orjson.dumps(facts))
    if size > MAX_BYTES:
        raise EngineRefused("facts_too_large", bytes=size, most=MAX_BYTES)
