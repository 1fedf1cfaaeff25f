"""Matters recorded by an earlier release: the flow's bundle, every ledger entry, and what was stored.

A file holds the stream, the engine's state format, the entries' bodies, the head's hash, a digest of
the state after every step with the last one whole, and the rows of movements and threads. Bundles lie
beside them, each once. Nothing here reads `bpmn/` or a chart: what was recorded stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from efile.comparing import moved
from efile.history import ThreadFacts
from efile.models import Matter, Movement, Thread
from efile.replay import Run
from ledger import selectors as ledger
from ledger.canonical import plain
from ledger.models import Entry, Stream
from ledger.selectors import EntryView
from workflows import engine
from workflows.models import FlowVersion, InstanceState

FOLDER = Path(__file__).parent / "fixtures" / "recorded"
FLOWS = FOLDER / "flows"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One matter as its file has it."""

    name: str
    format: str
    stream: UUID
    head: str
    bundle: engine.Bundle
    bodies: Sequence[Mapping[str, Any]]
    states: Sequence[str]
    state: bytes
    movements: Sequence[Mapping[str, Any]]
    threads: Sequence[Mapping[str, Any]]

    @property
    def entries(self) -> list[EntryView]:
        return [view(number, body) for number, body in enumerate(self.bodies, 1)]

    def run(self) -> Run:
        """A new run of it, at its beginning."""
        begun = self.bodies[0]["data"]
        return Run(self.stream, UUID(begun["instance"]), engine.compile(self.bundle))


def view(seq: int, body: Mapping[str, Any]) -> EntryView:
    at = datetime.fromisoformat(body["at"])
    return EntryView(seq, body["kind"], at, body["by"], body["data"], {}, b"", {})


def recorded(path: Path) -> Recorded:
    value = json.loads(path.read_text(encoding="utf-8"))
    for each in (*value["entries"], *value["movements"]):
        each["by"] = value["actors"][each["by"]]
    bundle = json.loads((FLOWS / f"{value['flow']}.json").read_text(encoding="utf-8"))
    return Recorded(
        name=path.stem,
        format=value["format"],
        stream=UUID(value["stream"]),
        head=value["head"],
        bundle=engine.Bundle.from_json(bundle),
        bodies=value["entries"],
        states=value["states"],
        state=value["state"].encode(),
        movements=value["movements"],
        threads=value["threads"],
    )


def record(name: str, matter: Matter) -> None:
    """Write a matter of the database, and its bundle when it is a new one."""
    version = FlowVersion.objects.select_related("flow").get(instances=matter.instance_id)
    flow = f"{version.flow.code}-{version.sha256[:8]}"
    stored = InstanceState.objects.filter(instance=matter.instance_id).order_by("-step").first()
    if stored is None:
        raise LookupError(f"{name} has no state")
    state = bytes(stored.state)
    entries = Entry.objects.filter(stream_id=matter.pk).order_by("seq")
    bodies, actors = [json.loads(bytes(entry.body)) for entry in entries], Actors()
    threads = [ThreadFacts.of(row).entry() for row in Thread.objects.filter(matter=matter).order_by("pk")]
    value = {
        "format": state.split(b" ", 1)[0].decode(),
        "flow": flow,
        "stream": matter.pk,
        "head": bytes(Stream.objects.get(pk=matter.pk).head_hash).hex(),
        "actors": actors.all,
        "movements": [
            {**moved(row), "by": actors.place(row.by)} for row in Movement.objects.filter(matter=matter)
        ],
        "threads": threads,
        "entries": [body | {"by": actors.place(body["by"])} for body in bodies],
        "states": [digest(each) for each in _states(matter, version)],
        "state": state.decode(),
    }
    _write(FOLDER / f"{name}.json", value)
    _write(FLOWS / f"{flow}.json", version.bundle)


@dataclass(frozen=True, slots=True)
class Actors:
    """Everybody who acts in a matter, each written once."""

    all: list[Mapping[str, Any]] = field(default_factory=list)

    def place(self, by: Mapping[str, Any]) -> int:
        if by not in self.all:
            self.all.append(by)
        return self.all.index(by)


def digest(state: bytes) -> str:
    return sha256(state).hexdigest()[:32]


def _states(matter: Matter, version: FlowVersion) -> list[bytes]:
    run = Run(matter.pk, matter.instance_id, engine.compile(engine.Bundle.from_json(version.bundle)))
    for entry in ledger.entries(matter.pk):
        if "engine" in entry.data and (difference := run.take(entry)):
            raise ValueError(difference)
    return run.states


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
