"""What is asked of a register: days, section, divisions; wrong ones are said, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

from django.test import Client
from django.urls import reverse

from efile.registers import shown, views
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.registers.conftest import SignIn, lines, page, pdf, sheet, told, workbook


def refused(client: Client, code: str, **asked: str) -> list[str]:
    """The answers of the three forms, each 422."""
    answers = [
        client.get(reverse(name, args=[code]), asked)
        for name in ("register", "register_excel", "register_pdf")
    ]
    assert [answer.status_code for answer in answers] == [422] * 3
    return [answer.content.decode() for answer in answers]


def test_what_is_no_day_is_said_and_kept(district: District, sign_in: SignIn) -> None:
    said = refused(sign_in("dm"), "diary", since="yesterday", until="2026-11-23")
    assert all("“yesterday” is no day" in one for one in said)
    assert 'value="yesterday"' in said[0]
    assert 'value="2026-11-23"' in said[0]


def test_days_in_the_wrong_order_are_said(district: District, sign_in: SignIn) -> None:
    for code in ("diary", "arrears"):
        said = refused(sign_in("dm"), code, since="2026-11-23", until="2026-11-01")
        assert "The first day lies after the last one" in said[0]


def test_a_section_or_division_that_is_none_is_said(district: District, sign_in: SignIn) -> None:
    dm = sign_in("dm")
    assert "no such section" in refused(dm, "pending", section="land")[0]
    assert "not divided in that way" in refused(dm, "pending", age="oldest")[0]


def test_there_is_no_register_of_another_name(district: District, sign_in: SignIn) -> None:
    dm = sign_in("dm")
    for name in ("register", "register_excel", "register_pdf"):
        assert dm.get(reverse(name, args=["nothing"])).status_code == 404


def test_a_period_takes_its_first_and_its_last_day_whole(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    day = office_day(matter.opened_at)
    dm = sign_in("dm")
    before, after = str(day - timedelta(days=1)), str(day + timedelta(days=1))
    assert len(lines(page(dm, "diary", since=day, until=day))) == 1
    assert lines(page(dm, "diary", until=before)) == []
    assert lines(page(dm, "diary", since=after)) == []


def test_a_section_is_its_own(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    dm = sign_in("dm")
    other = district.office.sections.exclude(pk=matter.section_id).first()
    assert other is not None
    for code in ("diary", "pending", "matters"):
        assert len(lines(page(dm, code, section=matter.section_id))) == 1
        assert lines(page(dm, code, section=other.pk)) == []


def test_pages_follow_each_other_without_a_gap(district: District, sign_in: SignIn) -> None:
    numbers = {district.receive().receipt.number for _ in range(5)}  # type: ignore[union-attr]
    dm = sign_in("dm")
    with patch.object(shown, "PAGE", 2):
        for code in ("diary", "pending"):
            found: list[str] = []
            address = reverse("register", args=[code])
            while address:
                text = dm.get(address).content.decode()
                found += [row[0] for row in lines(text)]
                _before, _sep, rest = text.partition('rel="next"')
                href = text[: text.find('rel="next"')].rpartition('href="')[2].partition('"')[0]
                address = href.replace("&amp;", "&") if rest else ""
            assert len(found) == 5
            assert set(found) == numbers


def test_a_long_register_is_printed_in_parts_that_number_on(district: District, sign_in: SignIn) -> None:
    for _ in range(5):
        district.receive()
    dm = sign_in("dm")
    with patch.object(views, "PART", 2):
        text = dm.get(reverse("register_pdf", args=["pending"])).content.decode()
        links = [part.partition('"')[0].replace("&amp;", "&") for part in text.split('href="')[1:]]
        parts = [link for link in links if "first=" in link]
        assert [words for words in ("Lines 1 to 2", "Lines 3 to 4", "Lines 5 to 5") if words in text] == [
            "Lines 1 to 2",
            "Lines 3 to 4",
            "Lines 5 to 5",
        ]
        assert len(parts) == 3
        with patch.object(views, "as_pdf", return_value=b"%PDF") as made:
            for link in parts:
                assert dm.get(link).content == b"%PDF"
    calls = made.call_args_list
    assert [call.kwargs["first"] for call in calls] == [1, 3, 5]
    assert [call.kwargs["more"] for call in calls] == [True, True, False]
    printed = [line.values[0] for call in calls for line in call.args[2]]
    assert printed == [row[0] for row in lines(page(dm, "pending"))]


def test_a_spreadsheet_is_read_in_batches_and_says_it_all(district: District, sign_in: SignIn) -> None:
    for _ in range(5):
        district.receive()
    dm = sign_in("dm")
    with patch("efile.registers.frame.BATCH", 2):
        rows = list(told(sheet(workbook(dm, "pending"))))
    assert [row[0] for row in rows] == [row[0] for row in lines(page(dm, "pending"))]


def test_a_workbook_goes_on_in_a_further_sheet(district: District, sign_in: SignIn) -> None:
    for _ in range(5):
        district.receive()
    with patch("efile.registers.sheets.MOST", 2):
        book = workbook(sign_in("dm"), "pending")
    assert [len(list(told(sheet(book, at)))) for at in (1, 2, 3)] == [2, 2, 1]
    assert b"sheet3.xml" in book.read("[Content_Types].xml")
    assert book.read("xl/workbook.xml").count(b"<sheet ") == 3


def test_nothing_written_is_read_as_a_formula_or_breaks_the_sheet(
    district: District, sign_in: SignIn
) -> None:
    hostile = '=HYPERLINK("http://x","&<y>") ক্ষ্ম'
    district.receive(subject=hostile)
    book = workbook(sign_in("dm"), "pending")
    assert any(hostile in row for row in told(sheet(book)))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_an_empty_register_is_told_in_all_forms(district: District, sign_in: SignIn) -> None:
    dm = sign_in("dm")
    for code in ("diary", "pending", "arrears"):
        assert lines(page(dm, code)) == []
        assert list(told(sheet(workbook(dm, code)))) == []
        assert pdf(dm, code).startswith(b"%PDF")
