"""The receipt log of a Dutch municipality as applications to a district.

Log: J.C.A.M. Buijs, CoSeLoG, 4TU.ResearchData: 1,434 requests for a permit with channel,
responsible, start and deadline. They are moved by whole weeks into the years of our calendars, so a
weekday stays one; each is given a Bengali subject and a place, since the log has none.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

LOG = Path("logs") / "receipt_wabo.xes.gz"
SHIFT = timedelta(weeks=730)
XES = "{http://www.xes-standard.org/}"
CHANNELS = {
    "Internet": "portal",
    "Desk": "counter",
    "Post": "post",
    "e-mail": "email",
    "Intern": "office",
}
SERVICES = (
    "wb-domicile",
    "wb-income-enquiry",
    "wb-old-age-allowance",
    "wb-road-drain",
    "wb-tube-well",
    "wb-land-boundary",
    "wb-fair-permission",
    "wb-portal-help",
    "wb-copy-ror",
    "wb-plot-information",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One request of the log, with the log's own words and moments."""

    name: str
    channel: str
    responsible: str
    received: datetime
    deadline: datetime


def cases_of(folder: Path) -> Iterator[Case]:
    """The cases in the order of the log."""
    with gzip.open(folder / LOG) as source:
        for _, trace in ElementTree.iterparse(source):
            if trace.tag != f"{XES}trace":
                continue
            about = {item.get("key", ""): item.get("value", "") for item in trace}
            yield Case(
                about["concept:name"],
                about["channel"],
                about["responsible"],
                datetime.fromisoformat(about["startdate"]),
                datetime.fromisoformat(about["deadline"]),
            )
            trace.clear()


def applications(folder: Path) -> list[dict[str, str]]:
    """The log as rows of `manage.py walk`. A responsible person's cases are all of one service."""
    cases = list(cases_of(folder))
    people = sorted({case.responsible for case in cases})
    sentences, places = subjects(folder), upazilas(folder)
    return [
        {
            "service": SERVICES[people.index(case.responsible) % len(SERVICES)],
            "subject": sentences[number % len(sentences)],
            "applicant": f"আবেদনকারী {number + 1}",
            "address": places[number % len(places)],
            "channel": CHANNELS[case.channel],
            "foreign_number": case.name,
            "body": f"{case.responsible}: {(case.deadline + SHIFT).date().isoformat()}",
            "received": (case.received + SHIFT).isoformat(),
        }
        for number, case in enumerate(cases)
    ]


def deadline_of(row: dict[str, str]) -> date:
    return date.fromisoformat(row["body"].rpartition(" ")[2])


def subjects(folder: Path) -> list[str]:
    """Bengali sentences of 10 to 500 characters, as they stand in the texts."""
    lines = [
        line.strip()
        for name in ("udhr_ben.txt", "ud_bengali_bru_a.txt")
        for line in (folder / "text" / name).read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if 10 <= len(line) <= 500]


def upazilas(folder: Path) -> list[str]:
    with (folder / "geo" / "bd_upazilas.csv").open(encoding="utf-8", newline="") as source:
        return [row["bn_name"] for row in csv.DictReader(source)]


def write(rows: list[dict[str, str]], path: Path) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
