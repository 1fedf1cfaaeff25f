"""What the office's own attributes say: stages, their outcomes and forms, services, several
recipients, facts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMN
from workflows.engine.profile import (
    CHANNELS,
    DEFAULT_LEVELS,
    FIELD_TYPES,
    TELLS,
    extensions,
    gp,
    kind_of,
    stage_spec,
)
from workflows.engine.services import known_services

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings
    from workflows.engine.specs import Field, StageSpec

POWERS: Final = frozenset(
    "receive mark note forward recommend decide issue dispose admin flow_edit flow_publish audit".split()
)

YES_NO: Final = ("yes", "no")
_CODE = r"[A-Za-z0-9][A-Za-z0-9_-]*"
_ASSIGN = re.compile(
    rf"head|marked|starter|section(:{_CODE})?|post:{_CODE}|rank:{_CODE}(@section)?|body:{_CODE}"
)
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LIMIT = re.compile(_CODE)


def check_stages(drawn: Drawing, found: Findings) -> None:
    for _, node in drawn.all_nodes():
        kind = kind_of(node)
        if kind == "userTask":
            _check_stage(node, found)
        elif node.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics") is not None:
            found.say("multiple_only_stages", node)
        if kind == "serviceTask":
            _check_service(node, found)
    for name in sorted(drawn.limits()):
        if not _LIMIT.fullmatch(name):
            found.say("sla_name", _limited_by(drawn, name), value=name)
    _check_facts(drawn, found)


def _check_stage(node: _Element, found: Findings) -> None:
    stage = stage_spec(node, "")
    if not stage.name.strip():
        found.say("stage_unnamed", node)
    if not gp(node, "nameEn").strip():
        found.say("name_en_missing", node)
    if not _ASSIGN.fullmatch(stage.assign):
        found.say("assign", node, value=stage.assign or "—")
    if stage.channel not in CHANNELS:
        found.say("channel", node, value=stage.channel)
    _check_levels(node, stage, found)
    _check_yes_no(node, "opens", gp(node, "opens", "no"), found)
    _check_outcomes(node, stage, found)
    _check_form(node, stage, found)
    _check_body(node, stage, found)


def _check_body(node: _Element, stage: StageSpec, found: Findings) -> None:
    """A committee's stage is left by its minutes alone: no way between desks, nothing to fill in."""
    if not stage.body:
        return
    if stage.channel != "none":
        found.say("body_channel", node)
    if stage.form or stage.multiple or any(outcome.names_post for outcome in stage.outcomes):
        found.say("body_form", node)


def _check_levels(node: _Element, stage: StageSpec, found: Findings) -> None:
    written = gp(node, "levels")
    if written and (str(stage.levels) != written or stage.levels < 1):
        found.say("levels", node, value=written)
    elif stage.levels > DEFAULT_LEVELS:
        found.say("levels_many", node, value=stage.levels)


def _check_yes_no(node: _Element, name: str, value: str, found: Findings) -> None:
    if value not in YES_NO:
        found.say("yes_no", node, name=name, value=value)


def _check_outcomes(node: _Element, stage: StageSpec, found: Findings) -> None:
    if not stage.outcomes:
        found.say("outcome_missing", node)
    seen: set[str] = set()
    for outcome, drawn in zip(stage.outcomes, extensions(node, "outcome"), strict=True):
        if not _ID.fullmatch(outcome.id) or outcome.id in seen:
            found.say("outcome_id", node, value=outcome.id)
        seen.add(outcome.id)
        if not outcome.label_bn.strip() or not outcome.label_en.strip():
            found.say("outcome_label", node, value=outcome.id)
        if outcome.power not in POWERS:
            found.say("outcome_power", node, value=outcome.id, power=outcome.power)
        for name in ("noting", "namesPost"):
            _check_yes_no(node, name, drawn.get(name, "no"), found)
    if stage.outcomes and stage.rehearse not in seen:
        found.say("rehearse", node, value=stage.rehearse)


def _check_form(node: _Element, stage: StageSpec, found: Findings) -> None:
    seen: set[str] = set()
    for place, (field, drawn) in enumerate(zip(stage.form, extensions(node, "field"), strict=True)):
        if not _complete(field) or field.id in seen:
            found.say_of_field("field", node, place, value=field.id)
        seen.add(field.id)
        for outcome in field.outcomes:
            if stage.outcome(outcome) is None:
                found.say_of_field("field_outcome", node, place, value=field.id, outcome=outcome)
        if field.tells and (field.tells not in TELLS or field.type != "text" or field.fact):
            found.say_of_field("field_tells", node, place, value=field.id, tells=field.tells)
        for name in ("required", "fact"):
            if (written := drawn.get(name, "no")) not in YES_NO:
                found.say_of_field("yes_no", node, place, name=name, value=written)


def _complete(field: Field) -> bool:
    labelled = field.label_bn.strip() and field.label_en.strip()
    choosable = field.type != "choice" or field.choices
    return bool(_ID.fullmatch(field.id) and field.type in FIELD_TYPES and labelled and choosable)


def _check_service(node: _Element, found: Findings) -> None:
    known, name = known_services(), gp(node, "service")
    if not name:
        found.say("service_missing", node, known=", ".join(sorted(known)))
    elif name not in known:
        found.say("service_unknown", node, value=name, known=", ".join(sorted(known)))
    _check_yes_no(node, "wait", gp(node, "wait", "no"), found)
    names = [param.get("name", "") for param in extensions(node, "param")]
    if "" in names or len(set(names)) < len(names):
        found.say("param", node)


def _check_facts(drawn: Drawing, found: Findings) -> None:
    """Facts are the matter's, so one name has one type in the flow and all its sub-flows."""
    types: dict[str, str] = {}
    for process in drawn.processes.values():
        for fact in extensions(process.node, "fact"):
            if not _fits(fact, types):
                found.say("fact", process.node, value=fact.get("id", ""))
        for node in process.of_kind("userTask"):
            for place, field in enumerate(extensions(node, "field")):
                if field.get("fact") == "yes" and not _fits(field, types):
                    found.say_of_field("fact", node, place, value=field.get("id", ""))


def _fits(fact: _Element, types: dict[str, str]) -> bool:
    """Whether a fact is well named and of the type that this name has elsewhere."""
    name, kind = fact.get("id", ""), fact.get("type", "")
    usable = _ID.fullmatch(name) and kind in FIELD_TYPES and not name.endswith("_outcome")
    return bool(usable) and types.setdefault(name, kind) == kind


def _limited_by(drawn: Drawing, name: str) -> _Element | None:
    for _, node in drawn.all_nodes():
        timer = node.find(f"{{{BPMN}}}timerEventDefinition")
        if gp(node, "sla") == name or (timer is not None and gp(timer, "limit") == name):
            return node
    return None
