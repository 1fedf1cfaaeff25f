"""`manage.py walk` as the tests call it."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command


@dataclass(frozen=True, slots=True)
class Walked:
    summary: dict[str, Any]
    tables: list[str]
    faults: list[str]


def walk(path: Path, **options: Any) -> Walked:
    out, err = StringIO(), StringIO()
    call_command("walk", input=path, json=True, stdout=out, stderr=err, **options)
    lines = out.getvalue().splitlines()
    return Walked(json.loads(lines[-1]), lines[:-1], err.getvalue().splitlines())
