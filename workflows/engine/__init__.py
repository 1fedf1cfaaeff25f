"""The engine room: BPMN flows executed as pure functions. The only importer of SpiffWorkflow, BPMN,
DMN and CEL.
"""

from workflows.engine.bundle import Bundle
from workflows.engine.compiler import compile
from workflows.engine.contents import Contents, DrawnProcess, contents, unreadable
from workflows.engine.judging import judged
from workflows.engine.linting import lint
from workflows.engine.parts import Part, parts
from workflows.engine.refusals import EngineRefused, FlowError
from workflows.engine.run import complete, fire, look, reopen, start, withdraw
from workflows.engine.services import known_services, register_service
from workflows.engine.specs import (
    Effect,
    Element,
    End,
    Fact,
    Field,
    Finding,
    FlowSpec,
    Hop,
    OpenStage,
    Outcome,
    StageSpec,
    Step,
    Wait,
)

__all__ = [
    "Bundle",
    "Contents",
    "DrawnProcess",
    "Effect",
    "Element",
    "End",
    "EngineRefused",
    "Fact",
    "Field",
    "Finding",
    "FlowError",
    "FlowSpec",
    "Hop",
    "OpenStage",
    "Outcome",
    "Part",
    "StageSpec",
    "Step",
    "Wait",
    "compile",
    "complete",
    "contents",
    "fire",
    "judged",
    "known_services",
    "lint",
    "look",
    "parts",
    "register_service",
    "reopen",
    "start",
    "unreadable",
    "withdraw",
]
