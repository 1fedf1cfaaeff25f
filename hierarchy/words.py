"""Text in the office's two languages, and the one gate through which text enters."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import get_language

BENGALI = re.compile("[\u0985-\u09b9\u09dc-\u09e1]")
"""A Bengali letter; digits and signs stand in words of either language."""

# Joiners shape Bengali conjuncts and must survive; newlines divide paragraphs.
_KEPT = frozenset("\u200c\u200d\n\t")
# Control, format (bidi overrides, zero-width marks), surrogate.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})

MOBILE = re.compile(r"\+?[0-9]{10,13}")
"""A mobile number in ASCII digits, without spaces and dashes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Bengali and in English; `str()` gives those of the reader's language."""

    bn: str
    en: str

    def __str__(self) -> str:
        return self.bn if (get_language() or "").startswith("bn") else self.en

    def both(self) -> dict[str, str]:
        """The pair as it is written into a ledger entry."""
        return {"bn": self.bn, "en": self.en}


def clean(text: str) -> str:
    """Text as it may be stored: NFC, no control or bidi characters, no space at the ends."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character for character in unified if _may_stay(character))
    return unicodedata.normalize("NFC", kept).strip()


def _may_stay(character: str) -> bool:
    return character in _KEPT or unicodedata.category(character) not in _DROPPED_CATEGORIES
