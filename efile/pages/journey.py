"""An application's way as its applicant may see it: stages, dates, what was asked. No person's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from efile.models import Receipt, Thread
from efile.pages import labels
from efile.pages.due import due_of
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from efile.told import Exchange, TakenUp
from hierarchy.words import Words
from web import words
from workflows.engine import FlowSpec, Outcome
from workflows.models import OpenStage


@dataclass(frozen=True, slots=True)
class Event:
    """`state` is empty for what is done, now, or next. `said` is shown as it was written."""

    title: str
    at: datetime | None
    words: str = ""
    state: str = ""
    said: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """`tone` colours the state: amber waits for the reader, done is over. `late` is empty while in time."""

    state: str
    tone: str
    events: list[Event]
    late: str = ""


def journey_of(
    *,
    receipt: Receipt,
    stages: Sequence[OpenStage],
    threads: Sequence[Thread],
    exchanges: Sequence[Exchange],
    spec: FlowSpec,
    moment: Moment,
    taken_up: Sequence[TakenUp] = (),
) -> Journey:
    """`stages` are those taken, in order; `threads` those still open; `taken_up` the reopenings."""
    matter = receipt.matter
    open_at = {row.stage_id: row for row in threads}
    events = [Event(_("Application received"), receipt.received_at)]
    for again in taken_up:
        events += _of_reopening(again)
    for each in exchanges:
        events += _of_exchange(each)
    events += [_of_stage(row, open_at.get(row.pk), spec) for row in stages]
    events.sort(key=lambda event: event.at or receipt.received_at)
    events += [_of_wait(row) for row in threads if _is_shown(row, exchanges)]
    if matter.closed_at is not None:
        ended = disposal_words(matter.disposal) or _("Finished")
        last = Event(ended, matter.closed_at, _decision(ended, stages, spec))
        return Journey(ended, "done", [*events, last])
    late = _late(receipt, moment)
    waits = any(each.waits for each in exchanges)
    events.append(_promised(receipt, bool(late), waits))
    if waits:
        return Journey(_("Waiting for your answer"), "amber", events, late)
    return Journey(_("In progress"), "acc", events, late)


def _of_stage(row: OpenStage, thread: Thread | None, spec: FlowSpec) -> Event:
    title = str(labels.element_name(spec, row.element))
    if row.closed_at is not None or thread is None:
        return Event(title, row.opened_at)
    return Event(title, row.opened_at, _("With: %(where)s") % {"where": _where(thread)}, "now")


def _of_exchange(each: Exchange) -> list[Event]:
    """While it waits, the question itself stands above the timeline."""
    if each.waits:
        return [Event(_("The office asked you"), each.asked_at, _("Your answer is awaited."), "now")]
    asked = Event(_("The office asked you"), each.asked_at, said=each.question or "")
    if each.answered_at is not None and not each.by_himself:
        return [asked, Event(_("An answer reached the office"), each.answered_at)]
    if each.answered_at is not None:
        return [asked, Event(_("You answered"), each.answered_at, said=each.answer or "")]
    words = _("The office goes on with what it has.")
    return [asked, Event(_("No answer came in time"), each.lapsed_at, words)]


def _of_reopening(again: TakenUp) -> list[Event]:
    """How it had ended, and that this no longer stands; why, the office keeps to itself."""
    ended = Event(disposal_words(again.disposal) or _("Finished"), again.ended_at)
    words = _("The office took the application up again to decide it anew.")
    return [ended, Event(_("Taken up again"), again.at, words)]


def _of_wait(row: Thread) -> Event:
    return Event(labels.waits_words(row.waiting_for), row.arrived_at, "", "now")


def _is_shown(row: Thread, exchanges: Sequence[Exchange]) -> bool:
    """What else is waited for; the question to the applicant stands in its place already."""
    kind, _sep, name = row.waiting_for.partition(":")
    asked = kind == "message" and any(each.waits and each.message == name for each in exchanges)
    return bool(row.waiting_for) and row.waiting_for != labels.PARTS and not asked


def _where(thread: Thread) -> Words:
    """The section, or the post at the head of the office: never a person."""
    if thread.present_pool is not None:
        return thread.present_pool.name
    section = thread.present.section
    return section.name if section is not None else thread.present.title


def _decision(ended: str, stages: Sequence[OpenStage], spec: FlowSpec) -> str:
    """The outcome that decided; where nobody had to decide, the last one. Nothing when it says no more."""
    left = sorted((row for row in stages if row.closed_step), key=lambda row: row.closed_step or 0)
    taken = [found for row in left if (found := _outcome(row, spec)) is not None]
    decided = [outcome for outcome in taken if outcome.power == "decide"]
    last = (decided or taken)[-1:]
    label = "".join(str(Words(each.label_bn, each.label_en)) for each in last)
    if label in ("", ended):
        return ""
    return _("Decision: %(outcome)s") % {"outcome": label} if decided else label


def _outcome(row: OpenStage, spec: FlowSpec) -> Outcome | None:
    stage = spec.stages.get(row.element)
    return stage.outcome(row.outcome) if stage else None


def _late(receipt: Receipt, moment: Moment) -> str:
    begun = moment.calendar.local_date(receipt.received_at)
    due = due_of(receipt.promised_on, begun, moment.today, moment.calendar)
    return due.words if due is not None and due.tone == "late" else ""


def _promised(receipt: Receipt, late: bool, waits: bool) -> Event:
    """The day on the slip never changes, also while the office waits for the applicant."""
    date = {"date": words.office_date(receipt.promised_on, None)}
    if waits and not late:
        held = _("Promised by %(date)s; the office can go on only with your answer.") % date
        return Event(_("Disposal"), None, held, "next")
    if not late:
        return Event(_("Disposal"), None, _("Expected by %(date)s.") % date, "next")
    passed = _("It was promised by %(date)s. That day has passed; the work goes on.") % date
    return Event(_("Disposal"), None, passed, "next", tone="late")
