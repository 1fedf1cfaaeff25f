"""What is asked of a register: days, a section, and what else it is narrowed by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from efile.period import day_of
from efile.views.answers import as_uuid


@dataclass(frozen=True, slots=True)
class Asked:
    """`chosen` holds the codes by the name of their filter; `fault` is the sentence of what cannot be asked,
    with `typed` as it was written."""

    since: date | None = None
    until: date | None = None
    section: UUID | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        return bool(self.since or self.until or self.section or self.chosen)

    def address(self) -> dict[str, str]:
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        section = {"section": str(self.section)} if self.section else {}
        return {**days, **section, **self.chosen}


def read(
    given: Mapping[str, str], sections: Collection[UUID], choices: Mapping[str, Collection[str]]
) -> Asked:
    """From an address. What is no day of an office, or names nothing here, is said and not left out."""
    typed = {name: given.get(name, "").strip() for name in ("since", "until", "section", *choices)}
    since, until = day_of(typed["since"]), day_of(typed["until"])
    section = as_uuid(typed["section"])
    chosen = {name: typed[name] for name, codes in choices.items() if typed[name] in codes and typed[name]}
    fault = ""
    if wrong := next((typed[name] for name, day in _days(since, until) if typed[name] and not day), ""):
        fault = _("“%(text)s” is no day. Write it as year, month, day: 2026-11-23.") % {"text": wrong[:40]}
    elif since and until and since > until:
        fault = _("The first day lies after the last one. Exchange them.")
    elif typed["section"] and section not in sections:
        fault = _("There is no such section in this office. Choose one of the list.")
    elif any(typed[name] and name not in chosen for name in choices):
        fault = _("This register is not divided in that way. Choose one of the list.")
    return Asked(since, until, section, chosen, fault, typed)


def _days(since: date | None, until: date | None) -> list[tuple[str, date | None]]:
    return [("since", since), ("until", until)]
