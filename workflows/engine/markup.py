"""Uploaded XML to a tree, safely: bounded, without document types, entities, processing
instructions or network.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

from lxml import etree

MAX_BYTES: Final = 1_000_000
MAX_ELEMENTS: Final = 20_000

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
GP: Final = "https://gotipath.org/bpmn/1"

_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


class MarkupRefused(Exception):
    """Bytes that are not read. `code` is too_large, doctype, encoding or malformed."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def parse(content: bytes) -> etree._Element:
    """The root element. Raises MarkupRefused for anything but small, well-formed, self-contained XML."""
    if len(content) > MAX_BYTES:
        raise MarkupRefused("too_large")
    if any(mark in content[:4] for mark in _WIDE):
        raise MarkupRefused("encoding")
    if _DOCTYPE.search(content):
        raise MarkupRefused("doctype")
    root = _read(content)
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupRefused("doctype")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise MarkupRefused("too_large")
    return root


def _read(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise MarkupRefused("malformed", str(error)) from error
    if root is None:
        raise MarkupRefused("malformed")
    return root


@cache
def schema() -> etree.XMLSchema:
    """OMG's BPMN 2.0 schemas, as they ship inside SpiffWorkflow."""
    with as_file(files("SpiffWorkflow.bpmn.parser") / "schema") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


def schema_faults(root: etree._Element) -> list[tuple[int, str, str]]:
    """Line, message and path of everything the BPMN schema refuses."""
    validator = schema()
    if validator.validate(root):
        return []
    log: Any = validator.error_log
    return [(int(entry.line), str(entry.message), str(entry.path or "")) for entry in log]
