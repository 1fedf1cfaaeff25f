"""Movements as lines of text, for the terminal, which speaks English throughout."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from efile.models import Matter, Movement
from hierarchy.models import Post
from workflows.catalogue import spec_of
from workflows.engine import FlowSpec

OUTSIDE = {
    "citizen": "the applicant",
    "portal": "the portal",
    "relay": "the notices",
    "clock": "the time limit",
}


def movement_table(matter: Matter) -> Iterator[str]:
    """One line a movement: serial, time in the office, act, stage, from, to, outcome, note."""
    zone = ZoneInfo(matter.office.timezone)
    spec = spec_of(matter.instance.version_id)
    for row in matter.movements.select_related("from_post", "to_post").order_by("seq"):
        at = row.at.astimezone(zone).strftime("%d.%m.%Y %H:%M")
        note = f" ¶{row.paragraph}" if row.paragraph else ""
        act = row.kind.replace("_", " ")
        yield f"{row.seq:4}  {at}  {act:11} {_place(spec, row)}{_sender(row)} → {_title(row.to_post)}" + (
            f" [{_outcome(spec, row)}]{note}" if row.outcome else note
        )


def _place(spec: FlowSpec, row: Movement) -> str:
    drawn = spec.stages.get(row.stage) or spec.elements.get(row.stage)
    return f"{drawn.name_en or drawn.name} · " if drawn else ""


def _outcome(spec: FlowSpec, row: Movement) -> str:
    stage = spec.stages.get(row.stage)
    chosen = stage.outcome(row.outcome) if stage else None
    return chosen.label_en or chosen.label_bn if chosen else row.outcome


def _sender(row: Movement) -> str:
    if row.from_post is not None:
        return _title(row.from_post)
    named = (row.by.get("name") or {}).get("en", "")
    return OUTSIDE.get(named) or OUTSIDE.get(row.by.get("kind", "")) or named


def _title(post: Post | None) -> str:
    return post.title.en if post else "—"
