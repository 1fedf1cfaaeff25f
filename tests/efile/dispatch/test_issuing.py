"""A signed letter is issued by the dispatcher: a number without gaps, recipients fixed, no way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from efile import reasons as common
from efile.dispatch import issuing, reasons
from efile.dispatch.models import Addressee
from efile.letters import reasons as letter_reasons
from efile.letters import services
from efile.letters.models import Draft, Status
from efile.letters.recipients import Role
from efile.models import Matter, Secrecy
from efile.papers.models import Paper
from efile.verification import check_stream, verify_all
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.dispatch.desk import DISPATCHER, EVERYBODY, fresh, issued, ready, signed
from tests.efile.letters.desk import agrees, approved, kept, made_ready


def issue(district: District, draft: Draft, code: str = DISPATCHER) -> Draft:
    issuing.issue(actor=district.actor(code), draft=draft.pk, now=district.wait(minutes=1))
    return fresh(draft)


def test_the_dispatcher_issues_what_was_signed_and_its_recipients_are_fixed(district: District) -> None:
    matter, draft = issued(district)
    year = district.now.year
    assert (draft.status, draft.issue_number) == (Status.ISSUED, f"1/{year}")
    rows = list(Addressee.objects.filter(draft=draft))
    assert [row.recipient for row in rows] == list(EVERYBODY)
    memo = draft.memo
    assert [row.memo for row in rows] == [memo, memo, memo, f"{memo}/1(1)", f"{memo}/1(2)"]
    assert agrees(matter)


def test_letters_of_the_office_are_numbered_in_one_series_without_a_gap(district: District) -> None:
    year = district.now.year
    numbers = [issued(district)[1].issue_number for _ in range(3)]
    assert numbers == [f"1/{year}", f"2/{year}", f"3/{year}"]
    assert not [fault for *_rest, fault in verify_all() if fault]


def test_a_number_without_its_letter_is_found(district: District) -> None:
    _matter, draft = issued(district)
    Draft.objects.filter(pk=draft.pk).update(issue_serial=2)
    found = [fault.what for *_rest, fault in verify_all() if fault]
    assert {"letters", "issue register"} == set(found)


def test_only_what_is_signed_is_issued_and_once(district: District) -> None:
    _matter, draft = ready(district)
    with pytest.raises(Refused) as refused:
        issue(district, draft, "oc-general")
    assert refused.value.reason is common.NO_POWER
    _matter, draft = issued(district)
    with pytest.raises(Refused) as refused:
        issue(district, draft)
    assert refused.value.reason is reasons.ISSUED


def test_who_holds_the_file_and_issues_letters_may_do_it_himself(district: District) -> None:
    """NIC eFile: dispatch by self, or by the central registry."""
    _matter, draft = signed(district)
    assert issue(district, draft, "oc-general").status == Status.ISSUED


@pytest.mark.parametrize("code", ["udc-general", "oc-land", "counter-1"])
def test_nobody_else_does(district: District, code: str) -> None:
    _matter, draft = signed(district)
    with pytest.raises(Refused) as refused:
        issue(district, draft, code)
    assert refused.value.reason is common.NO_POWER


def test_an_assistant_of_the_dispatcher_does_not(district: District) -> None:
    _matter, draft = signed(district)
    actor = replace(district.actor(DISPATCHER), assistant=True)
    with pytest.raises(Refused):
        issuing.issue(actor=actor, draft=draft.pk, now=district.wait(minutes=1))


def test_a_graded_letter_is_issued_by_who_may_open_it(district: District) -> None:
    matter, draft = signed(district)
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.CONFIDENTIAL)
    with pytest.raises(Refused):
        issue(district, draft)
    assert issue(district, draft, "oc-general").status == Status.ISSUED


def test_the_approval_of_a_signed_letter_is_withdrawn_until_it_is_issued(district: District) -> None:
    """domain.md a2: approval can be withdrawn before issue."""
    matter, draft = signed(district)
    memo, paper = draft.memo, draft.paper
    actor = district.actor("oc-general")
    services.withdraw_approval(actor=actor, draft=draft.pk, reason="প্রাপক ভুল", now=district.wait(minutes=1))
    row = fresh(draft)
    assert (row.status, row.paper, row.how) == (Status.DRAFT, None, "")
    assert paper is not None
    assert Paper.objects.get(pk=paper.pk).struck_at is not None
    again = made_ready(district, approved(district, kept(district, draft, "oc-general", "শুদ্ধ।")))
    assert again.memo == memo
    assert agrees(matter)


def test_after_issue_it_stands(district: District) -> None:
    matter, draft = issued(district)
    with pytest.raises(Refused) as refused:
        services.withdraw_approval(
            actor=district.actor("oc-general"), draft=draft.pk, reason="ভুল", now=district.wait(minutes=1)
        )
    assert refused.value.reason is letter_reasons.ISSUED
    assert fresh(draft).status == Status.ISSUED
    assert agrees(matter)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE efile_addressee SET name = 'অন্য'",
        "DELETE FROM efile_addressee",
        "UPDATE efile_draft SET issued_at = NULL",
        "UPDATE efile_draft SET issue_serial = NULL, issued_at = NULL",
    ],
)
def test_the_database_keeps_recipients_and_issue_as_they_were(district: District, statement: str) -> None:
    issued(district)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Draft.objects.filter(pk=row.pk).update(issue_number="99/2026"),
        lambda row: Addressee.objects.create(
            draft=row, place=9, role=Role.INFO, name="অন্য কেউ", memo=row.memo
        ),
    ],
)
def test_what_no_act_made_is_found(district: District, change: Callable[[Draft], object]) -> None:
    matter, draft = issued(district)
    change(draft)
    found = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert found is not None
    assert found.what in {"letters", "addressees"}
