"""`manage.py walk` as the tests call it."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command


@dataclass(frozen=True, slots=True)
class Walked:
    summary: dict[str, Any]
    tables: list[str]
    faults: list[str]
    status: int
    sentence: str


def walk(path: Path, **options: Any) -> Walked:
    """A run that printed its summary; one that could not begin raises CommandError."""
    out, err = StringIO(), StringIO()
    status, sentence = 0, ""
    try:
        call_command("walk", input=path, json=True, stdout=out, stderr=err, **options)
    except CommandError as error:
        if not out.getvalue():
            raise
        status, sentence = error.returncode, str(error)
    lines = out.getvalue().splitlines()
    return Walked(json.loads(lines[-1]), lines[:-1], err.getvalue().splitlines(), status, sentence)
