"""From a bundle to an executable flow, through the library's parser with every element class our own."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser import event_parsers as events
from SpiffWorkflow.bpmn.parser import task_parsers as tasks
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.exceptions import SpiffWorkflowException

from workflows.engine import elements, joins
from workflows.engine.dmn import tables
from workflows.engine.drawing import Drawing, drawing
from workflows.engine.linting import runnable
from workflows.engine.messages import finding
from workflows.engine.profile import declared_facts, extensions, gp
from workflows.engine.refusals import FlowError
from workflows.engine.specs import FlowSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.bundle import Bundle

CACHED_FLOWS: Final = 64


@dataclass(frozen=True, eq=False)
class Program:
    """The executable side of a flow: SpiffWorkflow specs by process id. Never changed after compile."""

    main: Any
    parts: Mapping[str, Any]

    def spec(self, name: str) -> Any:
        return self.main if name == self.main.name else self.parts[name]


class _Stages(TaskParser):
    PARALLEL_MI_CLASS = elements.ParallelStage
    SEQUENTIAL_MI_CLASS = elements.SequentialStage


class _Services(TaskParser):
    def create_task(self) -> Any:
        spec = super().create_task()
        spec.service = gp(self.node, "service")
        spec.wait = gp(self.node, "wait") == "yes"
        spec.parameters = {
            child.get("name"): child.get("value", "") for child in extensions(self.node, "param")
        }
        return spec


class _Decisions(TaskParser):
    def create_task(self) -> Any:
        spec = super().create_task()
        parser = self.process_parser.parser
        spec.table = parser.tables[gp(self.node, "decision")]
        spec.fact_types = parser.facts
        return spec


class _Events:
    """Limits and messages by name, in place of the library's clocks and correlations."""

    process_parser: Any

    def parse_timer_event(self, event: Any) -> elements.LimitPassed:
        return elements.LimitPassed(gp(event, "limit"))

    def parse_message_event(self, event: Any) -> elements.MessageCame:
        messages = self.process_parser.parser.messages
        return elements.MessageCame(messages[event.get("messageRef")])


class _Catches(_Events, events.IntermediateCatchEventParser):
    pass


class _Boundaries(_Events, events.BoundaryEventParser):
    pass


class _Finishes(events.EndEventParser):
    def create_task(self) -> Any:
        spec = super().create_task()
        spec.disposal = gp(self.node, "disposal") or None
        return spec


class _Parser(BpmnParser):
    """Knows the elements of our profile and no other: there is no class for a script, a signal or a
    data store.
    """

    PARSER_CLASSES = {
        full_tag("startEvent"): (events.StartEventParser, elements.Start),
        full_tag("endEvent"): (_Finishes, elements.Finish),
        full_tag("userTask"): (_Stages, elements.Stage),
        full_tag("serviceTask"): (_Services, elements.Service),
        full_tag("businessRuleTask"): (_Decisions, elements.Decision),
        full_tag("subProcess"): (tasks.SubWorkflowParser, elements.Embedded),
        full_tag("callActivity"): (tasks.CallActivityParser, elements.Call),
        full_tag("exclusiveGateway"): (tasks.ConditionalGatewayParser, joins.Exclusive),
        full_tag("inclusiveGateway"): (tasks.ConditionalGatewayParser, joins.Inclusive),
        full_tag("parallelGateway"): (tasks.GatewayParser, joins.Parallel),
        full_tag("eventBasedGateway"): (events.EventBasedGatewayParser, elements.EventChoice),
        full_tag("intermediateCatchEvent"): (_Catches, elements.Catch),
        full_tag("boundaryEvent"): (_Boundaries, elements.Boundary),
    }

    def __init__(self, drawn: Drawing, facts: Mapping[str, str]) -> None:
        super().__init__()
        self.facts = facts
        self.tables = tables(drawn.tables)
        for name, root in drawn.roots.items():
            self.add_bpmn_xml(root, filename=name)

    def add_bpmn_xml(self, bpmn: Any, filename: str | None = None) -> None:
        """Only what our profile knows; correlations and data stores hold expressions and classes of
        the library.
        """
        self._add_diagram_indexes(bpmn)
        self._add_processes(bpmn, filename)
        self._add_messages(bpmn)
        self._add_errors(bpmn)

    def _add_diagram_indexes(self, bpmn: Any) -> None:
        """Conditions are tried in the order of the file. The library sorts them by where they are drawn."""
        key = self._document_key(bpmn)
        self.document_lanes[key], self.document_positions[key] = {}, {}


def compile(bundle: Bundle) -> FlowSpec:
    """The executable flow of a bundle, from a bounded cache by its sha256.

    Raises FlowError with all findings.
    """
    with _lock:
        if bundle.sha256 in _cache:
            _cache.move_to_end(bundle.sha256)
            return _cache[bundle.sha256]
    spec = _compile(bundle)
    with _lock:
        _cache[bundle.sha256] = spec
        while len(_cache) > CACHED_FLOWS:
            _cache.popitem(last=False)
    return spec


_cache: OrderedDict[str, FlowSpec] = OrderedDict()
_lock = threading.Lock()


def forget() -> None:
    """Empty the cache, so that the next compile starts from the bytes."""
    with _lock:
        _cache.clear()


def _compile(bundle: Bundle) -> FlowSpec:
    faults = [found for found in runnable(bundle) if found.severity == "error"]
    if faults:
        raise FlowError(faults)
    drawn = drawing(bundle)
    facts: dict[str, str] = {}
    for process in drawn.processes.values():
        facts.update(declared_facts(process.node))
    return FlowSpec(
        sha256=bundle.sha256,
        name=drawn.main.name,
        name_en=drawn.main.name_en,
        profile=gp(drawn.main.node, "profile", "both"),
        main=drawn.main.id,
        stages=drawn.stages(),
        facts=facts,
        elements=drawn.elements(),
        limits=drawn.limits(),
        services=drawn.services(),
        program=_program(drawn, facts),
    )


def _program(drawn: Drawing, facts: Mapping[str, str]) -> Program:
    try:
        parser = _Parser(drawn, facts)
        main = parser.get_spec(drawn.main.id)
        parts = parser.get_subprocess_specs(drawn.main.id)
    except SpiffWorkflowException as error:
        raise FlowError([finding("not_runnable", None, detail=str(error))]) from error
    for spec in (main, *parts.values()):
        _settle(spec)
    return Program(main, parts)


def _settle(spec: Any) -> None:
    """Finish a spec at compile, so that running it never changes it.

    Multi-instance children report to their parent from the start: the library connects them when the
    first child is made, and an instance loaded by another process would then never finish.
    """
    for task in list(spec.task_specs.values()):
        if isinstance(task, elements.ParallelStage | elements.SequentialStage):
            spec.task_specs[task.task_spec].completed_event.connect(task.merge_child)
        if isinstance(task, joins.Inclusive):
            task.reach = joins.reachability(task)
