"""Check chain, fold and re-execution of every stream, and name the first difference."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from efile.differing import number_of, sentence
from efile.replay import Difference
from efile.verification import verify_all


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            result = _verified()
        self._print(result, as_json=options["json"])
        if count := result["differences"]:
            words = "stream differs" if count == 1 else "streams differ"
            raise CommandError(f"{count} {words} from what the ledger says")

    def _print(self, result: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for kind, count in result["streams"].items():
            self.stdout.write(f"{kind:10} {count}")
        self.stdout.write(f"entries    {result['entries']}")
        self.stdout.write(f"replayed   {result['replayed_ok']} matters, {result['seconds']} s")
        if first := result["first_difference"]:
            self.stdout.write(f"DIFFERENCE {first['sentence']}")


def _verified() -> dict[str, Any]:
    began = time.monotonic()
    streams: dict[str, int] = {}
    entries = replayed = 0
    differences = []
    for kind, _stream, count, difference in verify_all():
        streams[kind] = streams.get(kind, 0) + 1
        entries += count
        replayed += kind == "matter" and difference is None
        if difference is not None:
            differences.append((kind, difference))
    return {
        "ok": not differences,
        "streams": streams,
        "entries": entries,
        "replayed_ok": replayed,
        "first_difference": _told(*differences[0]) if differences else None,
        "differences": len(differences),
        "seconds": round(time.monotonic() - began, 2),
    }


def _told(kind: str, difference: Difference) -> dict[str, Any]:
    return {
        "kind": kind,
        **asdict(difference),
        "stream": str(difference.stream),
        "number": number_of(kind, difference.stream),
        "sentence": sentence(kind, difference),
    }
