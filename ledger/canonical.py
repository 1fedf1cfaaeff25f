"""Canonical JSON: one value has one sequence of bytes, in every process and every year."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import orjson


def canonical(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces.

    Moments become UTC with microseconds ("2026-04-01T05:30:00.000000Z"), dates ISO, UUIDs and
    decimals their text. Raises TypeError for a value JSON has no form for, ValueError for a moment
    without a zone or a number that is not finite.
    """
    return orjson.dumps(plain(value), option=orjson.OPT_SORT_KEYS)


def plain(value: object) -> object:
    """The value in JSON's own types, as `canonical` writes it."""
    match value:
        case None | bool() | str() | int():
            return value
        case float():
            return _finite(value)
        case Mapping():
            return {_text_key(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def moment(value: datetime) -> str:
    """A zoned moment as UTC text with microseconds."""
    if value.utcoffset() is None:
        raise ValueError("a moment without a zone has no place in the ledger")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} has no place in the ledger")
    return value


def _text_key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key is text, not {type(key).__name__}")
    return key
