"""The office's own attributes on BPMN elements (namespace gp), read into our value classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMN, GP
from workflows.engine.specs import Element, Field, Outcome, StageSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

DEFAULT_LEVELS: Final = 4
CHANNELS: Final = ("none", "section", "hierarchy", "office")
FIELD_TYPES: Final = ("number", "text", "date", "boolean", "choice")
TELLS: Final = ("question", "reason")
PROFILES: Final = ("WB", "BD", "both")
DISPOSALS: Final = ("disposed", "rejected", "withdrawn", "filed")


def gp(element: _Element, name: str, default: str = "") -> str:
    return element.get(f"{{{GP}}}{name}", default)


def extensions(element: _Element, name: str) -> Iterator[_Element]:
    """Our own children of the element's extensionElements."""
    for holder in element.findall(f"{{{BPMN}}}extensionElements"):
        yield from holder.findall(f"{{{GP}}}{name}")


def kind_of(element: _Element) -> str:
    """The tag without its namespace, for elements of BPMN; empty for all others."""
    tag = element.tag
    prefix = f"{{{BPMN}}}"
    return tag.removeprefix(prefix) if isinstance(tag, str) and tag.startswith(prefix) else ""


def stage_spec(element: _Element, lane: str) -> StageSpec:
    """Read a user task leniently: what is missing or wrong is lint's to say."""
    outcomes = tuple(_outcome(child) for child in extensions(element, "outcome"))
    multiple = element.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics") is not None
    name = element.get("name", "")
    return StageSpec(
        element=element.get("id", ""),
        name=name,
        name_en=gp(element, "nameEn", name),
        lane=lane,
        assign=gp(element, "assign"),
        channel=gp(element, "channel", "none"),
        levels=_levels(gp(element, "levels")),
        outcomes=outcomes,
        sla=gp(element, "sla") or None,
        form=tuple(_field(child) for child in extensions(element, "field")),
        opens=multiple or gp(element, "opens") == "yes",
        rehearse=gp(element, "rehearse") or (outcomes[0].id if outcomes else ""),
        multiple=multiple,
    )


def _levels(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else DEFAULT_LEVELS


def _outcome(child: _Element) -> Outcome:
    return Outcome(
        id=child.get("id", ""),
        label_bn=child.get("labelBn", ""),
        label_en=child.get("labelEn", ""),
        power=child.get("power", ""),
        noting=child.get("noting") == "yes",
        names_post=child.get("namesPost") == "yes",
    )


def _field(child: _Element) -> Field:
    return Field(
        id=child.get("id", ""),
        type=child.get("type", ""),
        label_bn=child.get("labelBn", ""),
        label_en=child.get("labelEn", ""),
        required=child.get("required") == "yes",
        fact=child.get("fact") == "yes",
        choices=_listed(child.get("choices", "")),
        outcomes=_listed(child.get("outcomes", "")),
        tells=child.get("tells", ""),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def element_of(element: _Element, process: str) -> Element:
    name = element.get("name", "")
    return Element(
        id=element.get("id", ""),
        kind=kind_of(element),
        name=name,
        name_en=gp(element, "nameEn", name),
        process=process,
        attached_to=element.get("attachedToRef"),
    )


def declared_facts(process: _Element) -> dict[str, str]:
    """Facts a process declares: its own list, the fact fields of its stages, and each stage's outcome."""
    facts = {child.get("id", ""): child.get("type", "text") for child in extensions(process, "fact")}
    for task in process.iter(f"{{{BPMN}}}userTask"):
        for child in extensions(task, "field"):
            if child.get("fact") == "yes":
                facts[child.get("id", "")] = child.get("type", "text")
    for kind in ("userTask", "serviceTask"):
        for task in process.iter(f"{{{BPMN}}}{kind}"):
            facts[f"{task.get('id', '')}_outcome"] = "text"
    return facts
