"""Everything the file page shows, read for one reader: matter, thread, notes, papers, acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from efile import rules, selectors, services
from efile.assigning import desk_of
from efile.barred import Barred, barred_of, hops_barred
from efile.confirming.selectors import asked_in
from efile.desk.following import followed_by
from efile.filled import filled_in
from efile.forwarding.hands import may_be_taken
from efile.forwarding.sender import sender_of
from efile.models import Matter, Movement, Thread
from efile.nearby import near
from efile.pages import acts, papers, strip, whoacts
from efile.pages.moment import Moment
from efile.path_ahead import Ahead, joins_of, path_on
from efile.reopenable import may_close_file, may_reopen_any
from efile.returning import Return, present_sender, return_of
from efile.services.levels import owes_a_level
from efile.services.moving import FORWARD, RETURN, TAKE
from efile.services.reopening import POWER as REOPENING
from efile.services.reopening import refusal
from efile.services.signing import lane_of
from efile.told import said_in, told_in
from hierarchy import bodies, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.models import Outbox
from notings import selectors as notings
from notings.models import NoteDraft, Paragraph
from workflows import engine
from workflows.catalogue import spec_of, stages_taken
from workflows.models import OpenStage

OUTSIDE = ("message", "effect")
PULLABLE = ("forwarded", "returned", "completed")


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter as one reader sees it, with the thread he looks at."""

    matter: Matter
    thread: Thread
    threads: list[Thread]
    movements: list[Movement]
    stages: list[OpenStage]
    spec: engine.FlowSpec

    @property
    def stage(self) -> engine.StageSpec | None:
        return selectors.stage_of(self.thread, self.matter.instance.version_id)


def open_matter(actor: Actor, matter: UUID, thread: str = "") -> Opened:
    """Refused when the matter is not for this reader. `thread` picks one; else the reader's own."""
    opened = whole(
        selectors.matter_for(actor, matter),
        followed=followed_by(actor),
        confirms=asked_in(),
        sender_acts=hierarchy.acted_at("sender", timezone.now()),
    )
    return replace(opened, thread=_chosen(opened.threads, actor, thread))


def whole(row: Matter, **asked: Exists | Q) -> Opened:
    """A matter that the caller may read, from its root thread. What is asked of each thread comes with it."""
    threads = selectors.threads_of(row, owes=owes_a_level(), **asked)
    return Opened(
        matter=row,
        thread=threads[0],
        threads=threads,
        movements=selectors.movements_of(row),
        stages=list(stages_taken(row.instance).order_by("opened_step", "opened_at", "index")),
        spec=spec_of(row.instance.version_id),
    )


def _chosen(threads: list[Thread], actor: Actor, wanted: str) -> Thread:
    """The one asked for, else the reader's own open one, else his section's pool, else the root."""
    by_id = {str(row.pk): row for row in threads}
    if wanted in by_id:
        return by_id[wanted]
    live = [row for row in threads if row.closed_at is None]
    mine = [row for row in live if row.holder_id in actor.posts and row.pool_id is None]
    pooled = [row for row in live if row.pool_id is not None and row.pool_id in actor.sections]
    staged = [row for row in live if row.stage_id is not None]
    return (mine or pooled or staged or live or threads)[0]


def mark_read(opened: Opened, actor: Actor, now: datetime) -> bool:
    """Count the reading when the holder looks for the first time; an act meanwhile is no fault."""
    thread = opened.thread
    mine = thread.holder_id in actor.posts and thread.pool_id is None and thread.closed_at is None
    if not mine or thread.read_at is not None:
        return False
    try:
        return services.mark_opened(actor=actor, thread=thread.pk, now=now)
    except Refused:
        return False


def notes_of(opened: Opened) -> list[Paragraph]:
    """The main notes and those of parts that were joined; in a part, the main notes up to the split."""
    reasons = {row.paragraph: row.by.get("reason", "") for row in opened.movements if row.paragraph}
    notes = _paragraphs(opened)
    for note in notes:
        note.reason = reasons.get(note.number, "")
    return notes


def _paragraphs(opened: Opened) -> list[Paragraph]:
    thread = opened.thread
    if thread.parent_id is None:
        closed = [row.pk for row in opened.threads if row.parent_id and row.closed_at is not None]
        return notings.paragraphs_visible(opened.matter.sheet_id, [None, *closed])
    notes = notings.paragraphs_visible(opened.matter.sheet_id, [None, thread.pk])
    split = thread.stage.opened_at if thread.stage else thread.arrived_at
    return [note for note in notes if note.lane is not None or note.signed_at <= split]


def drafts_of(opened: Opened, actor: Actor) -> list[NoteDraft]:
    """What is being written here for the reader's post; the first is what he goes on with."""
    return notings.drafts_for(opened.matter.sheet_id, lane_of(opened.thread), actor)


def strip_of(opened: Opened, actor: Actor, moment: Moment) -> list[strip.Stage]:
    matter, parted = opened.matter, any(row.parent_id for row in opened.threads)
    return strip.strip_of(
        matter,
        opened.stages,
        opened.threads,
        joins_of(matter.instance) if parted else {},
        Ahead() if matter.closed_at else path_on(matter.instance),
        opened.spec,
        actor,
        moment,
    )


def papers_of(opened: Opened) -> list[papers.Paper]:
    """The ledger is read only when something came from outside or went out: those texts lie there alone."""
    said: dict[int, str | None] = {}
    if any(row.kind in OUTSIDE for row in opened.movements):
        entries = ledger.entries(opened.matter.pk)
        said = said_in(opened.matter.instance, entries, told_in(entries, opened.spec))
    return papers.papers_of(opened.matter, opened.movements, said, opened.spec)


def filled_of(opened: Opened) -> list[tuple[str, str]]:
    return filled_in(opened.matter, opened.stages, opened.spec)


def bar_of(opened: Opened, actor: Actor, now: datetime) -> acts.Bar:
    thread = opened.thread
    mine = thread.holder_id in actor.posts and thread.pool_id is None and thread.closed_at is None
    if mine and opened.stage is not None and opened.stage.body:
        return _committee_bar(opened, opened.stage.body, now)
    desk = _desk(opened, actor, now) if mine else None
    today = bodies.day_in(opened.matter.office, now)
    pooled = thread.pool_id is not None and thread.pool_id in actor.sections
    barred = hops_barred(opened.matter, actor, today, TAKE) if pooled else []
    pullable = (not mine or opened.stage is None) and may_be_pulled_back(opened, actor)
    above = not mine and actor.may("pull_up") and _is_above(actor, thread)
    over = thread.closed_at is not None
    again = over and may_reopen_any(opened.matter, opened.movements, opened.spec, actor, now)
    closes = over and may_close_file(opened.matter, actor)
    idle = thread.pool_id is not None and not may_be_taken(thread, opened.matter.service.code, now, today)
    bar = acts.bar_of(opened.matter, thread, desk, actor, pullable, above, again, closes, barred, idle)
    if (
        mine
        and not actor.assistant
        and actor.may("note")
        and not actor.may("sign", opened.matter.service.code)
    ):
        return replace(bar, told=whoacts.unsigned())
    if over and not again:
        return replace(bar, told=_not_reopened(opened, actor, today, now))
    return replace(bar, told=whoacts.nobody(thread)) if not mine and _lies_untended(thread, now) else bar


def _lies_untended(thread: Thread, now: datetime) -> bool:
    """With a post for which nobody acts."""
    if thread.closed_at is not None or thread.pool_id is not None or thread.waiting_for:
        return False
    return hierarchy.holder_of(thread.present.pk, now) is None


def _not_reopened(opened: Opened, actor: Actor, today: date, now: datetime) -> str:
    """To who may reopen decisions of this service, why not this one."""
    matter = opened.matter
    if matter.closed_at is None or actor.assistant or not actor.may(REOPENING, matter.service.code):
        return ""
    found = refusal(opened.matter, opened.movements, opened.spec, actor, today, now)
    return found.sentence if found else ""


def _is_above(actor: Actor, thread: Thread) -> bool:
    holder = thread.present.pk
    return not actor.posts.isdisjoint(lines.seats([holder])[holder].superiors)


def _committee_bar(opened: Opened, code: str, now: datetime) -> acts.Bar:
    """A committee's stage is worked on the committee's page, by its meeting."""
    body = bodies.body_standing_for(opened.matter.office, code, now)
    line = _("%(body)s decides this in a meeting; its chair's signature under the minutes ends the stage.")
    words = line % {"body": body.name if body else code}
    return acts.Bar(line=words, way=acts.Way(_("To the committee"), reverse("committee", args=[code])))


def may_be_pulled_back(opened: Opened, actor: Actor) -> bool:
    """Whether the reader's own last act on the thread can still be taken back; the service checks again."""
    own = [row for row in opened.movements if row.thread_id == opened.thread.pk]
    last = own[-1] if own else None
    if last is None or last.kind not in PULLABLE:
        return False
    whole = last.kind == "completed"
    if whole and opened.spec.stages[last.stage].body:
        return False
    live = [row for row in opened.threads if row.closed_at is None]
    read = [
        row
        for row in live
        if row.read_at is not None
        and row.holder_id not in actor.posts
        and (whole or row.pk == opened.thread.pk)
    ]
    reason = rules.may_pull_back(
        last_by=last.from_post_id,
        posts=actor.posts,
        read=bool(read),
        followed=whole and last.seq != opened.matter.moves,
        released=whole and last.from_post_id in actor.posts and _released(opened.matter),
    )
    return reason is None


def _released(matter: Matter) -> bool:
    mark = f"effect:{matter.pk}:{matter.instance.step}:"
    return Outbox.objects.filter(dedupe__startswith=mark, done_at__isnull=False).exists()


def back_of(opened: Opened, actor: Actor, now: datetime) -> Return:
    """Who gets the file of the opened thread when its holder returns it."""
    came_from, posts = present_sender(opened.thread), [opened.thread.holder_id]
    seats = lines.seats([*posts, *([came_from.pk] if came_from else [])])
    return return_of(opened.thread, opened.movements, actor, came_from, seats, now)


def _desk(opened: Opened, actor: Actor, now: datetime) -> acts.Desk | None:
    stage = opened.stage
    if stage is None or actor.post_id is None:
        return None
    thread = opened.thread
    came_from = present_sender(thread)
    seats = lines.seats([actor.post_id, thread.holder_id, *([came_from.pk] if came_from else [])])
    today = bodies.day_in(opened.matter.office, now)
    sender = sender_of(thread, stage, actor, seats[actor.post_id], now, today)
    above, below = near(thread, stage, sender, now, today)
    back = return_of(thread, opened.movements, actor, came_from, seats, now)
    return acts.Desk(
        stage=stage,
        home=_is_home(opened, stage, now),
        above=above,
        below=below,
        own=seats.get(thread.holder_id),
        sender=seats.get(came_from.pk) if came_from else None,
        back=back,
        barred=[
            *barred_of(opened.matter, stage, actor, today, now, sender.lacks),
            *([Barred((), sender.bar, (FORWARD,))] if sender.bar else []),
            *([Barred((), back.barred, (RETURN,))] if back.barred else []),
        ],
        lacks=sender.lacks,
        stranded=sender.stranded,
        kept=sender.kept,
        outside=sender.outside,
    )


def _is_home(opened: Opened, stage: engine.StageSpec, now: datetime) -> bool:
    try:
        home, pool = desk_of(opened.matter, stage, now)
    except Refused:
        return True
    holder = opened.thread.present
    if pool is not None:
        return holder.section_id == lines.standing_sections([pool])[pool]
    return home == holder.pk
