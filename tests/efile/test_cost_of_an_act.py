"""What an act asks of the database, and that a long history costs nothing."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from efile import services
from efile.models import Matter, Thread
from efile.services.act import Seen
from tests.efile.conftest import District

FRAMING = ("SAVEPOINT", "RELEASE SAVEPOINT")
LONG = 40
REASON = {"reason": "নলকূপটি এই কার্যালয়ের এক্তিয়ারে নয়।"}
Act = Callable[[], object]


def statements(act: Act) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return sum(not query["sql"].startswith(FRAMING) for query in caught.captured_queries)


def moved_to_and_fro(district: District, matter: Matter, length: int) -> None:
    for _ in range(length // 2 + 1):
        district.forward("oc-general", matter, "cic-general")
        district.forward("cic-general", matter, "oc-general")


def noted(district: District, length: int) -> tuple[UUID, Seen, Matter]:
    """A matter with the section's officer, his note written: its thread and what his page shows."""
    matter = district.marked()
    moved_to_and_fro(district, matter, length)
    district.note("oc-general", matter)
    return district.thread(matter).pk, district.seen(matter), matter


def forward(district: District, length: int) -> Act:
    thread, seen, _ = noted(district, length)
    actor, to, now = district.actor("oc-general"), district.post("cic-general"), district.wait(minutes=5)
    return lambda: services.forward(actor=actor, thread=thread, to=to, now=now, seen=seen, key=uuid4())


def return_(district: District, length: int) -> Act:
    thread, seen, _ = noted(district, length)
    actor, now = district.actor("oc-general"), district.wait(minutes=5)
    return lambda: services.return_(actor=actor, thread=thread, now=now, seen=seen, key=uuid4())


def complete(district: District, length: int) -> Act:
    thread, seen, _ = noted(district, length)
    return completed(district, "oc-general", thread, seen, "recommend")


def reject(district: District, length: int) -> Act:
    """The reply to the applicant is the next stage."""
    _, _, matter = noted(district, length)
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter)
    thread, seen = district.thread(matter).pk, district.seen(matter)
    return completed(district, "dm", thread, seen, "reject", form=REASON)


def reply(district: District, length: int) -> Act:
    """The applicant is told: the effect goes to the outbox and the file waits for it."""
    _, _, matter = noted(district, length)
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    thread = district.thread(matter)
    district.note(thread.holder.code, matter)
    return completed(district, thread.holder.code, thread.pk, district.seen(matter), "sent")


def enquire(district: District, length: int) -> Act:
    """A split: two stages open, one of them in a part file of its own."""
    thread, seen, _ = noted(district, length)
    return completed(district, "oc-general", thread, seen, "enquire")


def mark(district: District, length: int) -> Act:
    """The first stage of a matter has no history: the office has one."""
    for _ in range(length // 10):
        district.marked()
    matter = district.receive()
    district.note("dm", matter)
    thread, seen = district.thread(matter).pk, district.seen(matter)
    return completed(district, "dm", thread, seen, "mark", district.post("oc-general"))


def completed(
    district: District,
    code: str,
    thread: UUID,
    seen: Seen,
    outcome: str,
    to: UUID | None = None,
    form: Mapping[str, str] | None = None,
) -> Act:
    actor, now = district.actor(code), district.wait(minutes=5)
    return lambda: services.complete_stage(
        actor=actor, thread=thread, outcome=outcome, to=to, form=form, now=now, seen=seen, key=uuid4()
    )


def pull_back_of_a_hop(district: District, length: int) -> Act:
    _, _, matter = noted(district, length)
    district.forward("oc-general", matter, "cic-general")
    return pulled_back(district, matter)


def pull_back_of_a_stage(district: District, length: int) -> Act:
    _, _, matter = noted(district, length)
    district.complete("oc-general", matter, "recommend")
    return pulled_back(district, matter)


def pulled_back(district: District, matter: Matter) -> Act:
    actor, now = district.actor("oc-general"), district.wait(minutes=1)
    thread, seen = district.thread(matter).pk, district.seen(matter)
    return lambda: services.pull_back(actor=actor, thread=thread, now=now, seen=seen, key=uuid4())


def claim(district: District, length: int) -> Act:
    """A field enquiry in the section's pool."""
    _, _, matter = noted(district, length)
    district.complete("oc-general", matter, "enquire")
    part = Thread.objects.get(matter=matter, parent__isnull=False)
    seen = Seen(part.version, part.stage_id)
    actor, now = district.actor("ldc-general"), district.wait(minutes=5)
    return lambda: services.claim(actor=actor, thread=part.pk, now=now, seen=seen, key=uuid4())


@pytest.mark.parametrize(
    ("act", "most"),
    [
        (forward, 7),
        (return_, 7),
        (complete, 9),
        (reject, 10),
        (reply, 9),
        (enquire, 10),
        (mark, 10),
        (claim, 4),
        (pull_back_of_a_hop, 6),
        (pull_back_of_a_stage, 10),
    ],
)
def test_an_act_costs_the_same_few_statements_after_a_long_history(
    district: District, act: Callable[[District, int], Act], most: int
) -> None:
    few, many = (statements(act(district, length)) for length in (1, LONG))
    assert few == many
    assert few <= most
