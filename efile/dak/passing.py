"""Passing a letter on from its page: to which office, with its scans, and how that is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from efile.dak import reasons, transferring
from efile.dak.arrival import Destination, brought_to
from efile.dak.models import Dak, DakState
from efile.dak.recording import Noted
from efile.dak.sending import check_sender
from efile.dak.sight import dak_for
from efile.dak.transfer import Transfer
from efile.pages.labels import Chip
from efile.pages.moment import Moment
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from web.templatetags.office import office_date

WAITING = Q(ended_at=None, gone_at=None)
PASS_ON_BY = Subquery(Transfer.objects.filter(WAITING, dak=OuterRef("pk")).values("due_on")[:1])
"""Of a dak: the last day to pass it on, while it is another office's and lies here."""


def pass_on(
    *,
    actor: Actor,
    dak: UUID,
    to: Destination,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """With its scans, which become papers of the other office before anything is locked; so who may send it,
    and where to, is asked before as well."""
    row = dak_for(actor, dak)
    if row.state == DakState.OPEN:
        check_sender(row, actor, now)
        transferring.check_whose(row, to.office)
    scans = brought_to(row, to.office, now) if to.office else []
    return transferring.pass_on(actor=actor, dak=dak, to=to, now=now, scans=scans, seen=seen, key=key)


def offices_to(row: Dak) -> QuerySet[Office]:
    """The other offices of this installation that are of the same country, by their codes."""
    same = Office.objects.filter(closed_on=None, profile=row.office.profile)
    return same.exclude(pk=row.office_id).order_by("code")


def office_here(office: UUID | None) -> Office | None:
    if office is None:
        return None
    found = Office.objects.filter(pk=office, closed_on=None).first()
    if found is None:
        raise Refused(reasons.ELSEWHERE_WHOSE)
    return found


def to_pass_on(dak: Dak, moment: Moment) -> list[Chip]:
    """That it is another office's, red after the last day. `dak` carries PASS_ON_BY, as `pass_on_by`."""
    day = getattr(dak, "pass_on_by", None)
    if day is None or dak.state != DakState.OPEN:
        return []
    words = _("another office's: pass on by %(day)s") % {"day": office_date(day)}
    return [Chip(words, "late" if day < moment.today else "today")]
