"""A letter with everything that may stand in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hierarchy.words import Words
from notings.letters.letter import Letter, Signatory

CONJUNCTS = "ক্ষ জ্ঞ ন্ত্র র্ক র‍্য ক্ষ্ম কি কো"
BODY = f"""জানানো যাচ্ছে যে, {CONJUNCTS} **মোটা অক্ষর** ও English words।

১। প্রথম বিষয়
২। দ্বিতীয় বিষয়

| ক্রম | নাম |
| --- | --- |
| ১ | রহিমা বেওয়া |"""

LETTER = Letter(
    kind="letter",
    language="bn",
    profile="WB",
    office=Words("জেলাশাসকের করণ, উত্তর দিনাজপুর", "Office of the District Magistrate, Uttar Dinajpur"),
    section=Words("সাধারণ সেকশন", "General Section"),
    subject="নলকূপ মেরামতের আবেদন",
    body=BODY,
    to=("সমষ্টি উন্নয়ন আধিকারিক\nচোপড়া",),
    copies=("অতিরিক্ত জেলাশাসক", "অফিস কপি"),
    reference="আপনার পত্র নং ১২৩, তারিখ ০১.১১.২০২৬",
    signatory=Signatory("সুমনা ঘোষ", "ভারপ্রাপ্ত আধিকারিক", "general@office.example", "03523-246618"),
    mark="urn:uuid:0192f000-0000-7000-8000-000000000000",
    memo="সাধারণ/7/2026/12",
    day=date(2026, 11, 22),
)


def letter(**changes: Any) -> Letter:
    return replace(LETTER, **changes)
