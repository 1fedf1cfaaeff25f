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

_PART = re.compile(r"\{([^{}]*)\}")
_SERIAL = re.compile(r"serial(?::([1-9]))?")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a number is made of; `section` is its name, `code` its code, as the office writes them."""

    serial: int
    year: int
    office: str
    section: str = ""
    code: str = ""


def written(pattern: str, parts: Parts) -> str:
    """The number, its digits in ASCII."""
    return _PART.sub(lambda found: _part(found[1], parts), pattern)


def faults(pattern: str, register: str) -> list[str]:
    """Codes of what is wrong: unknown_part, no_serial, two_serials, no_year, no_section, stray_brace."""
    names = _PART.findall(pattern)
    serials = [name for name in names if _SERIAL.fullmatch(name)]
    known = {"year", "yy", "office"} | ({"section", "code"} if register == "file" else set())
    wrong = []
    if any(name not in known and name not in serials for name in names):
        wrong.append("unknown_part")
    if re.search(r"[{}]", _PART.sub("", pattern)):
        wrong.append("stray_brace")
    if len(serials) != 1:
        wrong.append("two_serials" if serials else "no_serial")
    if not {"year", "yy"} & set(names):
        wrong.append("no_year")
    if register == "file" and not {"section", "code"} & set(names):
        wrong.append("no_section")
    return wrong


def _part(name: str, parts: Parts) -> str:
    serial = _SERIAL.fullmatch(name)
    if serial:
        return str(parts.serial).zfill(int(serial[1] or 1))
    return {
        "year": str(parts.year),
        "yy": f"{parts.year % 100:02}",
        "office": parts.office,
        "section": parts.section,
        "code": parts.code,
    }[name]
