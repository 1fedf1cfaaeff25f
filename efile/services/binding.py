"""Which thread takes which stage after an engine step, and which post it then lies with.

One successor inherits the thread. Of several, those that open a thread of their own become part
files; at most one stays on the parent. A join closes the parts and the parent goes on. A thread
without an open stage keeps its last holder and says what it waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from efile.assigning import desk_of
from efile.models import Thread
from efile.services.locking import Held
from efile.services.recording import hand_over
from hierarchy.actors import Actor
from workflows import engine
from workflows.catalogue import spec_of
from workflows.models import OpenStage
from workflows.runtime import Stepped

PARTS = "parts"


def bind(held: Held, actor: Actor, stepped: Stepped, kind: str) -> None:
    """Give every newly opened stage to a thread and a post; settle the threads left without one."""
    threads = _open_threads(held)
    by_stage = {row.stage_id: row for row in threads.values()}
    groups: dict[UUID, list[OpenStage]] = {}
    for stage in stepped.opened:
        source = _source(held, by_stage, stepped, stage)
        source = _after_joins(held, threads, source, stepped, stage)
        groups.setdefault(source.pk, []).append(stage)
    for source_id, stages in groups.items():
        _share_out(held, threads[source_id], stages, actor, stepped, kind)
    _settle(held, threads, stepped)


def _open_threads(held: Held) -> dict[UUID, Thread]:
    return {pk: row for pk, row in held.threads.items() if row.closed_at is None}


def _source(held: Held, by_stage: dict[UUID | None, Thread], stepped: Stepped, stage: OpenStage) -> Thread:
    return by_stage.get(stepped.came_from.get(stage.pk), held.thread)


def _after_joins(
    held: Held,
    threads: dict[UUID, Thread],
    source: Thread,
    stepped: Stepped,
    stage: OpenStage,
) -> Thread:
    """The thread that goes on after joins: the lowest one above all that arrived."""
    joins = {f"join:{element}" for element in stepped.joins.get(stage.pk, ())}
    arrived = [row for row in threads.values() if row.waiting_for in joins]
    if not joins or not arrived:
        return source
    paths = [_path(threads, row) for row in {source.pk: source, **{r.pk: r for r in arrived}}.values()]
    common = set.intersection(*(set(path) for path in paths))
    survivor = next(pk for pk in paths[0] if pk in common)
    for path in paths:
        for pk in path[: path.index(survivor)]:
            _close(held, threads[pk])
    threads[survivor].waiting_for = ""
    return threads[survivor]


def _path(threads: dict[UUID, Thread], row: Thread) -> list[UUID]:
    """From a thread up to the root, itself first."""
    path = [row.pk]
    while row.parent_id is not None:
        row = threads[row.parent_id]
        path.append(row.pk)
    return path


def _close(held: Held, thread: Thread) -> None:
    if thread.closed_at is None:
        thread.closed_at = held.clock.now
        thread.waiting_for = ""
        held.touch(thread)


def _share_out(
    held: Held,
    source: Thread,
    stages: list[OpenStage],
    actor: Actor,
    stepped: Stepped,
    kind: str,
) -> None:
    specs = spec_of(held.matter.instance.version_id).stages
    if len(stages) == 1:
        _take(held, source, stages[0], specs, actor, stepped, kind)
        return
    for stage in stages:
        stays = not specs[stage.element].opens and stage.index is None
        thread = source if stays else _part(held, source)
        _take(held, thread, stage, specs, actor, stepped, kind)
    if source.pk not in {row.pk for row in held.touched.values() if row.waiting_for == ""}:
        source.waiting_for = PARTS
        held.touch(source)


def _part(held: Held, parent: Thread) -> Thread:
    """A new thread under the parent; it is written with the act's other threads."""
    return Thread(
        office_id=parent.office_id,
        matter=held.matter,
        parent=parent,
        holder_id=parent.holder_id,
        act="started",
        arrived_at=held.clock.now,
        version=0,
    )


def _take(
    held: Held,
    thread: Thread,
    stage: OpenStage,
    specs: Mapping[str, engine.StageSpec],
    actor: Actor,
    stepped: Stepped,
    kind: str,
) -> None:
    holder, pool = desk_of(held.matter, specs[stage.element], held.clock.now)
    hand_over(thread, holder, actor.post_id, kind, held.clock.now, None if pool else actor.post_id)
    thread.pool_id = pool
    thread.stage = stage
    thread.waiting_for = ""
    thread.due_on = next(
        (due.due_on for due in stepped.dues if due.subject_id == stage.pk), held.matter.promised_on
    )
    held.touch(thread)


def _settle(held: Held, threads: dict[UUID, Thread], stepped: Stepped) -> None:
    """Threads whose stage has gone wait for something, or close with the matter."""
    live = {UUID(stage.id) for stage in stepped.open}
    for row in threads.values():
        if row.closed_at is not None or row.stage_id in live:
            continue
        if stepped.finished:
            _close(held, row)
        elif row.waiting_for != PARTS:
            row.waiting_for = _awaited(row, stepped.waits)
            row.due_on = held.matter.promised_on
            held.touch(row)


def _awaited(thread: Thread, waits: Iterable[engine.Wait]) -> str:
    """`message:<name>`, `effect:<name>`, `join:<element>` or `limit:<name>`, the weightiest first."""
    weight = {"message": 0, "effect": 1, "join": 2, "timer": 3}
    mine = [wait for wait in waits if (wait.stage or wait.came_from) == str(thread.stage_id)]
    wait = min(mine or list(waits), key=lambda w: weight[w.kind], default=None)
    if wait is None:
        return PARTS
    if wait.kind == "join":
        return f"join:{wait.element}"
    return f"{'limit' if wait.kind == 'timer' else wait.kind}:{wait.name}"
