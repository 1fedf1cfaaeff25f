"""What the office told an applicant in its own words, and what he answered: read from the matter's ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.rules import text_name
from ledger import selectors as ledger
from ledger.selectors import EntryView
from workflows.catalogue import spec_of
from workflows.engine import FlowSpec
from workflows.models import Due, Instance, OpenWait

QUESTION: Final = "question"
REASON: Final = "reason"
FROM_CITIZEN: Final = "citizen"
"""Messages whose name begins so are answered by the applicant."""


@dataclass(frozen=True, slots=True)
class Told:
    """`stage` is the stage that was left with it. `text` is None once it was destroyed under an order."""

    kind: str
    text: str | None
    at: datetime
    stage: UUID


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A disposed matter was reopened `at`; how and when it had ended before."""

    at: datetime
    ended_at: datetime | None
    disposal: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question to the applicant and what came of it: an answer, nothing in time, or nothing yet.

    `question` is None where the flow asked without words, or the words were destroyed under an order.
    `answer` holds what he wrote himself: what somebody else answered, or a clerk took in on paper, is the
    office's. `until` is the last day to answer, while it waits.
    """

    message: str
    question: str | None
    asked_at: datetime
    answer: str | None = None
    by_himself: bool = False
    answered_at: datetime | None = None
    lapsed_at: datetime | None = None
    until: date | None = None

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None


def told_in(entries: Iterable[EntryView], spec: FlowSpec) -> list[Told]:
    """Everything told by leaving a stage, in order, without what was pulled back."""
    found: list[Told] = []
    for entry in entries:
        if entry.kind == "stage.withdrawn":
            left = _subject(entry)
            found = [each for each in found if each.stage != left]
        elif entry.kind == "stage.completed":
            found += _told_with(entry, spec)
    return found


def taken_up_in(entries: Iterable[EntryView]) -> list[TakenUp]:
    """Every reopening, in order, with the end that it set aside. Its reasons are the office's own."""
    found: list[TakenUp] = []
    ended_at, disposal = None, ""
    for entry in entries:
        step = entry.data.get("engine")
        if entry.kind == "matter.reopened":
            found.append(TakenUp(entry.at, ended_at, disposal))
        elif step and step["finished"]:
            ended_at, disposal = entry.at, str(step["disposal"] or "")
    return found


def told_of(matter: UUID, version: UUID) -> list[Told]:
    return told_in(ledger.entries(matter), spec_of(version))


def latest(told: Sequence[Told], kind: str, stage: UUID | None = None) -> Told | None:
    """What was told last of its kind; before all others, what was told on leaving `stage`."""
    of_kind = [each for each in told if each.kind == kind]
    near = [each for each in of_kind if stage is not None and each.stage == stage]
    found = near or of_kind
    return found[-1] if found else None


def said_in(instance: Instance, entries: Sequence[EntryView], told: Sequence[Told]) -> dict[int, str | None]:
    """The texts that came from outside or went out with a notice, by the serial of their movement."""
    with_stage = {each.stage: each.text for each in told}
    sent = {
        wait: with_stage[stage]
        for wait, stage in instance.waits.filter(kind="effect").values_list("pk", "stage_id")
        if stage in with_stage
    }
    found: dict[int, str | None] = {}
    for entry in entries:
        if entry.kind == "message.received":
            found[int(entry.data["seq"])] = entry.texts.get("message", "")
        elif entry.kind == "effect.finished" and (wait := _subject(entry)) in sent and wait is not None:
            found[int(entry.data["seq"])] = sent[wait]
    return found


def exchanges_of(instance: Instance, entries: Sequence[EntryView], told: Sequence[Told]) -> list[Exchange]:
    """The questions to the applicant, from the waits of the flow."""
    waits = instance.waits.filter(kind="message", name__startswith=FROM_CITIZEN).order_by("opened_at", "pk")
    last_days = _last_days(instance)
    replies = {_subject(entry): entry for entry in entries if entry.kind == "message.received"}
    steps = {entry.data["engine"]["step"]: entry.at for entry in entries if "engine" in entry.data}
    return [_exchange(wait, told, replies.get(wait.pk), steps, last_days) for wait in waits]


def _exchange(
    wait: OpenWait,
    told: Sequence[Told],
    reply: EntryView | None,
    steps: Mapping[int, datetime],
    last_days: Mapping[UUID | None, date],
) -> Exchange:
    near = [each for each in told if each.kind == QUESTION and each.stage == wait.stage_id]
    closed = wait.closed_step is not None
    himself = reply is not None and reply.by.get("kind") == "citizen"
    return Exchange(
        message=wait.name,
        question=near[-1].text if near else None,
        asked_at=wait.opened_at,
        answer=reply.texts.get("message") if reply and himself else None,
        by_himself=himself,
        answered_at=reply.at if reply else None,
        lapsed_at=steps.get(wait.closed_step or 0) if closed and reply is None else None,
        until=None if closed else last_days.get(wait.stage_id),
    )


def _last_days(instance: Instance) -> dict[UUID | None, date]:
    """When the flow goes on by itself, by the stage whose token waits."""
    timers = instance.waits.filter(kind="timer", closed_step=None).values_list("pk", "stage_id")
    dues = Due.objects.filter(instance=instance, kind=Due.Kind.FIRE, closed_at=None)
    days = dict(dues.values_list("subject_id", "due_on"))
    return {stage: days[wait] for wait, stage in timers if wait in days}


def _told_with(entry: EntryView, spec: FlowSpec) -> list[Told]:
    stage = spec.stages.get(entry.data["stage"])
    left = _subject(entry)
    if stage is None or left is None:
        return []
    return [
        Told(field.tells, entry.texts[text_name(field.id)], entry.at, left)
        for field in stage.fields(entry.data["outcome"])
        if field.tells and text_name(field.id) in entry.texts
    ]


def _subject(entry: EntryView) -> UUID | None:
    """The stage or wait that the engine's command was about."""
    subject = entry.data["engine"]["subject"]
    return UUID(subject) if subject else None
