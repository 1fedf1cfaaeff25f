"""What the text of a note says about bold, lists, numbered paragraphs and tables, and what it never says."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notings.marking import MARKED, PLAIN, Reference, plain, references
from notings.rendering import as_html
from tests.notings.desk import Desk

ID = UUID("01a204a1-e9ef-7710-8419-839e33fac590")
SAYS = {
    "**গাঢ়** ও ~~বাঁকা~~ ও __দাগ__": "<p><strong>গাঢ়</strong> ও <em>বাঁকা</em> ও <u>দাগ</u></p>",
    "**ক __খ__**": "<p><strong>ক </strong><strong><u>খ</u></strong></p>",
    "**জেলা**র": "<p><strong>জেলা</strong>র</p>",
    "এক\nদুই\n\nতিন": "<p>এক<br>দুই</p><p>তিন</p>",
    "১। জমি\n২। খাজনা\n  বাকি": (
        '<ol class="written"><li><span class="number">১।</span> <span>জমি</span></li>'
        '<li><span class="number">২।</span> <span>খাজনা<br>বাকি</span></li></ol>'
    ),
    "5) e\n7) g": (
        '<ol class="written"><li><span class="number">5)</span> <span>e</span></li>'
        '<li><span class="number">7)</span> <span>g</span></li></ol>'
    ),
    "- ক\n• খ\nগ": '<ul class="written"><li><span>ক</span></li><li><span>খ</span></li></ul><p>গ</p>',
    "| দাগ | জমি |\n|---|---|\n| ৩১২ | ২ \\| ৩ |": (
        '<div class="wide"><table><thead><tr><th>দাগ</th><th>জমি</th></tr></thead>'
        "<tbody><tr><td>৩১২</td><td>২ | ৩</td></tr></tbody></table></div>"
    ),
}
STANDS_FOR_ITSELF = (
    "৫*৩*২",
    "** নয় **",
    "**নয়",
    "________",
    "C:\\docs",
    "a*b**c",
    "2026.বছর",
    "~5",
)


@pytest.mark.parametrize("text", SAYS, ids=range(len(SAYS)))
def test_marks_are_read_in_one_way(text: str) -> None:
    assert as_html(text, MARKED) == SAYS[text]


@pytest.mark.parametrize("text", STANDS_FOR_ITSELF)
def test_what_is_no_mark_stands_for_itself(text: str) -> None:
    assert as_html(text, MARKED) == f"<p>{text}</p>"
    assert plain(text, MARKED) == text


def test_a_reference_keeps_its_id_and_its_words() -> None:
    text = f"দেখুন [[para:{ID} অনুচ্ছেদ ৩]]।"

    assert as_html(text, MARKED) == '<p>দেখুন <span class="ref">অনুচ্ছেদ ৩</span>।</p>'
    assert plain(text, MARKED) == "দেখুন অনুচ্ছেদ ৩।"
    assert references(text, MARKED) == [Reference("para", ID)]
    assert references(text, PLAIN) == []
    for other in (f"[[page:{ID} ক]]", "[[para:1 ক]]", f"[[para:{ID}]]"):
        assert as_html(other, MARKED) == f"<p>{other}</p>"
    assert "<b>" not in as_html(f"[[para:{ID} <b>x</b>]]", MARKED)


def test_a_sign_after_a_backslash_is_only_a_sign() -> None:
    assert as_html("\\*\\*ক\\*\\* \\- ১\\। খ", MARKED) == "<p>**ক** - ১। খ</p>"
    assert as_html("১\\। খ", MARKED) == "<p>১। খ</p>"


def test_nothing_written_in_a_note_becomes_an_element() -> None:
    hostile = '<script>x</script> **<img src=x onerror="y">** | "a"'

    shown = as_html(hostile, MARKED)

    assert "<script" not in shown
    assert "<img" not in shown
    assert as_html("**x**", PLAIN) == "**x**"


@given(st.text(alphabet="ab*~_\\|-1। \n<>&'\"", max_size=60))
def test_any_text_has_a_reading_without_foreign_elements(text: str) -> None:
    shown = str(as_html(text, MARKED))

    for element in (
        "p",
        "br",
        "strong",
        "em",
        "u",
        "ol",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ):
        shown = shown.replace(f"<{element}>", "").replace(f"</{element}>", "")
    for opening in ('<ol class="written">', '<ul class="written">', '<div class="wide">', "</div>"):
        shown = shown.replace(opening, "")
    shown = shown.replace('<span class="number">', "").replace("<span>", "").replace("</span>", "")
    assert "<" not in shown


def test_the_words_alone_are_had_without_the_marks() -> None:
    assert plain("**ক**\n| খ | ~~গ~~ |\n|---|---|\n| ঘ | ১ |", MARKED) == "ক\nখ গ\nঘ ১"
    assert plain("**ক**", PLAIN) == "**ক**"


def test_a_note_is_signed_with_the_form_in_which_it_was_written(desk: Desk) -> None:
    signed = desk.signed("**গুরুত্বপূর্ণ**")

    assert (signed.text, signed.form) == ("**গুরুত্বপূর্ণ**", MARKED)
