"""Who keeps a case beyond the working days of its class says why, in the notes, before he sends it on.

Rule (c) 13, CSMOP 60. Asked of who had it when its days ran out; not of who got it late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from efile import reasons
from efile.models import Thread
from efile.services.locking import Held
from efile.services.mandate import today_of
from efile.services.signing import lane_of
from hierarchy.actors import Actor
from hierarchy.calendar import WorkingCalendar
from hierarchy.refusals import Refused
from notings.models import Paragraph
from web.templatetags.office import office_date


def kept_too_long(thread: Thread, today: date, calendar: WorkingCalendar) -> bool:
    if thread.due_on is None or thread.due_on >= today:
        return False
    return calendar.local_date(thread.arrived_at) <= thread.due_on


def explained(
    thread: Thread, notes: Iterable[Paragraph], posts: Iterable[UUID], calendar: WorkingCalendar
) -> bool:
    """Whether one of these posts signed a note after the last day."""
    own, last = set(posts), thread.due_on
    days = (calendar.local_date(one.signed_at) for one in notes if one.author_post_id in own)
    return last is not None and any(day > last for day in days)


def check_explained(held: Held, actor: Actor, signed: Paragraph | None) -> None:
    """Refused while nothing is said. `signed` is the note of this act. Who may not sign is not asked."""
    thread = held.thread
    if thread.due_on is None or signed is not None or not actor.may("sign", held.matter.service.code):
        return
    calendar = held.clock.calendar
    if not kept_too_long(thread, today_of(held), calendar):
        return
    notes = Paragraph.objects.filter(sheet=held.matter.sheet_id, lane=lane_of(thread))
    if not explained(thread, notes.filter(author_post__in=actor.posts), actor.posts, calendar):
        raise Refused(reasons.EXPLAIN_DELAY, due=office_date(thread.due_on))
