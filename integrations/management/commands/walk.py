"""Take applications from a file, receive each at the front desk and work it through every post."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from efile.intake import Row, read_rows
from efile.models import Matter
from efile.tables import movement_table
from efile.verification import check_stream
from efile.walking import OfficeClock, Stuck, Walker, real_time
from hierarchy.models import Office
from hierarchy.refusals import Refused
from integrations.relay import release_now
from ledger import selectors as ledger
from ledger.models import Entry
from workflows.catalogue import spec_of
from workflows.engine import StageSpec
from workflows.models import FlowVersion


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", required=True, type=Path, help="CSV or JSON Lines, UTF-8")
        parser.add_argument("--office", default="uttar-dinajpur", help="code of the office")
        parser.add_argument("--desk", default="counter-1", help="code of the receiving post")
        parser.add_argument("--until", help="leave every matter open at this stage")
        parser.add_argument("--json", action="store_true", help="print a JSON summary last")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.objects.filter(code=options["office"]).first()
        if office is None:
            raise CommandError(f"There is no office {options['office']}; load its chart first.")
        if not options["input"].is_file():
            raise CommandError(f"There is no file {options['input']}.")
        if options["until"] and not _is_stage(options["until"]):
            raise CommandError(f"No flow has a stage {options['until']}.")
        walk = Walk(self, office, options["desk"], options["until"])
        summary = walk.run(options["input"])
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
        else:
            self.stdout.write("  ".join(f"{name} {value}" for name, value in summary.items()))


def _is_stage(element: str) -> bool:
    return any(element in spec_of(pk).stages for pk in FlowVersion.objects.values_list("pk", flat=True))


class Walk:
    """One run over one input; counts as it goes."""

    def __init__(self, command: BaseCommand, office: Office, desk: str, until: str | None) -> None:
        self.command, self.office, self.desk, self.until = command, office, desk, until
        self.matters: list[UUID] = []
        self.outcomes: Mapping[str, str] = {}
        self.faults: Counter[str] = Counter()
        self.walker = Walker(office, self._choose, release_now, until=until)

    def _choose(self, matter: Matter, stage: StageSpec) -> str | None:
        return self.outcomes.get(stage.element)

    def run(self, path: Path) -> dict[str, Any]:
        began, before = time.monotonic(), Entry.objects.count()
        for row in read_rows(path):
            self._walk(row)
        rows = Matter.objects.filter(pk__in=self.matters)
        differences = [pk for pk in self.matters if self._differs(pk)]
        return {
            "received": len(self.matters),
            "disposed": rows.filter(closed_at__isnull=False).exclude(disposal="rejected").count(),
            "rejected": rows.filter(disposal="rejected").count(),
            "open": rows.filter(closed_at__isnull=True).count(),
            "faulty_rows": sum(self.faults.values()),
            "movements": sum(rows.values_list("moves", flat=True)),
            "ledger_entries": Entry.objects.count() - before,
            "replayed_ok": len(self.matters) - len(differences),
            "seconds": round(time.monotonic() - began, 1),
        }

    def _walk(self, row: Row) -> None:
        if row.application is None:
            self._report(row, row.fault)
            return
        self.outcomes = row.outcomes
        self.walker.clock = OfficeClock(row.received_at) if row.received_at else real_time
        try:
            received = self.walker.receive(row.application, self.desk, row.received_at)
        except Refused as refused:
            self._report(row, refused.sentence)
            return
        self.matters.append(received.matter)
        try:
            for _ in self.walker.work(received.matter):
                pass
        except (Refused, Stuck) as stop:
            self._report(row, stop.sentence if isinstance(stop, Refused) else str(stop))
        self._print(received.matter)

    def _report(self, row: Row, sentence: str) -> None:
        self.faults[sentence] += 1
        self.command.stderr.write(f"line {row.line}: {sentence}")

    def _print(self, matter: UUID) -> None:
        row = Matter.objects.select_related("receipt", "office", "instance").get(pk=matter)
        self.command.stdout.write(f"{row.receipt}  {row.subject}")
        for line in movement_table(row):
            self.command.stdout.write(line)
        self.command.stdout.write(f"      {row.disposal or '…'}")

    def _differs(self, matter: UUID) -> bool:
        return check_stream("matter", matter, ledger.entries(matter)) is not None
