"""Pages of a list in an order that does not change under the reader: by a moment, then by the id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Keyset:
    """The last row of the page before: where the next page begins."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Keyset | None:
        """As an address has it; None for what cannot be meant."""
        moment, _, own_id = text.partition("_")
        try:
            found = cls(datetime.fromisoformat(moment), UUID(own_id))
        except ValueError:
            return None
        return found if found.at.tzinfo is not None else None


def rest(
    rows: QuerySet[Row], field: str, after: Keyset | None, *, oldest_first: bool = False
) -> QuerySet[Row]:
    """The rows behind the key in the order of the moment `field`, newest first unless said otherwise; all of
    them without a key. The first condition is one that an index begins at.
    """
    if after is None:
        return rows
    way = "gt" if oldest_first else "lt"
    rows = rows.filter(**{f"{field}__{way}e": after.at})
    return rows.filter(Q(**{f"{field}__{way}": after.at}) | Q(**{f"pk__{way}": after.id}))
