"""What a reader may not know is neither listed nor counted, in any of the three forms; of a top secret matter
the head is told the number alone, and no filter tells more."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from efile.models import Matter, Secrecy
from efile.registers import printed
from efile.registers.shelf import REGISTERS
from hierarchy.models import Office
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import THERE, issued, load_there
from tests.efile.registers.conftest import SignIn, lines, page, pdf, sheet, told, workbook

WORDS = "তহবিল তছরুপের অভিযোগ"
WHO = "হরিপদ মাইতি"


@pytest.fixture
def printed_data(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to typst; that it prints it is proved elsewhere."""
    given: list[str] = []

    def kept(data: str) -> bytes:
        given.append(data)
        return b"%PDF"

    monkeypatch.setattr(printed, "_compiled", kept)
    return given


def everything(client: Client, given: list[str]) -> str:
    """All that the three forms of all registers say to a reader."""
    said = []
    for register in REGISTERS:
        said.append(page(client, register.code))
        said.append("\n".join("|".join(row) for row in sheet(workbook(client, register.code))))
        pdf(client, register.code)
    return "\n".join([*said, *given])


def graded(district: District, grade: int) -> Matter:
    """A matter with a letter issued in a file, lying with the officer of the General Section."""
    matter = district.receive(subject=WORDS, applicant=WHO)
    district.complete("dm", matter, "mark", to="oc-general")
    issued(district, matter=matter)
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    return matter


@pytest.mark.parametrize("grade", [Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET])
@pytest.mark.parametrize("reader", ["udc-jm", "ldc-general", "counter-2", "oc-land"])
def test_a_stranger_is_told_nothing_in_any_form(
    district: District, sign_in: SignIn, printed_data: list[str], reader: str, grade: int
) -> None:
    matter = graded(district, grade)
    assert matter.receipt is not None
    said = everything(sign_in(reader), printed_data)
    for secret in (WORDS, WHO, matter.receipt.number):
        assert secret not in said


def test_the_head_is_told_the_number_and_grade_of_a_top_secret_matter_alone(
    district: District, sign_in: SignIn, printed_data: list[str]
) -> None:
    matter = district.receive(subject=WORDS, applicant=WHO)
    district.complete("dm", matter, "mark", to="oc-general")
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.TOP_SECRET)
    auditor = sign_in("auditor-1")
    assert matter.receipt is not None
    said = everything(auditor, printed_data)
    assert matter.receipt.number in said
    assert WORDS not in said
    assert WHO not in said
    for code in ("diary", "pending"):
        (row,) = told(sheet(workbook(auditor, code)))
        assert [cell for cell in row if cell] == [matter.receipt.number, "Top secret"]
        printed_data.clear()
        pdf(auditor, code)
        (row,) = json.loads(printed_data[0])["rows"]
        assert [cell for cell in row if cell] == ["1", matter.receipt.number, "Top secret"]


def test_no_filter_leaves_a_line_of_which_the_number_alone_is_told(
    district: District, sign_in: SignIn
) -> None:
    matter = district.receive()
    district.complete("dm", matter, "mark", to="oc-general")
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.TOP_SECRET)
    matter.refresh_from_db()
    auditor, holder = sign_in("auditor-1"), sign_in("oc-general")
    filters: list[dict[str, object]] = [
        {"since": "2020-01-01"},
        {"until": "2199-01-01"},
        {"section": matter.section_id},
    ]
    for asked in filters:
        for code in ("diary", "pending"):
            assert len(lines(page(holder, code, **asked))) == 1
            assert lines(page(auditor, code, **asked)) == []
    assert lines(page(auditor, "diary", channel="counter")) == []
    assert lines(page(auditor, "pending", age="week")) == []


def test_a_graded_dak_is_told_to_who_may_open_it(district: District, sign_in: SignIn) -> None:
    dak = entered(district, to="oc-general", secrecy=Secrecy.SECRET, subject=WORDS)
    for code in ("diary", "distribution"):
        assert dak.receipt.number in page(sign_in("oc-general"), code)
        assert dak.receipt.number not in page(sign_in("ldc-general"), code)


def test_an_office_does_not_see_anothers(district: District, sign_in: SignIn) -> None:
    load_there()
    district.marked()
    there = sign_in("dm", office=Office.objects.get(code=THERE))
    for register in REGISTERS:
        assert lines(page(there, register.code)) == []
