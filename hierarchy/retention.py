"""The classes by which files are kept, by country, and what the office ordered instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hierarchy.models import Office, RetentionClass
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Kept:
    """A class: kept for ever, for so many years, or (neither) as long as the office still has to say."""

    code: str
    name: Words
    years: int | None
    forever: bool
    source: Words
    says: bool = False
    """Whether its name says already how long."""


BENGAL: Final = Words("বেঙ্গল রেকর্ডস ম্যানুয়াল, ১৯৪৩", "Bengal Records Manual, 1943")
INSTRUCTIONS: Final = Words("সচিবালয় নির্দেশমালা", "Secretariat Instructions")


SHIPPED: Final[dict[str, tuple[Kept, ...]]] = {
    "WB": (
        Kept("A", Words("চিরকাল রাখা হয়", "Kept for ever"), None, True, BENGAL, says=True),
        Kept("B", Words("বারো বছর রাখা হয়", "Kept twelve years"), 12, False, BENGAL, says=True),
        Kept(
            "C",
            Words("নিষ্পত্তির বছরের পর দুই বছর", "Two years after the year of disposal"),
            2,
            False,
            BENGAL,
            says=True,
        ),
        Kept(
            "D",
            Words("ব্যক্তিগত দলিল, ফেরত দেওয়া হয়", "Private exhibits, handed back"),
            None,
            False,
            BENGAL,
            says=True,
        ),
    ),
    "BD": (
        Kept("ক", Words("স্থায়ী", "Permanent"), None, True, INSTRUCTIONS, says=True),
        Kept("খ", Words("খ শ্রেণি", "Class খ"), None, False, INSTRUCTIONS),
        Kept("গ", Words("গ শ্রেণি", "Class গ"), None, False, INSTRUCTIONS),
        Kept("ঘ", Words("ঘ শ্রেণি", "Class ঘ"), None, False, INSTRUCTIONS),
    ),
}
"""By country (domain.md c 34, 35). What no source says is for the office to fill in: the years of খ, গ, ঘ.
An office under the Government of India's own classes (c 31) orders them instead."""


def classes_on(office: Office, day: date) -> dict[str, Kept]:
    """The classes of an office on a day, by code: those of its country, or as the office ordered them."""
    found = {one.code: one for one in SHIPPED[office.profile]}
    rows = RetentionClass.objects.filter(office=office, starts__lte=day).order_by("starts")
    for row in rows:
        found[row.code] = Kept(row.code, row.name, row.years, row.forever, row.source)
    return found
