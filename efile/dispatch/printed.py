"""The letter as it goes out: the signed file, or the scan of the one signed by hand; and covers to carry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typst

from efile.dispatch import reasons
from efile.dispatch.models import Sending
from efile.letters.models import Draft
from efile.papers.gone import in_its_file
from efile.tracking import shown
from hierarchy.refusals import Refused
from notings.contents import services as contents
from notings.letters.kinds import in_language
from notings.letters.printing import FONTS, qr_of
from notings.models import Content
from web.words import digits, office_date

TEMPLATE: Final = Path(__file__).with_name("cover.typ")


@dataclass(frozen=True, slots=True)
class Printed:
    content: bytes
    media: str
    ending: str


def letter_content(draft: Draft) -> Content:
    """What was signed and laid in the file."""
    found = draft.paper.content if draft.paper else None
    if found is None:
        raise Refused(reasons.UNKNOWN)
    return in_its_file(found, draft.matter.file)


def letter_bytes(draft: Draft) -> Printed:
    found = letter_content(draft)
    return Printed(b"".join(contents.chunks_of(found)), found.media, found.kind.ending)


def covers(rows: Sequence[Sending], address: str, language: str) -> bytes:
    """PDF: a cover to stick on each, and the sheet of the peon book. `address` stands before each code."""
    data = {
        "language": language,
        "words": _words(language),
        "numbers": [digits(number, language) for number in range(1, len(rows) + 1)],
        "covers": [_cover(row, address) for row in rows],
    }
    return bytes(
        typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"covers": json.dumps(data, ensure_ascii=False)},
        )
    )


def _cover(row: Sending, address: str) -> dict[str, object]:
    one, letter = row.addressee, row.addressee.draft
    language = letter.language
    return {
        "memo": digits(one.memo, language),
        "day": office_date(letter.day, language) if letter.day else "",
        "office": in_language(letter.office.name, language),
        "to": one.recipient.printed,
        "code": shown(row.code),
        "address": address + row.code,
        "qr": qr_of(address + row.code),
    }


def _words(language: str) -> dict[str, str]:
    bengali = {
        "memo": "স্মারক নং", "date": "তারিখ", "to": "প্রাপক", "from": "প্রেরক", "book": "পিয়ন বই",
        "scan": "হস্তান্তরের সময় কোডটি স্ক্যান করুন", "taken": "যিনি নিলেন, স্বাক্ষর ও সময়", "number": "ক্রম",
    }  # fmt: skip
    english = {
        "memo": "Memo No.", "date": "Date", "to": "To", "from": "From", "book": "Peon book",
        "scan": "Scan the code when it is handed over", "taken": "Taken by, signature and time",
        "number": "No.",
    }  # fmt: skip
    return bengali if language == "bn" else english
