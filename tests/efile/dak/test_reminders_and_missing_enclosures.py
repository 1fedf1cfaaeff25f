"""CSMOP 11: missing enclosures are obtained, the item is diarised all the same; reminders are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile.dak import caring, reasons, selectors
from efile.dak.diarising import diarise
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh, kinds, letter


def test_a_missing_enclosure_is_noted_and_later_supplied(district: District) -> None:
    dak = entered(district)
    for code in ("counter-1", "oc-general"):
        caring.note_lack(
            actor=district.actor(code), dak=dak.pk, what="মৌজা মানচিত্র", now=district.wait(minutes=5)
        )
    first = dak.lacks.first()
    assert first is not None
    caring.supply(actor=district.actor("oc-general"), dak=dak.pk, lack=first.pk, now=district.wait(minutes=5))
    assert dak.lacks.filter(supplied_at=None).count() == 1
    assert kinds(dak)[1:] == ["receipt.lacking", "receipt.lacking", "receipt.supplied"]
    with pytest.raises(Refused) as refused:
        caring.supply(
            actor=district.actor("oc-general"), dak=dak.pk, lack=first.pk, now=district.wait(minutes=5)
        )
    assert refused.value.reason is reasons.NOTHING_LACKS
    assert agrees(dak)


def test_a_list_counts_what_is_missing_and_who_reminded(district: District) -> None:
    dak = entered(district)
    caring.note_lack(actor=district.actor("oc-general"), dak=dak.pk, what="ক", now=district.wait(minutes=5))
    caring.remind(actor=district.actor("dm"), dak=dak.pk, words="আজই দেখুন", now=district.wait(minutes=5))
    caring.remind(actor=district.actor("dm"), dak=dak.pk, words="আবার", now=district.wait(minutes=5))
    (row,) = selectors.box(district.actor("oc-general"), "with_me")
    assert (row.lacking, row.asked_for) == (1, 2)  # type: ignore[attr-defined]  # [counted by the list]


def test_a_reminder_names_a_day_that_has_not_passed(district: District) -> None:
    dak, today = entered(district), district.now.date()
    with pytest.raises(Refused) as refused:
        caring.remind(
            actor=district.actor("dm"),
            dak=dak.pk,
            words="দেখুন",
            act_by=today - timedelta(days=1),
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is reasons.REMIND_PAST
    caring.remind(
        actor=district.actor("dm"), dak=dak.pk, words="দেখুন", act_by=today, now=district.wait(minutes=5)
    )
    assert kinds(dak)[-1] == "receipt.reminded"


def test_a_reminder_that_comes_as_dak_stands_with_the_first_letter(district: District) -> None:
    first = entered(district)
    second = diarise(
        actor=district.actor("counter-1"),
        letter=letter(subject="তাগিদপত্র"),
        to=district.post("oc-general"),
        reminds=first.pk,
        now=district.wait(minutes=5),
    )
    assert [row.pk for row in first.reminders.all()] == [second.dak]
    assert agrees(fresh(second.dak))


def test_it_is_acknowledged_once(district: District) -> None:
    """CSMOP 10: on paper by who took it in or has it."""
    dak = entered(district)
    caring.acknowledge(actor=district.actor("counter-1"), dak=dak.pk, now=district.wait(minutes=5))
    with pytest.raises(Refused) as refused:
        caring.acknowledge(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    assert refused.value.reason is reasons.ACKNOWLEDGED
    assert fresh(dak).acknowledged_at is not None
