from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from hierarchy.actors import Actor
from hierarchy.establishment.sheet import read_sheet
from hierarchy.management.asking import proved
from hierarchy.management.english import InEnglish
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.services.importing import Outcome, import_establishment, look
from hierarchy.signin.factors import spent_when_done
from hierarchy.signin.reasons import SECOND_NEEDED
from hierarchy.witnesses import beside


class Command(InEnglish):
    help = "Imports sections, posts, persons and charges of an office from one CSV file, or tries it out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--office", metavar="CODE", required=True)
        parser.add_argument(
            "--second",
            metavar="USERNAME",
            default="",
            help="who stands by with his password, but for the first table",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.objects.filter(code=options["office"]).first()
        if office is None:
            raise CommandError(f"There is no office “{options['office']}”.")
        try:
            sheet = read_sheet(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        now = timezone.now()
        by = Actor.system("import_establishment")
        outcome = look(actor=by, office=office, sheet=sheet, now=now)
        for fault in outcome.faults:
            self.stderr.write(f"Line {fault.line}: {fault.sentence}")
        if outcome.faults:
            raise CommandError(f"{len(outcome.faults)} faults; nothing was imported.")
        if outcome.first:
            self.stdout.write("The first table of the office: nobody has signed in who could stand by it.")
        if options["dry_run"]:
            self._say(outcome, "would be made")
            return
        try:
            with spent_when_done():
                by = beside(by, proved(options["second"]) if options["second"] else None, office.pk, now)
                outcome = import_establishment(
                    actor=by, office=office.pk, sheet=sheet, now=now, tell=self._tell
                )
        except Refused as refused:
            how = " Name him with --second." if refused.reason is SECOND_NEEDED else ""
            raise CommandError(f"{refused.sentence}{how}") from refused
        self._say(outcome, "made")

    def _tell(self, what: str, number: int) -> None:
        self.stdout.write(f"{what}: {number} written …")

    def _say(self, outcome: Outcome, done: str) -> None:
        for kind, counts in outcome.counts.items():
            self.stdout.write(f"{kind}: {counts.made} {done}, {counts.changed} changed, {counts.left} left.")
        if not any(counts.made or counts.changed for counts in outcome.counts.values()):
            self.stdout.write("Nothing to change.")
        if outcome.unlike:
            self.stdout.write(f"{len(outcome.unlike)} charges differ from the table and stay as they are.")
        self.stdout.write(f"{outcome.unnamed} posts that the table does not name stay as they are.")
