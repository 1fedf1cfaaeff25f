"""CEL behind a gate: the only language of conditions, cardinalities, table cells and parameters.

The gate's rules each answer a measured failure: 30,000 terms crash the evaluator, nested macros hang it, an
unknown function compiles and strands the file at run time, `size()` counts bytes of Bengali text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import cel

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CHARACTERS: Final = 500
MAX_MACROS: Final = 1

FUNCTIONS: Final = frozenset(
    "_&&_ _||_ !_ _==_ _!=_ _<_ _<=_ _>_ _>=_ @in _+_ _-_ _*_ _/_ _%_ -_ _?_:_ @not_strictly_false "
    "contains startsWith endsWith int double string timestamp duration".split()
)
"""Operators and pure functions of constant cost. Nothing reads a clock."""

LITERAL: Final = re.compile(
    r"(?P<prefix>(?<!\w)(?:[rR][bB]?|[bB][rR]?)(?=[\"']))"
    r'|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'',
    re.S,
)
_MACRO = re.compile(r"\.\s*(?:all|exists|exists_one|map|filter)\s*\(")
_BOUND = re.compile(r"\.\s*(?:all|exists|exists_one|map|filter)\s*\(\s*([A-Za-z_]\w*)\s*,")
_FACT = re.compile(r"(?<![\w.])facts\s*\.\s*([A-Za-z_]\w*)")
_FACTS = re.compile(r"(?<![\w.])facts\b")
_EVALUATION_ERRORS = (RuntimeError, KeyError, TypeError, ValueError, ArithmeticError)


class ExpressionRefused(Exception):
    """An expression the gate does not let in. `code` says why, `detail` names the offending part."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class EvaluationFailed(Exception):
    """A gated expression that had no value, mostly because a fact was not recorded yet."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression with what it reads: `facts` names, and other variables such as `outcome`."""

    text: str
    facts: frozenset[str]
    variables: frozenset[str]
    program: Any

    def value(self, context: Mapping[str, object]) -> Any:
        try:
            return self.program.execute(dict(context))
        except _EVALUATION_ERRORS as error:
            raise EvaluationFailed(str(error)) from error


@lru_cache(maxsize=4096)
def expression(text: str) -> Expression:
    """Compile `text`, or raise ExpressionRefused. Which facts exist is checked by `check()`."""
    if len(text) > MAX_CHARACTERS:
        raise ExpressionRefused("expression_too_long", str(len(text)))
    bare = _without_quotes(text)
    if len(_MACRO.findall(bare)) > MAX_MACROS:
        raise ExpressionRefused("expression_macros")
    program = _compiled(text)
    facts = frozenset(_FACT.findall(bare))
    if len(_FACTS.findall(bare)) != len(_FACT.findall(bare)):
        raise ExpressionRefused("expression_bare_facts")
    _check_functions(program)
    variables = frozenset(program.variables()) - {"facts"} - set(_BOUND.findall(bare))
    return Expression(text, facts, variables, program)


def check(text: str, *, facts: frozenset[str], variables: frozenset[str] = frozenset()) -> Expression:
    """Compile `text` for a place where only `facts` and `variables` may be read."""
    compiled = expression(text)
    for name in sorted(compiled.facts - facts):
        raise ExpressionRefused("expression_unknown_fact", name)
    for name in sorted(compiled.variables - variables):
        raise ExpressionRefused("expression_unknown_variable", name)
    return compiled


def _without_quotes(text: str) -> str:
    """The text with its string literals emptied. Raw and byte strings end by other rules: refused."""
    bare = LITERAL.sub(_emptied, text)
    if "//" in bare or "`" in bare:
        raise ExpressionRefused("expression_syntax", "//")
    return bare


def _emptied(literal: re.Match[str]) -> str:
    if literal["prefix"]:
        raise ExpressionRefused("expression_syntax", literal["prefix"])
    return '""'


def _compiled(text: str) -> Any:
    try:
        return cel.compile(text)
    except ValueError as error:
        raise ExpressionRefused("expression_syntax", str(error).splitlines()[0]) from error


def _check_functions(program: Any) -> None:
    for name in program.functions():
        if name == "size":
            raise ExpressionRefused("expression_size")
        if name not in FUNCTIONS:
            raise ExpressionRefused("expression_function", name)
