"""The bundle as bytes: every file readable, small, BPMN or DMN, and according to the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml.etree import XPathError

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
    for line, message, path in schema_faults(root)[:MAX_SCHEMA_FAULTS]:
        found.say("schema", _at(root, path), file=name, line=line, detail=_plain(message))


def _at(root: _Element, path: str) -> _Element | None:
    """The element a fault is about, or the nearest around it that has an id."""
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        met: Any = root.getroottree().xpath(path, namespaces=prefixes) if path else []
    except XPathError:
        met = []
    element: Any = met[0] if met else None
    while element is not None and not element.get("id"):
        element = element.getparent()
    return None if element is root else element


def _plain(message: str) -> str:
    return message.replace(f"{{{BPMN}}}", "")[:MAX_DETAIL].rstrip(". ")
