"""Print the history of a file and run it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from efile.models import Matter
from efile.services.receiving import BENGALI_DIGITS
from efile.tables import movement_table
from efile.verification import check_stream
from ledger import selectors as ledger


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="file number, receipt number or tracking code")

    def handle(self, *args: Any, number: str, **options: Any) -> None:
        number = number.translate(BENGALI_DIGITS)
        matters = list(
            Matter.objects.filter(
                Q(file__number=number) | Q(receipt__number=number) | Q(receipt__tracking=number)
            ).select_related("receipt", "file", "office", "instance__version__flow")
        )
        if not matters:
            raise CommandError(f"No file or receipt has the number {number}.")
        faults = [fault for matter in matters if (fault := self._replay(matter))]
        if faults:
            raise CommandError("; ".join(faults))

    def _replay(self, matter: Matter) -> str | None:
        entries = ledger.entries(matter.pk)
        version = matter.instance.version
        self.stdout.write(f"{matter.receipt or '—'}  {matter.file or '—'}  {matter.subject}")
        self.stdout.write(f"{version.flow.name.bn}, version {version.number} ({version.sha256[:12]})")
        for line in movement_table(matter):
            self.stdout.write(line)
        difference = check_stream("matter", UUID(str(matter.pk)), entries)
        if difference is None:
            self.stdout.write(
                f"{len(entries)} entries: chain whole, rows agree, re-execution opens the same stages"
            )
            return None
        return (
            f"entry {difference.seq}, {difference.what}: "
            f"the ledger says {difference.expected}, found {difference.found}"
        )
