"""Each fault that a table of the establishment can have, as a sentence with its line."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from hierarchy.establishment.sheet import COLUMNS, MOST_LINES, read_sheet
from hierarchy.establishment.sheet_rules import Known, KnownPerson, KnownPost, faults_of
from hierarchy.words import Words

RANKS = frozenset({"dm", "oc", "udc"})
TODAY = date(2026, 11, 22)
HEAD = ",,,dm,জেলাশাসক,District Magistrate,dm,,,,,,"
OFFICER = "it,তথ্য,IT,oc-it,আধিকারিক,Officer,oc,dm,amal,অমল,Amal,substantive,2026-01-01"
CLERK = "it,তথ্য,IT,udc-it,করণিক,Clerk,udc,oc-it,,,,,"


def table(*lines: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *lines]).encode()


def faults(*lines: str, known: Known | None = None) -> list[tuple[int, str]]:
    sheet = read_sheet(table(*lines))
    found = [*sheet.faults, *faults_of(sheet.read, known or Known(RANKS, TODAY))]
    return sorted((one.line, one.code.removeprefix("sheet.")) for one in found)


def test_a_sound_table_has_no_fault() -> None:
    assert faults(HEAD, OFFICER, CLERK) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("Officer", ""), "empty"),
        (("Officer", "x" * 201), "long"),
        (("Officer", "আধিকারিক"), "not_english"),
        (("Officer", "Officer ২"), "bengali_digits"),
        (("আধিকারিক", "Officer"), "not_bengali"),
        (("oc-it", "OC IT"), "bad_code"),
        (("oc-it", "oc-২"), "bengali_digits"),
        (("2026-01-01", "২০২৬-০১-০১"), "bengali_digits"),
        (("2026-01-01", "1/26/2026"), "bad_date"),
        (("2026-01-01", "1.2.2026"), "two_dates"),
        (("2026-01-01", "01/02/2026"), "two_dates"),
        (("2026-01-01", "2026-02-30"), "bad_date"),
        (("2026-01-01", ""), "empty"),
        (("substantive", "boss"), "unknown_kind"),
        (("অমল", ""), "empty"),
        (("amal", ""), "no_person"),
        (("amal", "Amal K"), "bad_code"),
        ((",oc,", ",minister,"), "unknown_rank"),
        ((",dm,", ",mayor,"), "no_superior"),
        ((",dm,", ",,"), "second_head"),
        (("it,তথ্য", "it,"), "empty"),
        (("2026-01-01", "2026-01-01,more"), "cells"),
    ],
)
def test_a_fault_of_one_line_is_named_with_its_line(change: tuple[str, str], code: str) -> None:
    found = faults(HEAD, OFFICER.replace(*change, 1))
    assert found
    assert set(found) == {(3, code)}


def test_two_lines_that_do_not_go_together_are_named() -> None:
    assert faults(HEAD, OFFICER, OFFICER.replace("amal,অমল,Amal,substantive,2026-01-01", ",,,,")) == [
        (4, "post_twice")
    ]
    assert faults(HEAD, OFFICER, CLERK.replace("তথ্য", "ভূমি")) == [(4, "section_names")]
    again = "udc-it,করণিক,Clerk,udc,oc-it,amal,{},Amal,{},2026-01-01"
    assert faults(HEAD, OFFICER, "it,তথ্য,IT," + again.format("বিমল", "additional")) == [(4, "person_names")]
    assert faults(HEAD, OFFICER, "it,তথ্য,IT," + again.format("অমল", "additional")) == []
    assert faults(HEAD, OFFICER, "it,তথ্য,IT," + again.format("অমল", "substantive")) == [(4, "two_posts")]


def test_every_fault_of_one_line_is_named() -> None:
    both = OFFICER.replace("Officer", "").replace(",oc,", ",minister,").replace(",dm,", ",mayor,")
    assert faults(HEAD, both) == [(3, "empty"), (3, "no_superior"), (3, "unknown_rank")]
    twice = OFFICER.replace("2026-01-01", "1.13.2026")
    assert faults(HEAD, OFFICER, twice) == [
        (4, "bad_date"),
        (4, "post_twice"),
    ]
    posts = {"oc-it": KnownPost("udc", "dm", holder="bimal", held_before=True)}
    assert faults(HEAD, OFFICER, known=Known(RANKS, TODAY, posts)) == [(3, "held"), (3, "other_rank")]


def test_one_cell_that_is_wrong_in_two_ways_is_told_twice() -> None:
    assert faults(HEAD, OFFICER.replace("আধিকারিক", "x" * 201)) == [(3, "long"), (3, "not_bengali")]


def test_nothing_follows_from_a_cell_that_is_wrong_in_itself() -> None:
    assert faults(HEAD, OFFICER.replace("it,তথ্য", "it,"), CLERK) == [(3, "empty")]
    assert faults(HEAD, OFFICER.replace(",oc,", ",O C,")) == [(3, "bad_code")]
    assert faults(HEAD, OFFICER.replace(",dm,", ",D M,")) == [(3, "bad_code")]


def test_a_ring_is_told_on_each_of_its_lines_and_on_no_other() -> None:
    ring = [OFFICER.replace(",dm,", ",udc-it,"), CLERK]
    outside = CLERK.replace("udc-it", "ldc-it").replace(",oc-it,", ",udc-it,")
    assert faults(HEAD, *ring, outside) == [(3, "loop"), (4, "loop")]
    assert faults(HEAD, CLERK.replace(",oc-it,", ",udc-it,")) == [(3, "loop")]


def test_a_ring_through_a_post_that_the_office_keeps_is_found() -> None:
    posts = {"dm": KnownPost("dm", ""), "oc-it": KnownPost("oc", "udc-it")}
    assert faults(HEAD, CLERK, known=Known(RANKS, TODAY, posts)) == [(3, "loop")]


@pytest.mark.parametrize(
    ("post", "code"),
    [
        (KnownPost("oc", "dm", gone=True), "post_gone"),
        (KnownPost("udc", "dm"), "other_rank"),
        (KnownPost("oc", "dm", holder="bimal", held_before=True), "held"),
        (KnownPost("oc", "dm", held_before=True), "backwards"),
    ],
)
def test_what_the_office_has_already_stands(post: KnownPost, code: str) -> None:
    assert faults(HEAD, OFFICER, known=Known(RANKS, TODAY, {"oc-it": post})) == [(3, code)]


def test_what_agrees_with_the_office_is_no_fault() -> None:
    posts = {"oc-it": KnownPost("oc", "dm", holder="amal", held_before=True)}
    people = {"amal": KnownPerson(Words("অমল", "Amal"), own="oc-it")}
    assert faults(HEAD, OFFICER, known=Known(RANKS, TODAY, posts, people=people)) == []
    assert faults(OFFICER, known=Known(RANKS, TODAY, {"dm": KnownPost("dm", "")})) == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (KnownPerson(Words("অমল", "Amal"), active=False), "closed_account"),
        (KnownPerson(Words("কমল", "Kamal"), elsewhere=True), "other_person"),
        (KnownPerson(Words("অমল", "Amal"), own="oc-land"), "two_posts"),
    ],
)
def test_people_who_have_an_account_are_looked_at(person: KnownPerson, code: str) -> None:
    assert faults(HEAD, OFFICER, known=Known(RANKS, TODAY, people={"amal": person})) == [(3, code)]


def test_a_merged_section_is_named() -> None:
    known = Known(RANKS, TODAY, closed_sections=frozenset({"it"}))
    assert faults(HEAD, OFFICER, known=known) == [(3, "section_closed")]


def test_a_faulty_superior_does_not_make_those_below_faulty() -> None:
    assert faults(HEAD, OFFICER.replace("Officer", ""), CLERK) == [(3, "empty")]


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"\xff\xfe\x00", 0, "sheet.not_text"),
        (b"post,rank\n", 1, "sheet.columns"),
        (b"", 1, "sheet.columns"),
        (table(), 1, "sheet.no_lines"),
        (table(*[HEAD] * (MOST_LINES + 1)), 0, "sheet.too_long"),
    ],
)
def test_a_file_that_is_no_such_table_is_named(content: bytes, line: int, code: str) -> None:
    assert [(one.line, one.code) for one in read_sheet(content).faults] == [(line, code)]


def test_columns_stand_in_any_order_and_a_byte_order_mark_is_no_fault() -> None:
    turned = "\n".join(",".join(reversed(line.split(","))) for line in (",".join(COLUMNS), HEAD))
    sheet = read_sheet(b"\xef\xbb\xbf" + turned.encode())
    assert sheet.faults == []
    assert sheet.rows[0].post == "dm"


def test_every_fault_is_a_sentence_in_both_languages() -> None:
    sheet = read_sheet(table(HEAD, OFFICER, OFFICER.replace("oc,", "minister,", 1)))
    found = faults_of(sheet.rows, Known(RANKS, TODAY))
    with translation.override("en"):
        assert any("stands already on line 3" in one.sentence for one in found)
    with translation.override("bn-in"):
        assert any("পঙ্‌ক্তি ৩" in one.sentence for one in found)


@pytest.mark.parametrize("written", ["26/1/2026", "26-01-2026", "26.01.2026", "2026-01-26"])
def test_a_date_that_a_spreadsheet_rewrote_is_read(written: str) -> None:
    (row,) = read_sheet(table(OFFICER.replace("2026-01-01", written))).rows
    assert row.starts == date(2026, 1, 26)


def test_a_heading_in_capitals_is_the_same_heading() -> None:
    sheet = read_sheet(table(HEAD).replace(b"section,", b"Section,").replace(b",from", b",FROM"))
    assert (sheet.faults, len(sheet.rows)) == ([], 1)


def test_a_quote_left_open_is_told_on_its_line_and_hides_no_other_fault() -> None:
    stray = CLERK.replace("করণিক", '"করণিক')
    assert faults(HEAD, stray, *([OFFICER.replace("Officer", "")] + ["x,y"] * 3)) == [
        (3, "open_quote"),
        (4, "empty"),
        (5, "cells"),
        (6, "cells"),
        (7, "cells"),
    ]
    assert faults(HEAD, OFFICER, stray) == [(4, "open_quote")]


def test_a_cell_broken_for_its_width_is_one_line_of_words() -> None:
    sheet = read_sheet(table(HEAD.replace("District Magistrate", '"District\r\nMagistrate"'), "x,y"))
    assert sheet.rows[0].title.en == "District Magistrate"
    assert [(one.line, one.code) for one in sheet.faults] == [(4, "sheet.cells")]


def test_a_cell_beyond_all_measure_is_a_fault_and_no_failure() -> None:
    """The reader of CSV gives up at 131072 characters."""
    huge = "x" * 140_000
    assert faults(HEAD, OFFICER.replace("Officer", huge), "x,y") == [(3, "long_line"), (4, "cells")]
    assert faults(HEAD, '"' + huge, *["x,y"]) == [(3, "long_line"), (4, "cells")]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheet_is_called_one(start: bytes) -> None:
    assert [one.code for one in read_sheet(start + b"\x00\xff").faults] == ["sheet.spreadsheet"]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (KnownPerson(Words("অমল", "Amal"), own="oc-land"), "Amal holds the post “oc-land” substantively"),
        (KnownPerson(Words("অমল", "Amal"), home=Words("জেলা", "District")), "Amal holds a charge in District"),
    ],
)
def test_a_person_is_called_as_the_office_knows_him(person: KnownPerson, said: str) -> None:
    known = Known(RANKS, TODAY, people={"amal": person})
    sheet = read_sheet(table(HEAD, OFFICER.replace(",Amal,", ",K,")))
    with translation.override("en"):
        assert [one.sentence.startswith(said) for one in faults_of(sheet.read, known)] == [True]
