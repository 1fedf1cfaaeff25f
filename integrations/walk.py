"""One walk over a file of applications: each received, worked through every post, printed, counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from efile.intake import Row, column_of, read_rows
from efile.models import Matter
from efile.officeclock import OfficeClock
from efile.tables import movement_table
from efile.verification import check_stream
from efile.walking import Stuck, Walker
from efile.walktexts import named
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from hierarchy.refusals import Refused
from integrations.relay import release_now
from ledger import selectors as ledger
from ledger.models import Entry
from workflows.catalogue import current_version, services_for, spec_of
from workflows.engine import StageSpec
from workflows.models import Service

COPY = "copy"
Say = Callable[[str], object]


class Walk:
    """One run over one input; counts as it goes."""

    def __init__(self, office: Office, desk: str, until: str | None, say: Say, warn: Say) -> None:
        self.desk, self.say, self.warn = desk, say, warn
        self.calendar = hierarchy.calendar_for(office.pk)
        self.kinds = dict(Service.objects.values_list("code", "kind"))
        self.flows = {service.code: service.flow for service in services_for(office)}
        self.matters: list[UUID] = []
        self.outcomes: Mapping[str, str] = {}
        self.unknown: set[str] = set()
        self.rows = self.faulty = 0
        self.walker = Walker(office, self._choose, release_now, until=until)

    def _choose(self, matter: Matter, stage: StageSpec) -> str | None:
        return self.outcomes.get(stage.element)

    def run(self, path: Path) -> dict[str, Any]:
        """The summary. BadFile when no row of the file can be an application."""
        began = time.monotonic()
        for row in read_rows(path, timezone.now()):
            self.rows += 1
            self._walk(row)
        rows = Matter.objects.filter(pk__in=self.matters)
        differing = [pk for pk in self.matters if self._differs(pk)]
        return {
            "received": len(self.matters),
            "disposed": rows.filter(closed_at__isnull=False).exclude(disposal="rejected").count(),
            "rejected": rows.filter(disposal="rejected").count(),
            "open": rows.filter(closed_at__isnull=True).count(),
            "faulty_rows": self.faulty,
            "movements": sum(rows.values_list("moves", flat=True)),
            "ledger_entries": self._entries(),
            "replayed_ok": len(self.matters) - len(differing),
            "seconds": round(time.monotonic() - began, 1),
        }

    def _walk(self, row: Row) -> None:
        self._name_unknown(row)
        if row.application is None:
            self._report(row, row.fault, row.column)
            return
        if wrong := self._wrong_kind(row):
            self._report(row, wrong, "kind")
            return
        if wrong := self._wrong_outcome(row):
            self._report(row, wrong, "outcomes")
            return
        self.outcomes = row.outcomes
        self.walker.clock = self._clock(row)
        try:
            received = self.walker.receive(row.application, self.desk, row.received_at)
        except Refused as refused:
            self._report(row, refused.sentence, column_of(refused))
            return
        self.matters.append(received.matter)
        try:
            for _ in self.walker.work(received.matter):
                pass
        except Stuck as stuck:
            self._report(row, str(stuck))
        except Refused as refused:
            matter = Matter.objects.select_related("file", "receipt").get(pk=received.matter)
            self._report(row, f"{named(matter)}: {refused.sentence}")
        self._print(received.matter)

    def _clock(self, row: Row) -> Callable[[], Any]:
        if row.received_at is None:
            return timezone.now
        return OfficeClock(row.received_at, self.calendar, latest=timezone.now())

    def _wrong_kind(self, row: Row) -> str:
        """Copies take a path of their own; the applications of citizens and of offices take one."""
        code = row.application.service if row.application else ""
        kind = self.kinds.get(code)
        if not row.kind or kind is None or (row.kind == COPY) == (kind == COPY):
            return ""
        return f"the service {code} is of the kind {kind}, not {row.kind}"

    def _wrong_outcome(self, row: Row) -> str:
        """A stage that the service's flow has not, or an outcome that the stage has not."""
        flow = self.flows.get(row.application.service if row.application else "")
        if not row.outcomes or flow is None:
            return ""
        stages = spec_of(current_version(flow).pk).stages
        for element, outcome in row.outcomes.items():
            stage = stages.get(element)
            if stage is None:
                return f"the flow {flow.code} has no stage {element}; it has {', '.join(stages)}"
            if stage.outcome(outcome) is None:
                known = ", ".join(each.id for each in stage.outcomes)
                return f"the stage {element} has no outcome {outcome}; it has {known}"
        return ""

    def _name_unknown(self, row: Row) -> None:
        """A column nobody reads is named once, however many rows carry it."""
        for name in row.unknown:
            if name not in self.unknown:
                self.unknown.add(name)
                self.warn(f"The column “{name}” is not known and is left aside (first on line {row.line}).")

    def _report(self, row: Row, sentence: str, column: str = "") -> None:
        self.faulty += 1
        place = f"line {row.line}, column “{column}”" if column else f"line {row.line}"
        self.warn(f"{place}: {sentence}")

    def _print(self, matter: UUID) -> None:
        row = Matter.objects.select_related("receipt", "office", "instance").get(pk=matter)
        self.say(f"{row.receipt}  {row.subject}")
        for line in movement_table(row):
            self.say(line)
        self.say(f"      {row.disposal or 'still open'}")

    def _entries(self) -> int:
        """What the walk wrote: the records of its matters, their receipts and their files."""
        own = Matter.objects.filter(pk__in=self.matters).values_list("pk", "receipt", "file")
        streams = {stream for row in own for stream in row if stream}
        return Entry.objects.filter(stream__in=streams).count()

    def _differs(self, matter: UUID) -> bool:
        return check_stream("matter", matter, ledger.entries(matter)) is not None
