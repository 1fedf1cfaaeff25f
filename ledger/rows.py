"""Rows of a model as JSON, so that one statement can carry many rows of several tables.

PostgreSQL reads them with `jsonb_populate_recordset(NULL::table, …)` and gives them with `to_jsonb`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import orjson
from django.db.models import Model

M = TypeVar("M", bound=Model)


def as_json(rows: Iterable[Model]) -> str:
    """The columns of each row, a list of objects. Binary columns have no place in it."""
    return orjson.dumps([_columns(row) for row in rows]).decode()


def from_json(model: type[M], records: Iterable[Mapping[str, Any]]) -> list[M]:
    """Rows as the database gave them, of a table with this model."""
    fields = model._meta.concrete_fields
    values = (
        {field.attname: field.to_python(record[field.column]) for field in fields} for record in records
    )
    rows = [model(**each) for each in values]
    for row in rows:
        row._state.adding = False
    return rows


def _columns(row: Model) -> dict[str, object]:
    return {field.column: field.value_from_object(row) for field in row._meta.concrete_fields}
