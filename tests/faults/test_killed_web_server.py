"""The web server's workers are killed while they answer: the officer clicks again and all is well."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from efile.models import Matter, Movement
from efile.verification import verify_all
from tests.base import servers
from tests.base.processes import Program
from tests.efile.conftest import District
from tests.faults.conftest import acting, at_work_since_now, until
from tests.faults.visitor import NoAnswer, Visitor

DONE = (200, 204, 302, 303)


@pytest.fixture
def matter(lasting_district: District) -> Matter:
    (own,) = at_work_since_now(lasting_district, 1)
    return Matter.objects.get(pk=own)


def form(district: District, matter: Matter, to: str) -> tuple[str, dict[str, str]]:
    """What the button “Send” posts from a page that shows the file as it is now."""
    thread = district.thread(matter)
    fields = {
        "version": str(thread.version),
        "stage": str(thread.stage_id),
        "key": str(uuid4()),
        "to": str(district.post(to)),
    }
    return f"/t/{thread.pk}/forward/", fields


def kill_workers(program: Program) -> None:
    for pid in Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split():
        os.kill(int(pid), signal.SIGKILL)


def forwarded(matter: Matter) -> int:
    return Movement.objects.filter(matter=matter, kind="forwarded").count()


def test_an_act_cut_off_by_a_kill_is_done_once_when_it_is_sent_again(
    lasting_district: District, matter: Matter, live_app: Program, fresh_database: str
) -> None:
    visitor = Visitor.signed_in(live_app.url, lasting_district, "oc-general")
    path, fields = form(lasting_district, matter, "cic-general")
    with (
        servers.superuser(fresh_database) as holding,
        servers.superuser(fresh_database) as looking,
        ThreadPoolExecutor(1) as pool,
    ):
        with holding.transaction():
            holding.execute("SELECT FROM ledger_stream WHERE id = %s FOR UPDATE", [matter.pk])
            click = pool.submit(visitor.post, path, fields)
            until(lambda: acting(looking, "wait_event_type = 'Lock'") == 1)
            kill_workers(live_app)
            with pytest.raises(NoAnswer):
                click.result(30)
        until(lambda: acting(looking, "state <> 'idle'") == 0)
    assert forwarded(matter) == 0
    assert visitor.post(path, fields) in DONE
    assert visitor.post(path, fields) in DONE
    assert forwarded(matter) == 1
    assert lasting_district.thread(matter).holder.code == "cic-general"
    assert [difference for *_, difference in verify_all() if difference] == []


def test_two_clicks_in_the_browser_are_one_movement(
    lasting_district: District, matter: Matter, live_app: Program
) -> None:
    visitor = Visitor.signed_in(live_app.url, lasting_district, "oc-general")
    path, fields = form(lasting_district, matter, "cic-general")
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(partial(visitor.post, path), [fields, fields]))
    assert all(status in DONE for status in answers)
    assert forwarded(matter) == 1


def test_two_windows_are_one_movement_and_one_conflict(
    lasting_district: District, matter: Matter, live_app: Program
) -> None:
    visitor = Visitor.signed_in(live_app.url, lasting_district, "oc-general")
    path, to_clerk = form(lasting_district, matter, "cic-general")
    _, to_other = form(lasting_district, matter, "udc-general")
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(partial(visitor.post, path), [to_clerk, to_other]))
    assert answers[0] in DONE
    assert answers[1] == 409
    assert forwarded(matter) == 1
