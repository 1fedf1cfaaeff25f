"""What an expression comes to, tried by the executing evaluator on values of the declared types.

A condition that is no yes or no, or that has no value for well-typed facts, would strand the file at its
gateway. The language has no loops over facts and the gate bounds the text, so a trial costs microseconds.
"""

from __future__ import annotations

import re
from itertools import islice
from math import prod
from typing import TYPE_CHECKING, Final, Literal

from workflows.engine.expressions import LITERAL, EvaluationFailed, ExpressionRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workflows.engine.expressions import Expression

MOST_TRIALS: Final = 48
Wanted = Literal["boolean", "number", "anything"]

_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?:\.\d{1,6})?(?![\w.])")
_TEXTS: Final = ("", "1", "ক", "2026-01-01T00:00:00Z", "1s")
_BY_TYPE: Final[dict[str, tuple[object, ...]]] = {
    "boolean": (True, False),
    "number": (0, 1, 2.5),
    "date": ("2026-01-01", "2026-12-31"),
    "text": _TEXTS,
    "choice": _TEXTS,
}

Domains = dict[str, tuple[object, ...]]


def prove(
    compiled: Expression,
    wanted: Wanted,
    *,
    facts: Mapping[str, str],
    variables: Mapping[str, Sequence[object]],
) -> list[object]:
    """The values met. `facts` gives types by name, `variables` what each may hold.

    Raises ExpressionRefused expression_not_boolean, expression_not_number, expression_types (an operator
    that does not fit the types) or expression_never (no value at all).
    """
    met: list[object] = []
    for context in _contexts(compiled, facts, variables):
        try:
            value = compiled.value(context)
        except EvaluationFailed as failed:
            if isinstance(failed.__cause__, TypeError):
                raise ExpressionRefused("expression_types", _said(context)) from failed
            continue
        _must_be(wanted, value)
        met.append(value)
    if not met:
        raise ExpressionRefused("expression_never")
    return met


def _must_be(wanted: Wanted, value: object) -> None:
    if wanted == "boolean" and not isinstance(value, bool):
        raise ExpressionRefused("expression_not_boolean", str(value))
    if wanted == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ExpressionRefused("expression_not_number", str(value))


def _contexts(
    compiled: Expression, facts: Mapping[str, str], variables: Mapping[str, Sequence[object]]
) -> Iterator[dict[str, object]]:
    """Combinations of values, spread evenly when there are more than would be tried."""
    texts, numbers = _written(compiled.text)
    known = sorted(compiled.facts)
    domains: Domains = {f"facts.{name}": _domain(facts[name], texts, numbers) for name in known}
    domains |= {name: _held(variables[name], texts) for name in sorted(compiled.variables)}
    total = prod(len(domain) for domain in domains.values())
    step = max(total // MOST_TRIALS, 1)
    for number in islice(range(0, total, step), MOST_TRIALS * 2):
        chosen = dict(zip(domains, _place(number, list(domains.values())), strict=True))
        yield {
            "facts": {name: chosen[f"facts.{name}"] for name in known},
            **{name: chosen[name] for name in compiled.variables},
        }


def _held(values: Sequence[object], texts: tuple[str, ...]) -> tuple[object, ...]:
    """A variable that holds text may also hold the texts it is compared with."""
    textual = all(isinstance(value, str) for value in values)
    return (*values, *(texts if textual else ())) or ("",)


def _domain(kind: str, texts: tuple[str, ...], numbers: tuple[object, ...]) -> tuple[object, ...]:
    plain = _BY_TYPE.get(kind, _TEXTS)
    return (*numbers, *plain) if kind == "number" else plain if kind == "boolean" else (*texts, *plain)


def _place(number: int, domains: list[tuple[object, ...]]) -> Iterator[object]:
    for domain in domains:
        number, at = divmod(number, len(domain))
        yield domain[at]


def _written(text: str) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """The texts and numbers that stand in the expression: what it compares with decides its way."""
    texts = tuple(match[0].strip("\"'") for match in LITERAL.finditer(text) if not match["prefix"])
    numbers = _NUMBER.findall(LITERAL.sub('""', text))
    return texts, tuple(float(each) if "." in each else int(each) for each in numbers)


def _said(context: Mapping[str, object]) -> str:
    facts = context["facts"]
    given = {**(facts if isinstance(facts, dict) else {}), **context}
    return ", ".join(f"{name} = {value}" for name, value in given.items() if name != "facts")
