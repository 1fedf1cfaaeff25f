"""Files with one fault a line: each is told by its line and reason, the good ones between go on."""

from pathlib import Path

import pytest

from efile import reasons, services
from efile.intake import Row, column_of, read_rows
from efile.models import Applicant
from hierarchy.refusals import Reason, Refused
from tests.efile.conftest import District

FIXTURES = Path(__file__).parent / "fixtures"
UNREADABLE = {
    "faulty.jsonl": {
        2: "not readable as JSON",
        3: "applicant: nothing is filled in",
        4: "not an object",
        9: "address: not text",
        10: "received: not a date and time",
        11: "received: no time zone",
        12: "priority: one of 0, 1, 2, not",
        13: "outcomes: not a table",
        14: "UTF-8",
        15: "subject: nothing is filled in",
    },
    "faulty.csv": {
        3: "applicant: nothing is filled in",
        4: "more columns",
        7: "applicant: not readable as UTF-8",
        9: "subject: nothing is filled in",
    },
}
REFUSED = {
    "faulty.jsonl": {
        6: reasons.NO_SERVICE,
        7: reasons.BAD_CHANNEL,
        8: reasons.BAD_MOBILE,
        17: reasons.TOO_LONG,
        18: reasons.BAD_EMAIL,
    },
    "faulty.csv": {5: reasons.NO_SERVICE, 6: reasons.BAD_CHANNEL, 8: reasons.BAD_MOBILE},
}
RECEIVED = {"faulty.jsonl": [1, 16], "faulty.csv": [2, 10]}


def test_a_row_that_cannot_be_read_says_its_line_and_why() -> None:
    for name, expected in UNREADABLE.items():
        rows = [row for row in read_rows(FIXTURES / name) if row.application is None]
        faults = {row.line: f"{row.column}: {row.fault}" for row in rows}
        assert faults.keys() == expected.keys()
        assert [line for line, word in expected.items() if word not in faults[line]] == []


def test_a_row_the_front_desk_refuses_says_why_and_the_rest_goes_on(district: District) -> None:
    for name, expected in REFUSED.items():
        told = {row.line: _receive(district, row) for row in read_rows(FIXTURES / name) if row.application}
        assert {line: reason for line, reason in told.items() if reason} == expected
        assert [line for line, reason in told.items() if reason is None] == RECEIVED[name]


def test_a_refusal_names_the_column_it_is_about(district: District) -> None:
    rows = {row.line: row for row in read_rows(FIXTURES / "faulty.jsonl") if row.application}
    columns = {line: _column(district, rows[line]) for line in REFUSED["faulty.jsonl"]}
    assert columns == {6: "service", 7: "channel", 8: "mobile", 17: "subject", 18: "email"}


def test_decomposed_letters_and_bengali_digits_come_in_as_the_office_keeps_them(district: District) -> None:
    row = next(each for each in read_rows(FIXTURES / "faulty.jsonl") if each.line == 16)
    assert _receive(district, row) is None
    kept = Applicant.objects.get(office=district.office)
    assert kept.name == "জ্যোৎস্না বৌদি"
    assert kept.mobile == "5550900002"


def _receive(district: District, row: Row) -> Reason | None:
    assert row.application is not None
    try:
        services.receive(actor=district.actor("counter-1"), application=row.application, now=district.now)
    except Refused as refused:
        return refused.reason
    return None


def _column(district: District, row: Row) -> str:
    assert row.application is not None
    with pytest.raises(Refused) as refused:
        services.receive(actor=district.actor("counter-1"), application=row.application, now=district.now)
    return column_of(refused.value)
