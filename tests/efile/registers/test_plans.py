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
from efile.registers.forwarded import FORWARDED
from efile.registers.frame import Reader, Register
from efile.registers.matters import DISPOSED, TAKEN_UP
from efile.registers.pending import PENDING
from hierarchy import selectors as hierarchy
from ledger.ids import uuid7
from tests.base import servers
from tests.efile.conftest import District, make_district
from tests.efile.test_visibility_plans import MOST_BLOCKS, blocks_read, nodes, plan_of

MATTERS = 200_000
BIG = {"efile_matter", "efile_thread", "efile_movement", "efile_receipt"}
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
            superuser.execute(RECEIPTS)
            superuser.execute("VACUUM FULL ANALYZE efile_matter")
            superuser.execute("VACUUM ANALYZE")
        district.now = timezone.now()
        yield district
        connections.close_all()


def reader_of(district: District, post: str) -> Reader:
    calendar = hierarchy.calendar_at(district.office.pk, district.now)
    return Reader(district.actor(post), Moment(district.now, calendar))


REGISTERS = (DIARY, PENDING, TAKEN_UP, DISPOSED, FORWARDED)


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
