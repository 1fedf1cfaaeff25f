"""Sentences of the findings, in Bengali and English: what is wrong, at which element, and what to do instead.

`{label}` is the element's own label in the sentence's language; other parameters are the same in both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workflows.engine.naming import names_of, unnamed
from workflows.engine.sentences import KINDS, SENTENCES, WARNINGS
from workflows.engine.specs import Finding

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_FINDINGS: Final = 200

_BENGALI_DIGITS: Final = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@dataclass(frozen=True)
class Labelled:
    """Other elements that a sentence speaks of."""

    elements: tuple[_Element, ...]


def finding(code: str, element: _Element | None, **params: object) -> Finding:
    """The finding `code` about `element`, which is named by its label, else by its kind and neighbour."""
    bn, en = SENTENCES[code]
    said = [_said(value) for value in params.values()]
    label_bn, label_en = _labels(element)
    return Finding(
        code=code,
        severity="warning" if code in WARNINGS else "error",
        element=None if element is None else element.get("id"),
        bn=bn.format(label=label_bn, **dict(zip(params, (bengali for bengali, _ in said), strict=True))),
        en=en.format(label=label_en, **dict(zip(params, (english for _, english in said), strict=True))),
    )


def _said(value: object) -> tuple[object, object]:
    """A parameter in both languages: elements by their labels, numbers in the digits of the language."""
    if isinstance(value, Labelled):
        labels = [_labels(element) for element in value.elements]
        return ", ".join(bn for bn, _ in labels), ", ".join(en for _, en in labels)
    if isinstance(value, int):
        return str(value).translate(_BENGALI_DIGITS), value
    return value, value


def unlisted(element: _Element, kind: str, at: _Element | None = None) -> Finding:
    """A finding that refuses an element of BPMN by the name of its kind."""
    bn, en, instead_bn, instead_en = KINDS.get(kind, (kind, kind, "", ""))
    label_bn, label_en = _labels(element if at is None else at)
    holder = element if at is None else at
    return Finding(
        code="element_unlisted",
        severity="error",
        element=holder.get("id"),
        bn=f"“{label_bn}”: {bn} এই দপ্তরের কার্যপথে চলে না। {instead_bn or 'অনুমোদিত উপাদানের একটি দিয়ে আঁকুন।'}",
        en=f"“{label_en}”: a {en} does not run in this office's flows. "
        f"{instead_en or 'Draw it with one of the listed elements.'}",
    )


def _labels(element: _Element | None) -> tuple[str, str]:
    """The name of an element; one that has none goes by its kind and by a named neighbour."""
    if element is None:
        return "", ""
    bn, en = names_of(element)
    if bn or en:
        return bn or en, en or bn
    return unnamed(element)


class Findings(list[Finding]):
    """Findings in the order in which they were met, each once, and of each severity not more than
    anyone would read.
    """

    def say(self, code: str, element: _Element | None, **params: object) -> None:
        self.put(finding(code, element, **params))

    def say_of_field(self, code: str, stage: _Element, place: int, **params: object) -> None:
        self.put(replace(finding(code, stage, **params), field=place))

    def put(self, found: Finding) -> None:
        same = sum(1 for other in self if other.severity == found.severity)
        if same < MOST_FINDINGS and found not in self:
            self.append(found)

    @property
    def has_errors(self) -> bool:
        return any(found.severity == "error" for found in self)
