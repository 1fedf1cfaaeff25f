"""A web process dies at any moment: nothing acknowledged is lost, nothing half done stays."""

import os
import signal

import pytest

from efile.models import Matter
from ledger import selectors as ledger
from tests.base import servers
from tests.efile.conftest import District
from tests.faults.conftest import Begin, acting, at_work_since_now, until
from tests.faults.oracle import nothing_is_lost
from tests.soak import rounds

KILLS = rounds(12, 200)


def test_kills_at_random_moments_lose_nothing(lasting_district: District, begin: Begin) -> None:
    matters = at_work_since_now(lasting_district, 5)
    officers = begin(matters, count=3)
    until(lambda: officers.acknowledged() > 3)
    for _ in range(KILLS):
        before = officers.acknowledged()
        officers.kill_one()
        until(lambda before=before: officers.acknowledged() > before + 2)  # type: ignore[misc]
    officers.stop()
    told = officers.told()
    print(f"{len(told.acknowledged)} acknowledged, {len(told.unanswered)} unanswered, {KILLS} kills")
    assert len(told.acknowledged) >= 3 * KILLS
    nothing_is_lost(told, matters)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param("SELECT FROM efile_thread WHERE matter_id = %s FOR UPDATE", id="before its writes"),
        pytest.param("SELECT FROM ledger_stream WHERE id = %s FOR UPDATE", id="after its writes"),
    ],
)
def test_an_act_killed_inside_its_transaction_never_was(
    lasting_district: District, fresh_database: str, begin: Begin, held: str
) -> None:
    (matter,) = at_work_since_now(lasting_district, 1)
    entries, moves = len(ledger.entries(matter)), Matter.objects.get(pk=matter).moves
    with servers.superuser(fresh_database) as holding, servers.superuser(fresh_database) as looking:
        with holding.transaction():
            holding.execute(held, [matter])
            officers = begin([matter], count=1)
            until(lambda: acting(looking, "wait_event_type = 'Lock'") == 1)
            os.killpg(officers.process.pid, signal.SIGKILL)
        until(lambda: acting(looking, "state <> 'idle'") == 0)
    told = officers.told()
    assert (len(told.unanswered), len(told.acknowledged)) == (1, 0)
    assert (len(ledger.entries(matter)), Matter.objects.get(pk=matter).moves) == (entries, moves)
    nothing_is_lost(told, [matter])
    lasting_district.go_live()
    lasting_district.forward("oc-general", Matter.objects.get(pk=matter), "cic-general")
