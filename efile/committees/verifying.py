"""Signed minutes and recorded attendance in an office's stream, against their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from efile.committees.models import Meeting
from efile.replay import Difference
from ledger.selectors import EntryView

Compared = tuple[str, list[Any], list[Any]]


def meetings_differ(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """The first meeting of the office whose rows say something else than what was entered of it."""
    meetings = {str(row.pk): row for row in Meeting.objects.filter(office=stream)}
    last: dict[tuple[str, str], EntryView] = {}
    for entry in entries:
        if entry.kind in CHECKED:
            last[entry.data["meeting"], entry.kind] = entry
    for (meeting, kind), entry in last.items():
        row = meetings.get(meeting)
        if row is None:
            return Difference(stream, entry.seq, "meeting", str(entry.data["number"]), "no row")
        for what, said, found in CHECKED[kind](entry, row):
            if said != found:
                return Difference(stream, entry.seq, what, str(said), str(found))
    signed = {meeting for meeting, kind in last if kind == "minutes.signed"}
    for pk, row in meetings.items():
        if row.signed_at is not None and pk not in signed:
            return Difference(stream, entries[-1].seq, "meeting", "no entry", f"signed, {row.number}")
    return None


def _attended(entry: EntryView, row: Meeting) -> Iterator[Compared]:
    present = [one["post"] for one in entry.data["present"]]
    names = [one.get("name") for one in entry.data["present"]]
    found = list(row.attendance.filter(present=True))
    yield "attendance", present, [str(one.post_id) for one in found]
    yield "attendance", names, [one.who.get("name") for one in found]


def _signed(entry: EntryView, row: Meeting) -> Iterator[Compared]:
    items = list(row.items.all())
    yield (
        "minutes",
        entry.data["items"],
        [[str(i.matter_id), str(i.stage_id), i.outcome, i.put_off, i.movement] for i in items],
    )
    said = {f"item.{item.position}": item.text for item in items}
    yield "minutes", *_texts(entry.texts, said)


def _texts(entered: Mapping[str, str | None], rows: Mapping[str, str]) -> tuple[list[Any], list[Any]]:
    """What was destroyed under an order is compared no more."""
    kept = sorted(name for name in {*entered, *rows} if entered.get(name, "") is not None)
    return [entered.get(name, "") for name in kept], [rows.get(name, "") for name in kept]


CHECKED = {"meeting.attended": _attended, "minutes.signed": _signed}
