"""For how long closed files are kept, and which are due to be weeded: Bengal Records Manual 1943 (domain.md
c 34), Secretariat Instructions r. 100 (c 35). The years of a class are data."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from efile.models import File
from efile.registers.records import how_long, last_day
from hierarchy.models import RetentionClass
from hierarchy.retention import SHIPPED
from tests.efile.conftest import District
from tests.efile.registers.conftest import SignIn, lines, page

WB = {one.code: one for one in SHIPPED["WB"]}
BD = {one.code: one for one in SHIPPED["BD"]}
YEAR = timezone.localdate().year


def closed(district: District, number: str, retention: str, day: date) -> File:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return File.objects.create(
        office=district.office,
        number=number,
        section=district.marked().section,
        subject="বন্যা ত্রাণ",
        retention=retention,
        status=File.Status.CLOSED,
        opened_by_id=district.post("oc-general"),
        opened_at=moment,
        closed_at=moment,
    )


@pytest.mark.parametrize(
    ("kept", "closed_on", "until"),
    [
        (WB["C"], date(2023, 1, 1), date(2025, 12, 31)),
        (WB["C"], date(2023, 12, 31), date(2025, 12, 31)),
        (WB["B"], date(2014, 6, 1), date(2026, 12, 31)),
        (WB["A"], date(1950, 1, 1), None),
        (WB["D"], date(1950, 1, 1), None),
        (BD["খ"], date(1950, 1, 1), None),
        (None, date(1950, 1, 1), None),
    ],
)
def test_a_class_is_kept_until_its_last_year_is_complete(
    kept: object, closed_on: date, until: date | None
) -> None:
    """Domain rule (c) 31: a class is kept for its years after the year of closing."""
    assert last_day(closed_on, kept) == until  # type: ignore[arg-type]  # [a class or none]


def test_what_is_due_is_listed_and_nothing_else(district: District, sign_in: SignIn) -> None:
    closed(district, "1/due", "C", date(YEAR - 3, 12, 31))
    closed(district, "2/not", "C", date(YEAR - 2, 1, 1))
    closed(district, "3/due", "B", date(YEAR - 13, 12, 31))
    closed(district, "4/not", "B", date(YEAR - 12, 1, 1))
    closed(district, "5/not", "A", date(1950, 1, 1))
    closed(district, "6/not", "", date(1950, 1, 1))
    closed(district, "7/not", "D", date(1950, 1, 1))
    dm = sign_in("dm")
    assert {row[0] for row in lines(page(dm, "weeding"))} == {"1/due", "3/due"}
    assert len(lines(page(dm, "retention"))) == 7
    assert [row[0] for row in lines(page(dm, "retention", **{"class": "none"}))] == ["6/not"]
    (row,) = lines(page(dm, "weeding", **{"class": "C"}))
    assert row[7] == f"31.12.{YEAR - 1}"


def test_a_file_that_is_not_closed_is_in_neither_list(district: District, sign_in: SignIn) -> None:
    row = closed(district, "1/due", "C", date(YEAR - 9, 1, 1))
    File.objects.filter(pk=row.pk).update(status=File.Status.CURRENT)
    for code in ("retention", "weeding"):
        assert lines(page(sign_in("dm"), code)) == []


def test_the_years_that_an_office_ordered_decide(district: District, sign_in: SignIn) -> None:
    closed(district, "1", "C", date(YEAR - 4, 1, 1))
    dm = sign_in("dm")
    assert len(lines(page(dm, "weeding"))) == 1
    RetentionClass.objects.create(
        office=district.office,
        code="C",
        name_bn="পাঁচ বছর",
        name_en="Five years",
        years=5,
        forever=False,
        source_bn="আদেশ",
        source_en="Order",
        starts=date(YEAR - 1, 1, 1),
    )
    assert lines(page(dm, "weeding")) == []
    (row,) = lines(page(dm, "retention"))
    assert row[7:9] == [f"31.12.{YEAR + 1}", "Order"]


def test_how_long_is_said_in_words(district: District) -> None:
    said = [how_long(one) for one in (WB["A"], WB["B"], WB["D"], BD["খ"], None)]
    assert said == [
        "for ever",
        "12 years after that of closing",
        "Private exhibits, handed back",
        "Class খ",
        "no class yet",
    ]
