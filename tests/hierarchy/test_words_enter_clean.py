import unicodedata

import pytest
from django.utils import translation

from hierarchy.words import Words, clean


@pytest.mark.parametrize(
    ("entered", "stored"),
    [
        ("  আবেদন \n", "আবেদন"),
        ("\u09a1\u09bc", unicodedata.normalize("NFC", "\u09dc")),
        ("\u09dc", "\u09a1\u09bc"),
        ("\u0995\u09c7\u09be", "\u0995\u09cb"),
        ("file\u202egpj.exe", "filegpj.exe"),
        ("\u2066a\u2069\u200e\u200f\ufeff", "a"),
        ("a\x00b\x07c", "abc"),
        ("ক্\u200dষ র\u200c্য", "ক্\u200dষ র\u200c্য"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("half\ud800", "half"),
        ("", ""),
    ],
)
def test_text_is_normalised_and_freed_of_marks_that_hide(entered: str, stored: str) -> None:
    assert clean(entered) == stored


def test_cleaning_twice_is_cleaning_once() -> None:
    text = clean("\u202eড়\u0995\u09c7\u09be\u200d ")
    assert clean(text) == text


@pytest.mark.parametrize(
    ("language", "shown"), [("bn-in", "জেলাশাসক"), ("bn-bd", "জেলাশাসক"), ("en", "District Magistrate")]
)
def test_words_speak_the_language_of_the_reader(language: str, shown: str) -> None:
    with translation.override(language):
        assert str(Words(bn="জেলাশাসক", en="District Magistrate")) == shown
