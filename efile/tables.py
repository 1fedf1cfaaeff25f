"""Movements as lines of text, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from efile.models import Matter
from hierarchy.words import Words
from workflows.catalogue import spec_of


def movement_table(matter: Matter) -> Iterator[str]:
    """One line a movement: serial, time in the office, act, stage, from, to, outcome, note."""
    zone = ZoneInfo(matter.office.timezone)
    stages = spec_of(matter.instance.version_id).stages
    elements = spec_of(matter.instance.version_id).elements
    for row in matter.movements.select_related("from_post", "to_post").order_by("seq"):
        place = stages.get(row.stage) or elements.get(row.stage)
        stage = Words(place.name, place.name_en).bn if place else ""
        at = row.at.astimezone(zone).strftime("%d.%m.%Y %H:%M")
        sender = row.from_post.title_bn if row.from_post else row.by.get("kind", "")
        to = row.to_post.title_bn if row.to_post else "—"
        note = f" ¶{row.paragraph}" if row.paragraph else ""
        outcome = f" [{row.outcome}]" if row.outcome else ""
        yield f"{row.seq:4}  {at}  {row.kind:11} {stage} · {sender} → {to}{outcome}{note}"
