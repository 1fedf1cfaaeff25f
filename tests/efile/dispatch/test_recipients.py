"""Recipients as data: roles, their own memo numbers, what a version keeps of them. Rules as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from efile.letters import reasons
from efile.letters.made import letter_of
from efile.letters.recipients import Recipient, Role, from_blocks, given, kept, numbered, read
from efile.letters.selectors import version_of
from efile.letters.wording import Wording
from hierarchy.refusals import Reason, Refused
from notings.letters.letter import ENDORSED, FOR_ACTION, FOR_INFORMATION
from notings.letters.printing import as_pdf
from tests.efile.conftest import District
from tests.efile.dispatch.desk import BLOCK, CITIZEN, EVERYBODY, PANCHAYAT, POLICE, PRESS, ready
from tests.notings.letters.tools import text_of


def test_what_is_kept_is_read_back_byte_for_byte() -> None:
    assert read(kept(EVERYBODY)) == EVERYBODY
    assert (kept(()), read("")) == ("", ())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "  "}, reasons.RECIPIENT_NAME),
        ({"name": "ক" * 301}, reasons.TOO_LONG),
        ({"email": "রহিমা"}, reasons.RECIPIENT_EMAIL),
        ({"email": "a b@example.org"}, reasons.RECIPIENT_EMAIL),
        ({"mobile": "১২৩"}, reasons.RECIPIENT_MOBILE),
    ],
)
def test_what_no_letter_can_go_to_is_refused(changes: dict[str, str], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        Recipient(Role.TO, **{"name": "রহিমা", **changes}).cleaned()
    assert refused.value.reason is reason


def test_a_mobile_number_is_kept_in_ascii() -> None:
    assert Recipient(Role.TO, "রহিমা", mobile="৯৮০০ ০০০-০০১").cleaned().mobile == "9800000001"


@pytest.mark.parametrize(
    "text", ['{"role": "to"}', '[{"role": "chief", "name": "ক"}]', "[1]", "x", '[{"to": 1}]']
)
def test_a_list_that_no_page_wrote_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        given(text)


def test_a_letter_takes_as_many_as_its_list_numbers() -> None:
    rows = [Recipient(Role.INFO, f"প্রাপক {number}") for number in range(100)]
    assert read(kept(rows[:99]))
    with pytest.raises(Refused) as refused:
        kept(rows)
    assert refused.value.reason is reasons.TOO_MANY_RECIPIENTS


def test_each_endorsed_copy_has_a_number_of_its_own() -> None:
    assert numbered(EVERYBODY, "5-2") == ["5-2", "5-2", "5-2", "5-2/1(1)", "5-2/1(2)"]


def test_a_version_from_before_reads_as_recipients_of_its_blocks() -> None:
    rows = from_blocks("রহিমা\nচোপড়া\n\nকরিম", "থানা")
    assert rows == (
        Recipient(Role.TO, "রহিমা", "চোপড়া"),
        Recipient(Role.TO, "করিম"),
        Recipient(Role.INFO, "থানা"),
    )
    assert Wording(to="রহিমা\nচোপড়া\n\nকরিম", copies="থানা").addressed == rows


def test_the_letter_names_who_gets_a_copy_and_what_for(district: District, tmp_path: Path) -> None:
    _matter, draft = ready(district)
    letter = letter_of(draft, version_of(draft).wording, district.now)
    assert letter.to == (CITIZEN.printed,)
    lists = {one.heading: (one.entries, one.memo) for one in letter.lists}
    assert lists == {
        FOR_INFORMATION: ((PRESS.printed,), ""),
        FOR_ACTION: ((POLICE.printed,), ""),
        ENDORSED: ((PANCHAYAT.printed, BLOCK.printed), f"{draft.memo}/1(1) – {draft.memo}/1(2)"),
    }
    pdf = tmp_path / "letter.pdf"
    pdf.write_bytes(as_pdf(letter))
    said = text_of(pdf)
    assert "1(2)".translate(str.maketrans("12", "১২")) in said
