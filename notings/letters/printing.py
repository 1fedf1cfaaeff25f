"""A letter as PDF/A by typst, with the fonts beside this module: the same words give the same bytes."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst

from hierarchy.refusals import Refused
from notings.letters import reasons
from notings.letters.letter import DATE, DRAFT, MEMO, REFERENCE, SUBJECT, TO, CopyList, Letter, body_of
from web.words import digits, is_bengali

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEMPLATE: Final = HERE / "letter.typ"
STANDARD: Final[Literal["a-2a"]] = "a-2a"
MOST_NUMBERED: Final = 99


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the signature goes: a page from 1, and the upper left corner of the room for it in points."""

    page: int
    x: float
    y: float


def as_pdf(letter: Letter, *, draft: bool = False) -> bytes:
    """PDF/A-2a. `draft` writes so across each page. Refused for signs that the fonts do not have."""
    made = _typst(letter, draft, _compile)
    return bytes(made)


def signature_spot(letter: Letter) -> Spot:
    (found,) = json.loads(_typst(letter, False, _query))
    return Spot(int(found["page"]), float(found["x"]), float(found["y"]))


def _typst(letter: Letter, draft: bool, work: Any) -> Any:
    try:
        return work(letter, {"letter": json.dumps(_data(letter, draft), ensure_ascii=False)})
    except typst.TypstError as error:
        raise _not_printed(letter, error) from error


def _compile(letter: Letter, inputs: dict[str, str]) -> bytes:
    made = typst.compile(
        TEMPLATE,
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[STANDARD],
        timestamp=_moment(letter),
    )
    return bytes(made)


def _query(letter: Letter, inputs: dict[str, str]) -> str:
    found = typst.query(
        TEMPLATE,
        "<signature>",
        field="value",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    return str(found)


def _moment(letter: Letter) -> int | None:
    """The day of the letter, so that printing it again gives the same file."""
    return int(datetime.combine(letter.day, time(), UTC).timestamp()) if letter.day else None


def _data(letter: Letter, draft: bool) -> dict[str, Any]:
    kind, said = letter.form, letter.said
    return {
        "language": letter.language,
        "title": letter.title,
        "kind": said(kind.name),
        "titled": kind.titled,
        "place": kind.to,
        "heading": letter.heading,
        "grading": said(letter.grading) if letter.grading else "",
        "number": letter.number,
        "dates": letter.dates,
        "subject": letter.subject,
        "reference": letter.reference,
        "to": letter.to,
        "lists": [_listed(letter, one) for one in letter.copy_lists],
        "opening": letter.opening,
        "closing": letter.closing,
        "body": body_of(letter),
        "signatory": {
            "name": letter.signatory.name,
            "title": letter.signatory.title,
            "contact": letter.contact,
        },
        "mark": letter.mark,
        "qr": qr_of(letter.mark),
        "draft": said(DRAFT) if draft else "",
        "words": {
            "memo": said(MEMO),
            "date": said(DATE),
            "subject": said(SUBJECT),
            "reference": said(REFERENCE),
            "to": said(TO),
        },
        "numbers": numbers(letter.language),
        "pages": [digits(number, letter.language) for number in range(1, MOST_NUMBERED + 1)],
    }


def _listed(letter: Letter, one: CopyList) -> dict[str, Any]:
    number = digits(one.memo, letter.language)
    return {"heading": letter.said(one.heading), "number": number, "entries": one.entries}


@cache
def numbers(language: str) -> list[str]:
    sign = "।" if is_bengali(language) else "."
    return [f"{digits(number, language)}{sign}" for number in range(1, MOST_NUMBERED + 1)]


def qr_of(mark: str) -> str:
    """As SVG, for a template."""
    out = io.BytesIO()
    segno.make(mark, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=2, light="white")
    return out.getvalue().decode()


def _not_printed(letter: Letter, error: Exception) -> Refused:
    return Refused(reasons.NOT_PRINTED, what=unprintable(letter) or str(error)[:200])


def unprintable(letter: Letter) -> str:
    """The signs of a letter that no font of ours has."""
    said = json.dumps(_data(letter, False), ensure_ascii=False)
    return " ".join(sorted({one for one in said if ord(one) > 32 and ord(one) not in covered()}))


@cache
def covered() -> frozenset[int]:
    return frozenset(json.loads((FONTS / "covered.json").read_text()))
