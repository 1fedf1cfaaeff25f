"""Diary, distribution, files, letters issued, pending: screen, Excel and paper say the same."""

from __future__ import annotations

import io
from datetime import date, timedelta
from html import unescape

import pikepdf
import pytest
from django.utils import timezone, translation

from efile.dak import sending
from efile.dak.arrival import Destination
from efile.dak.models import DakKind, Watch
from efile.dak.transferring import belongs_elsewhere
from efile.models import Matter
from efile.periodicals import services as periodicals
from efile.registers import printed
from efile.registers.ages import BANDS
from efile.registers.begun import BEGUN
from efile.registers.frame import Line
from efile.registers.shelf import REGISTERS
from efile.registers.shown import shown
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, entered, fresh
from tests.efile.dispatch.desk import DISPATCHER, issued, sent
from tests.efile.disposal.conftest import destroyed
from tests.efile.registers.conftest import SignIn, lines, page, pdf, sheet, told, workbook
from tests.efile.registers.test_records import closed


def column(code: str, name: str) -> int:
    (register,) = (one for one in REGISTERS if one.code == code)
    return [one.name for one in register.columns].index(name)


def test_the_diary_has_applications_and_dak_by_their_number(district: District, sign_in: SignIn) -> None:
    """CSMOP 11; a foreign number is told byte for byte."""
    matter = district.marked()
    dak = entered(district, to="oc-general")
    rows = lines(page(sign_in("dm"), "diary"))
    assert matter.receipt is not None
    assert [row[0] for row in rows] == [dak.receipt.number, matter.receipt.number]
    assert rows[0][column("diary", "foreign")] == NUMBER
    assert rows[0][column("diary", "letter_date")] == "09.11.2026"
    assert rows[0][column("diary", "to")] == dak.holder.title.en
    assert rows[1][column("diary", "sender")] == "রহিমা বেওয়া, চোপড়া"
    assert rows[1][column("diary", "state")] == district.thread(matter).holder.title.en


def test_the_diary_promises_no_answer_to_a_copy_for_information(district: District, sign_in: SignIn) -> None:
    entered(district, kind=DakKind.COPY)
    entered(district, kind=DakKind.COPY, watch=Watch.MEMBER)
    entered(district)
    promised = [row[column("diary", "promised")] for row in lines(page(sign_in("dm"), "diary"))]
    assert [any(map(str.isdigit, day)) for day in promised] == [True, True, False]


def test_dak_is_told_each_time_it_is_given_out(district: District, sign_in: SignIn) -> None:
    """CSMOP 47: every movement stands in the register."""
    dak = entered(district, to="oc-general", copies=("oc-land",))
    rows = lines(page(sign_in("dm"), "distribution"))
    (row,) = rows
    assert row[0] == dak.receipt.number
    assert row[column("distribution", "to")] == dak.holder.title.en
    assert row[column("distribution", "copies")] == dak.copies.get().post.title.en
    sending.send(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        to=district.post("cic-general"),
        now=district.wait(minutes=1),
    )
    rows = lines(page(sign_in("dm"), "distribution", act="sent"))
    assert [row[column("distribution", "to")] for row in rows] == [fresh(dak).holder.title.en]


def test_a_letter_is_told_with_its_recipients_and_ways(district: District, sign_in: SignIn) -> None:
    _matter, draft = issued(district)
    sent(district, draft, 1, "email", to="rahima@example.org")
    (row,) = lines(page(sign_in(DISPATCHER), "issued"))
    assert row[0] == draft.issue_number
    assert row[column("issued", "memo")] == draft.memo
    assert row[column("issued", "to")] == "রহিমা বেওয়া and 4 others"
    assert "By e-mail" in row[column("issued", "way")]
    assert lines(page(sign_in(DISPATCHER), "issued", way="email")) == [row]
    assert lines(page(sign_in(DISPATCHER), "issued", way="post")) == []


def test_files_are_told_by_state(district: District, sign_in: SignIn) -> None:
    _matter, draft = issued(district)
    file = draft.matter.file
    assert file is not None
    (row,) = lines(page(sign_in("oc-general"), "files"))
    assert row[0] == file.number
    assert row[column("files", "state")] == "Current"
    assert lines(page(sign_in("oc-general"), "files", state="closed")) == []


def aged(matter: Matter, days: int) -> None:
    begun = timezone.now() - timedelta(days=days)
    Matter.objects.filter(pk=matter.pk).update(opened_at=begun)


def test_what_is_pending_stands_in_the_band_of_its_age_and_in_no_other(
    district: District, sign_in: SignIn
) -> None:
    """NIC eFile: pendency. The edges of each band."""
    dm = sign_in("dm")
    matter = district.receive()
    for days in (0, 7, 8, 15, 16, 30, 31, 60, 61, 90, 91, 400):
        aged(matter, days)
        holding = [band.code for band in BANDS if lines(page(dm, "pending", age=band.code))]
        assert holding == [band.code for band in BANDS if band.holds(days)]
        assert len(holding) == 1
    (row,) = lines(page(dm, "pending"))
    assert row[column("pending", "days")] == "400"


@pytest.mark.parametrize(("numbers", "opens"), [(("7/2026", "GEN/3"), 0), (("", "GEN/3"), 2), (("", ""), 4)])
def test_a_line_is_opened_by_its_number_or_by_what_names_it(numbers: tuple[str, str], opens: int) -> None:
    """An internal file has no diary number; one that is in no file has its subject alone."""
    values = [numbers[0], None, numbers[1], "", "ছুটির হিসাব", "", ""]
    cells = shown(BEGUN, Line(values, url="/m/1/")).cells
    assert [at for at, cell in enumerate(cells) if cell.url] == [opens]


def test_what_is_disposed_of_is_not_pending(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    dm = sign_in("dm")
    assert len(lines(page(dm, "pending"))) == 1
    Matter.objects.filter(pk=matter.pk).update(closed_at=timezone.now())
    assert lines(page(dm, "pending")) == []


def test_pending_is_told_against_the_promised_day(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    dm, today = sign_in("dm"), office_day()
    for code, day in {
        "late": today - timedelta(days=1), "today": today, "in_time": today + timedelta(days=1), "none": None
    }.items():  # fmt: skip
        Matter.objects.filter(pk=matter.pk).update(promised_on=day)
        found = [
            one for one in ("late", "today", "in_time", "none") if lines(page(dm, "pending", promise=one))
        ]
        assert found == [code]


@pytest.fixture
def full(district: District) -> District:
    """Something stands in every register."""
    issued(district)
    entered(district, to="oc-general", kind="citizen")
    for watch in Watch.values:
        entered(district, watch=watch, reply_by=date(2026, 12, 1))
    belongs_elsewhere(
        actor=district.actor("oc-general"),
        dak=entered(district).pk,
        to=Destination(name="চোপড়া থানা"),
        now=district.wait(minutes=1),
    )
    periodicals.keep(
        actor=district.actor("oc-general"),
        name="মাসিক বিবরণী",
        direction="send",
        party="রাজ্য সরকার",
        every="month",
        first_on=office_day() + timedelta(days=7),
        now=district.wait(minutes=1),
    )
    aged(district.marked(), 200)
    Matter.objects.filter(pk=district.marked().pk).update(closed_at=timezone.now(), disposal="disposed")
    closed(district, "1/due", "C", date(2015, 1, 1))
    destroyed(district, closed(district, "2/gone", "C", date(2014, 1, 1)))
    return district


def test_screen_and_spreadsheet_say_the_same(full: District, sign_in: SignIn) -> None:
    dm = sign_in("dm")
    for register in REGISTERS:
        shown = lines(page(dm, register.code))
        kept = list(told(sheet(workbook(dm, register.code))))
        assert len(shown) == len(kept) > 0, register.code
        words = [at for at, one in enumerate(register.columns) if one.kind.value in {"words", "number"}]
        for drawn, written in zip(shown, kept, strict=True):
            assert [unescape(drawn[at]) for at in words] == [written[at] or "—" for at in words]


def test_each_register_is_printed_in_both_languages(full: District, sign_in: SignIn) -> None:
    for language in ("bn", "en"):
        dm = sign_in("dm", language)
        for register in REGISTERS:
            with pikepdf.open(io.BytesIO(pdf(dm, register.code))) as made:
                assert len(made.pages) >= 1
                assert str(made.docinfo["/Title"]) == title_of(register.title, language)


def title_of(title: object, language: str) -> str:
    with translation.override({"bn": "bn-in", "en": "en"}[language]):
        return str(title)


def test_a_sign_without_a_glyph_does_not_keep_a_register_from_being_printed(
    district: District, sign_in: SignIn
) -> None:
    district.receive(subject="নলকূপ 漢字")
    assert "漢" in page(sign_in("dm"), "pending")
    assert pdf(sign_in("dm"), "pending").startswith(b"%PDF")
    assert printed.UNKNOWN in printed.printable("漢")
