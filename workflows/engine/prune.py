"""Finished tasks that no live task can look at leave the tree after every step: cost stays flat with history.

Kept, per process and unfinished sub-flow: the root; every unfinished task, predicted ones included; its
parent; all children of an unfinished task; for a boundary join, its split and the split's children;
every node with two or more kept sub-trees. Finished sub-flows go. Waiting joins need nothing more: each
arrival is itself unfinished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from workflows.engine.tokens import Case

_UNFINISHED = TaskState.NOT_FINISHED_MASK
_FINISHED = TaskState.FINISHED_MASK


def prune(case: Case) -> None:
    _drop_finished_subflows(case)
    for tree in (case, *case.subprocesses.values()):
        _prune_tree(tree)


def _drop_finished_subflows(case: Case) -> None:
    for number in [number for number, subcase in case.subprocesses.items() if subcase.completed]:
        del case.subprocesses[number]
    while True:
        callers = {number for tree in (case, *case.subprocesses.values()) for number in tree.tasks}
        orphans = [number for number in case.subprocesses if number not in callers]
        if not orphans:
            return
        for number in orphans:
            del case.subprocesses[number]


def _prune_tree(tree: Any) -> None:
    tree.last_task = None
    keep = _looked_at(tree)
    if len(keep) < len(tree.tasks):
        holds = _mark_forks(tree, keep)
        _splice(tree, keep, holds)


def _looked_at(tree: Any) -> set[int]:
    tasks = tree.tasks
    keep = {tree.task_tree.id}
    for task in tasks.values():
        if task._state & _UNFINISHED:
            keep.add(task.id)
            keep.update(task._children)
            if task._parent is not None:
                keep.add(task._parent)
            split = getattr(task.task_spec, "split_task", None)
            if split is not None:
                keep.update(_split_of(tasks, task, split))
    return keep


def _split_of(tasks: dict[int, Any], task: Any, name: str) -> list[int]:
    above = tasks.get(task._parent)
    while above is not None and above.task_spec.name != name:
        above = tasks.get(above._parent)
    return [] if above is None else [above.id, *above._children]


def _in_order(tree: Any) -> list[int]:
    """Every task, parents before children."""
    order, todo = [], [tree.task_tree.id]
    while todo:
        number = todo.pop()
        order.append(number)
        todo += tree.tasks[number]._children
    return order


def _mark_forks(tree: Any, keep: set[int]) -> set[int]:
    """Add nodes with two kept sub-trees to `keep`; the answer holds every node with something kept
    under it.
    """
    tasks = tree.tasks
    holds: set[int] = set()
    for number in reversed(_in_order(tree)):
        below = 0
        for child in tasks[number]._children:
            below += child in holds
        if below > 1:
            keep.add(number)
        if below or number in keep:
            holds.add(number)
    return holds


def _splice(tree: Any, keep: set[int], holds: set[int]) -> None:
    """Hang every kept task under its nearest kept ancestor, in the old order."""
    tasks, kept = tree.tasks, {}
    children: dict[int | None, list[int]] = {None: []}
    todo: list[tuple[int, int | None]] = [(tree.task_tree.id, None)]
    while todo:
        number, above = todo.pop()
        task = tasks[number]
        if number in keep:
            kept[number] = task
            children[above].append(number)
            children[number] = []
            task._parent = above
            above = number
        todo += [(child, above) for child in reversed(task._children) if child in holds]
    for number, task in kept.items():
        task._children = children[number]
    tree.tasks = kept
