"""A running instance as its rows say it stands, locked and read in one statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import orjson
from django.db import connection

from ledger.rows import from_json
from workflows.models import Instance, OpenStage, OpenWait

HOLD: Final = """
SELECT to_jsonb(i)::text, newest.state, older.state,
       (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]')::text FROM workflows_openstage s
         WHERE s.instance_id = i.id AND (s.closed_at IS NULL OR %(back)s AND s.closed_step = i.step)),
       (SELECT coalesce(jsonb_agg(to_jsonb(w)), '[]')::text FROM workflows_openwait w
         WHERE w.instance_id = i.id AND (w.closed_step IS NULL OR %(back)s AND w.closed_step = i.step))
  FROM workflows_instance i
  JOIN workflows_instancestate newest ON newest.instance_id = i.id AND newest.step = i.step
  LEFT JOIN workflows_instancestate older
    ON %(back)s AND older.instance_id = i.id AND older.step = i.step - 1
 WHERE i.id = %(instance)s
   FOR UPDATE OF i
"""


@dataclass(slots=True)
class Standing:
    """An instance with its engine state, and the rows of what is open by their ids.

    `previous` and the rows that the last step closed (`left`, `ceased`) are there for a way back only.
    """

    instance: Instance
    state: bytes = b""
    previous: bytes = b""
    stages: dict[UUID, OpenStage] = field(default_factory=dict)
    waits: dict[UUID, OpenWait] = field(default_factory=dict)
    left: dict[UUID, OpenStage] = field(default_factory=dict)
    ceased: dict[UUID, OpenWait] = field(default_factory=dict)


def hold(instance: UUID, *, back: bool = False) -> Standing:
    """Lock an instance. `back` reads also what withdrawing its last step needs.

    The caller holds the lock of what the instance belongs to: nobody else writes these rows meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {"instance": instance, "back": back})
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"no instance {instance} with a state")
    (own,) = from_json(Instance, [orjson.loads(row[0])])
    stages = from_json(OpenStage, orjson.loads(row[3]))
    waits = from_json(OpenWait, orjson.loads(row[4]))
    return Standing(
        own,
        bytes(row[1]),
        bytes(row[2] or b""),
        {stage.pk: stage for stage in stages if stage.closed_at is None},
        {wait.pk: wait for wait in waits if wait.closed_step is None},
        {stage.pk: stage for stage in stages if stage.closed_at is not None},
        {wait.pk: wait for wait in waits if wait.closed_step is not None},
    )
