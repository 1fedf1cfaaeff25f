"""The movement history of a matter, ready to be replayed. Everything shown comes from its ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from efile import postsstrip, scenes
from efile.models import Matter
from efile.paths import calls_entered, paths_of, ways
from efile.postsstrip import HeldBy
from efile.scenes import Scene
from efile.stays import Stay, dwell, spent_words, stays_of
from efile.stood import Note, Paper, notes_of, papers_of
from hierarchy import selectors as hierarchy
from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Post
from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits
from workflows import engine
from workflows.catalogue import spec_of

ENDS = "endEvent"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One BPMN file of the pinned version. `part` is a sub-flow that the matter went through."""

    id: str
    name: str
    xml: str
    part: bool

    @property
    def xml_id(self) -> str:
        """Id of the element that holds the XML for the page's script."""
        return f"{self.id}-xml"


@dataclass(frozen=True, slots=True)
class StageLine:
    """A line of the table of stages: the picture's words."""

    name: str
    start: datetime
    end: datetime | None
    words: str
    outcome: str
    late: int


@dataclass(frozen=True, slots=True)
class Story:
    """All that the replay shows. `frames` and `strip` are what its script reads, one frame to a scene;
    `fails_at` is the entry from which the flow cannot be run again as it is recorded.
    """

    scenes: tuple[Scene, ...]
    notes: tuple[Note, ...]
    papers: tuple[Paper, ...]
    frames: list[dict[str, Any]]
    strip: dict[str, Any]
    drawings: tuple[Drawing, ...]
    stages: tuple[StageLine, ...]
    held: tuple[HeldBy, ...]
    fails_at: int | None


def story_of(matter: Matter, now: datetime) -> Story:
    """The replay of a matter from its first entry to its last; an open matter runs on until `now`."""
    entries = ledger.entries(matter.pk)
    spec = spec_of(matter.instance.version_id)
    calendar = hierarchy.calendar_for(matter.office_id)
    posts = posts_of(entries)
    stays = stays_of(entries)
    until = entries[-1].at if matter.closed_at is not None else max(now, entries[-1].at)
    strip = postsstrip.strip_of(entries, stays, posts)
    told = scenes.told(entries, scenes.Teller.of(entries, spec, posts), strip)
    passed = paths_of(matter.pk, entries, spec)
    frames = frames_of(entries, told, spec, stays, passed.hops, calendar)
    return Story(
        scenes=told,
        notes=notes_of(entries),
        papers=papers_of(matter, entries, spec),
        frames=frames,
        strip=postsstrip.drawn(strip, [entry.at for entry in entries], until, calendar),
        drawings=_drawings(matter, spec, frames),
        stages=tuple(_line(stay, spec, until, calendar) for stay in stays),
        held=tuple(postsstrip.held_table(strip, until, calendar)),
        fails_at=passed.fails_at,
    )


def posts_of(entries: Sequence[EntryView]) -> dict[UUID, Post]:
    """Every post that acted, was sent to or held, by id."""
    ids: set[str] = set()
    for entry in entries:
        ids |= {str(entry.data.get(name)) for name in ("from", "to") if entry.data.get(name)}
        ids |= {str(thread["holder"]) for thread in entry.data.get("threads", [])}
    return Post.objects.select_related("rank", "section").in_bulk([UUID(pk) for pk in ids])


def frames_of(
    entries: Sequence[EntryView],
    told: Sequence[Scene],
    spec: engine.FlowSpec,
    stays: Sequence[Stay],
    passed: Mapping[int, tuple[engine.Hop, ...]],
    calendar: WorkingCalendar,
) -> list[dict[str, Any]]:
    """What the picture shows after each entry: where tokens rest, the way they took, time spent."""
    frames: list[dict[str, Any]] = []
    done: set[str] = set()
    inside: frozenset[str] = frozenset()
    resting: list[str] = []
    for entry, scene in zip(entries, told, strict=True):
        hops = passed.get(entry.seq, ())
        moves: list[dict[str, object]] = []
        if "engine" in entry.data:
            resting = _resting(entry, spec, hops)
            inside = calls_entered(hops, inside, spec)
            moves = _moves(entry, resting, hops, spec)
        known = [stay.after(entry.seq) for stay in stays if stay.opened_seq <= entry.seq]
        spent = dwell(known, entry.at, calendar)
        done |= {hop.element for hop in hops} | set(spent)
        now = [*resting, *sorted(inside)]
        frames.append(
            {
                "words": f"{scenes.full_moment(entry.at)} · {scene.act}",
                "said": _said(scene, len(entries)),
                "open": now,
                "rest": resting,
                "done": sorted(done - set(now)),
                "late": sorted(element for element, stay in spent.items() if stay.late),
                "dwell": {element: stay.words for element, stay in spent.items()},
                "moves": moves,
            }
        )
    return frames


def _said(scene: Scene, steps: int) -> str:
    """The step for who hears it: which, what was done, by whom, when, and with whom it is now."""
    shown = {
        "step": bn_digits(scene.index + 1),
        "steps": bn_digits(steps),
        "act": scene.act,
        "who": scene.post_title,
        "at": scenes.full_moment(scene.at),
    }
    words = _("Step %(step)s of %(steps)s: %(act)s, %(who)s, %(at)s") % shown
    if not scene.with_whom:
        return words
    return f"{words}; {_('With after this:')} {', '.join(scene.with_whom)}"


def _moves(
    entry: EntryView, resting: Sequence[str], hops: Sequence[engine.Hop], spec: engine.FlowSpec
) -> list[dict[str, object]]:
    """The ways the tokens took; where these are not known, from the stage left to where tokens rest."""
    if hops:
        return [{"way": way.elements, "phase": way.phase} for way in ways(hops, spec.elements)]
    left = entry.data.get("stage")
    return [{"from": left, "to": element} for element in resting if left and element != left]


def _resting(entry: EntryView, spec: engine.FlowSpec, hops: Sequence[engine.Hop]) -> list[str]:
    """Where tokens stand after an engine step: open stages, waits of their own, or the end reached."""
    recorded = entry.data["engine"]
    if recorded["finished"]:
        return [hop.element for hop in hops if spec.elements[hop.element].kind == ENDS][-1:]
    stages = [stage[1] for stage in recorded["open"]]
    waits = [
        (element, kind)
        for _pk, element, kind in recorded["waits"]
        if element in spec.elements and spec.elements[element].attached_to is None
    ]
    awaited = [element for element, kind in waits if kind != "timer"] or [element for element, _ in waits]
    return list(dict.fromkeys([*stages, *awaited]))


def _drawings(
    matter: Matter, spec: engine.FlowSpec, frames: Sequence[Mapping[str, Any]]
) -> tuple[Drawing, ...]:
    """The main picture, then each sub-flow in the order in which the matter entered it."""
    bundle = engine.Bundle.from_json(matter.instance.version.bundle)
    drawn = {process.id: process for process in engine.contents(bundle).processes}
    entered = [
        spec.elements[element].process
        for frame in frames
        for element in [*frame["done"], *frame["open"]]
        if element in spec.elements
    ]
    order = list(dict.fromkeys([spec.main, *entered]))
    titles = {drawn[process].file: drawn[process] for process in reversed(order) if process in drawn}
    names = list(dict.fromkeys(drawn[process].file for process in order if process in drawn))
    return tuple(
        Drawing(
            id=f"flow-{place}",
            name=str(Words(titles[name].name, titles[name].name_en)),
            xml=bundle.files[name].decode(),
            part=place > 0,
        )
        for place, name in enumerate(names)
    )


def _line(stay: Stay, spec: engine.FlowSpec, until: datetime, calendar: WorkingCalendar) -> StageLine:
    stage = spec.stages[stay.element]
    outcome = stage.outcome(stay.outcome) if stay.outcome else None
    return StageLine(
        name=str(scenes.name_of(stage.element, spec)),
        start=stay.opened_at,
        end=stay.closed_at,
        words=spent_words([(stay.opened_at, stay.closed_at or until)], calendar),
        outcome=str(Words(outcome.label_bn, outcome.label_en)) if outcome else "",
        late=stay.late_days(until, calendar),
    )
