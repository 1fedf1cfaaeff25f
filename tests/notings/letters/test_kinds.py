"""Twelve kinds of letter (SI 2024, rule 136), each with words to begin with in both languages."""

from __future__ import annotations

import pytest

from hierarchy.words import BENGALI
from notings.letters.kinds import BLANK, KINDS, Language, Origin
from notings.letters.printing import as_pdf
from notings.marking import blocks
from tests.notings.letters.samples import letter

KNOWN = {"subject": "নলকূপ", "applicant": "রহিমা বেওয়া", "receipt": "১২/২০২৬", "received": "০১.১১.২০২৬"}


def test_there_are_twelve() -> None:
    assert len(KINDS) == 12


@pytest.mark.parametrize("code", KINDS)
def test_each_begins_with_words_in_both_languages(code: str) -> None:
    kind = KINDS[code]
    assert BENGALI.search(kind.begun("bn", KNOWN))
    assert not BENGALI.search(kind.begun("en", {}))
    assert BENGALI.search(kind.name.bn)
    assert blocks(kind.begun("bn", KNOWN))


@pytest.mark.parametrize("code", KINDS)
def test_what_is_not_known_of_the_matter_is_left_open(code: str) -> None:
    begun = KINDS[code].begun("bn", {})
    assert "{" not in begun
    assert "None" not in begun


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_matter_of_the_office_itself_leaves_no_writer_open(code: str, language: Language) -> None:
    """There was no application: only a notice has blanks then, for the day and the hour."""
    begun = KINDS[code].begun(language, {"subject": KNOWN["subject"]})
    assert (BLANK in begun) == (code == "notice")


@pytest.mark.parametrize("code", ["letter", "endorsement"])
def test_it_speaks_of_that_with_which_the_matter_began(code: str) -> None:
    kind = KINDS[code]
    begun_with: dict[Origin, tuple[str, str]] = {
        "application": ("আবেদন", "application"),
        "letter": ("পত্র", "letter"),
    }
    for origin, (bengali, english) in begun_with.items():
        assert bengali in kind.begun("bn", KNOWN, origin)
        assert english in kind.begun("en", KNOWN, origin)
        assert KNOWN["receipt"] in kind.begun("bn", KNOWN, origin)
    assert "আবেদন" not in kind.begun("bn", KNOWN, "letter")


def test_words_in_braces_that_a_citizen_wrote_stay_words() -> None:
    assert "{receipt}" in KINDS["letter"].begun("bn", {**KNOWN, "applicant": "{receipt}"}, "application")


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_each_can_be_printed_as_it_begins(code: str, language: Language) -> None:
    body = KINDS[code].begun(language, KNOWN)
    assert as_pdf(letter(kind=code, language=language, body=body)).startswith(b"%PDF")


def test_a_letter_closes_as_each_country_does() -> None:
    assert letter().closing == "ভবদীয়"
    assert letter(profile="BD").closing == "আপনার বিশ্বস্ত"
    assert letter(kind="order").closing == ""
