"""Grants, levels passed, notices, ranks, calendars, committees and periodicals: what a superuser changes is
named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from efile import services
from efile.forwarding.services import pull_up
from efile.models import Matter, Priority, Receipt
from efile.periodicals import services as periodicals
from efile.periodicals.verifying import periodicals_differ
from hierarchy import services as establishment
from hierarchy.models import Post
from ledger import selectors as ledger
from ledger.models import Payload
from ledger.selectors import EntryView
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.test_verification import Office, Tamper, office_with, tamper, verified
from tests.ledger.acts import destroyed
from workflows import publishers
from workflows.models import Flow

__all__ = ["tamper"]
WHY = "শুনানির জন্য"


@pytest.fixture(scope="module")
def office(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    """A matter sent up past a level, shown to a post, its file too, and pulled up; a flow lent."""
    with office_with(worked, django_db_blocker) as office:
        yield office


def worked(district: District) -> Matter:
    matter = district.receive(priority=Priority.URGENT)
    district.complete("dm", matter, "mark", to="oc-general")
    district.open("oc-general", matter)
    opened = {"actor": district.actor("oc-general"), "thread": district.thread(matter).pk}
    services.open_file(**opened, now=district.wait(minutes=1))  # type: ignore[arg-type]  # [named above]
    for whole_file, post in ((False, "udc-it"), (True, "udc-jm")):
        services.show_to(
            actor=district.actor("oc-general"),
            matter=matter.pk,
            post=district.post(post),
            until=timezone.localdate(district.now) + timedelta(days=9),
            reason=WHY,
            now=district.wait(minutes=1),
            whole_file=whole_file,
        )
    district.forward("oc-general", matter, "udc-general")
    district.forward("udc-general", matter, "oc-general")
    services.return_(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=5),
    )
    pull_up(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait(minutes=5)
    )
    publishers.let_publish(
        actor=district.actor("dpm"),
        flow=Flow.objects.get(code="internal-file").pk,
        post=district.post("oc-it"),
        until=timezone.localdate(district.now),
        reason=WHY,
        now=district.now,
    )
    establishment.make_calendar(
        actor=district.actor("dpm"), weekly_off=[5, 6], holidays={}, source="আদেশ ৩", now=district.now
    )
    reported(district)
    matter.refresh_from_db()
    return matter


def reported(district: District) -> None:
    """A monthly return with two turns, of which the later was taken back; another one was ended."""
    clerk, today = district.actor("udc-general"), timezone.localdate(district.now)
    monthly, ended = (
        periodicals.keep(
            actor=clerk,
            name=name,
            direction="receive",
            party="মহকুমা শাসক",
            every="month",
            first_on=today,
            now=district.wait(minutes=1),
        )
        for name in ("মাসিক বিবরণী", "ত্রৈমাসিক বিবরণী")
    )
    for _turn in range(2):
        number = entered(district).receipt.number
        periodicals.tick_off(
            actor=district.actor("oc-general"),
            periodical=monthly,
            number=number,
            now=district.wait(minutes=1),
        )
    periodicals.take_back(actor=clerk, periodical=monthly, now=district.wait(minutes=1))
    periodicals.end(actor=clerk, periodical=ended, now=district.wait(minutes=1))


def test_untouched_it_agrees(office: Office) -> None:
    assert verified()["first_difference"] is None
    kinds = {entry.kind for entry in ledger.entries(office.matter.pk)}
    assert {"matter.shown", "thread.returned", "thread.pulled_up"} <= kinds


JUMPED, NOTICE, SHOWN = "efile_jumpedlevel", "efile_desknotice", "efile_mattergrant"
RANK, CALENDAR, HOLIDAY, LENT = (
    "hierarchy_rank", "hierarchy_calendar", "hierarchy_holiday", "workflows_flowgrant",
)  # fmt: skip
LDC = "(SELECT id FROM hierarchy_post WHERE code = 'ldc-it')"
MADE_UP_GRANT = f"""INSERT INTO {{table}} (id, group_id, permission_id, content_object_id, office_id,
    given_by_id, given_at, until, reason)
    SELECT gen_random_uuid(), (SELECT id FROM auth_group LIMIT 1), (SELECT id FROM auth_permission LIMIT 1),
    {{object}}, office_id, {LDC}, now(), now() + interval '9 days', 'x' FROM hierarchy_post
    WHERE code = 'ldc-it'"""


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        (f"UPDATE {JUMPED} SET passed_seq = NULL", JUMPED, "jumped"),
        (f"UPDATE {JUMPED} SET post_id = {LDC}", JUMPED, "jumped"),
        (f"UPDATE {JUMPED} SET below_id = {LDC}", JUMPED, "jumped"),
        (f"DELETE FROM {JUMPED}", JUMPED, "jumped"),
        (f"INSERT INTO {JUMPED} SELECT gen_random_uuid(), 99, NULL, below_id, office_id, post_id, thread_id"
         f" FROM {JUMPED}", JUMPED, "jumped"),
        (f"UPDATE {NOTICE} SET post_id = {LDC} WHERE kind = 'pulled_up'", NOTICE, "notice"),
        (f"UPDATE {NOTICE} SET kind = 'decided' WHERE kind = 'pulled_up'", NOTICE, "notice"),
        (f"UPDATE {NOTICE} SET at = at - interval '1 day'", NOTICE, "notice"),
        (f"UPDATE {NOTICE} SET by = jsonb_set(by, '{{name,bn}}', '\"x\"')", NOTICE, "notice"),
        (f"DELETE FROM {NOTICE} WHERE kind = 'jumped'", NOTICE, "notice"),
        (f"UPDATE {SHOWN} SET until = until + interval '1 year'", SHOWN, "grant"),
        (f"UPDATE {SHOWN} SET reason = 'x'", SHOWN, "grant"),
        (f"UPDATE {SHOWN} SET given_by_id = {LDC}", SHOWN, "grant"),
        (f"UPDATE {SHOWN} SET group_id = (SELECT group_id FROM efile_filegrant)", SHOWN, "grant"),
        (f"DELETE FROM {SHOWN}", SHOWN, "grant"),
        (MADE_UP_GRANT.format(table=SHOWN, object="(SELECT id FROM efile_matter LIMIT 1)"), SHOWN, "grant"),
    ],
)  # fmt: skip
def test_what_lies_beside_the_path_of_a_matter_is_named(
    office: Office, tamper: Tamper, statement: str, table: str, what: str
) -> None:
    tamper(statement, tables=table)
    result = verified()
    difference = result["first_difference"]
    assert (result["differences"], difference["kind"], difference["what"]) == (1, "matter", what)
    assert difference["stream"] == str(office.matter.pk)


def test_that_a_post_took_note_is_its_own_affair(office: Office, tamper: Tamper) -> None:
    tamper(f"UPDATE {NOTICE} SET dismissed_at = now()", tables=NOTICE)
    assert verified()["ok"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE efile_filegrant SET until = until + interval '1 year'", "DELETE FROM efile_filegrant"],
)
def test_a_showing_of_the_whole_file_is_named_in_the_files_record(
    office: Office, tamper: Tamper, statement: str
) -> None:
    tamper(statement, tables="efile_filegrant")
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["stream"], difference["what"]) == (
        "file",
        str(office.matter.file_id),
        "grant",
    )


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        (f"UPDATE {RANK} SET powers = powers || '{{decide}}'::varchar[] WHERE code = 'ldc'", RANK, "rank"),
        (f"UPDATE {RANK} SET level = 1 WHERE code = 'udc'", RANK, "rank"),
        (f"UPDATE {CALENDAR} SET weekly_off = '{{6}}' WHERE version = 2", CALENDAR, "calendar"),
        (f"INSERT INTO {CALENDAR} SELECT gen_random_uuid(), 9, weekly_off, valid_from, source, office_id"
         f" FROM {CALENDAR} WHERE version = 2", CALENDAR, "calendar"),
        (f'UPDATE {HOLIDAY} SET "on" = "on" + 4000', HOLIDAY, "holiday"),
        (f"DELETE FROM {HOLIDAY}", HOLIDAY, "holiday"),
        ("UPDATE hierarchy_body SET quorum = 1", "hierarchy_body", "body"),
        (f"UPDATE hierarchy_seat SET post_id = {LDC} WHERE role = 'chair'", "hierarchy_seat", "seat"),
        (f"UPDATE {LENT} SET until = until + interval '1 year'", LENT, "publisher"),
        (f"UPDATE {LENT} SET content_object_id = (SELECT id FROM workflows_flow WHERE code ="
         " 'citizen-application')", LENT, "publisher"),
        (f"DELETE FROM {LENT}", LENT, "publisher"),
        (MADE_UP_GRANT.format(table="hierarchy_officegrant", object="office_id"), "hierarchy_officegrant",
         "auditor"),
    ],
)  # fmt: skip
def test_what_the_office_goes_by_and_has_given_is_named(
    office: Office, tamper: Tamper, statement: str, table: str, what: str
) -> None:
    tamper(statement, tables=table)
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["what"]) == ("office", what)
    assert difference["stream"] == str(office.district.office.pk)


def test_ranks_changed_with_the_charts_are_told_to_every_office_of_the_country(office: Office) -> None:
    told = ledger.entries(office.district.office.pk)[0].data["ranks"]
    assert {"dm", "ldc"} <= {row["code"] for row in told}
    assert {row["profile"] for row in told} == {"WB"}
    assert Post.objects.filter(rank__code="dm").exists()


PERIODICAL, TURN = "efile_periodical", "efile_periodicalturn"
OTHER_DAK = "(SELECT id FROM efile_dak WHERE id NOT IN (SELECT dak_id FROM efile_periodicalturn))"


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        (f"UPDATE {PERIODICAL} SET name = 'x' WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET party = 'x' WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET direction = 'send' WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET every = 'week' WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET first_on = first_on - 1 WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET due_on = due_on + 31 WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET ended_at = NULL WHERE ended_at IS NOT NULL", PERIODICAL, "periodical"),
        (f"UPDATE {PERIODICAL} SET section_id = (SELECT id FROM hierarchy_section WHERE code = 'it')"
         " WHERE ended_at IS NULL", PERIODICAL, "periodical"),
        (f"DELETE FROM {PERIODICAL} WHERE ended_at IS NOT NULL", PERIODICAL, "periodical"),
        (f"INSERT INTO {PERIODICAL} SELECT gen_random_uuid(), 'x', direction, party, every, first_on, due_on,"
         f" ended_at, office_id, section_id FROM {PERIODICAL} WHERE ended_at IS NULL", PERIODICAL,
         "periodical"),
        (f"UPDATE {TURN} SET done_on = done_on - 9", TURN, "turn"),
        (f"UPDATE {TURN} SET due_on = due_on + 1", TURN, "turn"),
        (f"UPDATE {TURN} SET dak_id = {OTHER_DAK}", TURN, "turn"),
        (f"UPDATE {TURN} SET by = jsonb_set(by, '{{name,bn}}', '\"x\"')", TURN, "turn"),
        (f"UPDATE {TURN} SET at = at - interval '1 day'", TURN, "turn"),
        (f"DELETE FROM {TURN}", TURN, "turn"),
        (f"INSERT INTO {TURN} SELECT gen_random_uuid(), due_on + 31, done_on, by, at, {OTHER_DAK}, letter_id,"
         f" periodical_id FROM {TURN}", TURN, "turn"),
    ],
)  # fmt: skip
def test_a_report_or_return_that_says_otherwise_is_named(
    office: Office, tamper: Tamper, statement: str, table: str, what: str
) -> None:
    tamper(statement, tables=table)
    result = verified()
    difference = result["first_difference"]
    assert (result["differences"], difference["kind"], difference["what"]) == (1, "office", what)
    assert difference["stream"] == str(office.district.office.pk)


def without(entry: EntryView, name: str) -> EntryView:
    """One part fewer of what it tells."""
    data, texts = ({key: part for key, part in of.items() if key != name} for of in (entry.data, entry.texts))
    return replace(entry, data=data, texts=texts)


@pytest.mark.parametrize("name", ["periodical", "row", "party", "turn"])
def test_an_entry_of_a_return_that_lacks_a_part_is_named(office: Office, name: str) -> None:
    own = office.district.office.pk
    entries = ledger.entries(own)
    (done, *_later) = (one for one in entries if one.kind == "periodical.done")
    found = periodicals_differ(own, [without(one, name) if one is done else one for one in entries])
    assert found is not None
    assert (found.seq, found.what, found.expected) == (done.seq, "periodical", f"periodical.done: {name}")


@pytest.mark.parametrize(
    ("gone", "named"),
    [("periodical.kept", "periodical.done"), ("periodical.done", "periodical.taken_back")],
)
def test_an_entry_of_a_return_that_follows_none_is_named(office: Office, gone: str, named: str) -> None:
    own = office.district.office.pk
    entries = ledger.entries(own)
    first = next(one for one in entries if one.kind == named)
    found = periodicals_differ(own, [one for one in entries if one.kind != gone])
    assert found is not None
    assert (found.seq, found.what) == (first.seq, "periodical")


def test_a_name_of_a_return_that_was_destroyed_under_an_order_is_compared_no_more(
    office: Office, tamper: Tamper
) -> None:
    entries = ledger.entries(office.district.office.pk)
    assert [one.kind for one in entries[-2:]] == ["periodical.taken_back", "periodical.ended"]
    payload = Payload.objects.filter(stream=office.district.office.pk, name="name").latest("id").pk
    tamper(
        "UPDATE ledger_payload SET value = NULL, salt = NULL, destroyed_under = '12/2031' WHERE id = %s",
        payload,
        tables="ledger_payload ledger_entry ledger_stream",
    )
    destroyed(office.district.office.pk, payload, "12/2031", "office")
    tamper(f"UPDATE {PERIODICAL} SET name = '' WHERE ended_at IS NOT NULL", tables=PERIODICAL)
    assert verified()["first_difference"] is None


def test_no_entry_of_a_return_tells_the_number_of_a_letter(office: Office) -> None:
    told = [one for one in ledger.entries(office.district.office.pk) if one.kind.startswith("periodical.")]
    assert {"name", "party"} == {name for one in told for name in one.texts}
    said = str([one.data for one in told])
    assert [number for number in Receipt.objects.values_list("number", flat=True) if number in said] == []
