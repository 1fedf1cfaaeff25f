"""The stage strip of the file page: where the matter was, for how long, where it is, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from hierarchy.actors import Actor
from web import words
from workflows.engine import FlowSpec
from workflows.models import OpenStage


@dataclass(frozen=True, slots=True)
class Stage:
    """`state` is done, now, late or empty for what has not begun."""

    name: str
    state: str
    detail: str
    element: str = ""


def strip_of(
    matter: Matter,
    stages: Sequence[OpenStage],
    threads: Sequence[Thread],
    ahead: Sequence[str],
    spec: FlowSpec,
    reader: Actor,
    moment: Moment,
) -> list[Stage]:
    """`stages` are all rows of the instance in order; `ahead` the usual path of the whole flow."""
    holders = {row.stage_id: row for row in threads if row.closed_at is None}
    shown = [_of_row(row, holders.get(row.pk), matter, spec, reader, moment) for row in stages]
    shown += [_waiting(row, spec) for row in threads if row.closed_at is None and _waits(row)]
    if matter.closed_at is not None:
        at = words.office_date(moment.local(matter.closed_at), None)
        return [*shown, Stage(disposal_words(matter.disposal) or _("Finished"), "done", at)]
    return shown + _ahead(matter, stages, ahead, spec)


def _of_row(
    row: OpenStage,
    thread: Thread | None,
    matter: Matter,
    spec: FlowSpec,
    reader: Actor,
    moment: Moment,
) -> Stage:
    name = str(labels.element_name(spec, row.element))
    if row.closed_at is not None or thread is None:
        opened = moment.local(row.opened_at)
        day = f"{opened.day:02}.{opened.month:02}"
        return Stage(name, "done", f"{day} · {moment.since(row.opened_at, row.closed_at)}", row.element)
    late = thread.due_on is not None and thread.due_on < moment.today
    where = {"who": _where(thread, reader), "span": moment.since(thread.arrived_at)}
    return Stage(name, "late" if late else "now", _("%(who)s, %(span)s") % where, row.element)


def _where(thread: Thread, reader: Actor) -> str:
    if thread.pool is not None:
        return _("In %(section)s, not taken") % {"section": thread.pool.name}
    if thread.holder_id == reader.post_id:
        return _("With you")
    return str(labels.short_title(thread.holder, reader.section_id))


def _waits(thread: Thread) -> bool:
    return bool(thread.waiting_for) and thread.waiting_for != labels.PARTS


def _waiting(thread: Thread, spec: FlowSpec) -> Stage:
    return Stage(labels.waits_words(thread.waiting_for, spec), "now", "")


def _ahead(matter: Matter, stages: Sequence[OpenStage], path: Sequence[str], spec: FlowSpec) -> list[Stage]:
    """What usually follows the last stage that was opened, and the promised date at its end."""
    last = stages[-1].element if stages else ""
    rest = path[path.index(last) + 1 :] if last in path else ()
    open_now = {row.element for row in stages if row.closed_at is None}
    coming = [
        Stage(str(labels.element_name(spec, element)), "", "", element)
        for element in rest
        if element not in open_now
    ]
    promised = ""
    if matter.promised_on is not None:
        date = words.office_date(matter.promised_on, None)
        promised = _("Expected %(date)s") % {"date": date}
    return [*coming, Stage(_("Disposal"), "", promised)]
