"""Recording who attended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from efile.committees import reasons, rules
from efile.committees.models import Attendance, Meeting
from efile.committees.selectors import quorum_of
from efile.committees.services.common import check_open, check_secretary, enter, lock_meeting, touch
from efile.services.act import act
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.bodies import Sitting
from hierarchy.refusals import Refused


@act
def record_attendance(
    *, actor: Actor, meeting: UUID, present: Collection[UUID], now: datetime, seen: int | None = None
) -> None:
    """Whose seats were taken, out of those of the day; `present` names each by its own post. Recorded again,
    it replaces what stood there.

    For a seat the holder of its post attended, or of the one that stands for that post since it was
    abolished, or the deputy who stood for him at that hour; all names are kept.
    """
    row = lock_meeting(actor, meeting)
    check_secretary(actor, row.body, now)
    check_open(row, seen)
    reason = rules.may_attend(row.at, now)
    if reason is not None:
        raise Refused(reason)
    seated = bodies.sittings(row.body, row.at)
    if set(present) - {sitting.seat.post_id for sitting in seated}:
        raise Refused(reasons.NO_SEAT)
    row.attendance.all().delete()
    taken = [_attendance(row, sitting, sitting.seat.post_id in present) for sitting in seated]
    Attendance.objects.bulk_create(taken)
    row.attended_at = now
    touch(row, "attended_at")
    reached = quorum_of(row)
    data = {
        "present": [{"post": one.post_id, "role": one.role, **one.who} for one in taken if one.present],
        "absent": [one.post_id for one in taken if not one.present],
        "needed": reached.needed,
        "counted": reached.present,
        "quorum": reached.reached,
    }
    enter(row, actor, "meeting.attended", data, now)


def _attendance(row: Meeting, sitting: Sitting, present: bool) -> Attendance:
    seat, holder = sitting.seat, sitting.holder
    if present and holder is None:
        raise Refused(reasons.VACANT, post=sitting.post.title)
    instead = sitting.instead_of
    who: dict[str, object] = {"post_title": sitting.post.title.both()}
    if instead is not None:
        who["instead_of"] = instead.both()
    if holder is not None:
        behalf = holder.on_behalf_of
        who |= {
            "name": holder.name.both(),
            "charge": holder.charge,
            "on_behalf_of": behalf.both() if behalf else None,
            "reason": holder.reason,
        }
    return Attendance(
        office_id=row.office_id,
        meeting=row,
        post_id=seat.post_id,
        role=seat.role,
        position=seat.position,
        present=present,
        user_id=holder.user_id if holder else None,
        who=who,
    )
