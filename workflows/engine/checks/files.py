"""The bundle as bytes: every file readable, small, BPMN or DMN, and according to the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workflows.engine.markup import BPMN, schema_faults
from workflows.engine.messages import unlisted
from workflows.engine.profile import kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.bundle import Bundle
    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings

MAX_FILES: Final = 40
MAX_SCHEMA_FAULTS: Final = 20
MAX_DETAIL: Final = 200

ROOT_ELEMENTS: Final = frozenset(
    "process collaboration message error category itemDefinition "
    "documentation extensionElements interface".split()
)


def check_files(bundle: Bundle, drawn: Drawing, found: Findings) -> None:
    if len(bundle.files) > MAX_FILES:
        found.say("too_many_files", None, count=len(bundle.files), most=MAX_FILES)
    if bundle.main not in bundle.files:
        found.say("main_missing", None, file=bundle.main)
    for name, refused in drawn.unread.items():
        found.say(f"file_{refused.code}", None, file=name, detail=refused.detail[:MAX_DETAIL])
    for name, root in drawn.roots.items():
        if root.tag == f"{{{BPMN}}}definitions":
            _check_root(name, root, found)
        else:
            found.say("not_bpmn", None, file=name)


def _check_root(name: str, root: _Element, found: Findings) -> None:
    for child in root:
        kind = kind_of(child)
        if kind and kind not in ROOT_ELEMENTS:
            found.put(unlisted(child, kind))
    if name.endswith(".bpmn") and not root.findall(f"{{{BPMN}}}process"):
        found.say("process_missing", None, file=name)
    for line, message in schema_faults(root)[:MAX_SCHEMA_FAULTS]:
        found.say("schema", _at_line(root, line), file=name, line=line, detail=_plain(message))


def _at_line(root: _Element, line: int) -> _Element | None:
    """The innermost element with an id that begins at or before the line."""
    best = None
    for element in root.iter("*"):
        begins: Any = element.sourceline
        if begins is not None and begins > line:
            break
        if element.get("id") and kind_of(element):
            best = element
    return best


def _plain(message: str) -> str:
    return message.replace(f"{{{BPMN}}}", "")[:MAX_DETAIL].rstrip(". ")
