"""The record of what was done: the movement, the changed rows, the entry in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection

from efile.history import ThreadFacts
from efile.models import Movement, Thread
from efile.services.act import ENTRY_KINDS, Done, Once
from efile.services.locking import Held
from hierarchy.actors import Actor
from ledger import services as ledger
from ledger.rows import as_json
from notings.models import Paragraph

WRITE: Final = """
WITH matter AS (
  UPDATE efile_matter m SET moves = new.moves, marked_to_id = new.marked_to_id, file_id = new.file_id,
         section_id = new.section_id, closed_at = new.closed_at, disposal = new.disposal,
         reopened_from_id = new.reopened_from_id
    FROM jsonb_populate_recordset(NULL::efile_matter, %(matter)s::jsonb) new WHERE m.id = new.id),
threads AS (
  INSERT INTO efile_thread
  SELECT * FROM jsonb_populate_recordset(NULL::efile_thread, %(threads)s::jsonb)
  ON CONFLICT (id) DO UPDATE SET holder_id = excluded.holder_id, pool_id = excluded.pool_id,
     stage_id = excluded.stage_id, waiting_for = excluded.waiting_for, sender_id = excluded.sender_id,
     act = excluded.act, arrived_at = excluded.arrived_at, read_at = excluded.read_at,
     due_on = excluded.due_on, parked_until = excluded.parked_until,
     version = excluded.version, closed_at = excluded.closed_at)
INSERT INTO efile_movement
SELECT * FROM jsonb_populate_recordset(NULL::efile_movement, %(movement)s::jsonb)
"""


def hand_over(
    thread: Thread, to: UUID, sender: UUID | None, kind: str, now: datetime, reader: UUID | None
) -> None:
    """Put the thread with another post. It counts as read when the reader hands it to himself."""
    thread.holder_id = to
    thread.pool_id = None
    thread.sender_id = sender
    thread.act = kind
    thread.arrived_at = now
    thread.read_at = now if reader is not None and reader == to else None


def record(
    held: Held,
    actor: Actor,
    kind: str,
    *,
    to: UUID | None = None,
    stage: str = "",
    outcome: str = "",
    paragraph: Paragraph | None = None,
    data: Mapping[str, object] | None = None,
    texts: Mapping[str, str] | None = None,
    once: Once | None = None,
) -> Done:
    """Write the movement, the changed threads and the ledger entry of one act."""
    movement = _movement(held, actor, kind, to, stage, outcome, paragraph)
    done = Done(held.matter.pk, held.thread.pk, movement.seq, kind)
    note = _said(paragraph) if paragraph else None
    _write(held, movement)
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind=ENTRY_KINDS[kind],
        data={
            "thread": held.thread.pk,
            "seq": movement.seq,
            "from": actor.post_id,
            "to": to,
            "stage": stage,
            "outcome": outcome,
            "threads": [ThreadFacts.of(row).entry() for row in held.touched.values()],
            **({"note": note} if note else {}),
            **(data or {}),
        },
        by=actor.by(),
        at=held.clock.now,
        texts={**(texts or {}), **({"note": paragraph.text} if paragraph else {})},
        key=once.answered(done) if once else None,
    )
    return done


def _said(paragraph: Paragraph) -> dict[str, object]:
    """Which paragraph was signed with the act, and who drafted it when that was another."""
    note: dict[str, object] = {"number": paragraph.number, "lane": paragraph.lane, "id": paragraph.pk}
    if paragraph.form:
        note["form"] = paragraph.form
    return {**note, "drafters": paragraph.drafters} if paragraph.drafters else note


def _movement(
    held: Held,
    actor: Actor,
    kind: str,
    to: UUID | None,
    stage: str,
    outcome: str,
    paragraph: Paragraph | None,
) -> Movement:
    return Movement(
        office_id=held.matter.office_id,
        matter=held.matter,
        thread=held.thread,
        seq=held.matter.moves + 1,
        kind=kind,
        from_post_id=actor.post_id,
        to_post_id=to,
        by=actor.by(),
        stage=stage,
        outcome=outcome,
        paragraph=paragraph.number if paragraph else None,
        at=held.clock.now,
    )


def _write(held: Held, movement: Movement) -> None:
    """The matter, its touched threads, new ones among them, and the movement, in one statement.

    Whatever is done with a parked thread ends its parking.
    """
    held.matter.moves = movement.seq
    for row in held.touched.values():
        row.version += 1
        if movement.kind != "parked":
            row.parked_until = None
    values = {
        "matter": as_json([held.matter]),
        "threads": as_json(held.touched.values()),
        "movement": as_json([movement]),
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
