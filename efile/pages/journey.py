"""An application's way as its applicant may see it: stages and dates, no person's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from efile.models import Receipt, Thread
from efile.pages import labels
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from hierarchy.words import Words
from web import words
from workflows.engine import FlowSpec
from workflows.models import OpenStage


@dataclass(frozen=True, slots=True)
class Event:
    """`state` is empty for what is done, now, or next."""

    title: str
    at: datetime | None
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Journey:
    state: str
    events: list[Event]


def journey_of(
    *,
    receipt: Receipt,
    stages: Sequence[OpenStage],
    threads: Sequence[Thread],
    spec: FlowSpec,
    moment: Moment,
) -> Journey:
    matter = receipt.matter
    events = [Event(_("Application received"), receipt.received_at, "", "")]
    open_at = {row.stage_id: row for row in threads}
    events += [_of_stage(row, open_at.get(row.pk), spec) for row in stages]
    events += [
        Event(labels.waits_words(row.waiting_for), row.arrived_at, "", "now")
        for row in threads
        if row.waiting_for and row.waiting_for != labels.PARTS
    ]
    if matter.closed_at is not None:
        ended = disposal_words(matter.disposal) or _("Finished")
        return Journey(ended, [*events, Event(ended, matter.closed_at, "", "")])
    return Journey(_("In progress"), [*events, _promised(receipt, moment)])


def _of_stage(row: OpenStage, thread: Thread | None, spec: FlowSpec) -> Event:
    title = str(labels.element_name(spec, row.element))
    if row.closed_at is not None or thread is None:
        return Event(title, row.opened_at, "", "")
    return Event(title, row.opened_at, _("With: %(where)s") % {"where": _where(thread)}, "now")


def _where(thread: Thread) -> Words:
    """The section, or the post at the head of the office: never a person."""
    if thread.pool is not None:
        return thread.pool.name
    section = thread.holder.section
    return section.name if section is not None else thread.holder.title


def _promised(receipt: Receipt, moment: Moment) -> Event:
    date = words.office_date(receipt.promised_on, None)
    late = receipt.promised_on < moment.today
    sentence = _("The promised date %(date)s has passed.") if late else _("Expected by %(date)s.")
    return Event(_("Disposal"), None, sentence % {"date": date}, "next")
