"""The pages of a copy, in the language of the office."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.template.loader import render_to_string

from efile.finding.folding import FLAPS, SAME
from efile.printing.papers import Piece
from efile.standby.folder import Folder
from efile.standby.reading import Line, Sheet
from hierarchy.models import Office
from hierarchy.refusals import Refused
from web.language import language_for

SEARCH: Final = "search-data.js"


class Writer:
    """Writes each file as it comes and remembers of it what the lists need."""

    def __init__(self, folder: Folder, office: Office, now: datetime) -> None:
        self.folder, self.office, self.now = folder, office, now
        self.sections: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        self.desks: defaultdict[str, list[Line]] = defaultdict(list)
        self.found: list[list[str]] = []
        self.matters = 0

    def sheet(self, sheet: Sheet) -> None:
        papers = [(piece, self._paper(piece)) for piece in sheet.pieces]
        self._write(sheet.page, "sheet", sheet=sheet, papers=papers, up="../")
        row = {"page": sheet.page, "title": sheet.title, "subject": sheet.subject}
        self.sections[sheet.section].append(row)
        lines = [line for line, _notes, _moves in sheet.matters]
        self.matters += len(lines)
        for line in lines:
            if line.desk:
                self.desks[line.desk].append(line)
        words = [sheet.title, sheet.subject, *sheet.earlier]
        words += [one for line in lines for one in (line.number, line.subject, line.applicant)]
        self.found.append([sheet.page, sheet.title, sheet.subject, " ".join(words)])

    def lists(self) -> None:
        sections = list(_pages("section", self.sections))
        desks = list(_pages("desk", self.desks))
        for name, title, rows in sections:
            self._write(name, "section", title=title, rows=rows)
        for name, title, lines in desks:
            self._write(name, "desk", title=title, lines=lines)
        self._write("index.html", "index", sections=sections, desks=desks, is_index=True)
        self.folder.write(SEARCH, _search_data(self.found))

    def _paper(self, piece: Piece) -> str:
        """Where its bytes are; empty for a slip: words alone, or what may not or cannot be had."""
        if piece.content is None or piece.struck:
            return ""
        try:
            return self.folder.paper(piece.content)
        except Refused:
            return ""

    def _write(self, name: str, template: str, **context: Any) -> None:
        known = {
            "office": self.office,
            "now": self.now,
            "up": "",
            "language": language_for(self.office.profile),
        }
        self.folder.write(name, render_to_string(f"efile/standby/{template}.html", {**known, **context}))


def _pages(kind: str, found: dict[str, list[Any]]) -> Iterable[tuple[str, str, list[Any]]]:
    for number, title in enumerate(sorted(found), 1):
        yield f"{kind}-{number}.html", title, found[title]


def _search_data(found: list[list[str]]) -> str:
    """For a page opened from a folder: a script may be read there, a file of data may not."""
    same = {chr(sign): chr(alike) if alike else "" for sign, alike in SAME.items()}
    said = {"same": same, "flaps": FLAPS, "files": found}
    return f"window.standby = {json.dumps(said, ensure_ascii=False)};\n"
