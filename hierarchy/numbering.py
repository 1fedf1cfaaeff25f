"""How a number is written from its parts. Pure.

domain.md c 29: schemes differ by country and change by order, so a scheme is a dated row and old numbers
stay as they were given. A serial begins anew each year in its register (a file's in its section).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULTS = {"receipt": "{serial}/{year}", "issue": "{serial}/{year}", "file": "{section}/{serial}/{year}"}
LONGEST = {"receipt": 40, "issue": 40, "file": 100}
"""Characters of a number, by register."""

TIERS = ("head", "primary", "secondary", "tertiary")
"""CSMOP 45: subject heads in four tiers, the basic one first."""

_PART = re.compile(r"\{([^{}]*)\}")
_SERIAL = re.compile(r"serial(?::([1-9]))?")
_CODED = re.compile(rf"(number|{'|'.join(TIERS)})(?::([1-9]))?")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a number is made of; `section` is its name, `code` its code, as the office writes them.

    `number` is the section's own number, `heads` the codes of the subject head from the basic one down.
    """

    serial: int
    year: int
    office: str
    section: str = ""
    code: str = ""
    number: str = ""
    heads: tuple[str, ...] = ()


def written(pattern: str, parts: Parts) -> str:
    """The number, its digits in ASCII."""
    return _PART.sub(lambda found: _part(found[1], parts), pattern)


def head_text(pattern: str, heads: tuple[str, ...]) -> str:
    """What the head gives a number, for its series: heads that are written alike count together."""
    parts = Parts(0, 0, "", heads=heads)
    return ".".join(_part(name, parts) for name in _named(pattern) if _tier(name) is not None)


def names_head(pattern: str) -> bool:
    return any(_tier(name) is not None for name in _named(pattern))


def needs_head(pattern: str) -> bool:
    """Whether a file without a head cannot be numbered: a part of a set width is filled with noughts."""
    return any(_tier(name) is not None and ":" not in name for name in _named(pattern))


def names_section_number(pattern: str) -> bool:
    return any(name.partition(":")[0] == "number" for name in _named(pattern))


def measured(number: str) -> tuple[int, int]:
    """How many digits a number has, in how many parts: (18, 7) for 56.42.0000.010.25.003.21."""
    parts = re.findall(r"[0-9]+", number)
    return sum(map(len, parts)), len(parts)


def too_wide(pattern: str, parts: Parts) -> bool:
    """Whether a code has more places than the pattern leaves for it."""
    for name in _named(pattern):
        found = _CODED.fullmatch(name)
        if found and found[2] and len(_code(found[1], parts)) > int(found[2]):
            return True
    return False


def _named(pattern: str) -> list[str]:
    return _PART.findall(pattern)


def _tier(name: str) -> int | None:
    word = name.partition(":")[0]
    return TIERS.index(word) if word in TIERS else None


def _code(word: str, parts: Parts) -> str:
    if word == "number":
        return parts.number
    tier = TIERS.index(word)
    return parts.heads[tier] if tier < len(parts.heads) else ""


def faults(pattern: str, register: str) -> list[str]:
    """Codes of what is wrong: unknown_part, no_serial, two_serials, no_year, no_section, stray_brace."""
    names = _PART.findall(pattern)
    serials = [name for name in names if _SERIAL.fullmatch(name)]
    known = {"year", "yy", "office"} | ({"section", "code"} if register == "file" else set())
    wrong = []
    coded = {name for name in names if register == "file" and _CODED.fullmatch(name)}
    if any(name not in known | coded and name not in serials for name in names):
        wrong.append("unknown_part")
    if re.search(r"[{}]", _PART.sub("", pattern)):
        wrong.append("stray_brace")
    if len(serials) != 1:
        wrong.append("two_serials" if serials else "no_serial")
    if not {"year", "yy"} & set(names):
        wrong.append("no_year")
    if register == "file" and not {"section", "code"} & set(names) and not (names_section_number(pattern)):
        wrong.append("no_section")
    return wrong


def _part(name: str, parts: Parts) -> str:
    serial = _SERIAL.fullmatch(name)
    if serial:
        return str(parts.serial).zfill(int(serial[1] or 1))
    coded = _CODED.fullmatch(name)
    if coded:
        return _code(coded[1], parts).zfill(int(coded[2] or 0))
    return {
        "year": str(parts.year),
        "yy": f"{parts.year % 100:02}",
        "office": parts.office,
        "section": parts.section,
        "code": parts.code,
    }[name]
