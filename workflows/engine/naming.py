"""What a sentence calls an element: its name, or its kind and the named part that it stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import category

from workflows.engine.markup import BPMN
from workflows.engine.profile import gp, kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS: Final = {
    "process": ("কার্যপথ", "flow"),
    "startEvent": ("শুরু", "start"),
    "endEvent": ("সমাপ্তি", "end"),
    "userTask": ("ধাপ", "stage"),
    "serviceTask": ("স্বয়ংক্রিয় কাজ", "automatic step"),
    "businessRuleTask": ("নিয়মের সারণি", "table of rules"),
    "callActivity": ("সাধারণ অংশ", "shared part"),
    "subProcess": ("ভিতরের অংশ", "part inside"),
    "exclusiveGateway": ("পথ বাছাই", "choice"),
    "inclusiveGateway": ("এক বা একাধিক পথ বাছাই", "choice of one or more ways"),
    "parallelGateway": ("সমান্তরাল পথ", "parallel ways"),
    "eventBasedGateway": ("যা আগে ঘটে তার অপেক্ষা", "wait for whichever comes first"),
    "intermediateCatchEvent": ("অপেক্ষা", "wait"),
    "boundaryEvent": ("ধাপের গায়ের ঘটনা", "event on a stage"),
    "sequenceFlow": ("তীর", "arrow"),
}
_JOINERS: Final = frozenset("\u200c\u200d\n\t\r")


def names_of(element: _Element) -> tuple[str, str]:
    """Its Bengali and English names, either of which may be empty."""
    return visible(element.get("name") or ""), visible(gp(element, "nameEn"))


def unnamed(element: _Element) -> tuple[str, str]:
    """“নামহীন ধাপ (‘সিদ্ধান্ত’ ধাপের পরে)”. What is no part of a flow goes by its id."""
    kind = KINDS.get(kind_of(element) or "")
    if kind is None:
        id_ = element.get("id", "") or "?"
        return id_, id_
    bn, en = _beside(element)
    return f"নামহীন {kind[0]}{bn}", f"unnamed {kind[1]}{en}"


def _beside(element: _Element) -> tuple[str, str]:
    """After which named part it stands, else before which, else on which."""
    own = element.get("id", "")
    if element.get("sourceRef"):
        return _after(_by_id(element, element.get("sourceRef", "")))
    host = element.get("attachedToRef", "")
    if host:
        return _said(_by_id(element, host), "‘{bn}’ অংশের গায়ে", "on ‘{en}’")
    for near, far, bn, en in (
        ("targetRef", "sourceRef", "‘{bn}’ অংশের পরে", "after ‘{en}’"),
        ("sourceRef", "targetRef", "‘{bn}’ অংশের আগে", "before ‘{en}’"),
    ):
        for arrow in _arrows(element):
            if own and arrow.get(near) == own:
                said = _said(_by_id(element, arrow.get(far, "")), bn, en)
                if said[0]:
                    return said
    return "", ""


def _after(neighbour: _Element | None) -> tuple[str, str]:
    return _said(neighbour, "‘{bn}’ অংশের পরে", "after ‘{en}’")


def _said(neighbour: _Element | None, in_bn: str, in_en: str) -> tuple[str, str]:
    bn, en = names_of(neighbour) if neighbour is not None else ("", "")
    if not (bn or en):
        return "", ""
    return f" ({in_bn.format(bn=bn or en)})", f" ({in_en.format(en=en or bn)})"


def _arrows(element: _Element) -> list[_Element]:
    around = element.getparent()
    return [] if around is None else around.findall(f"{{{BPMN}}}sequenceFlow")


def _by_id(element: _Element, wanted: str) -> _Element | None:
    around = element.getparent()
    return next((each for each in around if each.get("id") == wanted), None) if around is not None else None


def visible(text: str) -> str:
    """One line of text without characters that hide or turn what follows them."""
    return " ".join("".join(each for each in text if each not in hidden_in(text)).split())


def hidden_in(text: str) -> set[str]:
    """Control and format characters; the joiners that shape Bengali conjuncts are letters here."""
    return {each for each in set(text) if each not in _JOINERS and category(each) in ("Cc", "Cf", "Cs")}
