"""Receipts and files are numbered by the office's order; the page shows the next number beforehand."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.letters.numbering import memo_of
from efile.models import File, NumberSeries, Receipt
from efile.numbers import file_number, receipt_number
from hierarchy.models import NumberScheme, Office
from hierarchy.selectors import calendar_for
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.test_filing import put_in_file
from tests.hierarchy.administration.conftest import ask, do_alone, words

__all__ = ["district", "sign_in"]

ORDER = {"source_bn": "আদেশ ৯", "source_en": "Order 9"}


@pytest.fixture
def dpm(sign_in: SignIn) -> Client:
    return sign_in("dpm")


def today(district: District) -> date:
    """By the office's clock, which is hours ahead of UTC."""
    return calendar_for(district.office.pk).local_date(timezone.now())


def scheme(register: str, pattern: str, starts: str = "") -> dict[str, object]:
    return {"register": register, "pattern": pattern, "starts": starts, **ORDER}


def test_the_next_number_is_shown_and_then_given(district: District, dpm: Client) -> None:
    district.now = timezone.now()
    district.receive()
    year = today(district).year
    fields = scheme("receipt", "UD-{serial:4}/{yy}")
    assert f"The next number would be UD-0002/{year % 100}." in words(ask(dpm, "number-scheme", **fields))
    assert do_alone(dpm, "number-scheme", **fields)["Location"] == reverse("admin_numbers")
    assert f"UD-0002/{year % 100}" in words(dpm.get(reverse("admin_numbers")))
    district.now = timezone.now()
    district.receive()
    assert list(Receipt.objects.order_by("serial").values_list("number", flat=True)) == [
        f"1/{year}",
        f"UD-0002/{year % 100}",
    ]
    assert ledger.entries(district.office.pk)[-1].kind == "numbers.ordered"


def test_files_are_numbered_in_their_section(district: District, dpm: Client) -> None:
    do_alone(dpm, "number-scheme", **scheme("file", "{code}-{serial:3}-{year}"))
    section = district.office.sections.get(code="general")
    day = today(district)
    assert file_number(district.office, section, day) == f"general-001-{day.year}"
    assert not File.objects.exists()


def test_an_order_counts_from_its_day(district: District, dpm: Client) -> None:
    day = today(district)
    later = day + timedelta(days=3)
    do_alone(dpm, "number-scheme", **scheme("receipt", "N{serial}/{year}", later.isoformat()))
    office = Office.objects.get(pk=district.office.pk)
    assert receipt_number(office, day)[1] == f"1/{day.year}"
    serial, number = receipt_number(office, later)
    assert number == f"N{serial}/{later.year}"


@pytest.mark.parametrize(
    ("register", "pattern", "sentence"),
    [
        ("receipt", "{serial}", "needs the year"),
        ("receipt", "{year}", "needs the serial, once"),
        ("receipt", "{month}/{serial}/{year}", "A part in braces is unknown"),
        ("file", "{serial}/{year}", "needs the section"),
        ("receipt", "একটি-অনেক-দীর্ঘ-নম্বরের-শুরু-এখানে/{serial}/{year}", "longer than 40 characters"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_beside_its_field(
    dpm: Client, register: str, pattern: str, sentence: str
) -> None:
    answer = do_alone(dpm, "number-scheme", **scheme(register, pattern))
    assert answer.status_code == 422
    assert sentence in words(answer).partition('id="id_pattern"')[2].partition("</div>")[0]
    assert not NumberScheme.objects.exists()


def test_the_page_and_the_act_are_closed_for_others(sign_in: SignIn) -> None:
    other = sign_in("oc-general")
    assert other.get(reverse("admin_numbers")).status_code == 403
    assert other.post(reverse("admin_act", args=["number-scheme"]), {"step": "do"}).status_code == 403


def test_two_orders_of_a_day_are_refused(dpm: Client) -> None:
    do_alone(dpm, "number-scheme", **scheme("receipt", "A{serial}/{year}"))
    answer = do_alone(dpm, "number-scheme", **scheme("receipt", "B{serial}/{year}"))
    assert answer.status_code == 409
    assert "begins on that day already" in words(answer)


def test_each_register_stands_under_its_own_name_also_of_years_before(
    district: District, dpm: Client
) -> None:
    section = district.office.sections.get(code="general")
    given = {"receipt": 41, "issue": 42, "disposal": 43, f"file:{section.code}:11/4": 44}
    NumberSeries.objects.bulk_create(
        NumberSeries(office=district.office, code=code, year=2020, last=last) for code, last in given.items()
    )
    page = words(dpm.get(reverse("admin_numbers")))
    rows = re.findall(r'<tr><td data-label="Register">(.+?)</td>', page)
    assert rows[:2] == ["Receipts", "Letters issued"]
    listed = [re.sub("<.+?>", "", row) for row in re.findall("<li>(2020.+?)</li>", page)]
    assert listed == [
        "2020 · Lists of disposal: 43",
        f"2020 · Files of {section.name_en} 11/4: 44",
        "2020 · Letters issued: 42",
        "2020 · Receipts: 41",
    ]


def test_a_letter_numbered_leaves_the_page_open_and_stands_in_no_year(
    district: District, dpm: Client
) -> None:
    """Memo numbers are counted in their file, through all its years."""
    matter = district.marked()
    put_in_file(district, matter)
    file = File.objects.get()
    memo = memo_of(district.office, file)
    assert memo == f"{file.number}-1"
    page = words(dpm.get(reverse("admin_numbers")))
    assert "Earlier years" not in page
    assert "memo" not in page.lower()
