"""Each ledger entry of a matter in the words of the office: who did what, to whom, with which note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from efile.models import Matter, Movement
from efile.postsstrip import Strip
from efile.services.act import ENTRY_KINDS
from hierarchy.models import ChargeKind, Post
from hierarchy.words import Words
from ledger import selectors as ledger
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
    "thread.pulled_back": pgettext_lazy("act", "Pulled back"),
    "stage.withdrawn": pgettext_lazy("act", "Pulled back"),
    "message.received": pgettext_lazy("act", "Answer came"),
    "limit.passed": pgettext_lazy("act", "Time ran out"),
    "effect.finished": pgettext_lazy("act", "Sent out"),
    "matter.filed": pgettext_lazy("act", "Put in a file"),
}
DISPOSALS = {
    "disposed": pgettext_lazy("disposal", "Disposed of"),
    "rejected": pgettext_lazy("disposal", "Rejected"),
    "withdrawn": pgettext_lazy("disposal", "Withdrawn"),
    "filed": pgettext_lazy("disposal", "Filed without action"),
}
OUTSIDERS = {
    "citizen": gettext_lazy("The applicant"),
    "portal": gettext_lazy("An outside portal"),
    "system": gettext_lazy("The office's system"),
}
FAILED = pgettext_lazy("act", "Could not be sent")


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note as it stands in the ledger. `text` is None once destroyed under an order."""

    number: int
    text: str | None
    destroyed_under: str
    name: str
    post_title: str
    charge: str
    signed_at: datetime
    since: int
    part: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on the matter from the scene `since` on."""

    title: str
    text: str
    at: datetime
    since: int


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
    with_whom: tuple[str, ...]
    note: Note | None
    message: str
    facts: tuple[tuple[str, str], ...]


def told(
    entries: Sequence[EntryView], spec: engine.FlowSpec, posts: Mapping[UUID, Post], strip: Strip
) -> tuple[Scene, ...]:
    return tuple(
        _scene(index, entry, spec, posts, [strip.labels[row] for row in strip.rows_after[index]])
        for index, entry in enumerate(entries)
    )


def _scene(
    index: int,
    entry: EntryView,
    spec: engine.FlowSpec,
    posts: Mapping[UUID, Post],
    holders: list[str],
) -> Scene:
    by = entry.by
    return Scene(
        index=index,
        seq=entry.seq,
        kind=entry.kind,
        at=entry.at,
        short=short_moment(entry.at),
        act=act_of(entry, spec),
        route=_route(entry, spec, posts, holders),
        stage=str(name_of(entry.data["stage"], spec)) if entry.data.get("stage") else "",
        name=both(by.get("name")),
        post_title=actor_title(by),
        charge=_charge(by),
        on_behalf_of=both(by.get("on_behalf_of")),
        with_whom=tuple(dict.fromkeys(holders)),
        note=_note(index, entry),
        message=entry.texts.get("message") or "",
        facts=_facts(entry, spec),
    )


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


def _route(
    entry: EntryView, spec: engine.FlowSpec, posts: Mapping[UUID, Post], holders: Sequence[str]
) -> str:
    """From whom to whom; after the last act, how the matter ended."""
    actor = actor_title(entry.by)
    recorded: Mapping[str, Any] = entry.data.get("engine") or {}
    if recorded.get("finished"):
        return f"{actor} → {DISPOSALS.get(recorded['disposal'], recorded['disposal'])}"
    if entry.kind == "matter.filed":
        return f"{actor} · {bn_digits(entry.data.get('number', ''))}"
    targets = [_title(entry.data.get("to"), posts)] if "engine" not in entry.data else _moved_to(entry, posts)
    names = [name for name in dict.fromkeys(targets) if name and name != actor]
    return f"{actor} → {', '.join(names)}" if names else actor


def _moved_to(entry: EntryView, posts: Mapping[UUID, Post]) -> list[str]:
    """Who holds the threads that the step gave an open stage."""
    live = {stage[0] for stage in entry.data["engine"]["open"]}
    return [
        _title(thread["holder"], posts)
        for thread in entry.data["threads"]
        if not thread["closed"] and str(thread["stage"]) in live
    ]


def _title(post: object, posts: Mapping[UUID, Post]) -> str:
    row = posts.get(UUID(str(post))) if post else None
    return str(row.title) if row else ""


def actor_title(by: Mapping[str, Any]) -> str:
    """The post for which an officer acted, as it was then called; else what kind of outsider it was."""
    return both(by.get("post_title")) or str(OUTSIDERS.get(by.get("kind", ""), ""))


def _charge(by: Mapping[str, Any]) -> str:
    kind = by.get("charge") or ""
    return "" if kind in ("", ChargeKind.SUBSTANTIVE) else str(ChargeKind(kind).label)


def _note(index: int, entry: EntryView) -> Note | None:
    said = entry.data.get("note")
    if not said:
        return None
    return Note(
        number=said["number"],
        text=entry.texts.get("note"),
        destroyed_under=entry.destroyed.get("note", ""),
        name=both(entry.by.get("name")),
        post_title=actor_title(entry.by),
        charge=_charge(entry.by),
        signed_at=entry.at,
        since=index,
        part=said["lane"] is not None,
    )


def notes_of(entries: Sequence[EntryView]) -> tuple[Note, ...]:
    """All notes in order of signing; each is there from the scene `since` on."""
    return tuple(note for index, entry in enumerate(entries) if (note := _note(index, entry)))


def papers_of(matter: Matter, entries: Sequence[EntryView]) -> tuple[Paper, ...]:
    """The application as it was diarised, and what the applicant sent later."""
    papers = []
    if matter.receipt_id is not None:
        papers += [_application(entry) for entry in ledger.entries(matter.receipt_id)[:1]]
    for index, entry in enumerate(entries):
        if entry.texts.get("message"):
            papers.append(Paper(_("Answer of the applicant"), entry.texts["message"] or "", entry.at, index))
    return tuple(papers)


def _application(entry: EntryView) -> Paper:
    texts = {name: value for name, value in entry.texts.items() if value}
    lines = [texts.get(name, "") for name in ("subject", "body", "applicant", "address")]
    title = _("Application %(number)s") % {"number": bn_digits(entry.data["number"])}
    return Paper(title, "\n".join(line for line in lines if line), entry.at, 0)


def _facts(entry: EntryView, spec: engine.FlowSpec) -> tuple[tuple[str, str], ...]:
    """The fields filled in with the act, by their labels."""
    stage = spec.stages.get(str(entry.data.get("stage") or ""))
    given = (entry.data.get("engine") or {}).get("facts") or {}
    if stage is None:
        return ()
    return tuple(
        (str(Words(field.label_bn, field.label_en)), bn_digits(given[field.id]))
        for field in stage.form
        if field.id in given
    )


def name_of(element: str, spec: engine.FlowSpec) -> Words:
    drawn = spec.elements.get(element)
    return Words(drawn.name or element, drawn.name_en or element) if drawn else Words(element, element)


def both(value: Mapping[str, str] | None) -> str:
    return str(Words(value.get("bn", ""), value.get("en", ""))) if value else ""


def short_moment(moment: datetime) -> str:
    """Day, month and clock: 20.11 16:12."""
    return office_words.digits(f"{timezone.localtime(moment):%d.%m %H:%M}", get_language())


def full_moment(moment: datetime) -> str:
    return office_moment(moment)
