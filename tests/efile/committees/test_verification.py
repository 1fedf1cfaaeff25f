"""Rows of a meeting that say something else than the record are named."""

from __future__ import annotations

import pytest

from efile.committees.models import AgendaItem, Attendance, Meeting
from efile.replay import Difference
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile.committees.conftest import Committee


def found(committee: Committee) -> Difference | None:
    office = committee.district.office.pk
    return check_stream("office", office, ledger.entries(office))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda: AgendaItem.objects.update(text="বদলানো কথা"), "minutes"),
        (lambda: AgendaItem.objects.update(outcome="refuse"), "minutes"),
        (lambda: Attendance.objects.filter(role="chair").update(present=False), "attendance"),
        (lambda: Attendance.objects.update(who={"name": {"bn": "ক", "en": "A"}}), "attendance"),
    ],
    ids=["another resolution", "another decision", "nobody in the chair", "another person"],
)
def test_what_was_changed_after_the_signature_is_found(
    committee: Committee, change: object, what: str
) -> None:
    committee.sign(committee.minuted(committee.matter()))
    assert found(committee) is None
    assert callable(change)
    change()
    difference = found(committee)
    assert difference is not None
    assert difference.what == what


def test_a_signature_that_nobody_entered_is_found(committee: Committee) -> None:
    meeting = committee.minuted(committee.matter())
    Meeting.objects.filter(pk=meeting).update(signed_at=committee.district.now, signer={"name": {}})
    difference = found(committee)
    assert difference is not None
    assert (difference.what, difference.expected) == ("meeting", "no entry")
