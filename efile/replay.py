"""Re-execution: the engine commands of a matter's ledger, run again on its pinned version.

Every entry that stepped the engine keeps what was open after it. Running the same commands on the
same version must open the same stages, under the same ids, after every step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from efile import sides
from ledger.selectors import EntryView
from workflows import engine
from workflows.models import FlowVersion, InstanceState


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where what is stored and what follows from the record part ways."""

    stream: UUID
    seq: int
    what: str
    expected: str
    found: str


@dataclass(slots=True)
class Run:
    """A matter being run again. `passed` is the way its tokens took in the last step."""

    stream: UUID
    instance: UUID
    spec: engine.FlowSpec
    states: list[bytes] = field(default_factory=list)
    passed: tuple[engine.Hop, ...] = ()

    def take(self, entry: EntryView) -> Difference | None:
        """Run one recorded command and compare what is open after it."""
        recorded = entry.data["engine"]
        try:
            step = self._command(entry, recorded)
        except engine.EngineRefused as error:
            return Difference(self.stream, entry.seq, "command", recorded["command"], str(error))
        self.states.append(step.state)
        self.passed = step.passed
        found: dict[str, list[list[object]]] = {
            "open": [[stage.id, stage.element, stage.index] for stage in step.open],
            "waits": [[wait.id, wait.element, wait.kind] for wait in step.waits],
        }
        for what, rows in found.items():
            if recorded[what] != rows:
                return Difference(self.stream, entry.seq, what, *sides.opened(recorded[what], rows))
        said, reached = (recorded["finished"], recorded["disposal"]), (step.finished, step.disposal or "")
        if said != reached:
            return Difference(self.stream, entry.seq, "finished", sides.ended(*said), sides.ended(*reached))
        return None

    def _command(self, entry: EntryView, recorded: Mapping[str, Any]) -> engine.Step:
        command, facts, at = recorded["command"], recorded.get("facts") or {}, entry.at
        if command == "start":
            return engine.start(self.spec, facts, at, seed=self.instance)
        subject, state = recorded["subject"], self.states[-1]
        if command == "complete":
            return engine.complete(self.spec, state, subject, recorded["outcome"], facts, at)
        if command == "withdraw":
            return engine.withdraw(self.spec, self.states[-2], state, subject)
        if command == "reopen":
            return engine.reopen(self.spec, self.states[recorded["back_to"] - 1], state)
        return engine.fire(self.spec, state, subject, facts, at, recorded.get("result"))


def reexecute(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """Run a matter's commands again; None when every step opens what the ledger says."""
    begun = next((entry for entry in entries if entry.kind == "matter.started"), None)
    if begun is None:
        return Difference(stream, 0, "start", "matter.started", "no such entry")
    version = FlowVersion.objects.filter(pk=UUID(begun.data["version"])).first()
    if version is None:
        return Difference(stream, begun.seq, "version", begun.data["version"], "no row")
    bundle = engine.Bundle.from_json(version.bundle)
    if begun.data["sha256"] != bundle.sha256:
        return Difference(stream, begun.seq, "version", begun.data["sha256"], bundle.sha256)
    run = Run(stream, UUID(begun.data["instance"]), engine.compile(bundle))
    for entry in entries:
        if "engine" in entry.data and (difference := run.take(entry)):
            return difference
    return _stored(run, entries)


def state_after(stream: UUID, entries: Sequence[EntryView], spec: engine.FlowSpec, step: int) -> bytes | None:
    """The engine's state after a step, from running the record again; None when it cannot be run so far."""
    begun = next((entry for entry in entries if entry.kind == "matter.started"), None)
    if begun is None:
        return None
    run = Run(stream, UUID(begun.data["instance"]), spec)
    for entry in entries:
        if "engine" in entry.data and len(run.states) < step and run.take(entry) is not None:
            return None
    return run.states[step - 1] if 0 < step <= len(run.states) else None


def _stored(run: Run, entries: Sequence[EntryView]) -> Difference | None:
    """The engine states that the next act would build on are those that re-execution reached."""
    stepped = [entry for entry in entries if "engine" in entry.data]
    rows = InstanceState.objects.filter(instance=run.instance).order_by("step")
    stored = {step: bytes(state) for step, state in rows.values_list("step", "state")}
    if len(stepped) not in stored:
        return Difference(run.stream, stepped[-1].seq, "state", f"step {len(stepped)}", _steps(stored))
    for step, state in stored.items():
        if step > len(stepped) or state != run.states[step - 1]:
            seq = stepped[min(step, len(stepped)) - 1].seq
            reached = run.states[step - 1] if step <= len(stepped) else b"none"
            return Difference(run.stream, seq, "state", _short(reached), _short(state))
    return None


def _steps(stored: Mapping[int, bytes]) -> str:
    return f"steps {', '.join(map(str, stored))}" if stored else "no step"


def _short(state: bytes) -> str:
    return sha256(state).hexdigest()[:16]
