"""The pinned flow as a picture with this file's place in it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from efile.filepage import Opened
from efile.pages.moment import Moment
from workflows.engine import Bundle, FlowSpec
from workflows.engine.calls import callers
from workflows.models import FlowVersion


def drawn(opened: Opened, moment: Moment) -> dict[str, Any]:
    """`flow_xml` and `flow_states` for the viewer: done, now and late stages, time spent as words."""
    version = opened.matter.instance.version_id
    xml, calls = _picture(version)
    states: dict[str, str] = {}
    dwell: dict[str, str] = {}
    late = {row.stage_id for row in opened.threads if row.due_on and row.due_on < moment.today}
    for row in opened.stages:
        element = _on_main(row.element, opened.spec, calls)
        if row.closed_at is None:
            states[element] = "late" if row.pk in late else "now"
        elif states.get(element) not in {"now", "late"}:
            states[element] = "done"
        dwell[element] = moment.since(row.opened_at, row.closed_at)
    here = [element for element, state in states.items() if state != "done"]
    return {
        "flow_xml": xml,
        "flow_states": {"states": states, "dwell": dwell, "open": here},
        "flow_version": opened.matter.instance.version,
    }


@lru_cache(maxsize=64)
def _picture(version: UUID) -> tuple[str, dict[str, str]]:
    """Versions never change, so their text is read once a process."""
    bundle = Bundle.from_json(FlowVersion.objects.values_list("bundle", flat=True).get(pk=version))
    return bundle.files[bundle.main].decode(), dict(callers(bundle))


def _on_main(element: str, spec: FlowSpec, calls: dict[str, str]) -> str:
    """A stage of a sub-flow is shown by the element that calls the sub-flow."""
    drawn_in = spec.elements[element].process if element in spec.elements else ""
    return calls.get(drawn_in, element)
