"""From where a file would be sent: its holder's seat, how far the stage lets it go, what is kept from him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from efile import reasons, rules
from efile.assigning import section_of
from efile.forwarding.stranding import lacks, leads_nowhere, works
from efile.models import Thread
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Reason, Refused
from hierarchy.rules import Powers
from hierarchy.words import Words
from workflows.engine import StageSpec

CHANNEL_WORDS = {
    "section": Words("সেকশনের ভিতরে", "within the section"),
    "hierarchy": Words(
        "ঊর্ধ্বতন, অধস্তন ও সেকশনের মধ্যে", "up and down the reporting line and within the section"
    ),
}


@dataclass(frozen=True, slots=True)
class Sender:
    """The holder of a file at a stage.

    `section` is the one inside which the channel `section` keeps the file. `lacks`: he can give the stage
    nothing; `stranded`: nor does its channel lead to anybody who can. `kept`: forwarding is withheld from
    him; what lies with him he may give `up` to this superior, so that no order strands a file.
    """

    seat: Seat
    channel: str
    section: UUID | None
    lacks: bool = False
    stranded: bool = False
    kept: bool = False
    up: Post | None = None

    @property
    def outside(self) -> bool:
        """Whether he sits outside the section in which the file stays."""
        return self.channel == "section" and self.seat.section != self.section

    def may_send(self, to: Seat, able: bool) -> Reason | None:
        """Whether the file may go to a seat; `able`: whether its post could work the stage."""
        if self.kept:
            return self._only_up(to)
        reason = rules.may_forward(self.channel, self.seat, to, self.section)
        if not self.stranded or reason not in {reasons.CHANNEL_NONE, reasons.OUT_OF_CHANNEL}:
            return reason
        return None if able else reasons.CANNOT_WORK

    def _only_up(self, to: Seat) -> Reason | None:
        if self.up is None:
            return reasons.SENDS_NOTHING
        return None if to.post == self.up.pk else reasons.SENDS_UP_ONLY

    def refused(self, reason: Reason, to: Post, stage: StageSpec) -> Refused:
        """The sentence of a reason about a post."""
        return Refused(
            reason,
            to=to.title,
            successor=to.successor.title if to.successor else "",
            stage=Words(stage.name, stage.name_en),
            channel=CHANNEL_WORDS.get(stage.channel, Words("", "")),
            superior=self.up.title if self.up else "",
        )

    @property
    def bar(self) -> Refused | None:
        """Why he sends the file to nobody of his choice, and what may be done instead."""
        if not self.kept:
            return None
        if self.up is None:
            return Refused(reasons.SENDS_NOTHING)
        return Refused(reasons.SENDS_UP_ONLY, superior=self.up.title)


def sender_of(
    thread: Thread, stage: StageSpec, actor: Actor, seat: Seat, now: datetime, today: date
) -> Sender:
    """The actor, at the seat of his post, as the holder of the thread on this day."""
    service = thread.matter.service.code
    section = section_of(thread.matter, stage, now) if stage.channel == "section" else None
    own = Sender(seat, stage.channel, section)
    lacking = lacks(thread, stage, actor, service)
    in_vain = lacking or (own.outside and not works(stage, actor.may, service))
    stuck = in_vain and _stranded(thread, stage, actor, own, now, today)
    lacking = lacking or stuck
    stays = stage.channel == "none" and not lacking
    if stays or actor.may("forward", service):
        return Sender(seat, stage.channel, section, lacking, stuck)
    up = nearest_holding(seat, service, now, today)
    return Sender(seat, stage.channel, section, lacking, stuck, kept=bool(up) or not stuck, up=up)


def why_not(
    post: Post, seat: Seat, powers: Powers, sender: Sender, stage: StageSpec, service: str
) -> Reason | None:
    """Why the file cannot be sent to a post, of all reasons the plainest."""
    if post.abolished_on is not None:
        return reasons.POST_SUCCEEDED if post.successor_id else reasons.POST_ABOLISHED
    if not powers.may("forward", service):
        return reasons.HOLDS_NO_FILES
    return sender.may_send(seat, sender.stranded and works(stage, powers.may, service))


def nearest_holding(seat: Seat, service: str, now: datetime, today: date) -> Post | None:
    """The nearest superior of the office who may hold files and at whose post somebody acts."""
    above = [post for post in hierarchy.line_of(seat.post) if post.office_id == seat.office]
    powers, holders = ability.powers_at(above, today), hierarchy.holders_of([post.pk for post in above], now)
    able = (post for post in above if post.pk in holders and powers[post.pk].may("forward", service))
    return next(able, None)


def nearest_worker(
    stage: StageSpec, service: str, own: UUID, now: datetime, today: date, section: UUID | None = None
) -> Post | None:
    """The nearest superior, of the section if one is named, who works the stage and is not vacant."""
    above = [post for post in hierarchy.line_of(own) if section is None or post.section_id == section]
    return next(iter(_able(above, stage, service, now, today)), None)


def _stranded(
    thread: Thread, stage: StageSpec, actor: Actor, sender: Sender, now: datetime, today: date
) -> bool:
    """Whether the channel of a stage for which the holder lacks powers leads to nobody who has them."""
    if leads_nowhere(thread, stage, actor):
        return True
    offices = actor.offices or {thread.office_id}
    posts = list(
        Post.objects.filter(office__in=offices, abolished_on=None)
        .exclude(pk=sender.seat.post)
        .select_related("rank")
    )
    seats = lines.seats([post.pk for post in posts])
    reached = [post for post in posts if sender.may_send(seats[post.pk], able=False) is None]
    return not _able(reached, stage, thread.matter.service.code, now, today)


def _able(posts: list[Post], stage: StageSpec, service: str, now: datetime, today: date) -> list[Post]:
    powers, holders = ability.powers_at(posts, today), hierarchy.holders_of([post.pk for post in posts], now)
    return [
        post
        for post in posts
        if post.pk in holders
        and powers[post.pk].may("forward", service)
        and works(stage, powers[post.pk].may, service)
    ]
