"""Who reads the record of which office, and a page of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from efile.officerecord.kinds import GROUPS
from efile.period import begins, day_of
from hierarchy.actors import Actor
from hierarchy.models import Office, OfficeGrant
from ledger import selectors as ledger
from ledger.selectors import EntryView

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader looks for: an office by its code, one of GROUPS, the days from `since` to `until`."""

    office: str = ""
    group: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Wanted:
        """From an address; what is no group or no date is left out."""
        group = asked.get("group", "")
        return cls(
            asked.get("office", "")[:50],
            group if group in GROUPS else "",
            day_of(asked.get("since", "")),
            day_of(asked.get("until", "")),
        )

    def address(self) -> dict[str, str]:
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        return {"office": self.office, "group": self.group, **days}

    @property
    def narrows(self) -> bool:
        return bool(self.group or self.since or self.until)


def offices_read(actor: Actor) -> QuerySet[Office]:
    """Offices whose record the actor reads: the head, an administrator and an auditor their own and those
    that it took in, an auditor also those opened to him. An assistant, who only drafts, reads none.
    """
    if actor.assistant:
        return Office.objects.none()
    opened = OfficeGrant.objects.filter(group__standing_for__post__in=actor.posts, until__gt=Now())
    read = set(opened.values_list("content_object", flat=True))
    if actor.heads or actor.may("admin") or actor.may("audit"):
        read |= {*actor.offices}
    return Office.objects.filter(pk__in=read).order_by("code")


def page_of(office: UUID, wanted: Wanted, before: int | None) -> tuple[list[EntryView], bool]:
    """Entries of an office's stream, newest first, below the serial `before`; whether older ones follow."""
    rows = ledger.newest(
        office,
        PAGE + 1,
        kinds=GROUPS[wanted.group][1] if wanted.group else None,
        since=begins(wanted.since) if wanted.since else None,
        until=begins(wanted.until + timedelta(days=1)) if wanted.until else None,
        before=before,
    )
    return rows[:PAGE], len(rows) > PAGE
