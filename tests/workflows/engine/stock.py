"""Stock SpiffWorkflow 3.2.0, in memory, with its own parser and Python conditions: the other side
of the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.workflows.engine.sketch import Sketch


@dataclass
class Stock:
    """A running stock workflow, driven by element name like a Desk."""

    workflow: Any
    services: frozenset[str]

    @classmethod
    def begin(cls, drawn: list[Sketch], services: frozenset[str] = frozenset()) -> Stock:
        parser = BpmnParser()
        for sketch in drawn:
            parser.add_bpmn_xml(etree.fromstring(sketch.xml()))
        main = drawn[0].id
        workflow = BpmnWorkflow(parser.get_spec(main), parser.get_subprocess_specs(main))
        workflow.task_tree.data.update({"facts": {}})
        workflow.do_engine_steps()
        return cls(workflow, services)

    def _ready(self) -> list[Any]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))

    def open(self) -> list[str]:
        return sorted(t.task_spec.bpmn_id for t in self._ready() if t.task_spec.bpmn_id not in self.services)

    def waits(self) -> list[str]:
        served = [t.task_spec.bpmn_id for t in self._ready() if t.task_spec.bpmn_id in self.services]
        return sorted(
            served + [name for event in self.workflow.waiting_events() for name in self._names(event)]
        )

    def _names(self, event: Any) -> list[str]:
        if event.event_type == "ErrorEventDefinition":
            return []
        if event.name is not None:
            return [event.name]
        choices = [
            task.task_spec.event_definition.event_definitions
            for task in self.workflow.event_manager.tasks.values()
            if hasattr(task.task_spec.event_definition, "event_definitions")
        ]
        return [definition.name for definition in choices[0]]

    @property
    def finished(self) -> bool:
        return bool(self.workflow.completed)

    def complete(self, element: str, outcome: str) -> None:
        tasks = [task for task in self._ready() if task.task_spec.bpmn_id == element]
        task = min(tasks, key=lambda each: each.internal_data.get("key_or_index") or 0)
        task.data["outcome"] = outcome
        task.data.setdefault("facts", {})[f"{element}_outcome"] = outcome
        task.run()
        self.workflow.do_engine_steps()

    def fire(self, name: str) -> None:
        self.workflow.send_event(BpmnEvent(SignalEventDefinition(name), payload={}))
        self.workflow.do_engine_steps()
