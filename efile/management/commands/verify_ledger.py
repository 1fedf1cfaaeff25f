"""Check chain, fold and re-execution of every stream, and name the first difference."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from efile.verification import verify_all


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        streams: dict[str, int] = {}
        entries = replayed = 0
        differences = []
        for kind, stream, count, difference in verify_all():
            streams[kind] = streams.get(kind, 0) + 1
            entries += count
            replayed += kind == "matter" and difference is None
            if difference is not None:
                differences.append({"kind": kind, **asdict(difference), "stream": str(stream)})
        result = {
            "ok": not differences,
            "streams": streams,
            "entries": entries,
            "replayed_ok": replayed,
            "first_difference": differences[0] if differences else None,
            "differences": len(differences),
            "seconds": round(time.monotonic() - began, 2),
        }
        self._print(result, as_json=options["json"])
        if differences:
            raise CommandError(f"{len(differences)} streams differ from what the ledger says")

    def _print(self, result: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for kind, count in result["streams"].items():
            self.stdout.write(f"{kind:10} {count}")
        self.stdout.write(f"entries    {result['entries']}")
        self.stdout.write(f"replayed   {result['replayed_ok']} matters, {result['seconds']} s")
        first = result["first_difference"]
        if first:
            self.stdout.write(
                f"DIFFERENCE in {first['kind']} {first['stream']} entry {first['seq']}: {first['what']}\n"
                f"  ledger says  {first['expected']}\n  found        {first['found']}"
            )
