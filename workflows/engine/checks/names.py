"""What people read in a flow is what is written there: no character that hides or turns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.naming import hidden_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings

MOST_SHOWN: Final = 4


def check_names(drawn: Drawing, found: Findings) -> None:
    for root in (*drawn.roots.values(), *drawn.tables.values()):
        for element in root.iter():
            hidden = hidden_in("".join((element.text or "", *map(str, element.attrib.values()))))
            if hidden:
                codes = sorted(f"U+{ord(each):04X}" for each in hidden)
                found.say("hidden_characters", _bearer(element), value=", ".join(codes[:MOST_SHOWN]))


def _bearer(element: _Element | None) -> _Element | None:
    """The element itself or the nearest around it that a person could select."""
    while element is not None and not element.get("id"):
        element = element.getparent()
    if element is not None and element.tag.startswith("{https://gotipath.org/"):
        return _bearer(element.getparent())
    return element
