"""The stage strip of the file page: where the matter was, for how long, where it is, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.due import promised_words
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from efile.pages.strands import Strand, Visit, strands_of
from efile.path_ahead import Ahead
from hierarchy.actors import Actor
from web import words
from workflows.engine import FlowSpec
from workflows.models import OpenStage

GRANTED = ("", "disposed")


@dataclass(frozen=True, slots=True)
class Stage:
    """`state` is done, now, late, over for an end without a grant, or empty for what has not begun.

    `strands` are the parts that run at the same time; a stage with strands has no name of its own.
    """

    name: str
    state: str
    detail: str
    element: str = ""
    strands: tuple[tuple[Stage, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the cells are written with. `live` are the open threads by the stage they are or were last in."""

    taken: Mapping[UUID, OpenStage]
    live: Mapping[UUID, Thread]
    spec: FlowSpec
    reader: Actor
    moment: Moment


def strip_of(
    matter: Matter,
    stages: Sequence[OpenStage],
    threads: Sequence[Thread],
    joined: Mapping[UUID, int],
    ahead: Ahead,
    spec: FlowSpec,
    reader: Actor,
    moment: Moment,
) -> list[Stage]:
    """`stages` are all rows of the instance in order; `joined` the steps at which parts that had waited
    after a stage came together; `ahead` the usual path from where it stands.
    """
    live = {row.stage_id: row for row in threads if row.closed_at is None and row.stage_id}
    shown = Shown({row.pk: row for row in stages}, live, spec, reader, moment)
    drawn = {element: place for place, element in enumerate(spec.stages)}
    visits = sorted(_visits(stages, joined, ahead), key=lambda each: (drawn.get(each.element, 0), each.id))
    groups = strands_of(visits)
    columns = [column for group in groups for column in _columns(group, shown)]
    return [*columns, _end(matter, ahead, moment)]


def _visits(stages: Sequence[OpenStage], joined: Mapping[UUID, int], ahead: Ahead) -> list[Visit]:
    """Stages taken, those that are open closed by the step that usually leaves them; then what comes."""
    leaves = {stage.id: stage.closed for stage in ahead.stages}
    joins = {**{UUID(pk): step for pk, step in ahead.joined.items()}, **joined}
    taken = [
        Visit(row.pk, row.element, row.opened_step, _left(row, leaves), joins.get(row.pk)) for row in stages
    ]
    known = {row.pk for row in stages}
    coming = [(UUID(each.id), each) for each in ahead.stages]
    return taken + [
        Visit(pk, each.element, each.opened, each.closed, joins.get(pk))
        for pk, each in coming
        if pk not in known
    ]


def _left(row: OpenStage, leaves: Mapping[str, int | None]) -> int | None:
    return leaves.get(str(row.pk)) if row.closed_step is None else row.closed_step


def _columns(group: Sequence[Strand], shown: Shown) -> list[Stage]:
    cells = [tuple(cell for visit in strand for cell in _cells(visit, shown)) for strand in group]
    if len(cells) == 1:
        return list(cells[0])
    states = [cell.state for strand in cells for cell in strand]
    state = next((one for one in ("late", "now", "done") if one in states), "")
    return [Stage("", state, "", strands=tuple(cells))]


def _cells(visit: Visit, shown: Shown) -> list[Stage]:
    """The stage, and after it what its thread waits for."""
    row, thread = shown.taken.get(visit.id), shown.live.get(visit.id)
    name = str(labels.element_name(shown.spec, visit.element))
    if row is None:
        return [Stage(name, "", "", visit.element)]
    if row.closed_at is None and thread is not None:
        return [_standing(name, visit.element, thread, shown)]
    moment, opened = shown.moment, shown.moment.local(row.opened_at)
    detail = f"{opened.day:02}.{opened.month:02} · {moment.since(row.opened_at, row.closed_at)}"
    cells = [Stage(name, "done", detail, visit.element)]
    if thread is not None and _waits(thread):
        waiting = labels.waits_words(thread.waiting_for, shown.spec)
        cells.append(Stage(waiting, "now", moment.since(row.closed_at or thread.arrived_at)))
    return cells


def _standing(name: str, element: str, thread: Thread, shown: Shown) -> Stage:
    late = thread.due_on is not None and thread.due_on < shown.moment.today
    where = {"who": _where(thread, shown.reader), "span": shown.moment.since(thread.arrived_at)}
    return Stage(name, "late" if late else "now", _("%(who)s, %(span)s") % where, element)


def _where(thread: Thread, reader: Actor) -> str:
    if thread.present_pool is not None:
        return _("In %(section)s, not taken") % {"section": thread.present_pool.name}
    if thread.holder_id in reader.posts:
        return _("With you")
    return str(labels.short_title(thread.present, reader.section_id))


def _waits(thread: Thread) -> bool:
    return bool(thread.waiting_for) and thread.waiting_for != labels.PARTS


def _end(matter: Matter, ahead: Ahead, moment: Moment) -> Stage:
    """How it ended; before that, how it usually ends from here, and the promised date."""
    if matter.closed_at is not None:
        at = words.office_date(moment.local(matter.closed_at), None)
        state = "done" if matter.disposal in GRANTED else "over"
        return Stage(disposal_words(matter.disposal) or _("Finished"), state, at)
    promised = ""
    if matter.promised_on is not None:
        promised = promised_words(matter.promised_on, moment.today)
    name = _("Disposal") if ahead.disposal in GRANTED else disposal_words(ahead.disposal)
    return Stage(name, "", promised)
