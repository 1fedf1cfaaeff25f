"""The table in `table.csv`: every URL name, method and file, and the answer each role gets.

`python -m tests.security.table --fill` adds rows for addresses that have none and takes out those of
addresses that are gone. What it observed is marked `?`; the test refuses such a cell until a person has
judged it and taken the mark away.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.security.roles import NAMES

TABLE: Final = Path(__file__).with_name("table.csv")
FILLING: Final = Path(__file__).with_name("filling.py")
HEAD: Final = ("url", "method", "subject")
UNJUDGED: Final = "?"
NOT_TAKEN: Final = frozenset({"method", "sign-in"})
"""The cells of a method that an address does not take: of no file, whatever stands in the address."""

Key = tuple[str, str, str]
"""URL name, method, subject."""


@dataclass(slots=True)
class Table:
    """Comment lines, and the cells by (URL name, method, subject) and role."""

    comments: list[str]
    rows: dict[Key, dict[str, str]]

    def write(self, path: Path = TABLE) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in self.comments)
            out = csv.writer(file, lineterminator="\n")
            out.writerow([*HEAD, *NAMES])
            for key, cells in sorted(self.rows.items(), key=_order):
                out.writerow([*key, *(cells.get(name, "") for name in NAMES)])


class TableFault(Exception):
    """The file is not a table of these roles."""


def read_table(path: Path = TABLE) -> Table:
    if not path.exists():
        return Table([], {})
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows: dict[Key, dict[str, str]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        key = (row["url"], row["method"], row["subject"])
        if key in rows:
            raise TableFault(f"{' '.join(key)} stands twice")
        rows[key] = {name: cell for name, cell in row.items() if name not in HEAD}
        if set(rows[key]) - set(NAMES):
            raise TableFault(f"columns of no role: {sorted(set(rows[key]) - set(NAMES))}")
    return Table(comments, rows)


_SUBJECTS: Final = (
    "-",
    "own",
    "own confidential",
    "own secret",
    "own top secret",
    "other",
    "confidential",
    "secret",
    "top secret",
    "pooled",
    "parked",
    "finished",
    "rejected",
    "waiting",
    "received today",
    "minuted",
    "newcomer",
    "before a second",
    "agreed",
    "carried out",
)


def _order(row: tuple[Key, object]) -> tuple[str, str, int]:
    name, method, subject = row[0]
    return name, method, _SUBJECTS.index(subject)


def main(arguments: list[str]) -> int:
    if arguments != ["--fill"]:
        print(__doc__)
        return 2
    import pytest

    return pytest.main([str(FILLING), "-q", "-p", "no:cacheprovider"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
