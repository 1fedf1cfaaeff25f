"""What became of a list that nobody confirmed in its time."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from hierarchy.models import Charge, HandOver
from web.templatetags.office import office_moment


def became_of(row: HandOver, now: datetime) -> str:
    """In a sentence, who was put at the post instead; empty while the list can be confirmed, or was."""
    over = row.lapsed(now)
    if over is None:
        return ""
    at = office_moment(over)
    if row.incoming is not None:
        said = _("The charge ended before this list was confirmed: %(at)s. Nothing is left to confirm.")
        return said % {"at": at}
    nothing = _("Nothing was handed over by this offer.")
    return f"{_superseded(row, over)} {nothing}"


def _superseded(row: HandOver, over: datetime) -> str:
    """The giver's charge ended: another took the post, a post that succeeded it, or nobody did."""
    named = {"giver": row.outgoing.user.name if row.outgoing else "", "at": office_moment(over)}
    after = _next(row, over)
    if after is not None:
        kind = after.get_kind_display()
        said = _("Before the offer was confirmed the post went to %(who)s (%(kind)s): %(at)s.")
        return said % {**named, "who": after.user.name, "kind": kind}
    if row.post.abolished_on is not None and row.post.successor is not None:
        said = _("Before the offer was confirmed the post was abolished: %(at)s. %(post)s stands for it.")
        return said % {**named, "post": row.post.successor.title}
    said = _("Before the offer was confirmed the charge of %(giver)s ended: %(at)s. Nobody came after.")
    return said % named


def _next(row: HandOver, over: datetime) -> Charge | None:
    later = row.post.charges.filter(starts__gte=over).select_related("user")
    return later.order_by("starts").first()


def state_of(row: HandOver, now: datetime) -> str:
    """A word for a list of hand-overs; empty for one that was confirmed."""
    if row.taken_at is not None:
        return ""
    if row.lapsed(now) is not None:
        return _("not confirmed, the charge ended") if row.incoming else _("offer lapsed")
    return _("not confirmed yet") if row.incoming else _("offered, not confirmed yet")
