"""A value of a register in words, as pages and print say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from efile.registers.frame import Column, Kind, Line, Value
from web.templatetags.office import bn_digits, lakh, office_date


def cells_of(columns: Sequence[Column], line: Line) -> list[str]:
    return [said(column.kind, value) for column, value in zip(columns, line.values, strict=True)]


def said(kind: Kind, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return office_date(value)
    if not isinstance(value, str):
        return lakh(value)
    return bn_digits(value) if kind is Kind.NUMBER else value
