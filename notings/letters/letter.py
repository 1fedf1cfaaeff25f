"""A letter as it is to be printed: every word of it, whoever made it and wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hierarchy.words import Words
from notings.letters.bangla import FIRST_DAY, bangla_date
from notings.letters.body import for_printer
from notings.letters.kinds import KINDS, Kind, Language, in_language
from notings.marking import blocks
from web.words import digits

GOVERNMENTS: Final = {
    "WB": Words("পশ্চিমবঙ্গ সরকার", "Government of West Bengal"),
    "BD": Words("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "Government of the People's Republic of Bangladesh"),
}
MEMO: Final = Words("স্মারক নং", "Memo No.")
DATE: Final = Words("তারিখ", "Date")
SUBJECT: Final = Words("বিষয়", "Subject")
REFERENCE: Final = Words("সূত্র", "Reference")
TO: Final = Words("প্রাপক", "To")
COPIES: Final = Words("অনুলিপি সদয় অবগতি ও কার্যার্থে", "Copy for information and necessary action to")
FOR_INFORMATION: Final = Words("অনুলিপি সদয় অবগতির জন্য", "Copy for information to")
FOR_ACTION: Final = Words("অনুলিপি প্রয়োজনীয় ব্যবস্থা গ্রহণের জন্য", "Copy for necessary action to")
ENDORSED: Final = Words("পৃষ্ঠাঙ্কন: অনুলিপি প্রেরণ করা হল", "Endorsement: copy forwarded to")
TELEPHONE: Final = Words("ফোন", "Telephone")
EMAIL: Final = Words("ই-মেইল", "E-mail")
DRAFT: Final = Words("খসড়া", "DRAFT")
MONTHS_BN: Final = "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর".split()
MONTHS_EN: Final = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Signatory:
    """CSMOP 42: a letter carries its signatory's name, designation, telephone and e-mail."""

    name: str
    title: str
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class CopyList:
    """Who gets a copy, one entry each. `memo` is the number of an endorsement, else empty."""

    heading: Words
    entries: tuple[str, ...]
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`body` is a text with marks (notings.marking). `memo` and `day` are None while it is a draft.

    `to` and `copies` hold one recipient each, with line breaks inside. `mark` is what its QR says.
    """

    kind: str
    language: Language
    profile: str
    office: Words
    section: Words
    subject: str
    body: str
    to: tuple[str, ...]
    reference: str
    signatory: Signatory
    mark: str
    memo: str | None = None
    day: date | None = None
    grading: Words | None = None
    copies: tuple[str, ...] = ()
    lists: tuple[CopyList, ...] = ()

    @property
    def copy_lists(self) -> tuple[CopyList, ...]:
        """All who get a copy; `copies` are those without a word on what for."""
        plain = (CopyList(COPIES, self.copies),) if self.copies else ()
        return (*plain, *self.lists)

    @property
    def form(self) -> Kind:
        return KINDS[self.kind]

    def said(self, words: Words) -> str:
        return in_language(words, self.language)

    @property
    def title(self) -> str:
        """What the document is called where a reader lists it."""
        return self.subject or self.said(self.form.name)

    @property
    def heading(self) -> tuple[str, ...]:
        lines = (self.said(one) for one in (GOVERNMENTS[self.profile], self.office, self.section))
        return tuple(line for line in lines if line)

    @property
    def number(self) -> str:
        return digits(self.memo, self.language) if self.memo else ""

    @property
    def dates(self) -> tuple[str, ...]:
        """As the office writes them: in Bangladesh a Bengali letter has the Bangla date above the other."""
        if self.day is None:
            return ()
        day, names = self.day, MONTHS_BN if self.language == "bn" else MONTHS_EN
        common = digits(f"{day.day} {names[day.month - 1]} {day.year}", self.language)
        if self.profile != "BD" or self.language != "bn" or day < FIRST_DAY:
            return (common,)
        own = bangla_date(day)
        return (digits(f"{own.day} {own.month_name} {own.year}", "bn"), common)

    @property
    def contact(self) -> str:
        """How its signatory is reached, a line for each way there is."""
        telephone = digits(self.signatory.telephone, self.language)
        ways = ((TELEPHONE, telephone), (EMAIL, self.signatory.email))
        return "\n".join(f"{self.said(words)}: {value}" for words, value in ways if value)

    @property
    def opening(self) -> str:
        return self.said(self.form.opening)

    @property
    def closing(self) -> str:
        return self.said(self.form.closing(self.profile))


def body_of(letter: Letter) -> list[dict[str, Any]]:
    """The text's blocks for a printer: words, listed, table, each with its runs."""
    return for_printer(blocks(letter.body))
