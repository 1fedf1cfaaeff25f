"""What a superuser changes behind the triggers, `verify_ledger` finds and names."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import translation
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from config.environment import BASE_DIR, read_environment
from config.launcher.programs import application_environment
from config.servers.interface import Role
from efile import services
from efile.models import Matter
from efile.rerun import WHAT
from hierarchy.models import Charge, Post
from ledger import selectors as ledger
from ledger.chain import ZERO, link_hash
from ledger.models import Entry, Payload
from tests.base import servers
from tests.base.plugin import broker_url, database_url
from tests.efile.conftest import District, make_district
from tests.ledger.acts import destroyed

Tamper = Callable[..., None]
KEYS = ("kind", "stream", "number", "seq", "what", "expected", "found", "sentence")


@dataclass(slots=True)
class Office:
    """A database of this module alone, with a matter put up to the head in a file."""

    database: str
    district: District
    matter: Matter

    @property
    def last(self) -> int:
        return len(ledger.entries(self.matter.pk))

    def seq_of(self, kind: str) -> int:
        return max(entry.seq for entry in ledger.entries(self.matter.pk) if entry.kind == kind)


@contextmanager
def office_with(worked: Callable[[District], Matter], blocker: DjangoDbBlocker) -> Iterator[Office]:
    """An office whose clerks did this work, in a database that goes with the module."""
    with (
        servers.cloned_database() as name,
        blocker.unblock(),
        servers.default_connection(Role.APP, name),
        translation.override("en"),
    ):
        district = make_district()
        yield Office(name, district, worked(district))
        connections.close_all()


@pytest.fixture(scope="module")
def office(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with office_with(worked, django_db_blocker) as office:
        yield office


def worked(district: District) -> Matter:
    """Marked, put in a file, sent down and up with notes, put up; and a second matter beside it."""
    district.receive()
    matter = district.marked()
    district.open("oc-general", matter)
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    district.note("oc-general", matter, "যাচাই করে পেশ করুন।")
    district.forward("oc-general", matter, "cic-general")
    district.note("cic-general", matter, "মিলিয়ে দেখা হল।")
    district.forward("cic-general", matter, "oc-general")
    district.note("oc-general", matter, "মঞ্জুর করা যায়।")
    district.complete("oc-general", matter, "recommend")
    matter.refresh_from_db()
    return matter


@pytest.fixture
def tamper(office: Office) -> Iterator[Tamper]:
    """Raw SQL with every trigger and foreign key off; what it touched is put back after the test."""
    with psycopg.connect(database_url(Role.SUPERUSER, office.database), autocommit=True) as connection:
        cursor = connection.cursor()
        cursor.execute("SET session_replication_role = replica")
        kept: list[sql.Identifier] = []

        def run(statement: str, *parameters: object, tables: str) -> None:
            for table in map(sql.Identifier, tables.split()):
                if table not in kept:
                    kept.append(table)
                    copy = sql.SQL("CREATE TEMP TABLE {} AS SELECT * FROM public.{}")
                    cursor.execute(copy.format(_kept(table), table))
            cursor.execute(statement, parameters)
            assert cursor.rowcount > 0, "nothing was tampered with"

        yield run
        for table in kept:
            cursor.execute(sql.SQL("DELETE FROM public.{}").format(table))
            cursor.execute(sql.SQL("INSERT INTO public.{} SELECT * FROM {}").format(table, _kept(table)))


def _kept(table: sql.Identifier) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"kept_{table._obj[0]}")


def verified() -> dict[str, Any]:
    """The JSON of `verify_ledger`, with whether the command failed. A difference has words for officers."""
    out, failed = StringIO(), False
    try:
        call_command("verify_ledger", "--json", stdout=out)
    except CommandError:
        failed = True
    result = json.loads(out.getvalue())
    if result["first_difference"]:
        what = result["first_difference"]["what"]
        assert what in WHAT or what.startswith("chain: "), f"no words for {what}"
        assert set(KEYS) == set(result["first_difference"])
        sentence = result["first_difference"]["sentence"]
        assert re.search(r"the ledger says (.+); found (?!\1$)", sentence) or what.startswith("chain"), (
            sentence
        )
        assert not re.search(r"[{}\[\]]|UUID|None|True|False|: $", sentence), sentence
    return {**result, "failed": failed}


def first(office: Office) -> tuple[str, int, str]:
    """Kind, seq and name of the only difference, which is in the worked matter."""
    result = verified()
    assert result["failed"]
    assert not result["ok"]
    assert result["differences"] == 1
    difference = result["first_difference"]
    assert UUID(difference["stream"]) == office.matter.pk
    return difference["kind"], difference["seq"], difference["what"]


def verify_in_a_process(office: Office) -> tuple[int, dict[str, Any]]:
    environment = application_environment(
        read_environment(), database_url=database_url(Role.APP, office.database), broker_url=broker_url()
    ) | {"MIGRATION_DATABASE_URL": database_url(Role.OWNER, office.database)}
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_ledger", "--json"],
        cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    return done.returncode, json.loads(done.stdout)


def test_an_untouched_district_verifies_with_exit_code_zero(office: Office) -> None:
    code, result = verify_in_a_process(office)
    assert (code, result["ok"], result["first_difference"]) == (0, True, None)
    assert result["streams"]["matter"] == result["streams"]["receipt"] == result["replayed_ok"] == 2
    assert result["streams"]["file"] == 1
    assert result["entries"] > 12


def test_an_edited_body_is_named_with_stream_and_seq_and_fails_the_command(
    office: Office, tamper: Tamper
) -> None:
    tamper(
        "UPDATE ledger_entry SET body = convert_to(replace(convert_from(body, 'UTF8'),"
        ' \'"outcome":"mark"\', \'"outcome":"skip"\'), \'UTF8\') WHERE stream_id = %s AND seq = 2',
        office.matter.pk,
        tables="ledger_entry",
    )
    code, result = verify_in_a_process(office)
    assert code != 0
    assert not result["ok"]
    difference = result["first_difference"]
    assert (difference["stream"], difference["seq"]) == (str(office.matter.pk), 2), difference
    assert difference["what"] == "chain: hash"
    number = str(office.matter.receipt)
    assert difference["number"] == number
    assert difference["sentence"] == (
        f"receipt {number}, file {office.matter.file}: Entry 2 was altered after it was written"
    )


def test_a_body_that_is_no_entry_is_named_and_the_rest_is_checked(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE ledger_entry SET body = '\\x00ff' WHERE stream_id = %s AND seq = 3",
        office.matter.pk,
        tables="ledger_entry",
    )
    assert first(office) == ("matter", 3, "chain: hash")
    assert verified()["replayed_ok"] == 1


def test_a_dropped_entry_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 4", office.matter.pk, tables="ledger_entry"
    )
    assert first(office) == ("matter", 4, "chain: gap")


def test_a_dropped_last_entry_is_named(office: Office, tamper: Tamper) -> None:
    last = office.last
    tamper(
        "DELETE FROM ledger_entry WHERE stream_id = %s AND seq = %s",
        office.matter.pk,
        last,
        tables="ledger_entry",
    )
    assert first(office) == ("matter", last, "chain: head")


def test_a_stream_cut_short_with_its_head_disagrees_with_the_rows(office: Office, tamper: Tamper) -> None:
    last = office.last
    tamper(
        "DELETE FROM ledger_entry WHERE stream_id = %s AND seq = %s",
        office.matter.pk,
        last,
        tables="ledger_entry ledger_stream",
    )
    tamper(
        "UPDATE ledger_stream s SET head_seq = e.seq, head_hash = e.hash FROM ledger_entry e"
        " WHERE s.id = %s AND e.stream_id = s.id AND e.seq = %s",
        office.matter.pk,
        last - 1,
        tables="ledger_stream",
    )
    assert first(office)[2] == "thread"


def test_a_body_edited_with_the_whole_chain_recomputed_disagrees_with_the_rows(
    office: Office, tamper: Tamper
) -> None:
    entries = Entry.objects.filter(stream_id=office.matter.pk).order_by("seq")
    previous = ZERO
    for seq, old in entries.values_list("seq", "body"):
        body = bytes(old).replace(b'"outcome":"mark"', b'"outcome":"skip"')
        previous = link_hash(previous, office.matter.pk, seq, body)
        tamper(
            "UPDATE ledger_entry SET body = %s, hash = %s WHERE stream_id = %s AND seq = %s",
            body,
            previous,
            office.matter.pk,
            seq,
            tables="ledger_entry ledger_stream",
        )
    tamper(
        "UPDATE ledger_stream SET head_hash = %s WHERE id = %s",
        previous,
        office.matter.pk,
        tables="ledger_stream",
    )
    assert first(office) == ("matter", 2, "movement")


def test_a_record_dropped_whole_is_missed_beside_its_rows(office: Office, tamper: Tamper) -> None:
    tables = "ledger_entry ledger_stream"
    tamper("DELETE FROM ledger_entry WHERE stream_id = %s", office.matter.pk, tables=tables)
    tamper("DELETE FROM ledger_stream WHERE id = %s", office.matter.pk, tables=tables)
    assert first(office) == ("matter", 0, "stream")


def test_a_receipt_removed_with_its_record_leaves_a_hole_in_the_diary(office: Office, tamper: Tamper) -> None:
    tables = "efile_receipt ledger_entry ledger_stream efile_matter"
    receipt = office.matter.receipt_id
    tamper("DELETE FROM efile_receipt WHERE id = %s", receipt, tables=tables)
    tamper("DELETE FROM ledger_entry WHERE stream_id = %s", receipt, tables=tables)
    tamper("DELETE FROM ledger_stream WHERE id = %s", receipt, tables=tables)
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["what"]) == ("receipt", "register")


def test_a_holder_changed_by_sql_is_named_with_the_entry_that_says_otherwise(
    office: Office, tamper: Tamper
) -> None:
    tamper(
        "UPDATE efile_thread SET holder_id = %s WHERE matter_id = %s",
        office.district.post("ldc-general"),
        office.matter.pk,
        tables="efile_thread",
    )
    assert first(office) == ("matter", office.last, "thread")
    said, found = (Post.objects.get(code=code).title.en for code in ("dm", "ldc-general"))
    sentence = verified()["first_difference"]["sentence"]
    assert sentence.endswith(f", who holds the file: the ledger says {said}; found {found}")


@pytest.mark.parametrize(
    "change",
    [
        "from_post_id = to_post_id",
        "outcome = 'approve'",
        "kind = 'returned'",
        "at = at - interval '3 days'",
        "by = jsonb_set(by, '{name,bn}', '\"অন্য কেউ\"')",
        "paragraph = 9",
    ],
)
def test_an_edited_movement_is_named(office: Office, tamper: Tamper, change: str) -> None:
    seq = office.seq_of("thread.forwarded")
    movement = ledger.entries(office.matter.pk)[seq - 1].data["seq"]
    tamper(
        f"UPDATE efile_movement SET {change} WHERE matter_id = %s AND seq = %s",
        office.matter.pk,
        movement,
        tables="efile_movement",
    )
    assert first(office) == ("matter", seq, "movement")


def test_a_removed_movement_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "DELETE FROM efile_movement WHERE matter_id = %s AND seq = 2",
        office.matter.pk,
        tables="efile_movement",
    )
    assert first(office)[2] == "movement"


@pytest.mark.parametrize(
    "change",
    [
        "number = '9/2026'",
        "channel = 'post'",
        "promised_on = promised_on + 30",
        "received_at = received_at + interval '1 day'",
        "subject = 'সেতু'",
    ],
)
def test_an_edited_receipt_is_named(office: Office, tamper: Tamper, change: str) -> None:
    tamper(
        f"UPDATE efile_receipt SET {change} WHERE id = %s", office.matter.receipt_id, tables="efile_receipt"
    )
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["seq"], difference["what"]) == ("receipt", 1, "receipt")
    assert difference["stream"] == str(office.matter.receipt_id)


def test_an_edited_name_of_the_applicant_is_named(office: Office, tamper: Tamper) -> None:
    assert office.matter.receipt is not None
    tamper(
        "UPDATE efile_applicant SET name = 'করিম' WHERE id = %s",
        office.matter.receipt.applicant_id,
        tables="efile_applicant",
    )
    assert verified()["first_difference"]["found"] == "applicant: করিম"


@pytest.mark.parametrize(
    "change",
    [
        "text = 'নামঞ্জুর করা হল।'",
        "name_bn = 'অন্য কেউ'",
        "number = 7",
        "signed_at = now()",
        """drafters = '[{"user": "1"}]'""",
    ],
)
def test_an_edited_note_is_named(office: Office, tamper: Tamper, change: str) -> None:
    tamper(
        f"UPDATE notings_paragraph SET {change} WHERE sheet_id = %s AND number = 2",
        office.matter.sheet_id,
        tables="notings_paragraph",
    )
    assert first(office) == ("matter", office.seq_of("thread.forwarded"), "note")


def test_an_inserted_note_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "INSERT INTO notings_paragraph SELECT (p).* FROM (SELECT jsonb_populate_record(q, jsonb_build_object("
        "'id', gen_random_uuid(), 'number', 99)) AS p FROM notings_paragraph q WHERE sheet_id = %s LIMIT 1)",
        office.matter.sheet_id,
        tables="notings_paragraph",
    )
    assert first(office) == ("matter", 0, "note")


def test_an_edited_note_in_the_record_itself_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE ledger_payload SET value = 'নামঞ্জুর' WHERE stream_id = %s AND name = 'note'"
        " AND value = 'মঞ্জুর করা যায়।'",
        office.matter.pk,
        tables="ledger_payload",
    )
    assert first(office) == ("matter", office.last, "chain: text")


def empty_payload(office: Office, tamper: Tamper, name: str) -> UUID:
    """The last text of this name without value and salt, as after an order; returns its id."""
    payload = Payload.objects.filter(stream=office.matter.pk, name=name).latest("id").pk
    tamper(
        "UPDATE ledger_payload SET value = NULL, salt = NULL, destroyed_under = '12/2031' WHERE id = %s",
        payload,
        tables="ledger_payload ledger_entry ledger_stream",
    )
    return payload


def rewrite_last_note(office: Office, tamper: Tamper, text: str) -> None:
    tamper(
        "UPDATE notings_paragraph SET text = %s WHERE sheet_id = %s AND text = 'মঞ্জুর করা যায়।'",
        text,
        office.matter.sheet_id,
        tables="notings_paragraph",
    )


def test_a_note_rewritten_under_a_feigned_destruction_is_named(office: Office, tamper: Tamper) -> None:
    last = office.last
    empty_payload(office, tamper, "note")
    rewrite_last_note(office, tamper, "নামঞ্জুর।")
    assert first(office) == ("matter", last, "chain: text")


def test_a_note_destroyed_in_the_record_may_not_live_on_in_its_row(office: Office, tamper: Tamper) -> None:
    last = office.last
    destroyed(office.matter.pk, empty_payload(office, tamper, "note"), "12/2031")
    assert first(office) == ("matter", last, "note")
    rewrite_last_note(office, tamper, "নামঞ্জুর।")
    assert first(office) == ("matter", last, "note")


def test_a_text_destroyed_in_record_and_row_under_an_order_that_is_entered_verifies(
    office: Office, tamper: Tamper
) -> None:
    destroyed(office.matter.pk, empty_payload(office, tamper, "subject"), "12/2031")
    tamper("UPDATE efile_matter SET subject = '' WHERE id = %s", office.matter.pk, tables="efile_matter")
    assert verified()["ok"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("subject = 'সেতু'", "matter"),
        ("secrecy = 2", "matter"),
        ("marked_to_id = opened_by_id", "matter"),
        ("closed_at = now(), disposal = 'disposed'", "matter"),
        ("promised_on = promised_on + 9", "matter"),
        ("file_id = NULL", "matter"),
        ("moves = moves + 1", "matter"),
    ],
)
def test_an_edited_matter_is_named(office: Office, tamper: Tamper, change: str, what: str) -> None:
    tamper(f"UPDATE efile_matter SET {change} WHERE id = %s", office.matter.pk, tables="efile_matter")
    assert first(office)[::2] == ("matter", what)


def test_a_matter_moved_to_another_flow_version_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE workflows_instance SET version_id ="
        " (SELECT v.id FROM workflows_flowversion v WHERE v.id <> version_id LIMIT 1) WHERE id = %s",
        office.matter.instance_id,
        tables="workflows_instance",
    )
    assert first(office) == ("matter", 1, "instance")


@pytest.mark.parametrize(
    "change",
    ["step = step + 1", "finished = true", "disposal = 'rejected'", "version_id = gen_random_uuid()"],
)
def test_an_edited_run_of_the_flow_is_named(office: Office, tamper: Tamper, change: str) -> None:
    tamper(
        f"UPDATE workflows_instance SET {change} WHERE id = %s",
        office.matter.instance_id,
        tables="workflows_instance",
    )
    seq = 1 if "version" in change else office.last
    assert first(office) == ("matter", seq, "instance")


def test_an_edited_due_date_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE workflows_due SET due_on = due_on + 5 WHERE instance_id = %s AND closed_at IS NULL",
        office.matter.instance_id,
        tables="workflows_due",
    )
    assert first(office) == ("matter", office.last, "due")


def test_a_stage_closed_by_sql_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE workflows_openstage SET closed_at = now() WHERE instance_id = %s AND closed_at IS NULL",
        office.matter.instance_id,
        tables="workflows_openstage",
    )
    assert first(office) == ("matter", office.last, "stages")


def test_an_edited_engine_state_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE workflows_instancestate SET state = set_byte(state, length(state) - 3, 65)"
        " WHERE instance_id = %s",
        office.matter.instance_id,
        tables="workflows_instancestate",
    )
    assert first(office)[::2] == ("matter", "state")


def test_an_edited_bundle_is_named_for_the_flow_and_every_matter_on_it(
    office: Office, tamper: Tamper
) -> None:
    tamper(
        "UPDATE workflows_flowversion SET bundle = replace(bundle::text, 'power=', 'powder=')::jsonb"
        " WHERE id = %s",
        office.matter.instance.version_id,
        tables="workflows_flowversion",
    )
    result = verified()
    assert result["failed"]
    assert result["differences"] == 3
    assert (result["first_difference"]["kind"], result["first_difference"]["what"]) == ("matter", "version")


@pytest.mark.parametrize(
    "change",
    [
        "number = number + 1",
        "published_at = published_at - interval '1 year'",
        "published_by_id = (SELECT id FROM hierarchy_user LIMIT 1)",
        "drafted_by_id = (SELECT id FROM hierarchy_user LIMIT 1)",
    ],
)
def test_a_flow_version_published_otherwise_than_its_record_says_is_named(
    office: Office, tamper: Tamper, change: str
) -> None:
    version = office.matter.instance.version
    tamper(
        f"UPDATE workflows_flowversion SET {change} WHERE id = %s", version.pk, tables="workflows_flowversion"
    )
    result = verified()
    difference = result["first_difference"]
    assert (result["failed"], result["differences"]) == (True, 1)
    assert (difference["kind"], difference["stream"]) == ("flow", str(version.flow_id))
    published = next(e for e in ledger.entries(version.flow_id) if e.kind == "flow.published")
    assert (difference["seq"], difference["what"]) == (published.seq, "version")
    assert change.split(" = ")[0].removesuffix("_id").replace("_", " ") in difference["found"]


def test_an_edited_file_is_named(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE efile_file SET number = '1/1/2026' WHERE id = %s", office.matter.file_id, tables="efile_file"
    )
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["stream"]) == ("file", str(office.matter.file_id))


def test_without_json_the_difference_is_told_in_lines(office: Office, tamper: Tamper) -> None:
    tamper(
        "UPDATE efile_thread SET waiting_for = 'parts' WHERE matter_id = %s",
        office.matter.pk,
        tables="efile_thread",
    )
    out = StringIO()
    with pytest.raises(CommandError, match="1 stream differs from"):
        call_command("verify_ledger", stdout=out)
    number = office.matter.receipt.number if office.matter.receipt else ""
    assert f"DIFFERENCE receipt {number}, file {office.matter.file}: entry {office.last} (" in out.getvalue()


def test_after_every_attack_was_put_back_all_is_well(office: Office) -> None:
    result = verified()
    assert (result["ok"], result["failed"], result["differences"]) == (True, False, 0)


def test_a_charge_rewritten_by_the_superuser_is_named_with_the_entry_that_gave_it(
    office: Office, tamper: Tamper
) -> None:
    dm, oc = office.district.post("dm"), office.district.post("oc-general")
    tamper(
        "UPDATE hierarchy_charge SET user_id = (SELECT user_id FROM hierarchy_charge WHERE post_id = %s)"
        " WHERE post_id = %s",
        oc,
        dm,
        tables="hierarchy_charge",
    )
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["what"]) == ("office", "charge")
    assert difference["seq"] > 0
    found = Charge.objects.get(post=oc).user.name.en
    assert difference["sentence"].endswith(f"; found user: {found}")


POST, CHARGE, DEPUTED = "hierarchy_post", "hierarchy_charge", "hierarchy_deputation"
ABOLISHED = "abolished_on = '2026-11-01'"
GIVEN = """INSERT INTO hierarchy_powerrow
    (id, office_id, power, effect, service, starts, source_bn, source_en, post_id)
    SELECT gen_random_uuid(), office_id, 'decide', 'gives', '', '2026-01-01', 'x', 'x', id
    FROM hierarchy_post WHERE code = 'ldc-it'"""


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        ("UPDATE hierarchy_post SET reports_to_id = NULL WHERE code = 'ldc-it'", POST, "post"),
        (f"UPDATE hierarchy_post SET {ABOLISHED} WHERE code = 'ldc-it'", POST, "post"),
        ("UPDATE hierarchy_section SET name_en = 'X' WHERE code = 'it'", "hierarchy_section", "section"),
        ("DELETE FROM hierarchy_charge WHERE post_id = (SELECT id FROM hierarchy_post WHERE code = 'dm')",
         CHARGE, "charge"),
        ("UPDATE hierarchy_deputation SET ends = ends + interval '9 d'", DEPUTED, "deputation"),
        (GIVEN, "hierarchy_powerrow", "power"),
    ],
)  # fmt: skip
def test_an_establishment_changed_behind_the_record_is_named(
    office: Office, tamper: Tamper, statement: str, table: str, what: str
) -> None:
    tamper(statement, tables=table)
    difference = verified()["first_difference"]
    assert (difference["kind"], difference["what"]) == ("office", what)
