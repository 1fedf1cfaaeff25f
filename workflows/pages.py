"""What the flow pages show: flows with their versions and running matters, a version or a draft opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.http import urlencode

from hierarchy.models import Office, Rank
from hierarchy.words import Words
from workflows import engine
from workflows.catalogue import current_version
from workflows.changes import Change, changes
from workflows.levels import most_of
from workflows.models import Flow, FlowDraft, FlowVersion, Instance, Service
from workflows.readiness import findings_of
from workflows.stagewords import Codes, StageWords, codes_for, stages_in_words
from workflows.studio import bundle_of

Marks = dict[str, object]


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow in the list. `running` are the matters under way by version number, newest first."""

    flow: Flow
    current: FlowVersion | None
    running: tuple[tuple[int, int], ...]
    draft: FlowDraft | None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service with the lowest rank that disposes of it, if a source says one, and its most levels."""

    service: Service
    rank: Rank | None
    most: int


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
    """One drawing of a bundle, opened."""

    bundle: engine.Bundle
    drawn: engine.Contents
    file: str
    parts: tuple[Part, ...]

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


def service_lines(flow: Flow, office: Office) -> list[ServiceLine]:
    """The services of this office's country on the flow, with CSMOP 14(i) and (ii) as they hold for each."""
    ranks = {rank.code: rank for rank in Rank.objects.filter(profile=office.profile)}
    rows = flow.services.filter(profile=office.profile)
    return [ServiceLine(row, ranks.get(row.final_rank), most_of(row)) for row in rows]


def _running(*, finished: bool = False) -> dict[UUID, int]:
    rows = Instance.objects.filter(finished=finished).values("version").annotate(count=Count("pk"))
    return {row["version"]: row["count"] for row in rows.order_by()}


def opened(row: FlowVersion | FlowDraft, wanted: str) -> Opened:
    """One file of a version or draft; the main one when `wanted` is none of its drawings."""
    bundle = bundle_of(row)
    drawn = engine.contents(bundle)
    parts = _parts(bundle, drawn, row.flow)
    file = wanted if wanted in {part.file for part in parts} else bundle.main
    return Opened(bundle=bundle, drawn=drawn, file=file, parts=parts)


def worded(drawing: Opened, flow: Flow, office: Office, on: date) -> tuple[Codes, list[StageWords]]:
    """What a stage may point at, and the drawing's stages in words, as an office reads them."""
    codes = codes_for(flow.profile, drawing.drawn, office, on)
    stages = stages_in_words(drawing.drawn, codes)
    return codes, [stage for stage in stages if drawing.drawn.file_of.get(stage.element) == drawing.file]


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
    services = list(draft.flow.services.all())
    found = findings_of(drawing.bundle, draft.flow.profile, on, services)
    return [_finding(one, drawing) for one in found]


def _finding(found: engine.Finding, drawing: Opened) -> dict[str, object]:
    place = drawing.drawn.file_of.get(found.element or "")
    sentence = str(Words(found.bn, found.en))
    href = ""
    if place is not None and place != drawing.file:
        name = next((part.name for part in drawing.parts if part.file == place), place)
        sentence = f"{name}: {sentence}"
        href = "?" + urlencode({"file": place, "element": found.element or ""})
    return {
        "href": href,
        "way": "?" + urlencode({"file": place or drawing.file, "element": found.element or ""}),
        "code": found.code,
        "severity": found.severity,
        "element": found.element,
        "field": found.field,
        "sentence": sentence,
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft against the version in force. `marks` are for the draft's picture; `before` is the version's
    drawing of the same file with what is removed marked, None when nothing of it is.
    """

    changes: Sequence[Change]
    marks: Marks
    before: Opened | None
    before_marks: Marks


def compared(draft: FlowDraft, drawing: Opened, codes: Codes) -> Compared:
    current = current_version(draft.flow)
    found = changes(bundle_of(current), drawing.bundle, codes)
    before = opened(current, drawing.file)
    now = [change.element for change in found if change.kind != "removed"]
    gone = _marks([change.element for change in found if change.kind == "removed"], before)
    return Compared(found, _marks(now, drawing), before if any(gone.values()) else None, gone)


def _marks(elements: Sequence[str], drawing: Opened) -> Marks:
    """Elements and arrows of one drawing, as its picture marks them."""
    here = [element for element in elements if drawing.drawn.file_of.get(element) == drawing.file]
    arrows = [element for element in here if element in drawing.drawn.arrows]
    return {"states": {element: "now" for element in here if element not in arrows}, "flows": arrows}
