from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from hierarchy.establishment.bodies import read_bodies
from hierarchy.establishment.charts import Establishment, read_establishment
from hierarchy.establishment.people import read_people
from hierarchy.establishment.table import ChartFault
from hierarchy.refusals import Refused
from hierarchy.services import Loaded, load_bodies, load_charts, load_demo_people

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Loads offices, sections, posts and calendars from CSV files; running again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", metavar="CODE", help="only this office and those above it")
        parser.add_argument(
            "--with-demo-people", action="store_true", help="fill the posts with invented people"
        )
        parser.add_argument("--from", dest="folder", type=Path, default=DATA, help="folder of the files")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._load(options["folder"], options["office"], options["with_demo_people"])
        except Refused as refused:
            with override("en"):  # as everything else that the command says
                raise CommandError(refused.sentence) from refused
        except ChartFault as fault:
            raise CommandError(f"{fault} Nothing was loaded.") from fault

    def _load(self, folder: Path, office: str | None, with_people: bool) -> None:
        establishment = read_establishment(folder)
        people = read_people(folder, establishment) if with_people else None
        bodies = read_bodies(folder, establishment)
        codes = _chosen(establishment, office)
        now = timezone.now()
        loaded = load_charts(establishment=establishment, office_codes=codes, now=now)
        self._say("Charts", loaded)
        self._say("Committees", load_bodies(bodies=bodies, office_codes=loaded.offices, now=now))
        if people is not None:
            self._say("People", load_demo_people(people=people, office_codes=loaded.offices, now=now))

    def _say(self, what: str, loaded: Loaded) -> None:
        offices = ", ".join(loaded.offices)
        self.stdout.write(f"{what} of {offices}: {loaded.created} rows made, {loaded.changed} changed.")


def _chosen(establishment: Establishment, office: str | None) -> list[str] | None:
    if office is None:
        return None
    known = [row.code for row in establishment.offices]
    if office not in known:
        raise CommandError(f"There is no office “{office}”; known are {', '.join(known)}.")
    return [office]
