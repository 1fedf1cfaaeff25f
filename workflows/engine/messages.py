"""Sentences of the findings, in Bengali and English: what is wrong, where, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.specs import Finding

if TYPE_CHECKING:
    from typing import Literal

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "not_runnable": ("error", "এই ধারাটি চালানো যায় না: {detail}।", "This flow cannot be run: {detail}."),
}


def finding(code: str, element: str | None, **params: object) -> Finding:
    severity, bn, en = SENTENCES[code]
    level: Literal["error", "warning"] = "warning" if severity == "warning" else "error"
    return Finding(code, level, element, bn.format(**params), en.format(**params))
