"""What a walked file says, read from `data/walking.toml`: each country's words, several ways of each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from efile.models import Matter
from workflows.engine import Field, Outcome

DATA = Path(__file__).resolve().parent / "data" / "walking.toml"


def note(what: str, matter: Matter, outcome: Outcome | None = None) -> str:
    """A note for this moment, of the several ways an office has of saying it."""
    ways: list[str] = _texts(matter)["notes"][what]
    order = _texts(matter)["orders"].get(outcome.id, outcome.label_bn) if outcome else ""
    return ways[(matter.pk.int + matter.moves) % len(ways)].format(outcome=order)


def answer(matter: Matter) -> str:
    """What the applicant answers when he is asked for something."""
    return str(_texts(matter)["answer"])


def filled(field: Field, matter: Matter) -> str:
    """What is written in a field of a stage's form."""
    if field.choices:
        return field.choices[0]
    examples = {"number": "1", "boolean": "yes", "date": timezone.now().date().isoformat()}
    return _texts(matter)["tells"].get(field.tells) or examples.get(field.type, "—")


def named(matter: Matter) -> str:
    """A matter as people know it: by its file or receipt, else by its subject."""
    if matter.file is not None:
        return f"file {matter.file.number}"
    return f"receipt {matter.receipt.number}" if matter.receipt is not None else f"“{matter.subject}”"


def _texts(matter: Matter) -> dict[str, Any]:
    texts: dict[str, Any] = _data()[matter.office.profile]
    return texts


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
