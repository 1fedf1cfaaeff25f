"""Words by which the two countries differ, and how to find them in a text. "নোট" is everybody's word
for a note and is left out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKED: Final[dict[str, tuple[str, ...]]] = {
    "WB": (
        "নবীকরণ", "পুনর্নবীকরণ", "ইস্যু", "পত্র প্রেরণ", "রেজিস্টার", "পার্ট ফাইল", "সেকশন", "পরিষেবা", "শংসাপত্র",
        "করণিক", "কাউন্টার", "বাংলা সহায়তা কেন্দ্র", "আধিকারিক", "জেলাশাসক", "মহকুমা", "ব্লক", "ক্লার্ক", "ডোমিসাইল",
        "বার্ধক্য ভাতা", "পঞ্চায়েত", "পাট্টা", "জল",
    ),
    "BD": (
        "নবায়ন", "পত্রজারি", "নিবন্ধন বহি", "শাখা", "সেবা", "সনদ", "প্রত্যয়নপত্র", "উচ্চমান", "অফিস সহকারী", "ই-সেবা",
        "ফ্রন্টডেস্ক", "কর্মকর্তা", "জেলা প্রশাসক", "উপজেলা", "ইউনিয়ন", "বয়স্ক ভাতা", "পানি",
    ),
}  # fmt: skip
BARE: Final = ("ইউডিসি", "এলডিসি")
"""A bare acronym means a clerk in one country and a digital centre in the other."""
EVERYBODYS: Final = ("জলমহাল",)
"""Official words of both countries that begin with a word of one (Government Jolmohal Management Policy)."""


def foreign_to(profile: str) -> tuple[str, ...]:
    """Words a text of this profile must not show; a text for both shows neither country's."""
    return BARE + tuple(word for country, words in MARKED.items() if country != profile for word in words)


def found(text: str, words: tuple[str, ...]) -> list[str]:
    """Words that begin somewhere in the text, also with an ending."""
    plain = unicodedata.normalize("NFC", text)
    for word in EVERYBODYS:
        plain = plain.replace(unicodedata.normalize("NFC", word), "")
    return [
        word
        for word in words
        if re.search(rf"(?<![\u0980-\u09ff]){re.escape(unicodedata.normalize('NFC', word))}", plain)
    ]
