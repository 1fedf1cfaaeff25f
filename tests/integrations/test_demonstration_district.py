"""The demonstration district holds what its front page promises, on a working day and on a day off.

It is filled once for each of the two days, and looked at as it lies there.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from efile.dak.models import Dak, DakState
from efile.dispatch.models import Sending, State, Way
from efile.disposal.candidates import candidates
from efile.guard.models import GuardPaper
from efile.letters.models import Draft, Status
from efile.models import Matter, Thread
from efile.services import fire_due
from efile.verification import verify_all
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post
from integrations.demonstration.accounts import CARDS, OFFICE, people
from integrations.demonstration.answering import answer, waiting_code
from integrations.demonstration.days import load_limits
from integrations.demonstration.filling import Filling
from tests import districts
from workflows.models import Due
from workflows.shipping import load_flows

TUESDAY = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=[TUESDAY, SUNDAY], ids=["working day", "day off"])
def opened(
    request: pytest.FixtureRequest, database_template: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The moment on which the district was filled."""
    with django_db_blocker.unblock(), districts.cloned_district():
        yield _filled(request.param)


def _filled(now: datetime) -> datetime:
    call_command("load_charts", office=OFFICE, with_demo_people=True, stdout=StringIO())
    load_flows(now)
    office = Office.objects.get(code=OFFICE)
    load_limits(office, now)
    Filling(office, now).run(lambda line: None)
    return now


def test_the_district_holds_what_its_front_page_promises(opened: datetime) -> None:
    today = hierarchy.calendar_for(Office.objects.get(code=OFFICE).pk).local_date(opened)
    open_threads = Thread.objects.filter(closed_at=None, pool=None)
    holding = {thread.holder.code for thread in open_threads.select_related("holder")}
    played = {account.post.code for account in people()}
    assert played <= holding
    last_day = open_threads.filter(waiting_for="", due_on=today).values_list("holder__code", flat=True)
    assert played - set(last_day) == set()
    late = set(open_threads.filter(waiting_for="", due_on__lt=today).values_list("holder__code", flat=True))
    assert {card.post for card in CARDS} & {"counter-1", "dm", "oc-general"} <= late
    assert open_threads.filter(read_at=None).exists()
    assert Matter.objects.filter(secrecy__gt=0, closed_at=None).exists()
    assert Matter.objects.filter(threads__parent__isnull=False, closed_at=None).exists()
    assert Matter.objects.filter(closed_at__isnull=False).count() >= 10
    assert [difference for *_, difference in verify_all() if difference] == []
    assert not Matter.objects.filter(movements__at__gt=opened).exists()
    _dak_lies_on_lists_and_an_answer_is_drafted(opened)
    _carriers_hold_what_they_were_given(opened)
    _every_room_shows_something(opened, today)
    _others_answer(opened)


def _dak_lies_on_lists_and_an_answer_is_drafted(now: datetime) -> None:
    lying = Dak.objects.filter(state=DakState.OPEN).values_list("holder__code", flat=True)
    assert {"dm", "adm-general", "oc-general", "oc-land", "counter-1"} <= set(lying)
    assert not Dak.objects.filter(arrived_at__gt=now).exists()
    draft = Draft.objects.get(status=Status.DRAFT)
    assert draft.matter.threads.get(closed_at=None).holder.code == "oc-general"


def _every_room_shows_something(now: datetime, today: date) -> None:
    assert GuardPaper.objects.count() == 2
    assert {draft.status for draft in Draft.objects.all()} == {Status.DRAFT, Status.SIGNED, Status.ISSUED}
    assert Sending.objects.filter(way=Way.HAND, state=State.OUT).exists()
    keeper = Post.objects.get(office__code=OFFICE, code="record-keeper")
    holder = hierarchy.holder_of(keeper.pk, now)
    assert holder is not None
    actor = hierarchy.actor_for(holder.user_id, keeper.pk, now)
    assert [one.why for one in candidates(actor, today)] == [None, None, None]


def _carriers_hold_what_they_were_given(now: datetime) -> None:
    """Group D writes no notes: a file lies with them because their superior handed it to them."""
    for post in Post.objects.filter(office__code=OFFICE, rank__code="group-d"):
        thread = Thread.objects.select_related("sender").get(holder=post, closed_at=None)
        assert thread.sender is not None
        assert (thread.act, thread.sender_id) == ("forwarded", post.reports_to_id)
        assert thread.matter.moves == 2


def _others_answer(now: datetime) -> None:
    """What lies with the carrier comes back to the DM's desk when the others are asked."""
    head = hierarchy.head_of(Office.objects.get(code=OFFICE))
    holder = hierarchy.holder_of(head.pk, now)
    assert holder is not None
    dm = hierarchy.actor_for(holder.user_id, head.pk, now)
    carried = Thread.objects.get(holder__code="group-d-it", closed_at=None)
    assert answer(dm, carried.matter_id) > 0
    carried.refresh_from_db()
    assert carried.holder_id == head.pk


def test_applicants_are_still_waited_for_ten_days_later(opened: datetime) -> None:
    waiting = Thread.objects.filter(closed_at=None, waiting_for__startswith="message:")
    before = set(waiting.values_list("pk", flat=True))
    assert len(before) >= 3
    assert waiting.filter(matter__promised_on__lt=opened.date()).exists()
    for due in Due.objects.filter(kind=Due.Kind.FIRE, closed_at=None).values_list("pk", flat=True):
        assert fire_due(due=due, now=opened + timedelta(days=8)) is None
    assert set(waiting.values_list("pk", flat=True)) == before
    assert waiting_code()
