"""A dak as two lines of a list."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from efile.dak.answering import acknowledge_by, answer_by
from efile.dak.interim import awaits_answer
from efile.dak.models import Dak, DakKind, DakState
from efile.dak.passing import to_pass_on
from efile.dak.shown import chips_of
from efile.pages import labels
from efile.pages.due import Due, due_of
from efile.pages.labels import Chip
from efile.pages.moment import Moment
from efile.pages.rows import Row
from web.templatetags.office import bn_digits, office_date


def row_of(dak: Dak, box: str, moment: Moment, section: UUID | None) -> Row:
    """What web/parts/row.html draws. `dak` carries the counts of `selectors.box`."""
    mine = box in {"with_me", "paper"}
    other = dak.sender if mine else dak.holder
    return Row(
        id=dak.pk,
        url=reverse("dak", args=[dak.pk]),
        peek_url="",
        unread=mine and dak.read_at is None,
        chips=[
            *chips_of(dak),
            *to_pass_on(dak, moment),
            *to_acknowledge(dak, moment),
            *_counted(dak),
        ],
        subject=dak.receipt.subject,
        number=dak.receipt.number,
        applicant=dak.receipt.applicant.name,
        place=dak.receipt.foreign_number,
        from_who=str(labels.short_title(other, section)) if other else "",
        act=str(DakKind(dak.kind).label) if mine else "",
        held=moment.since(dak.arrived_at) if dak.state == DakState.OPEN else "",
        due=due_for(dak, moment),
    )


def due_for(dak: Dak, moment: Moment) -> Due | None:
    """None once it was put in a file, where the matter's own limit runs, or done with."""
    day = due_day(dak, moment)
    if dak.state != DakState.OPEN or day is None:
        return None
    begun = moment.calendar.local_date(dak.receipt.received_at)
    return due_of(day, begun, moment.today, moment.calendar)


def due_day(dak: Dak, moment: Moment) -> date | None:
    """The day by which it is answered, else the one that stands on the slip; None for what asks for no
    answer."""
    if not dak.promises_answer:
        return None
    received = moment.calendar.local_date(dak.receipt.received_at)
    day = answer_by(dak.kind, dak.watch, received, dak.reply_by, dak.told_by)
    return day or dak.receipt.promised_on


def to_acknowledge(dak: Dak, moment: Moment) -> list[Chip]:
    """That the writer is still to be told that his letter came, red after the last day. CSMOP 66."""
    received = moment.calendar.local_date(dak.receipt.received_at)
    day = acknowledge_by(dak.kind, dak.watch, received)
    if day is None or dak.acknowledged_at is not None or not awaits_answer(dak):
        return []
    words = _("acknowledge by %(day)s") % {"day": office_date(day)}
    return [Chip(words, "late" if day < moment.today else "")]


def _counted(dak: Dak) -> list[Chip]:
    found = []
    lacking, reminded = getattr(dak, "lacking", 0), getattr(dak, "asked_for", 0) + getattr(dak, "reminded", 0)
    if lacking:
        words = ngettext("%(count)s enclosure missing", "%(count)s enclosures missing", lacking)
        found.append(Chip(words % {"count": bn_digits(lacking)}, "today"))
    if reminded:
        words = ngettext("%(count)s reminder", "%(count)s reminders", reminded)
        found.append(Chip(words % {"count": bn_digits(reminded)}, "urgent"))
    return found


def titles() -> dict[str, str]:
    return {
        "with_me": _("Dak with me"),
        "paper": _("Physical items on their way"),
        "copies": _("Copies to read"),
        "sent": _("Dak sent on"),
        "done": _("Dak done with"),
        "all": _("All dak"),
    }
