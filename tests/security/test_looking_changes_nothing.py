"""A GET writes down that somebody looked, and changes nothing else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.security.addresses import addresses, url_of
from tests.security.asking import pages_not_drawn, sent, undone
from tests.security.table import Key, read_table
from tests.security.world import World

TABLE = read_table()
ADDRESSES = {one.name: one for one in addresses()}
LET_IN = {"shown", "on", "refused"}
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"|(ledger_append)\(', re.IGNORECASE)
ROLES = ("OC", "DM", "DPM", "front desk", "assistant", "IT section", "administrator")
LOOKED = {
    "matter": {"efile_thread", "ledger_append"},  # the holder's first look: the sender no longer pulls back
    "peek": {"efile_thread", "ledger_append"},
    "dak": {"efile_dak", "efile_dakmove", "ledger_append"},  # the main recipient's first look
    "meeting": {"efile_meetingnotice"},  # who was called to it has seen the notice
}
LOG = {"efile_accesslog"}


def written(world: World, key: Key, role: str) -> set[str]:
    name, method, subject = key
    with undone():
        world.prepare(role, subject)
        url_of(ADDRESSES[name], world, role, subject)  # what stands in it may be made for this request
        with CaptureQueriesContext(connection) as caught:
            sent(world, ADDRESSES[name], method, role, subject)
    found = (WRITES.search(one["sql"]) for one in caught)
    return {one[1] or one[2] for one in found if one}


@pytest.mark.parametrize("role", ROLES)
def test_looking_writes_nothing_but_that_somebody_looked(world: World, role: str) -> None:
    world.wake(role)
    rows = [key for key, cells in TABLE.rows.items() if key[1] == "GET" and cells[role] in LET_IN]
    with pages_not_drawn():
        wrote = {key: written(world, key, role) - LOG - LOOKED.get(key[0], set()) for key in rows}
    assert {key: tables for key, tables in wrote.items() if tables} == {}


def test_an_assistants_look_is_not_the_officers(world: World) -> None:
    world.wake("assistant")
    with pages_not_drawn():
        found = {
            name: written(world, (name, "GET", "own"), "assistant") for name in ("matter", "peek", "dak")
        }
    assert found == {"matter": set(), "peek": set(), "dak": set()}
