"""Bringing stored rows to what the files say, and counting what had to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


@dataclass(slots=True)
class Tally:
    """How many rows were made and how many were brought up to date, and which."""

    created: int = 0
    changed: int = 0
    rows: list[Model] = field(default_factory=list)
    updated: list[Model] = field(default_factory=list)

    @property
    def touched(self) -> int:
        return self.created + self.changed

    def keep(self, row: Row, values: Mapping[str, object]) -> Row:
        """Saves the row if it is new or differs from the values."""
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        for name in differing:
            setattr(row, name, values[name])
        if row._state.adding:
            row.save(force_insert=True)
            self.created += 1
            self.rows.append(row)
        elif differing:
            row.save(update_fields=differing)
            self.changed += 1
            self.rows.append(row)
            self.updated.append(row)
        return row
