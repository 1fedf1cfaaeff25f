"""CSMOP 60: a watch list for each kind, by the day on which it is due. CSMOP 66: what is due of a letter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from efile.dak import caring, closing
from efile.dak.interim import reply_in_the_interim
from efile.dak.models import Dak, Watch
from efile.models import Receipt
from efile.registers.watched import WATCH_LISTS
from tests.base.days import office_day
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered, fresh
from tests.efile.registers.conftest import SignIn, district, lines, page, pdf, sheet, sign_in, told, workbook
from tests.efile.registers.test_first_registers import column
from workflows.models import Service

__all__ = ["district", "sign_in"]
LISTS = [one.code for one in WATCH_LISTS]


def aged(district: District, days: int, **changes: Any) -> Dak:
    """A letter that came so many days ago."""
    dak = entered(district, **changes)
    then = timezone.now() - timedelta(days=days)
    Receipt.objects.filter(pk=dak.receipt_id).update(received_at=then)
    return fresh(dak)


def numbers(text: str) -> list[str]:
    return [row[0] for row in lines(text)]


def test_each_kind_stands_in_its_own_list_alone(district: District, sign_in: SignIn) -> None:
    head, day = sign_in("dm"), office_day() + timedelta(days=9)
    expected = {
        f"watch-{watch}": [entered(district, watch=watch, reply_by=day).receipt.number]
        for watch in Watch.values
    }
    expected["watch-public"] = [entered(district, kind="citizen").receipt.number]
    entered(district)
    assert {code: numbers(page(head, code)) for code in LISTS} == expected
    shelf = head.get(reverse("registers")).content.decode()
    assert all(reverse("register", args=[code]) in shelf for code in LISTS)


def test_it_is_kept_by_the_day_on_which_each_is_due(district: District, sign_in: SignIn) -> None:
    first = office_day()
    rows = {
        days: entered(district, watch="court", reply_by=first + timedelta(days=days)) for days in (20, -3, 2)
    }
    head = sign_in("dm")
    ordered = [rows[days].receipt.number for days in (-3, 2, 20)]
    assert numbers(page(head, "watch-court")) == ordered
    assert [row[column("watch-court", "left")] for row in lines(page(head, "watch-court"))] == [
        "-3",
        "2",
        "20",
    ]
    assert numbers(page(head, "watch-court", days="late")) == ordered[:1]
    assert numbers(page(head, "watch-court", days="soon")) == ordered[1:2]
    assert [row[0] for row in told(sheet(workbook(head, "watch-court")))] == ordered
    assert pdf(head, "watch-court").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (15, {"acknowledge"}),
        (16, {"acknowledge", "unacknowledged"}),
        (23, {"acknowledge", "unacknowledged", "soon"}),
        (30, {"acknowledge", "unacknowledged", "soon"}),
        (31, {"acknowledge", "unacknowledged", "late", "month"}),
    ],
)
def test_csmop_66_says_what_is_due_of_a_letter_of_the_public(
    district: District, sign_in: SignIn, age: int, found: set[str]
) -> None:
    aged(district, age, kind="citizen")
    head = sign_in("dm")
    asked = ("acknowledge", "unacknowledged", "soon", "late", "month")
    assert {one for one in asked if numbers(page(head, "watch-public", days=one))} == found
    (row,) = lines(page(head, "watch-public"))
    due = office_day() + timedelta(days=30 - age)
    assert row[column("watch-public", "due")] == due.strftime("%d.%m.%Y")


def test_what_was_acknowledged_and_told_leaves_those_that_wait_for_it(
    district: District, sign_in: SignIn
) -> None:
    """CSMOP 66: an interim reply states the probable date, and that is then the day."""
    dak, head = aged(district, 40, watch="member"), sign_in("dm")
    actor, day = district.actor("oc-general"), office_day() + timedelta(days=3)
    caring.acknowledge(actor=actor, dak=dak.pk, now=district.wait(minutes=1))
    reply_in_the_interim(actor=actor, dak=dak.pk, by=day, now=district.wait(minutes=1))
    for one in ("acknowledge", "unacknowledged", "late", "month"):
        assert numbers(page(head, "watch-member", days=one)) == []
    assert numbers(page(head, "watch-member", days="soon")) == [dak.receipt.number]


def test_it_goes_with_its_matter_until_that_is_disposed_of(district: District, sign_in: SignIn) -> None:
    dak = entered(district, watch="rti")
    matter, _other, head = district.marked(), district.marked(), sign_in("dm")
    closing.attach(
        actor=district.actor("oc-general"), dak=dak.pk, matter=matter.pk, now=district.wait(minutes=1)
    )
    district.forward("oc-general", matter, "cic-general")
    (row,) = lines(page(head, "watch-rti"))
    assert row[column("watch-rti", "place")] == str(district.actor("cic-general").post_title.en)
    (pending,) = lines(page(head, "pending", watch="rti"))
    assert pending[column("pending", "watch")] == "Right to information"
    rows = lines(page(head, "pending"))
    assert sorted(row[column("pending", "watch")] for row in rows) == ["Right to information", "—"]
    matter_page = head.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "Right to information" in matter_page
    district.forward("cic-general", matter, "oc-general")
    stories.finish(district, matter)
    assert lines(page(head, "watch-rti")) == []


def test_an_application_of_a_watched_class_stands_in_its_list_until_it_is_disposed_of(
    district: District, sign_in: SignIn
) -> None:
    """CSMOP 60: as data of the class of case, by the day promised on its slip."""
    assert set(Service.objects.exclude(watch="").values_list("watch", flat=True)) <= set(Watch.values)
    letter = entered(district, watch="rti", reply_by=office_day() + timedelta(days=60))
    district.marked()
    matter, head = district.receive(service="wb-rti"), sign_in("dm")
    district.complete("dm", matter, "mark", to="oc-general")
    receipt = matter.receipt
    assert receipt is not None
    listed, other = lines(page(head, "watch-rti"))
    assert (listed[0], other[0]) == (receipt.number, letter.receipt.number)
    assert listed[column("watch-rti", "due")] == receipt.promised_on.strftime("%d.%m.%Y")
    assert listed[column("watch-rti", "place")] == str(district.actor("oc-general").post_title.en)
    assert numbers(page(head, "watch-rti", days="acknowledge")) == [letter.receipt.number]
    assert numbers(page(head, "watch-public")) == []
    (pending,) = lines(page(head, "pending", watch="rti"))
    assert pending[column("pending", "watch")] == "Right to information"
    assert "Right to information" in head.get(reverse("matter", args=[matter.pk])).content.decode()
    assert numbers(page(sign_in("oc-land"), "watch-rti")) == []
    stories.finish(district, matter)
    assert numbers(page(head, "watch-rti")) == [letter.receipt.number]


def test_csmop_66_a_letter_of_another_office_is_listed_until_it_is_gone_and_its_writer_told(
    district: District, sign_in: SignIn
) -> None:
    rows = [aged(district, days) for days in (9, 8, 2)]
    section, head = sign_in("oc-general"), sign_in("dm")
    for row, act in zip(rows, ("elsewhere", "pass_on", "elsewhere"), strict=True):
        page_of = reverse("dak", args=[row.pk])
        given = {"act": act, "version": str(fresh(row).version), "name": "চোপড়া থানা", "way": "hand"}
        assert section.post(f"{page_of}act/", given)["Location"] == page_of
        assert "চোপড়া থানা" in section.get(page_of).content.decode()
    late, gone, due = (row.receipt.number for row in rows)
    found = {
        one: numbers(page(head, "elsewhere", state=one)) for one in ("here", "late", "untold", "gone-late")
    }
    assert found == {"here": [late, due], "late": [late], "untold": [gone], "gone-late": [gone]}
    assert numbers(page(head, "elsewhere")) == [late, gone, due]
    desk = section.get(reverse("daks")).content.decode()
    assert desk.count("another office&#x27;s: pass on by") == 2
    assert numbers(page(sign_in("oc-land"), "elsewhere")) == []


def test_who_may_not_open_a_letter_is_told_nothing_of_it(district: District, sign_in: SignIn) -> None:
    entered(district, watch="rti", secrecy=2)
    assert lines(page(sign_in("udc-general"), "watch-rti")) == []
    assert lines(page(sign_in("oc-land"), "watch-rti")) == []
    assert len(lines(page(sign_in("dm"), "watch-rti"))) == 1
