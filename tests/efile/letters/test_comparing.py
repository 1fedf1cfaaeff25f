"""What changed between two versions is shown word by word, and nothing of either is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from efile.letters.comparing import MOST_PIECES, compared, spans
from efile.letters.wording import Wording

TEXTS = st.text(alphabet="কখগ ািরয \n।abc", max_size=80)


def test_one_changed_word_is_one_out_and_one_in() -> None:
    found = [(span.what, span.text) for span in spans("নলকূপটি মেরামত হবে।", "নলকূপটি বদল হবে।")]
    assert found == [("same", "নলকূপটি "), ("out", "মেরামত"), ("in", "বদল"), ("same", " হবে।")]


def test_parts_that_neither_fills_are_left_out() -> None:
    parts = compared(Wording(subject="ক", body="খ"), Wording(subject="ক", body="গ"))
    assert [(part.name, part.differs) for part in parts] == [("subject", False), ("body", True)]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_comparison(before: str, after: str) -> None:
    found = list(spans(before, after))
    assert "".join(span.text for span in found if span.what != "in") == before
    assert "".join(span.text for span in found if span.what != "out") == after


def test_a_very_long_letter_is_compared_by_lines() -> None:
    long = "\n".join(f"লাইন {number} কথা" for number in range(MOST_PIECES))
    found = [span for span in spans(long, long.replace("লাইন 7 ", "লাইন সাত ")) if span.what != "same"]
    assert [span.what for span in found] == ["out", "in"]


def test_words_changed_one_after_the_other_are_read_as_one_change() -> None:
    found = [(span.what, span.text) for span in spans("ক খ গ শেষ", "চ ছ জ শেষ")]
    assert found == [("out", "ক খ গ"), ("in", "চ ছ জ"), ("same", " শেষ")]
