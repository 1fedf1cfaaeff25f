"""A district with as many matters as asked, made by the database itself: what lists meet after years.

Rows are plain (no ledger, no engine state); their spread is that of an office: every section, clerks and
officers in turn, one matter in twenty still at work, one in three hundred with a secrecy grade.
"""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import sql

TABLES: Final = ("workflows_instance", "notings_notesheet", "efile_matter", "efile_thread", "efile_movement")

FILL: Final = """
WITH places AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY s.code) - 1 AS place, s.id AS section,
         (SELECT p.id FROM hierarchy_post p JOIN hierarchy_rank r ON r.id = p.rank_id
           WHERE p.section_id = s.id ORDER BY r.level, p.code LIMIT 1) AS chief,
         (SELECT array_agg(p.id ORDER BY p.code) FROM hierarchy_post p WHERE p.section_id = s.id) AS posts
    FROM hierarchy_section s WHERE s.office_id = %(office)s
     AND EXISTS (SELECT FROM hierarchy_post p WHERE p.section_id = s.id)
), many AS MATERIALIZED (SELECT count(*) AS sections FROM places)
SELECT i, section, chief, posts[1 + (i / sections) %% cardinality(posts)] AS holder,
       CASE i %% 1000 WHEN 7 THEN 1 WHEN 8 THEN 2 WHEN 9 THEN 3 ELSE 0 END AS secrecy,
       timestamptz '2016-01-01' + i * (interval '10 years' / %(matters)s) AS opened,
       i <= %(matters)s * 0.95 AS closed
  FROM generate_series(1, %(matters)s) AS i, many JOIN places ON true
 WHERE place = i %% sections
"""
ROWS: Final = (
    """INSERT INTO workflows_instance (id, office_id, version_id, step, finished, disposal)
       SELECT {id1}, %(office)s, %(version)s, 3, closed, '' FROM crowd""",
    """INSERT INTO notings_notesheet (id, office_id, counter) SELECT {id2}, %(office)s, 0 FROM crowd""",
    """INSERT INTO efile_matter (id, office_id, instance_id, service_id, sheet_id, section_id, marked_to_id,
              opened_by_id, subject, priority, secrecy, opened_at, closed_at, disposal, moves)
       SELECT {id3}, %(office)s, {id1}, %(service)s, {id2}, section, chief, %(counter)s,
              'নলকূপ মেরামতের আবেদন ' || i, 0, secrecy, opened,
              CASE WHEN closed THEN opened + interval '9 days' END, '', 3 FROM crowd""",
    """INSERT INTO efile_thread (id, office_id, matter_id, holder_id, waiting_for, sender_id, act, arrived_at,
              version, closed_at)
       SELECT {id4}, %(office)s, {id3}, holder, '', chief, 'forwarded', opened + interval '2 days', 3,
              CASE WHEN closed THEN opened + interval '9 days' END FROM crowd""",
    """INSERT INTO efile_movement (id, office_id, matter_id, thread_id, seq, kind, from_post_id, to_post_id,
              by, stage, outcome, at)
       SELECT ('00000005-0000-7000-800' || seq || '-' || lpad(to_hex(i), 12, '0'))::uuid, %(office)s, {id3},
              {id4}, seq, kind, CASE seq WHEN 1 THEN %(counter)s WHEN 2 THEN %(head)s ELSE chief END,
              CASE seq WHEN 1 THEN %(head)s WHEN 2 THEN chief ELSE holder END, '{{}}', '', '',
              opened + seq * interval '16 hours'
         FROM crowd, (VALUES (1, 'started'), (2, 'completed'), (3, 'forwarded')) AS move (seq, kind)""",
)
INDEXES: Final = """
SELECT schemaname || '.' || indexname, indexdef FROM pg_indexes
 WHERE tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def fill(connection: psycopg.Connection, office: str, matters: int) -> None:
    """Add that many matters to the office of that code, as the superuser: neither triggers nor foreign keys
    are asked, and indexes are built once at the end."""
    named = {**_named(connection, office), "matters": matters}
    indexes = connection.execute(INDEXES, [list(TABLES)]).fetchall()
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for name, _definition in indexes:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(*name.split("."))))
        _run(connection, f"CREATE TEMP TABLE crowd ON COMMIT DROP AS {FILL}", named)
        ids = {
            f"id{n}": f"('0000000{n}-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid" for n in range(1, 5)
        }
        for statement in ROWS:
            _run(connection, statement.format(**ids), named)
        for _name, definition in indexes:
            _run(connection, definition, {})
    for table in TABLES:
        connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


def _named(connection: psycopg.Connection, office: str) -> dict[str, object]:
    row = connection.execute(
        """SELECT o.id, (SELECT id FROM workflows_flowversion LIMIT 1),
                  (SELECT id FROM workflows_service LIMIT 1),
                  (SELECT id FROM hierarchy_post WHERE office_id = o.id AND code = 'dm'),
                  (SELECT id FROM hierarchy_post WHERE office_id = o.id AND code = 'counter-1')
             FROM hierarchy_office o WHERE o.code = %s""",
        [office],
    ).fetchone()
    if row is None:
        raise LookupError(office)
    return dict(zip(("office", "version", "service", "head", "counter"), row, strict=True))


def _run(connection: psycopg.Connection, statement: str, named: dict[str, object]) -> None:
    """Constants are written into the statement: a table made from parameters cannot be prepared."""
    psycopg.ClientCursor(connection).execute(statement.encode(), named or None)
