"""NIC eFile: metadata is editable after every movement but for the received date, the diarised date, the
letter date and the delivery mode; the record keeps old and new."""

from __future__ import annotations

from datetime import date

import pytest

from efile.dak import caring, reasons, sending
from efile.dak.models import Dak
from efile.dak.shown import history_of
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, agrees, entered, fresh

WRONG = "বন্যা প্রস্তুতির প্রতিবেদন"
RIGHT = "বন্যা মোকাবিলার প্রস্তুতি"


def change(district: District, dak: Dak, code: str = "oc-general", /, **values: object) -> None:
    caring.change(
        actor=district.actor(code),
        dak=dak.pk,
        values=values,  # type: ignore[arg-type]  # [given by name]
        now=district.wait(minutes=5),
    )


def test_old_and_new_stand_in_the_record_and_in_the_movement(district: District) -> None:
    dak = entered(district)
    change(district, dak, subject=RIGHT, sender="মহকুমা শাসক", priority=1)
    row = fresh(dak)
    assert (row.receipt.subject, row.receipt.applicant.name, row.priority) == (RIGHT, "মহকুমা শাসক", 1)
    entry = ledger.entries(dak.receipt_id)[-1]
    assert (entry.kind, entry.data["fields"]) == ("receipt.changed", ["applicant", "priority", "subject"])
    assert (entry.texts["was_subject"], entry.texts["subject"]) == (WRONG, RIGHT)
    told = {
        change.label: (change.was, change.new)
        for change in history_of(row, district.actor("oc-general"))[-1].changes
    }
    assert told["Subject"] == (WRONG, RIGHT)
    assert told["Urgency"] == ("Ordinary", "Urgent")
    assert agrees(row)


@pytest.mark.parametrize("name", ["received_at", "diarised_at", "letter_date", "channel"])
def test_four_never_change(district: District, name: str) -> None:
    dak = entered(district)
    with pytest.raises(Refused) as refused:
        change(district, dak, **dict[str, object]({name: date(2026, 11, 1)}))
    assert refused.value.reason is reasons.FIXED


def test_a_number_is_set_right_to_the_byte(district: District) -> None:
    dak = entered(district)
    change(district, dak, number=f" {NUMBER} ")
    assert fresh(dak).receipt.foreign_number == f" {NUMBER} "
    assert agrees(dak)


def test_after_every_movement_by_its_main_recipient_alone(district: District) -> None:
    dak = entered(district, copies=("adm-general",))
    sending.send(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        to=district.post("oc-land"),
        now=district.wait(minutes=5),
    )
    for code in ("oc-general", "adm-general"):
        with pytest.raises(Refused) as refused:
            change(district, dak, code, subject=RIGHT)
        assert refused.value.reason is reasons.NOT_MAIN
    change(district, dak, "oc-land", subject=RIGHT)
    assert fresh(dak).receipt.subject == RIGHT


def test_what_the_diary_would_not_take_is_not_made_of_it(district: District) -> None:
    dak = entered(district)
    wrong: list[dict[str, object]] = [{"subject": " "}, {"email": "কেউ না"}, {"mobile": "12"}, {"priority": 9}]
    for values in wrong:
        with pytest.raises(Refused):
            change(district, dak, **values)
    with pytest.raises(Refused) as refused:
        change(district, dak, subject=WRONG)
    assert refused.value.reason is reasons.SAME_TEXT
    assert fresh(dak).receipt.subject == WRONG


def test_a_field_that_was_emptied_agrees_with_the_record(district: District) -> None:
    dak = entered(district, address="রায়গঞ্জ")
    change(district, dak, address="", reply_by=date(2026, 12, 1))
    assert fresh(dak).receipt.applicant.address == ""
    assert agrees(dak)
