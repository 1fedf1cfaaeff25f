"""A dak's way as its writer may see it by the code on the slip: stations and days, no person's name."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from efile.dak.models import Dak, DakState
from efile.dak.transferring import standing
from efile.pages.journey import Event, Journey
from efile.pages.moment import Moment
from hierarchy.models import Post
from hierarchy.words import Words
from web import words


def journey_of_dak(dak: Dak, moment: Moment) -> Journey:
    """Received, where it lies, and that it was dealt with; what was written on it the office keeps."""
    receipt = dak.receipt
    events = [Event(_("Received in the office"), receipt.received_at)]
    if dak.acknowledged_at is not None:
        events.append(Event(_("Acknowledged"), dak.acknowledged_at))
    if dak.state in {DakState.FILED, DakState.ARCHIVED}:
        ended = _("Kept on record")
        return Journey(ended, "done", [*events, Event(ended, _last_at(dak))])
    if dak.state == DakState.PASSED and (gone := standing(dak)) is not None and gone.gone_at is not None:
        ended = _("Passed on to another office")
        to = _("It is the work of: %(office)s") % {"office": gone.whose}
        return Journey(ended, "done", [*events, Event(ended, gone.gone_at, to)])
    where = _("With: %(where)s") % {"where": _where(dak.holder)}
    events.append(Event(_("Being dealt with"), dak.arrived_at, where, "now"))
    expected = _("Expected by %(date)s.") % {"date": words.office_date(receipt.promised_on, None)}
    if dak.promises_answer and receipt.promised_on >= moment.today:
        events.append(Event(_("Answer"), None, expected, "next"))
    return Journey(_("In progress"), "acc", events)


def _where(post: Post) -> Words:
    """The section, or the post at the head of the office: never a person."""
    return post.section.name if post.section is not None else post.title


def _last_at(dak: Dak) -> datetime:
    return dak.movements.order_by("-seq").values_list("at", flat=True)[0]
