"""The rows of one engine step, written in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from ledger.rows import as_json
from workflows.models import Due, Instance, OpenStage, OpenWait

KEPT_STATES: Final = 2

# `stepped` comes first by being read: the trigger that keeps the newest states looks at the step.
WRITE: Final = """
WITH stepped AS (
  UPDATE workflows_instance SET step = %(step)s, finished = %(finished)s, disposal = %(disposal)s
   WHERE id = %(instance)s RETURNING id, step),
state AS (
  INSERT INTO workflows_instancestate (instance_id, step, state)
  SELECT id, step, %(state)s FROM stepped),
cut AS (
  DELETE FROM workflows_instancestate old USING stepped
   WHERE old.instance_id = stepped.id AND old.step <= stepped.step - %(kept)s),
stages AS (
  INSERT INTO workflows_openstage
  SELECT * FROM jsonb_populate_recordset(NULL::workflows_openstage, %(stages)s::jsonb)
  ON CONFLICT (id) DO UPDATE SET opened_step = excluded.opened_step, opened_at = excluded.opened_at,
     closed_step = excluded.closed_step, closed_at = excluded.closed_at, outcome = excluded.outcome),
waits AS (
  INSERT INTO workflows_openwait
  SELECT * FROM jsonb_populate_recordset(NULL::workflows_openwait, %(waits)s::jsonb)
  ON CONFLICT (id) DO UPDATE SET opened_step = excluded.opened_step, opened_at = excluded.opened_at,
     closed_step = excluded.closed_step),
dues AS (
  INSERT INTO workflows_due
  SELECT * FROM jsonb_populate_recordset(NULL::workflows_due, %(dues)s::jsonb)
  ON CONFLICT (subject_id) DO UPDATE SET limit_id = excluded.limit_id, entered_at = excluded.entered_at,
     due_on = excluded.due_on, calendar_version = excluded.calendar_version, closed_at = NULL),
over AS (
  UPDATE workflows_due SET closed_at = %(now)s
   WHERE subject_id = ANY(%(gone)s::uuid[]) AND closed_at IS NULL)
UPDATE workflows_due SET closed_at = NULL
 WHERE subject_id = ANY(%(back)s::uuid[])
RETURNING subject_id, due_on
"""


def write(
    instance: Instance,
    state: bytes,
    *,
    stages: Sequence[OpenStage],
    waits: Sequence[OpenWait],
    dues: Sequence[Due],
    gone: Sequence[UUID],
    back: Sequence[UUID],
    now: datetime,
) -> dict[UUID, date]:
    """Write a step with all it changed; an id that is there already keeps its row.

    Dues of what is `gone` are closed, of what is `back` opened again: the answer has their dates.
    """
    values: dict[str, Any] = {
        "instance": instance.pk,
        "step": instance.step,
        "finished": instance.finished,
        "disposal": instance.disposal,
        "state": state,
        "kept": KEPT_STATES,
        "stages": as_json(stages),
        "waits": as_json(waits),
        "dues": as_json(dues),
        "gone": list(gone),
        "back": list(back),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        return dict(cursor.fetchall())
