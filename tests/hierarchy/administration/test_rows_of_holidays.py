"""Holidays are filled in as rows, without scripts too; a table copied from elsewhere is taken whole."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from hierarchy.administration.holiday_rows import MOST_ROWS, HolidayRows
from hierarchy.administration.holidays import read_lines
from hierarchy.models import Holiday
from tests.hierarchy.offices import Establishment

Row = tuple[str, str, str, str]
REPUBLIC: Row = ("2030-01-26", "প্রজাতন্ত্র দিবস", "Republic Day", "Order 1")
FREE: Row = ("2030-08-15", "স্বাধীনতা দিবস", "Independence Day", "")


def posted(*rows: Row, **more: object) -> dict[str, object]:
    names = ("on", "name_bn", "name_en", "source")
    cells = {f"holidays-{name}": [row[place] for row in rows] for place, name in enumerate(names)}
    return {"weekly_off": ["6"], "source": "Order 3", "valid_from": "", **cells, **more}


def send(admin: Client, **fields: object) -> HttpResponse:
    answer: HttpResponse = admin.post(reverse("admin_act", args=["new-calendar"]), fields)  # type: ignore[assignment]
    return answer


def rows_of(answer: HttpResponse) -> list[str]:
    """The days that stand in the form."""
    return re.findall(r'name="holidays-on" value="([^"]*)"', answer.content.decode())


def test_rows_become_a_calendar(house: Establishment, admin: Client) -> None:
    asked = send(admin, **posted(REPUBLIC, FREE, ("", "", "", "")), step="check").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked))
    assert send(admin, **hidden, step="do").status_code == 302
    made = Holiday.objects.filter(calendar__version=2, calendar__office=house.office).order_by("on")
    assert [(str(one.on), one.name_bn, one.name_en, one.source) for one in made] == [
        REPUBLIC,
        (*FREE[:3], "Order 3"),
    ], "a day without an order of its own is of the calendar's"


def test_another_row_and_one_less_without_scripts(admin: Client, house: Establishment) -> None:
    more = send(admin, **posted(REPUBLIC, source=""), **{"holidays-add": "1"})
    assert rows_of(more) == ["2030-01-26", ""]
    assert "errorlist" not in more.content.decode(), "nothing is judged before it is sent"
    less = send(admin, **posted(REPUBLIC, FREE), **{"holidays-drop": "0"})
    assert rows_of(less) == ["2030-08-15", ""]
    assert (
        'value="6" id="id_weekly_off_6" checked' in less.content.decode()
        or "checked" in less.content.decode()
    )
    assert house.kinds() == []


def test_a_fault_keeps_every_row(admin: Client, house: Establishment) -> None:
    answer = send(admin, **posted(REPUBLIC, ("2030-08-15", "", "", "")), step="check")
    assert answer.status_code == 422
    assert "Line 2: " in answer.content.decode()
    assert rows_of(answer) == ["2030-01-26", "2030-08-15", ""]


@pytest.mark.parametrize(
    "pasted",
    ["\t".join(FREE), ",".join(FREE), "১৫.০৮.২০৩০\tস্বাধীনতা দিবস\tIndependence Day\t", "15/8/2030,স,I,"],
    ids=["from a spreadsheet", "from a file", "as an office writes days", "with strokes"],
)
def test_a_pasted_table_joins_the_rows(pasted: str) -> None:
    data = MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in posted(REPUBLIC).items()})
    data["holidays-pasted"] = pasted
    text = HolidayRows().value_from_datadict(data, {}, "holidays")
    assert set(read_lines(text)) == {date(2030, 1, 26), date(2030, 8, 15)}


def test_more_than_a_form_may_have_stand_as_lines() -> None:
    text = "".join(f"2030-01-{n},ক,K,\n" for n in range(MOST_ROWS + 1))
    shown = HolidayRows().get_context("holidays", text, {"id": "id_holidays"})
    assert shown["pasted"] == text
    assert len(shown["rows"]) == 1
