"""A list is drawn up, read by the section, ordered by another; what is in use is not on it and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from efile import services as efile
from efile.disposal import carrying, reasons, services
from efile.disposal.candidates import Candidate, candidates, judged
from efile.disposal.models import Disposal, DisposalItem
from efile.files import losing
from efile.files import reasons as of_files
from efile.files.models import FileLink
from efile.models import File
from efile.registers.records import WEEDING
from efile.registers.shelf import BY_CODE
from hierarchy.refusals import Reason, Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.disposal.conftest import (
    YEAR,
    SignIn,
    agreed,
    destroyed,
    drawn,
    empty_file,
    ordered,
    say,
)
from tests.efile.registers.conftest import lines, page

TODAY = timezone.localdate()


def refused(expected: Reason, act: Any, *args: Any, **inputs: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act(*args, **inputs)
    assert found.value.reason is expected
    return found.value


def due(district: District, by: str = "ldc-general") -> dict[str, Reason | None]:
    found = candidates(district.actor(by), TODAY)
    return {one.file.number: one.why.reason if one.why else None for one in found}


def test_what_is_due_is_told_with_why_some_of_it_is_not_destroyed(district: District) -> None:
    for number, years, retention in (
        ("1", 3, "C"),
        ("2", 2, "C"),
        ("3", 13, "B"),
        ("4", 80, "A"),
        ("5", 80, ""),
        ("6", 80, "D"),
    ):
        empty_file(district, number, years, retention)
    linked, live = empty_file(district, "7"), empty_file(district, "8")
    File.objects.filter(pk=live.pk).update(status=File.Status.CURRENT, closed_at=None)
    FileLink.objects.create(office=district.office, file=live, other=linked, reason="নজির", at=timezone.now())
    part = empty_file(district, "9")
    File.objects.filter(pk=part.pk).update(part_of=live, part=1)
    lost = empty_file(district, "10")
    File.objects.filter(pk=lost.pk).update(missing_on=TODAY)
    assert due(district) == {
        "1": None,
        "3": None,
        "7": reasons.LINKED,
        "9": reasons.PART_LIVES,
        "10": reasons.MISSING,
    }


def test_nobody_orders_what_he_drew_up_and_the_database_holds_it_too(district: District) -> None:
    file = empty_file(district, "1")
    row = drawn(district, file, by="dm")
    agreed(district, row)
    refused(reasons.SAME_PERSON, ordered, district, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(
            state="ordered",
            ordered_user=row.drawn_user_id,
            ordered_by=row.drawn_by,
            ordered_at=timezone.now(),
        )
    ordered(district, row, by="adm-general")
    assert carrying.carry_out_all() == 1


def test_an_order_wants_every_file_read_an_officer_above_and_the_list_as_it_was_seen(
    district: District,
) -> None:
    row = drawn(district, empty_file(district, "1"), empty_file(district, "2"))
    refused(reasons.UNREAD, ordered, district, row)
    first, second = row.items.all()
    say(district, first)
    seen = services.digest(row)
    say(district, second, said="kept", keep_until=TODAY + timedelta(days=400), why="আপিল চলছে")
    order = {"disposal": row.pk, "now": timezone.now()}
    dm = district.actor("dm")
    refused(reasons.CHANGED, services.order, actor=dm, seen=seen, confirmed=True, **order)
    seen = services.digest(row)
    refused(reasons.NOT_CONFIRMED, services.order, actor=dm, seen=seen, confirmed=False, **order)
    refused(reasons.NOT_ORDERER, ordered, district, row, by="oc-general")
    assert carrying.carry_out_all() == 0
    ordered(district, row)
    assert carrying.carry_out_all() == 1
    assert [one.destroyed_at is not None for one in row.items.all()] == [True, False]


def test_a_file_kept_longer_leaves_the_list_and_comes_up_again(district: District, sign_in: SignIn) -> None:
    file = empty_file(district, "1")
    row = drawn(district, file)
    assert due(district) == {"1": reasons.LISTED}
    until = TODAY + timedelta(days=30)
    say(district, row.items.get(), said="kept", keep_until=until, why="আপিল চলছে")
    refused(reasons.NOTHING_LEFT, ordered, district, row)
    assert due(district) == {"1": reasons.KEPT_LONGER}
    assert lines(page(sign_in("dm"), WEEDING.code)) == []
    told = ledger.entries(file.pk)[-1]
    assert (told.kind, told.texts["reason"]) == ("file.read_for_disposal", "আপিল চলছে")
    services.withdraw(actor=district.actor("ldc-general"), disposal=row.pk, now=timezone.now())
    DisposalItem.objects.update(keep_until=TODAY - timedelta(days=1))
    assert due(district) == {"1": None}
    assert len(lines(page(sign_in("dm"), WEEDING.code))) == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"said": ""}, reasons.SAY),
        ({"said": "kept", "why": "আপিল"}, reasons.KEEP_UNTIL),
        ({"said": "kept", "keep_until": TODAY, "why": "আপিল"}, reasons.KEEP_UNTIL),
        ({"said": "kept", "keep_until": TODAY + timedelta(days=9)}, reasons.KEEP_WHY),
    ],
)
def test_a_reading_says_why_and_until_when(district: District, said: dict[str, Any], reason: Reason) -> None:
    row = drawn(district, empty_file(district, "1"))
    refused(reason, say, district, row.items.get(), **said)


def test_a_clerk_and_another_section_read_nothing(district: District) -> None:
    row = drawn(district, empty_file(district, "1"))
    for code in ("ldc-general", "oc-land"):
        with pytest.raises(Refused):
            say(district, row.items.get(), by=code)
    assert row.items.get().said == "unread"


def test_a_list_is_withdrawn_by_who_drew_it_up_until_it_is_ordered(district: District) -> None:
    row = drawn(district, empty_file(district, "1"))
    inputs = {"disposal": row.pk, "now": timezone.now()}
    refused(reasons.NOT_DRAWER, services.withdraw, actor=district.actor("dm"), **inputs)
    agreed(district, row)
    ordered(district, row)
    refused(reasons.NOT_DRAWN, services.withdraw, actor=district.actor("ldc-general"), **inputs)


def test_nothing_is_done_with_a_file_that_is_ordered_or_destroyed(district: District) -> None:
    file = empty_file(district, "1")
    row = drawn(district, file)
    agreed(district, row)
    ordered(district, row)
    again = {"actor": district.actor("dm"), "file": file.pk, "reason": "ভুল", "now": timezone.now()}
    refused(of_files.ORDERED, efile.reopen_file, **again)
    lost = {"actor": district.actor("oc-general"), "file": file.pk, "now": timezone.now()}
    refused(of_files.ORDERED, losing.lay_copies, scans=[], **lost)
    assert carrying.carry_out_all() == 1
    refused(of_files.DESTROYED, efile.reopen_file, **again)


def test_the_page_of_a_file_that_is_ordered_takes_no_copies_and_says_why(
    district: District, sign_in: SignIn
) -> None:
    file, why = empty_file(district, "1"), "no copies are put in any more"
    row = drawn(district, file)
    agreed(district, row)
    File.objects.filter(pk=file.pk).update(missing_on=district.now.date())
    client, address = sign_in("oc-general"), reverse("file", args=[file.pk])
    shown = client.get(address).content.decode()
    assert ('value="copies"' in shown, why in shown) == (True, False)
    File.objects.filter(pk=file.pk).update(missing_on=None)
    ordered(district, row)
    File.objects.filter(pk=file.pk).update(missing_on=district.now.date())
    shown = client.get(address).content.decode()
    assert ('value="copies"' in shown, why in shown) == (False, True)


def test_a_file_that_came_to_life_after_the_order_is_left(district: District) -> None:
    file, other = empty_file(district, "1"), empty_file(district, "2")
    row = drawn(district, file)
    agreed(district, row)
    ordered(district, row)
    File.objects.filter(pk=other.pk).update(status=File.Status.CURRENT, closed_at=None)
    FileLink.objects.create(office=district.office, file=other, other=file, reason="নজির", at=timezone.now())
    assert carrying.carry_out_all() == 0
    item = row.items.get()
    assert (item.said, item.destroyed_at, item.why != "") == ("kept", None, True)
    assert Disposal.objects.get(pk=row.pk).state == "done"


def test_the_register_has_the_number_of_the_office_and_the_three_persons(
    district: District, sign_in: SignIn
) -> None:
    destroyed(district, empty_file(district, "ক/১"))
    destroyed(district, empty_file(district, "2"))
    told = lines(page(sign_in("dm"), "disposals"))
    assert [row[0] for row in told] == [f"2/{YEAR}", f"1/{YEAR}"]
    assert all(all(row[at] for at in (8, 9, 10)) for row in told)
    assert "disposals" in BY_CODE


def test_many_files_are_judged_in_as_many_queries_as_one(district: District) -> None:
    rows = [empty_file(district, str(number)) for number in range(6)]
    asked = []
    for some in (rows[:1], rows):
        files = list(File.objects.select_related("office").filter(pk__in=[row.pk for row in some]))
        with CaptureQueriesContext(connection) as queries:
            found = judged(files, TODAY)
        assert [isinstance(one, Candidate) for one in found] == [True] * len(some)
        asked.append(len(queries))
    assert asked[0] == asked[1]
