"""A number from its parts, and what a scheme must have."""

import pytest

from hierarchy.numbering import DEFAULTS, Parts, faults, written

PARTS = Parts(serial=7, year=2026, office="uttar-dinajpur", section="ভূমি", code="land")


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULTS["receipt"], "7/2026"),
        (DEFAULTS["file"], "ভূমি/7/2026"),
        ("{office}-{serial:5}/{yy}", "uttar-dinajpur-00007/26"),
        ("C-15012/{serial:1}/{year}-{code}", "C-15012/7/2026-land"),
    ],
)
def test_a_number_is_written_from_its_parts(pattern: str, number: str) -> None:
    assert written(pattern, PARTS) == number


@pytest.mark.parametrize(
    ("pattern", "register", "wrong"),
    [
        (DEFAULTS["receipt"], "receipt", []),
        (DEFAULTS["file"], "file", []),
        ("{serial:4}.{yy}", "receipt", []),
        ("{year}", "receipt", ["no_serial"]),
        ("{serial}/{serial}/{year}", "receipt", ["two_serials"]),
        ("{serial}", "receipt", ["no_year"]),
        ("{serial}/{year}", "file", ["no_section"]),
        ("{section}/{serial}/{year}", "receipt", ["unknown_part"]),
        ("{serial:0}/{year}", "receipt", ["unknown_part", "no_serial"]),
        ("{serial}/{year}{", "receipt", ["stray_brace"]),
        ("{serial.__class__}/{year}", "receipt", ["unknown_part", "no_serial"]),
    ],
)
def test_what_a_scheme_lacks_is_named(pattern: str, register: str, wrong: list[str]) -> None:
    assert faults(pattern, register) == wrong
