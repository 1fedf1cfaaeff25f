"""Setting a meeting's agenda from what waits for its body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from efile.committees import reasons
from efile.committees.masking import opened_among
from efile.committees.models import AgendaItem, Meeting
from efile.committees.selectors import left_standing, listed_elsewhere, waiting_for
from efile.committees.services import showing
from efile.committees.services.common import check_open, check_secretary, enter, lock_meeting, touch
from efile.models import Thread
from efile.reasons import NOT_VISIBLE
from efile.services.act import act
from efile.services.locking import lock_thread
from efile.visibility import shut_among
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from web.templatetags.office import bn_digits


@act
def set_agenda(
    *, actor: Actor, meeting: UUID, threads: Sequence[UUID], now: datetime, seen: int | None = None
) -> None:
    """The items in this order; what is no longer named leaves the agenda and waits again.

    What stays keeps the decision and text already written for it. Nobody takes up, and so shows to the
    members, a graded matter that he may not open himself.
    """
    row = lock_meeting(actor, meeting)
    check_secretary(actor, row.body, now)
    check_open(row, seen)
    wanted = list(dict.fromkeys(threads))
    kept = {item.thread_id: item for item in row.items.all()}
    gone = row.items.exclude(thread__in=wanted)
    showing.over(row, gone, actor, now)
    gone.delete()
    waiting = {thread.pk for thread in waiting_for(row.body)}
    for thread in sorted(set(wanted) - set(kept), key=_matters(wanted).__getitem__):
        kept[thread] = _take_up(row, actor, thread, waiting, now)
    items = [kept[thread] for thread in wanted]
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    touch(row)
    data = {"items": [[item.matter_id, item.thread_id, item.stage_id] for item in items]}
    enter(row, actor, "meeting.agenda_set", data, now)


def _matters(threads: Sequence[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """Where each thread stands in the order of locks: by its matter, then by itself."""
    found = dict(Thread.objects.filter(pk__in=threads).values_list("pk", "matter"))
    return {thread: (found.get(thread, thread), thread) for thread in threads}


def _take_up(row: Meeting, actor: Actor, thread: UUID, waiting: set[UUID], now: datetime) -> AgendaItem:
    held = lock_thread(thread, now)
    if shut_among([held.matter], actor):
        raise Refused(NOT_VISIBLE)
    if thread not in waiting or held.thread.stage_id is None:
        if not opened_among([held.matter.pk], actor):
            raise Refused(NOT_VISIBLE)
        raise Refused(reasons.NOT_WAITING, subject=held.matter.subject)
    other = listed_elsewhere(held.thread.stage_id)
    if other is not None:
        raise Refused(reasons.ELSEWHERE, subject=held.matter.subject, number=bn_digits(other.number))
    left_standing(held.thread.stage_id).update(put_off=True)
    showing.listed(held, row, actor, now)
    return AgendaItem.objects.create(
        office_id=row.office_id,
        meeting=row,
        position=0,
        matter=held.matter,
        thread=held.thread,
        stage_id=held.thread.stage_id,
    )
