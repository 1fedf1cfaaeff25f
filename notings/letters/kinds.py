"""The kinds of letter and the words that each begins with: data beside this module (kinds.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from hierarchy.words import Words

Language = Literal["bn", "en"]
Place = Literal["top", "foot", "none"]
Origin = Literal["application", "letter", ""]
"""With what the matter began: "" for one that began in the office itself."""
BLANK: Final = "……"
"""What a letter leaves open to be filled in."""
_NOTHING: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Kind:
    """`to` says where its recipients stand; `titled` that its name stands over it.

    `closings` by profile of the office (WB, BD).
    """

    code: str
    name: Words
    to: Place
    titled: bool
    opening: Words
    closings: Mapping[str, Words]
    text: Words
    on: Mapping[str, Words]

    def closing(self, profile: str) -> Words:
        return self.closings.get(profile, _NOTHING)

    def begun(self, language: Language, known: Mapping[str, str], origin: Origin = "") -> str:
        """The text that a draft of it begins with; what is not known of the matter is left open."""
        text = self.on.get(origin, self.text)
        return in_language(text, language).strip().format_map(_Known(known))


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return BLANK


def in_language(words: Words, language: str) -> str:
    """Of both, those of the letter's language, whoever reads."""
    return words.bn if language == "bn" else words.en


def _words(given: Mapping[str, str] | None) -> Words:
    return Words(**given) if given else _NOTHING


def _kind(code: str, row: Mapping[str, Any]) -> Kind:
    return Kind(
        code=code,
        name=_words(row["name"]),
        to=row["to"],
        titled=row.get("titled", False),
        opening=_words(row.get("opening")),
        closings={profile: _words(given) for profile, given in row.get("closing", {}).items()},
        text=_words(row["text"]),
        on={origin: _words(given) for origin, given in row.get("on", {}).items()},
    )


_FILE: Final = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
KINDS: Final[Mapping[str, Kind]] = MappingProxyType({code: _kind(code, row) for code, row in _FILE.items()})
