"""Spellings that sound alike are found alike; the database folds as Python does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efile.finding.folding import fold, marked, number_of, words_of

ALIKE = [
    ("জাতি শংসাপত্র", "জাতী সংশাপত্র"),
    ("বাড়ি", "বারি"),
    ("দূর্নীতি", "দুর্নিতি"),
    ("প্রমাণ", "প্রমান"),
    ("বাংলা", "বাঙলা"),
    ("চাঁদ", "চাদ"),
    ("দুঃখ", "দুখ"),
    ("র্\u200dযাব", "র্যাব"),
    ("ময়না", "ম\u09dfনা"),
    ("Tube-Well", "tube-well"),
    ("২০২৬", "2026"),
]
DIFFERENT = [("হয়", "হজ"), ("নদী", "নাদি"), ("কল", "খল"), ("12", "21")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_that_sound_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_are_parted_at_spaces_and_punctuation() -> None:
    assert words_of("ঋণ-মকুব, ৳৫০০/- (দ্বিতীয়)।") == ["ঋন", "মকুব", "500", fold("দ্বিতীয়")]


def test_a_number_begins_with_its_first_sign() -> None:
    assert number_of(" /১২/2026") == "12/2026"
    assert number_of("/-/") == ""


def test_words_that_begin_as_one_looked_for_are_marked() -> None:
    pieces = list(marked("জাতী শংসাপত্রের আবেদন", ["শংশাপত্র", fold("শংসাপত্র")]))

    assert [text for text, found in pieces if found] == ["শংসাপত্রের"]
    assert "".join(text for text, _found in pieces) == "জাতী শংসাপত্রের আবেদন"


def in_database(text: str) -> tuple[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT efile_fold(%s), tsvector_to_array(efile_words(%s))", [text, text])
        folded, words = cursor.fetchone()
    return folded, set(words)


LETTERS = st.characters(codec="utf-8", exclude_characters="\0", min_codepoint=1, max_codepoint=0x24F)
BENGALI = st.characters(
    min_codepoint=0x980, max_codepoint=0x9FE, include_characters=" ।-/.\u200c\u200d\u00ad"
)


@pytest.mark.django_db
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(text=st.text(LETTERS | BENGALI, max_size=60))
def test_the_database_folds_as_python_does(text: str) -> None:
    folded, words = in_database(text)

    assert folded == fold(text)
    assert words == set(words_of(text))


@pytest.mark.django_db
def test_the_database_folds_real_texts_as_python_does(cases: Path) -> None:
    for path in sorted((cases / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")[:40_000].replace("\0", "")
        folded, words = in_database(text)
        assert folded == fold(text), path.name
        assert words == set(words_of(text)), path.name
