"""The way the token took at every step, from re-executing the ledger's engine commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from efile.replay import Run
from ledger.selectors import EntryView
from workflows import engine

CALL = "callActivity"
STANDING = frozenset(
    {"userTask", "serviceTask", "intermediateCatchEvent", "eventBasedGateway", "boundaryEvent"}
)


@dataclass(frozen=True, slots=True)
class Way:
    """Elements one token passed, in order, drawn in one process. Ways of a later phase follow the earlier."""

    elements: tuple[str, ...]
    phase: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The hops of each entry that stepped the engine, by its seq. `fails_at` is the first entry that cannot
    be run again; from there on the picture draws the nearest way.
    """

    hops: Mapping[int, tuple[engine.Hop, ...]]
    fails_at: int | None


def paths_of(stream: UUID, entries: Sequence[EntryView], spec: engine.FlowSpec) -> Paths:
    begun = next((entry for entry in entries if entry.kind == "matter.started"), None)
    hops: dict[int, tuple[engine.Hop, ...]] = {}
    if begun is None:
        return Paths(hops, entries[0].seq if entries else 0)
    run = Run(stream, UUID(begun.data["instance"]), spec)
    for entry in entries:
        if "engine" not in entry.data:
            continue
        if run.take(entry) is not None:
            return Paths(hops, entry.seq)
        hops[entry.seq] = run.passed
    return Paths(hops, None)


def ways(hops: Sequence[engine.Hop], elements: Mapping[str, engine.Element]) -> list[Way]:
    """The hops of one step as whole ways: one to each element where a token rests or leaves a process."""
    before = {hop.element: hop.source for hop in hops}
    sources = {hop.source for hop in hops}
    ends = [hop.element for hop in hops if hop.element not in sources]
    return [way for end in ends if (way := _way(end, before, elements)) is not None]


def _way(end: str, before: Mapping[str, str | None], elements: Mapping[str, engine.Element]) -> Way | None:
    chain = [end]
    while (source := before.get(chain[-1])) is not None and source not in chain:
        chain.append(source)
    if len(chain) < 2:
        return None
    first = elements[chain[-1]]
    return Way(tuple(reversed(chain)), 0 if first.kind in STANDING else 1)


def calls_entered(
    hops: Sequence[engine.Hop], inside: frozenset[str], spec: engine.FlowSpec
) -> frozenset[str]:
    """The call activities whose sub-flow is running after a step."""
    now = set(inside)
    for hop in hops:
        now.discard(hop.source or "")
        if spec.elements[hop.element].kind == CALL:
            now.add(hop.element)
    return frozenset(now)
