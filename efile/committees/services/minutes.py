"""Writing the minutes: per item what was decided, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile.committees import reasons
from efile.committees.models import AgendaItem
from efile.committees.selectors import stage_of_item
from efile.committees.services.common import check_open, check_secretary, enter, lock_meeting, touch
from efile.reasons import NOT_VISIBLE
from efile.services.act import act
from efile.visibility import shut_among
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from web.templatetags.office import bn_digits

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided on an item: an outcome of its stage, or to put it off; and its resolution.

    Without either, nothing is decided yet.
    """

    outcome: str = ""
    put_off: bool = False
    text: str = ""


@act
def write_minutes(
    *,
    actor: Actor,
    meeting: UUID,
    decisions: Mapping[UUID, Decision],
    now: datetime,
    seen: int | None = None,
) -> None:
    """Keep the minutes as the member-secretary writes them; `decisions` by item. The chair signs them."""
    row = lock_meeting(actor, meeting)
    check_secretary(actor, row.body, now)
    check_open(row, seen)
    items = list(row.items.select_related("stage", "matter__instance"))
    decided = [item for item in items if item.pk in decisions]
    if shut_among((item.matter for item in decided), actor):
        raise Refused(NOT_VISIBLE)
    for item in decided:
        _write(item, decisions[item.pk])
    touch(row)
    data = {"decisions": [[item.pk, item.matter_id, item.outcome, item.put_off] for item in items]}
    texts = {f"item.{item.position}": item.text for item in items}
    enter(row, actor, "minutes.written", data, now, texts=texts)


def _write(item: AgendaItem, decision: Decision) -> None:
    stage = stage_of_item(item)
    if decision.outcome and (decision.put_off or stage.outcome(decision.outcome) is None):
        raise Refused(reasons.UNKNOWN_DECISION, position=bn_digits(item.position))
    text = clean(decision.text)
    if len(text) > LONGEST:
        raise Refused(reasons.TOO_LONG, field=reasons.RESOLUTION, most=LONGEST)
    item.outcome, item.put_off, item.text = decision.outcome, decision.put_off, text
    item.save(update_fields=["outcome", "put_off", "text"])
