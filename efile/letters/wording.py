"""The words of a letter as one value. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final
from uuid import UUID

from efile.letters import reasons
from hierarchy.refusals import Refused
from hierarchy.words import clean

LONGEST: Final = {"to": 4_000, "subject": 500, "reference": 1_000, "body": 20_000, "copies": 4_000}
_BETWEEN: Final = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True, slots=True)
class Wording:
    subject: str = ""
    body: str = ""
    to: str = ""
    copies: str = ""
    reference: str = ""
    signatory: UUID | None = None

    @property
    def texts(self) -> dict[str, str]:
        """What is said, without who signs."""
        return {name: getattr(self, name) for name in LONGEST}

    def cleaned(self) -> Wording:
        """As it may be kept; refused for what is too long."""
        texts = {name: clean(text) for name, text in self.texts.items()}
        for name, text in texts.items():
            if len(text) > LONGEST[name]:
                raise Refused(reasons.TOO_LONG, part=reasons.PARTS[name], most=LONGEST[name])
        return Wording(**texts, signatory=self.signatory)


def wording_of(given: Mapping[str, str], before: Wording) -> Wording:
    """From a form; a field that it does not have stays as it was."""
    said = {name: given[name] for name in LONGEST if name in given}
    return Wording(**{**before.texts, **said}, signatory=before.signatory)


def blocks_of(text: str) -> tuple[str, ...]:
    """Recipients stand with an empty line between them, each on as many lines as his address needs."""
    return tuple(one for part in _BETWEEN.split(text) if (one := part.strip()))


def changed(before: Wording, after: Wording) -> list[str]:
    return [one.name for one in fields(Wording) if getattr(before, one.name) != getattr(after, one.name)]
