"""What no judgement of a single cell may give away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.addresses import GRADED, OF_A_FILE, READY, addresses
from tests.security.roles import ADMINISTRATORS, NAMES, STRANGERS
from tests.security.table import Key, read_table

TABLE = read_table()
OF_FILES = {one.name for one in addresses() if OF_A_FILE & {*one.parameters}}
OPEN_TO_STRANGERS = {
    "home",
    "demonstration",
    "demonstration_citizen",
    "demonstration_enter",
    "healthz",
    "set_language",
    "signin",
    "account_login",
    "first_signin",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "answer_link",
    "sent_letter",
    "track",
    "track_code",
}
ACCOUNTS = {"accounts", "officer_account", "officer_slip", "officer_link", "officer_reset", "officer_unlock"}
ANSWERED = {"shown", "on"}
OUT_OF_LINE = ("front desk", "centre operator", "dispatcher", "Group D", "LDC", "UDC", "clerk-in-charge")
NOT_THEIRS = (*OUT_OF_LINE, "no post", "other section", "other office", "BDO", "IT section", "administrator")
LISTS = {"handover_receipt"}
"""Pages that name files by number; a subject only to who may open the file."""
STUDIO = ("flow", "limit", "draft_")
OF_THE_STUDIO = {"IT section", "administrator"}


def test_a_stranger_is_shown_only_the_front_door() -> None:
    shown = {key[0] for key, role, cell in _cells() if role in STRANGERS and cell in ANSWERED}
    assert shown <= OPEN_TO_STRANGERS


def test_a_portal_is_a_stranger_to_pages() -> None:
    assert [key for key, cells in TABLE.rows.items() if cells["portal"] != cells["citizen"]] == []


def test_who_holds_no_post_reaches_no_file() -> None:
    of_a_file = [(key, cells["no post"]) for key, cells in TABLE.rows.items() if key[0] in OF_FILES]
    assert [key for key, cell in of_a_file if cell in ANSWERED] == []


def test_only_administrators_look_after_accounts() -> None:
    allowed = {role for key, role, cell in _cells() if key[0] in ACCOUNTS and cell in {*ANSWERED, "refused"}}
    assert allowed == set(ADMINISTRATORS)


def test_the_chart_and_its_lists_are_changed_by_administrators_only() -> None:
    allowed = {
        role
        for key, role, cell in _cells()
        if key[0].startswith(("admin", "edit_")) and cell in {*ANSWERED, "refused"}
    }
    assert allowed == set(ADMINISTRATORS)


def test_who_may_stand_by_alone_reads_what_waits_for_a_second_person() -> None:
    allowed = {role for key, role, cell in _cells() if key[0].startswith("asked_act") and cell in ANSWERED}
    assert {*ADMINISTRATORS, "DM", "ADM"} <= allowed
    assert not allowed & {*OUT_OF_LINE, "OC", "no post", "other section", "auditor"}


def test_only_the_it_section_draws_flows() -> None:
    found = {
        role for key, role, cell in _cells() if key[0].startswith(STUDIO) and cell in {*ANSWERED, "refused"}
    }
    assert found == OF_THE_STUDIO


def test_nobody_out_of_the_line_reaches_the_file_of_others() -> None:
    """But for the signed letter of a normal file, which the dispatcher sends out."""
    reached = [
        f"{' '.join(key)} {role}"
        for key, role, cell in _cells()
        if key[0] in OF_FILES
        and key[2] in {"other", *GRADED}
        and role in NOT_THEIRS
        and cell in {*ANSWERED, "refused"}
    ]
    assert set(reached) == {
        "dispatch_letter GET other dispatcher",
        "dispatch_letter POST other dispatcher",
        "dispatch_pdf GET other dispatcher",
    }


def test_a_confidential_file_is_open_to_its_holder_and_line_the_head_and_the_auditor_only() -> None:
    assert _readers("confidential") == {"OC", "ADM", "DM", "auditor"}


@pytest.mark.parametrize(
    ("grade", "readers"), [("secret", {"OC", "ADM", "DM", "auditor"}), ("top secret", {"OC", "DM"})]
)
def test_a_higher_grade_is_open_to_fewer(grade: str, readers: set[str]) -> None:
    """The officer above has `see_secret`; the head marked the file, and so acted on it himself."""
    assert _readers(grade) == readers


@pytest.mark.parametrize("grade", GRADED)
def test_a_list_on_which_a_graded_file_stands_is_for_those_concerned_with_the_charge(grade: str) -> None:
    """The subject stands there for who may open the file: test_no_page_tells_of_a_confidential_file.py."""
    assert _readers(grade, lists=True) == {"OC", "DM", *ADMINISTRATORS}


@pytest.mark.parametrize("name", READY)
def test_of_each_act_that_needs_a_state_somebody_may_do_it(name: str) -> None:
    done = [
        role for key, role, cell in _cells() if key[0] == name and key[2] in READY[name] and cell in ANSWERED
    ]
    assert done


def test_a_slip_of_the_day_is_for_who_received_it() -> None:
    cells = TABLE.rows["slip", "GET", "received today"]
    assert {role for role, cell in cells.items() if cell in ANSWERED} <= {"front desk", "DM"}
    assert cells["front desk"] == "shown"


def test_an_assistant_signs_sends_and_decides_nothing() -> None:
    acts = {
        "forward",
        "return",
        "complete",
        "claim",
        "pull_back",
        "put_in_file",
        "showing",
        "grade",
        "receive",
        "reopen",
    }
    done = [
        key
        for key, cells in TABLE.rows.items()
        if key[0] in acts and key[1] == "POST" and cells["assistant"] in ANSWERED
    ]
    assert done == []


def test_what_writes_is_not_done_by_reading() -> None:
    acts = [
        key
        for key in TABLE.rows
        if key[1] == "GET" and key[0] in {"signout", "end_session", "end_sessions", "set_language"}
    ]
    assert {cell for key in acts for cell in TABLE.rows[key].values()} <= {"method", "sign-in"}


def test_every_role_has_a_column() -> None:
    assert all(tuple(cells) == NAMES for cells in TABLE.rows.values())


def _readers(grade: str, *, lists: bool = False) -> set[str]:
    """Who is answered on pages of the graded file of others, or on lists of charge that name it."""
    return {
        role
        for key, role, cell in _cells()
        if key[2] == grade and (key[0] in LISTS) is lists and cell in {*ANSWERED, "refused"}
    }


def _cells() -> Iterator[tuple[Key, str, str]]:
    for key, cells in TABLE.rows.items():
        for role, cell in cells.items():
            yield key, role, cell
