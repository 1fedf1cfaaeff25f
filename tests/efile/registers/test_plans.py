"""At many matters and receipts a page of a register reads what a page costs, through its indexes, also in the
middle: an export goes on from a key without reading what came before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from bench.crowd import fill
from config.servers.interface import Role
from efile.keyset import Keyset
from efile.pages.moment import Moment
from efile.registers.asked import Asked
from efile.registers.diary import DIARY
from efile.registers.distribution import DISTRIBUTION
from efile.registers.filebook import FILES as FILES_REGISTER
from efile.registers.forwarded import FORWARDED
from efile.registers.frame import Reader, Register
from efile.registers.issued import ISSUED
from efile.registers.masterlist import MASTER
from efile.registers.matters import DISPOSED, TAKEN_UP
from efile.registers.pending import PENDING
from efile.registers.pendingdak import PENDING_DAK
from hierarchy import selectors as hierarchy
from ledger.ids import uuid7
from tests.base import servers
from tests.efile.conftest import District, make_district
from tests.efile.test_visibility_plans import MOST_BLOCKS, blocks_read, nodes, plan_of

MATTERS = 200_000
BIG = {
    "efile_matter",
    "efile_thread",
    "efile_movement",
    "efile_receipt",
    "efile_dak",
    "efile_dakmove",
    "efile_file",
    "efile_draft",
}
PAGE = 51
POSTS = ("dm", "auditor-1", "adm-general", "oc-general", "ldc-general", "counter-1", "record-keeper")
RECEIPTS = """
INSERT INTO efile_applicant (id, office_id, name, address, mobile, email)
SELECT '00000009-0000-7000-8000-000000000001', office_id, 'রহিমা বেওয়া', '', '', '' FROM efile_matter LIMIT 1;
INSERT INTO efile_receipt (id, office_id, number, serial, year, service_id, channel, applicant_id, subject,
       body, foreign_number, received_at, received_by_id, promised_on, tracking)
SELECT id, office_id, serial || '/' || 2016, serial, 2016, service_id, 'counter',
       '00000009-0000-7000-8000-000000000001', subject, '', '', opened_at, opened_by_id, opened_at::date,
       lpad(serial::text, 13, '0')
  FROM (SELECT *, row_number() OVER (ORDER BY opened_at) AS serial FROM efile_matter) AS matter;
UPDATE efile_matter SET receipt_id = id;
"""
DAK = """
CREATE TEMP TABLE letter AS
SELECT ('00000008' || substr(receipt.id::text, 9))::uuid AS own, receipt.*, holder_id, secrecy
  FROM efile_receipt receipt JOIN efile_matter matter ON matter.id = receipt.id
  JOIN efile_thread ON matter_id = matter.id WHERE serial / 20 % 2 = 0;
INSERT INTO efile_receipt (id, office_id, number, serial, year, service_id, channel, applicant_id, subject,
       body, foreign_number, received_at, received_by_id, promised_on, tracking)
SELECT own, office_id, 'D' || serial, serial, 2015, service_id, 'post', applicant_id, subject, '', '',
       received_at, received_by_id, promised_on, 'D' || lpad(serial::text, 12, '0') FROM letter;
INSERT INTO efile_dak (id, office_id, receipt_id, kind, state, holder_id, sender_id, arrived_at, designation,
       priority, secrecy, physical, shelf, quotes, version)
SELECT own, office_id, own, 'official', CASE WHEN serial % 211 = 0 THEN 'open' ELSE 'archived' END, holder_id,
       received_by_id, received_at, '', 0, secrecy, false, '', '', 2 FROM letter;
INSERT INTO efile_dakmove (id, dak_id, seq, kind, from_post_id, to_post_id, by, at)
SELECT gen_random_uuid(), dak.id, seq, CASE seq WHEN 1 THEN 'received' ELSE 'sent' END, sender_id, holder_id,
       '{}', arrived_at + seq * interval '1 minute'
  FROM efile_dak dak, generate_series(1, 2) AS seq;
"""
FILES = """
INSERT INTO efile_file (id, office_id, number, section_id, subject, retention, status, part, shelf,
       opened_by_id, opened_at)
SELECT id, office_id, 'F/' || serial, section_id, subject, 'C', 'current', 0, '', opened_by_id, opened_at
  FROM (SELECT *, row_number() OVER (ORDER BY opened_at) AS serial FROM efile_matter) AS matter
 WHERE serial % 5 = 0;
UPDATE efile_matter SET file_id = numbered.file
  FROM (SELECT id, first_value(id) OVER (PARTITION BY (serial - 1) / 5 ORDER BY serial DESC) AS file
          FROM (SELECT id, row_number() OVER (ORDER BY opened_at) AS serial FROM efile_matter) AS counted)
    AS numbered WHERE numbered.id = efile_matter.id;
"""
LETTERS = """
INSERT INTO efile_draft (id, office_id, matter_id, place, kind, language, status, newest, approved, memo, how,
       issue_number, issue_year, issue_serial, issued_at, by, at)
SELECT id, office_id, id, 1, 'letter', 'bn', 'issued', 1, 1, 'M/' || serial, 'ink', serial, 2016, serial,
       opened_at + interval '8 days', '{}', opened_at
  FROM (SELECT *, row_number() OVER (ORDER BY opened_at) AS serial FROM efile_matter) AS matter
 WHERE serial / 20 % 4 = 0;
INSERT INTO efile_draftversion (id, draft_id, number, subject, body, "to", copies, recipients, reference, by,
       at)
SELECT id, id, 1, 'উত্তর', '', '', '', '', '', '{}', at FROM efile_draft;
"""


@pytest.fixture(scope="module")
def crowded(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[District]:
    with (
        servers.cloned_database() as name,
        django_db_blocker.unblock(),
        servers.default_connection(Role.APP, name),
    ):
        district = make_district()
        with servers.superuser(name) as superuser:
            fill(superuser, "uttar-dinajpur", MATTERS)
            superuser.execute("SET session_replication_role = replica")
            for rows in (RECEIPTS, DAK, FILES, LETTERS):
                superuser.execute(rows)
            superuser.execute("VACUUM FULL ANALYZE efile_matter")
            superuser.execute("VACUUM ANALYZE")
        district.now = timezone.now()
        yield district
        connections.close_all()


def reader_of(district: District, post: str) -> Reader:
    calendar = hierarchy.calendar_at(district.office.pk, district.now)
    return Reader(district.actor(post), Moment(district.now, calendar))


REGISTERS = (
    DIARY,
    PENDING,
    TAKEN_UP,
    DISPOSED,
    FORWARDED,
    DISTRIBUTION,
    PENDING_DAK,
    FILES_REGISTER,
    MASTER,
    ISSUED,
)


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.code)
def test_a_page_reads_a_bounded_part_through_an_index(
    crowded: District, post: str, register: Register
) -> None:
    reader = reader_of(crowded, post)
    middle = Keyset(timezone.now() - timedelta(days=365 * 5), uuid7())
    for after in (None, middle):
        plan = plan_of(register.after(register.found(Asked(), reader), after)[:PAGE])
        scans = [one for one in nodes(plan) if one["Node Type"] == "Seq Scan" and one["Actual Loops"]]
        assert BIG.isdisjoint(one["Relation Name"] for one in scans)
        assert blocks_read(plan) < MOST_BLOCKS
