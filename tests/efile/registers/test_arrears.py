"""The arrears statement of a week, and the list of cases over three months."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from efile.delays import OPENING
from efile.models import Matter, Secrecy
from efile.registers.overdue import months_before
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.registers.conftest import SignIn, lines, page

NOON = datetime(2026, 6, 1, 6, tzinfo=UTC)
"""Noon in Kolkata, near enough."""


def lived(district: District, begun: int, ended: int | None = None) -> Matter:
    """A matter of the General Section from a day to a day after NOON."""
    matter = district.marked()
    Matter.objects.filter(pk=matter.pk).update(
        opened_at=NOON + timedelta(days=begun),
        closed_at=None if ended is None else NOON + timedelta(days=ended),
    )
    return matter


def figures(text: str) -> list[list[str]]:
    return [row[1:6] for row in lines(text)]


WEEK = {"since": "2026-06-08", "until": "2026-06-14"}


def test_a_week_is_brought_forward_received_disposed_of_and_left(district: District, sign_in: SignIn) -> None:
    """CSMOP 60. What came forward and what came in is together what went and what is left."""
    lived(district, 0)  # before the week, pending on
    lived(district, 0, 7)  # before, disposed of on its first day
    lived(district, 0, 6)  # over before it began
    lived(district, 7, 13)  # within
    lived(district, 13)  # came on the last day
    lived(district, 13, 14)  # disposed of after it
    lived(district, 14)  # came after it
    assert figures(page(sign_in("dm"), "arrears", **WEEK)) == [["2", "3", "5", "2", "3"]]


def test_bands_are_of_the_last_day(district: District, sign_in: SignIn) -> None:
    lived(district, 6)  # the seventh before it
    lived(district, 5)
    (row,) = lines(page(sign_in("dm"), "arrears", **WEEK))
    assert row[6:8] == ["1", "1"]
    assert row[-1] == "06.06.2026"


def test_the_sections_are_added_up(district: District, sign_in: SignIn) -> None:
    lived(district, 1)
    district.receive()
    other = district.receive()
    Matter.objects.filter(pk=other.pk).update(section=district.marked("oc-land").section_id)
    text = page(sign_in("dm"), "arrears", since="2026-06-01", until=office_day())
    *sections, everything = lines(text)
    assert everything[0] == "All sections"
    assert len(sections) >= 2
    for at in range(1, 12):
        assert int(everything[at]) == sum(int(row[at]) for row in sections)


def test_without_days_it_is_of_the_week_that_ends_today(district: District, sign_in: SignIn) -> None:
    text = page(sign_in("dm"), "arrears")
    today = office_day()
    assert f'name="since" value="{today - timedelta(days=6)}"' in text
    assert f'name="until" value="{today}"' in text


def test_behind_each_figure_stands_its_list(district: District, sign_in: SignIn) -> None:
    district.marked()
    dm = sign_in("dm")
    text = page(dm, "arrears")
    links = [part.partition('"')[0] for part in text.partition("<tbody>")[2].split('href="')[1:]]
    assert len(links) >= 3
    for link in links:
        assert len(lines(dm.get(link.replace("&amp;", "&")).content.decode())) == 1


def test_what_a_reader_may_not_read_is_not_counted(district: District, sign_in: SignIn) -> None:
    matter = lived(district, 8)
    lived(district, 8)
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.TOP_SECRET)
    for reader, count in {"oc-general": "2", "auditor-1": "1", "ldc-general": "1"}.items():
        (row,) = lines(page(sign_in(reader), "arrears", **WEEK))
        assert row[2] == count, reader


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 23), date(2026, 8, 23)),
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2024, 5, 31), date(2024, 2, 29)),
        (date(2026, 1, 1), date(2025, 10, 1)),
    ],
)
def test_three_months_are_months_of_the_calendar(day: date, before: date) -> None:
    assert months_before(day, 3) == before


def test_cases_over_three_months_have_their_new_and_their_old_serial(
    district: District, sign_in: SignIn
) -> None:
    """HP law code: of last month's list one is disposed of since, one is new."""
    today = office_day()
    first = today.replace(day=1)
    limit, last_limit = months_before(today, 3), months_before(first, 3)

    def begun(day: date, ended: date | None = None) -> Matter:
        matter = district.marked()
        Matter.objects.filter(pk=matter.pk).update(opened_at=_noon(day), closed_at=ended and _noon(ended))
        return matter

    begun(last_limit - timedelta(days=9), ended=today)
    begun(last_limit - timedelta(days=9), ended=first - timedelta(days=1))
    old = begun(last_limit - timedelta(days=8))
    older = begun(last_limit)
    begun(limit + timedelta(days=1))
    rows = lines(page(sign_in("dm"), "over-three-months"))
    found = [(row[0], row[1], row[2]) for row in rows]
    assert old.receipt is not None
    assert older.receipt is not None
    assert found[:2] == [("1", "2", old.receipt.number), ("2", "3", older.receipt.number)]
    if last_limit < limit:
        new = begun(limit)
        assert new.receipt is not None
        rows = lines(page(sign_in("dm"), "over-three-months"))
        assert [(row[0], row[1], row[2]) for row in rows][2:] == [("3", "—", new.receipt.number)]


@pytest.mark.parametrize("opening", [OPENING.bn, OPENING.en])
def test_why_a_case_takes_so_long_is_told_as_the_newest_note_says(
    district: District, sign_in: SignIn, opening: str
) -> None:
    """CSMOP 60: the explanation stands in the notes."""
    matter = district.marked()
    for why in ("জরিপ বাকি।", "প্রতিবেদন আসেনি।\nআর এক অনুচ্ছেদ।"):
        district.note("oc-general", matter, f"নথি দেখলাম। {opening} {why}")
        district.forward("oc-general", matter, "cic-general")
        district.forward("cic-general", matter, "oc-general")
    silent = district.marked()
    Matter.objects.filter(pk__in=[matter.pk, silent.pk]).update(
        opened_at=_noon(months_before(office_day(), 4))
    )
    told, other = lines(page(sign_in("dm"), "over-three-months"))
    assert told[10] == "প্রতিবেদন আসেনি।"
    assert other[10] == "Examine and recommend"


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
