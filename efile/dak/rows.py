"""A dak as two lines of a list."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from efile.dak.models import Dak, DakKind, DakState
from efile.dak.shown import chips_of
from efile.pages import labels
from efile.pages.due import Due, due_of
from efile.pages.labels import Chip
from efile.pages.moment import Moment
from efile.pages.rows import Row
from web.templatetags.office import bn_digits


def row_of(dak: Dak, box: str, moment: Moment, section: UUID | None) -> Row:
    """What web/parts/row.html draws. `dak` carries the counts of `selectors.box`."""
    mine = box in {"with_me", "paper"}
    other = dak.sender if mine else dak.holder
    return Row(
        id=dak.pk,
        url=reverse("dak", args=[dak.pk]),
        peek_url="",
        unread=mine and dak.read_at is None,
        chips=[*chips_of(dak), *_counted(dak)],
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
    """The day by which the writer asked for an answer, else the one that stands on the slip."""
    if dak.state != DakState.OPEN:
        return None
    begun = moment.calendar.local_date(dak.receipt.received_at)
    return due_of(dak.reply_by or dak.receipt.promised_on, begun, moment.today, moment.calendar)


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
