"""Print the history of a file and run it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import translation

from efile.differing import sentence
from efile.models import Matter
from efile.tables import movement_table
from efile.verification import check_stream
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.words import LATIN_DIGITS
from workflows.models import FlowVersion


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="file number, receipt number or tracking code")
        parser.add_argument("--office", metavar="CODE", default="", help="where two offices have that number")

    def handle(self, *args: Any, number: str, office: str, **options: Any) -> None:
        number = number.translate(LATIN_DIGITS)
        matters = list(
            Matter.objects.filter(
                Q(file__number=number) | Q(receipt__number=number) | Q(receipt__tracking=number)
            ).select_related("receipt", "file", "office")
        )
        if not matters:
            raise CommandError(f"No file or receipt has the number {number}.")
        matters = _of_one_office(matters, number, office)
        with translation.override("en"):
            faults = [fault for matter in matters if (fault := self._replay(matter))]
        if faults:
            raise CommandError("\n".join(faults))

    def _replay(self, matter: Matter) -> str | None:
        entries = ledger.entries(matter.pk)
        self.stdout.write(f"{matter.receipt or '—'}  {matter.file or '—'}  {matter.subject}")
        self.stdout.write(_version(entries))
        for line in movement_table(matter):
            self.stdout.write(line)
        difference = check_stream("matter", UUID(str(matter.pk)), entries)
        if difference is None:
            self.stdout.write(
                f"{len(entries)} entries: chain whole, rows agree, re-execution opens the same stages"
            )
            return None
        return sentence("matter", difference)


def _of_one_office(matters: Sequence[Matter], number: str, code: str) -> list[Matter]:
    """After a merger two files may carry one number: the office says which is meant."""
    found = [matter for matter in matters if code in ("", matter.office.code)]
    offices = {matter.office.code: matter.office.name.en for matter in found or matters}
    if not found:
        raise CommandError(f"The office “{code}” has no {number}; {', '.join(sorted(offices))} has.")
    if len(offices) > 1:
        named = "; ".join(f"--office {own} ({name})" for own, name in sorted(offices.items()))
        raise CommandError(f"{number} stands in {len(offices)} offices. Say which is meant: {named}.")
    return found


def _version(entries: Sequence[EntryView]) -> str:
    """The flow version that the ledger names, whatever the rows point to."""
    begun = next((entry.data for entry in entries if entry.kind == "matter.started"), None)
    if begun is None:
        return "no flow version in the ledger"
    row = FlowVersion.objects.select_related("flow").filter(pk=begun["version"]).first()
    words = f"{row.flow.name.en}, version {row.number}" if row else f"version {begun['version']}, no row"
    return f"{words} ({begun['sha256'][:12]})"
