"""What the flow pages show: flows with their versions and running matters, a version or a draft opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from hierarchy.words import Words
from workflows import engine
from workflows.catalogue import current_version
from workflows.changes import Change, changes
from workflows.models import Flow, FlowDraft, FlowVersion, Instance
from workflows.readiness import findings_of
from workflows.stagewords import Codes, StageWords, codes_for, stages_in_words
from workflows.studio import bundle_of


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow in the list. `running` are the matters under way by version number, newest first."""

    flow: Flow
    current: FlowVersion | None
    running: tuple[tuple[int, int], ...]
    draft: FlowDraft | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: FlowVersion
    running: int
    finished: int
    current: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a bundle, as a tab: the main drawing or a shared part."""

    file: str
    name: Words
    main: bool
    shared_by: int


@dataclass(frozen=True, slots=True)
class Opened:
    """One drawing of a bundle, opened, with the words of its stages."""

    bundle: engine.Bundle
    drawn: engine.Contents
    file: str
    parts: tuple[Part, ...]
    codes: Codes
    stages: tuple[StageWords, ...]

    @property
    def xml(self) -> str:
        return self.bundle.files[self.file].decode("utf-8", "replace")

    @property
    def part(self) -> Part:
        return next(part for part in self.parts if part.file == self.file)


def flow_lines() -> list[FlowLine]:
    """Every flow with its newest version, matters under way and draft, in a fixed number of queries."""
    running = _running()
    lines = []
    flows = Flow.objects.prefetch_related("versions__published_by").select_related("draft__edited_by")
    for flow in flows:
        versions = list(flow.versions.all())
        under_way = [(row.number, running[row.pk]) for row in versions if running.get(row.pk)]
        draft = getattr(flow, "draft", None)
        lines.append(FlowLine(flow, versions[0] if versions else None, tuple(under_way), draft))
    return lines


def version_lines(flow: Flow) -> list[VersionLine]:
    rows = list(flow.versions.select_related("published_by", "drafted_by"))
    running, finished = _running(), _running(finished=True)
    return [
        VersionLine(row, running.get(row.pk, 0), finished.get(row.pk, 0), place == 0)
        for place, row in enumerate(rows)
    ]


def _running(*, finished: bool = False) -> dict[UUID, int]:
    rows = Instance.objects.filter(finished=finished).values("version").annotate(count=Count("pk"))
    return {row["version"]: row["count"] for row in rows.order_by()}


def opened(row: FlowVersion | FlowDraft, wanted: str) -> Opened:
    """One file of a version or draft; the main one when `wanted` is none of its drawings."""
    bundle = bundle_of(row)
    drawn = engine.contents(bundle)
    codes = codes_for(row.flow.profile, drawn)
    parts = _parts(bundle, drawn, row.flow)
    file = wanted if wanted in {part.file for part in parts} else bundle.main
    return Opened(
        bundle=bundle,
        drawn=drawn,
        file=file,
        parts=parts,
        codes=codes,
        stages=tuple(
            stage for stage in stages_in_words(drawn, codes) if drawn.file_of.get(stage.element) == file
        ),
    )


def _parts(bundle: engine.Bundle, drawn: engine.Contents, flow: Flow) -> tuple[Part, ...]:
    names: dict[str, Words] = {}
    for process in drawn.processes:
        names.setdefault(process.file, Words(process.name, process.name_en))
    shared = _users_of_files(flow)
    files = sorted(
        (name for name in bundle.files if name.endswith(".bpmn")), key=lambda n: (n != bundle.main, n)
    )
    return tuple(
        Part(
            name,
            names.get(name, Words(name, name)),
            main=name == bundle.main,
            shared_by=0 if name == bundle.main else shared.get(name, 0),
        )
        for name in files
    )


def _users_of_files(flow: Flow) -> dict[str, int]:
    """How many other flows have a part under the same file name in their newest version."""
    users: dict[str, int] = defaultdict(int)
    for other in Flow.objects.exclude(pk=flow.pk):
        newest = other.versions.first()
        for name in newest.bundle["files"] if newest else ():
            users[name] += 1
    return users


def findings_for(draft: FlowDraft, drawing: Opened, on: date) -> list[dict[str, object]]:
    """All findings, as the studio reads them; those of another drawing say which."""
    return [_finding(found, drawing) for found in findings_of(drawing.bundle, draft.flow.profile, on)]


def _finding(found: engine.Finding, drawing: Opened) -> dict[str, object]:
    place = drawing.drawn.file_of.get(found.element or "")
    sentence = str(Words(found.bn, found.en))
    if place is not None and place != drawing.file:
        name = next((part.name for part in drawing.parts if part.file == place), place)
        sentence = f"{name}: {sentence}"
    return {
        "code": found.code,
        "severity": found.severity,
        "element": found.element,
        "sentence": sentence,
    }


def changes_of(draft: FlowDraft) -> Sequence[Change]:
    """Against the version in force."""
    return changes(bundle_of(current_version(draft.flow)), bundle_of(draft))
