"""The shipped flows as the tests read them: descriptions, bundles, cases and drawings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from lxml import etree

from workflows.shipping import FOLDER, Shipped, shipped_flows

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"
GP: Final = "{https://gotipath.org/bpmn/1}"

FLOWS: Final[dict[str, Shipped]] = {flow.about["code"]: flow for flow in shipped_flows()}
DRAWINGS: Final[dict[str, etree._Element]] = {
    str(path.relative_to(FOLDER)): etree.parse(path).getroot() for path in sorted(FOLDER.rglob("*.bpmn"))
}


def cases_of(flow: str) -> list[Path]:
    return sorted((FOLDER / flow / "cases").glob("*.toml"))


def read_case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rows(flow: Shipped, kind: str) -> list[dict[str, Any]]:
    """The `services` or `limits` of a flow's description."""
    found: list[dict[str, Any]] = flow.about.get(kind, [])
    return found


def countries(profile: str) -> set[str]:
    return {"WB", "BD"} if profile == "both" else {profile}
