"""Each ledger entry of a matter in the words of the office: who did what, to whom, with which note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy

from efile.dispatch.failures import failure_words
from efile.dispatch.models import Way
from efile.filled import values_with
from efile.models import Movement, Secrecy
from efile.postsstrip import Strip
from efile.services.act import ENTRY_KINDS
from efile.stood import Note, actor_title, both, charge_of, note_of
from efile.titles import shortener
from hierarchy.models import Post
from hierarchy.words import Words
from ledger.selectors import EntryView
from web import words as office_words
from web.templatetags.office import bn_digits, office_moment
from workflows import engine

ACTS = {
    "matter.started": pgettext_lazy("act", "Received"),
    "thread.opened": pgettext_lazy("act", "Opened"),
    "thread.forwarded": pgettext_lazy("act", "Forwarded"),
    "thread.returned": pgettext_lazy("act", "Returned"),
    "thread.claimed": pgettext_lazy("act", "Taken"),
    "thread.pulled_up": pgettext_lazy("act", "Pulled up"),
    "thread.pulled_back": pgettext_lazy("act", "Pulled back"),
    "stage.withdrawn": pgettext_lazy("act", "Pulled back"),
    "thread.parked": pgettext_lazy("act", "Parked"),
    "thread.reminded": pgettext_lazy("act", "Reminded"),
    "note.confirmation_asked": pgettext_lazy("act", "Those present asked to confirm"),
    "note.confirmation_withdrawn": pgettext_lazy("act", "Question to those present withdrawn"),
    "note.confirmed": pgettext_lazy("act", "Confirmed what was said"),
    "note.denied": pgettext_lazy("act", "Said that it was otherwise"),
    "thread.taken_up": pgettext_lazy("act", "Taken up again"),
    "message.received": pgettext_lazy("act", "Answer came"),
    "limit.passed": pgettext_lazy("act", "Time ran out"),
    "effect.finished": pgettext_lazy("act", "Sent out"),
    "matter.filed": pgettext_lazy("act", "Put in a file"),
    "matter.reopened": pgettext_lazy("act", "Reopened"),
    "matter.reply_asked": pgettext_lazy("act", "Link for an answer made"),
    "matter.reply_unasked": pgettext_lazy("act", "Link for an answer withdrawn"),
    "matter.undone": pgettext_lazy("act", "Withdrawn"),
    "matter.listed": pgettext_lazy("act", "Put before a committee"),
    "matter.meeting_over": pgettext_lazy("act", "No longer before the committee"),
    "matter.shown": pgettext_lazy("act", "Shown"),
    "matter.showing_ended": pgettext_lazy("act", "No longer shown"),
    "matter.graded": pgettext_lazy("act", "Secrecy grade changed"),
    "paper.attached": pgettext_lazy("act", "Papers put in"),
    "paper.renamed": pgettext_lazy("act", "Paper renamed"),
    "paper.struck": pgettext_lazy("act", "Paper struck"),
    "paper.restored": pgettext_lazy("act", "Paper restored"),
    "letter.begun": pgettext_lazy("act", "Letter begun"),
    "letter.kept": pgettext_lazy("act", "Letter changed"),
    "letter.approved": pgettext_lazy("act", "Letter approved"),
    "letter.approval_withdrawn": pgettext_lazy("act", "Approval of a letter withdrawn"),
    "letter.numbered": pgettext_lazy("act", "Letter numbered"),
    "letter.made_ready": pgettext_lazy("act", "Fair copy made"),
    "letter.signed": pgettext_lazy("act", "Letter signed"),
    "letter.given_up": pgettext_lazy("act", "Letter given up"),
    "letter.issued": pgettext_lazy("act", "Letter issued"),
    "letter.sent": pgettext_lazy("act", "Letter sent"),
    "letter.carried": pgettext_lazy("act", "Letter taken by the carrier"),
    "letter.not_sent": pgettext_lazy("act", "Letter not sent"),
    "letter.came_back": pgettext_lazy("act", "Letter came back"),
    "letter.taken_along": pgettext_lazy("act", "Cover taken along by the messenger"),
    "letter.handed_over": pgettext_lazy("act", "Letter received"),
    "letter.opened": pgettext_lazy("act", "Letter opened by its link"),
}
WITH_A_REASON = {"matter.shown", "matter.graded", "thread.parked", "letter.approval_withdrawn"}
DISPOSALS = {
    "disposed": pgettext_lazy("disposal", "Disposed of"),
    "rejected": pgettext_lazy("disposal", "Rejected"),
    "withdrawn": pgettext_lazy("disposal", "Withdrawn"),
    "filed": pgettext_lazy("disposal", "Filed without action"),
}
OF_A_SENDING = ("recipient", "to", "mail_number", "received_by")
FAILED = pgettext_lazy("act", "Could not be sent")


@dataclass(frozen=True, slots=True)
class Scene:
    """One entry of the ledger, told."""

    index: int
    seq: int
    kind: str
    at: datetime
    short: str
    act: str
    route: str
    stage: str
    name: str
    post_title: str
    charge: str
    on_behalf_of: str
    reason: str
    with_whom: tuple[str, ...]
    note: Note | None
    message: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """What the entries of one matter are told with: its flow, its posts, and how short a title may be."""

    spec: engine.FlowSpec
    posts: Mapping[UUID, Post]
    short: Callable[[str], str]

    @classmethod
    def of(cls, entries: Sequence[EntryView], spec: engine.FlowSpec, posts: Mapping[UUID, Post]) -> Teller:
        titles = [actor_title(entry.by) for entry in entries] + [str(post.title) for post in posts.values()]
        return cls(spec, posts, shortener(titles))

    def title(self, post: object) -> str:
        row = self.posts.get(UUID(str(post))) if post else None
        return self.short(str(row.title)) if row else ""


def told(entries: Sequence[EntryView], teller: Teller, strip: Strip) -> tuple[Scene, ...]:
    return tuple(
        _scene(index, entry, teller, [strip.labels[row] for row in strip.rows_after[index]])
        for index, entry in enumerate(entries)
    )


def _scene(index: int, entry: EntryView, teller: Teller, holders: list[str]) -> Scene:
    by, stage = entry.by, _stage_of(entry)
    return Scene(
        index=index,
        seq=entry.seq,
        kind=entry.kind,
        at=entry.at,
        short=short_moment(entry.at),
        act=act_of(entry, teller.spec),
        route=_route(entry, teller),
        stage=str(name_of(stage, teller.spec)) if stage else "",
        name="" if by.get("kind") == "system" else both(by.get("name")),
        post_title=actor_title(by),
        charge=charge_of(by),
        on_behalf_of=both(by.get("on_behalf_of")),
        reason=by.get("reason") or "",
        with_whom=tuple(dict.fromkeys(holders)),
        note=note_of(index, entry),
        message=message_of(entry),
        facts=tuple(values_with(entry, teller.spec)),
    )


def _stage_of(entry: EntryView) -> str:
    """The drawn element it was done at. An answer that the flow asks of the applicant may be somebody else's:
    its own line says whose.
    """
    others = entry.kind == "message.received" and entry.by.get("kind") != "citizen"
    return "" if others else str(entry.data.get("stage") or "")


def message_of(entry: EntryView) -> str:
    """What was said with it; of papers, their titles; of a letter sent, to whom, which way and what became of
    it."""
    if "sending" in entry.data:
        said = [entry.texts.get(name) for name in OF_A_SENDING]
        failed = failure_words(entry.texts.get("failure") or "")
        return " · ".join([str(Way(entry.data["way"]).label), *filter(None, [*said, failed])])
    if not entry.kind.startswith("paper."):
        return entry.texts.get("reason" if entry.kind in WITH_A_REASON else "message") or ""
    titles = [entry.texts.get(f"title_{laid['place']}") or "" for laid in entry.data["papers"]]
    renamed = [f"{was} → {', '.join(titles)}" if (was := entry.texts.get("was")) else ", ".join(titles)]
    return "\n".join(filter(None, [*renamed, entry.texts.get("reason")]))


def act_of(entry: EntryView, spec: engine.FlowSpec) -> str:
    """What was done: the outcome's own label when a stage was left, else the name of the act."""
    stage = spec.stages.get(str(entry.data.get("stage") or ""))
    if entry.kind == "stage.completed" and stage is not None:
        outcome = stage.outcome(entry.data["outcome"])
        if outcome is not None:
            return str(Words(outcome.label_bn, outcome.label_en))
    if entry.kind == "effect.finished" and entry.data.get("outcome") == "failed":
        return str(FAILED)
    return str(ACTS.get(entry.kind, entry.kind))


def movement_act(movement: Movement, spec: engine.FlowSpec) -> str:
    """The same words for a movement's row, which mirrors its entry."""
    stage = spec.stages.get(movement.stage)
    outcome = stage.outcome(movement.outcome) if stage and movement.kind == "completed" else None
    if outcome is not None:
        return str(Words(outcome.label_bn, outcome.label_en))
    return str(ACTS.get(ENTRY_KINDS.get(movement.kind, ""), movement.kind))


def _route(entry: EntryView, teller: Teller) -> str:
    """From whom to whom; after the last act, how the matter ended."""
    actor = teller.short(actor_title(entry.by))
    recorded: Mapping[str, Any] = entry.data.get("engine") or {}
    if recorded.get("finished"):
        return f"{actor} → {DISPOSALS.get(recorded['disposal'], recorded['disposal'])}"
    if entry.kind == "matter.filed":
        return f"{actor} · {bn_digits(entry.data.get('number', ''))}"
    if entry.kind == "matter.graded":
        before, after = (Secrecy(entry.data[name]).label for name in ("secrecy_before", "secrecy"))
        return f"{actor} · {before} → {after}"
    targets = _moved_to(entry, teller) if recorded else [teller.title(entry.data.get("to"))]
    names = [name for name in dict.fromkeys(targets) if name and name != actor]
    return f"{actor} → {', '.join(names)}" if names else actor


def _moved_to(entry: EntryView, teller: Teller) -> list[str]:
    """Who holds the threads that the step gave an open stage."""
    live = {stage[0] for stage in entry.data["engine"]["open"]}
    return [
        teller.title(thread["holder"])
        for thread in entry.data["threads"]
        if not thread["closed"] and str(thread["stage"]) in live
    ]


def name_of(element: str, spec: engine.FlowSpec) -> Words:
    drawn = spec.elements.get(element)
    return Words(drawn.name or element, drawn.name_en or element) if drawn else Words(element, element)


def short_moment(moment: datetime) -> str:
    """Day, month and clock, as beside the list: ২০.১১ বিকাল ৪:১২, 20.11 4:12 pm."""
    local, language = timezone.localtime(moment), get_language()
    return f"{office_words.digits(f'{local:%d.%m}', language)} {office_words.office_time(local, language)}"


def full_moment(moment: datetime) -> str:
    return office_moment(moment)
