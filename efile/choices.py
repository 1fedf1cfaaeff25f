"""Posts to choose from when a file is sent or marked: with holders, and why each stands where it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from efile import reasons
from efile.forwarding import rules
from efile.forwarding import selectors as offering
from efile.forwarding.rules import level_too_many, may_go_up
from efile.models import Movement, Priority, Thread
from efile.services.disposal import hands_of
from efile.services.levels import owed_by
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.selectors import Holder
from hierarchy.shortforms import short_forms, without_stops
from hierarchy.words import clean
from workflows.engine import StageSpec

MOST_SHOWN = 60
FREQUENT = 5
FREQUENT_SPAN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Choice:
    """A post with who acts there now; `vacant` ones are shown but cannot be chosen.

    `refused` says why a searched post is not offered, `warning` what to mind when choosing it.
    """

    post: Post
    nearness: str
    holder: Holder | None
    refused: str = ""
    seal: bool = False
    warning: str = ""

    @property
    def closed(self) -> bool:
        return self.vacant or bool(self.refused)

    @property
    def vacant(self) -> bool:
        return self.holder is None

    @property
    def reason(self) -> str:
        return {
            "sender": _("sent it to you"),
            "taken": _("you pulled it up from this post"),
            "superior": _("immediate superior"),
            "below": _("works under you"),
            "section": _("same section"),
            "line": _("in the line of control"),
            "frequent": _("often marked"),
            "often": _("often chosen"),
            "marked": _("the matter is marked to it"),
            "seal": _("on your list"),
            "chief": _("heads a section"),
        }.get(self.nearness, "")

    def matches(self, wanted: str) -> bool:
        """Every typed word occurs in the title, rank, section or holder's name, in either language, or begins
        what officers call the post.
        """
        texts = [self.post.title, self.post.rank.name]
        if self.post.section is not None:
            texts.append(self.post.section.name)
        if self.holder is not None:
            texts.append(self.holder.name)
        whole = " ".join(f"{text.bn} {text.en}" for text in texts).casefold()
        forms = short_forms(self.post)
        return all(
            word in whole or any(form.startswith(without_stops(word)) for form in forms)
            for word in wanted.split()
        )

    def is_called(self, wanted: str) -> bool:
        """Whether what was typed is, word for word, what officers call the post."""
        typed = without_stops(wanted).split()
        return bool(typed) and set(typed) <= short_forms(self.post)


def forward_choices(
    actor: Actor, thread: Thread, stage: StageSpec, now: datetime, wanted: str = ""
) -> list[Choice]:
    """The posts the file may be sent to, the likely first; of what is searched, also why one may not."""
    shown, holders = offered(actor, thread, stage, now, wanted)
    if actor.post_id is None or stage.channel == "none":
        return shown
    return with_warnings(thread, actor.post_id, stage, shown, holders)


def offered(
    actor: Actor, thread: Thread, stage: StageSpec, now: datetime, wanted: str = ""
) -> tuple[list[Choice], Mapping[UUID, Holder]]:
    """The same by the channel of the stage alone, without a look at the levels it passed; who holds them."""
    if actor.post_id is None or actor.office_id is None:
        return [], {}
    today = hierarchy.calendar_for(actor.office_id).local_date(now)
    found = offering.offers(thread, stage, actor, now, today)
    holders = hierarchy.holders_of((one.post.pk for one in found), now)
    sought = clean(wanted).casefold()
    given = [
        Choice(one.post, _nearness(one, thread), holders.get(one.post.pk), sentence_of(one.refused), one.seal)
        for one in found
        if one.refused is None or sought
    ]
    return found_by(given, sought), holders


def _nearness(one: offering.Offer, thread: Thread) -> str:
    """Of what was pulled up the sender is only whom it was taken from."""
    return "taken" if one.nearness == "sender" and thread.act == "pulled_up" else one.nearness


def with_warnings(
    thread: Thread, own: UUID, stage: StageSpec, shown: list[Choice], holders: Mapping[UUID, Holder]
) -> list[Choice]:
    """What CSMOP 14(ii) and (iii) say of each: the fifth level to a decision is chosen with a warning, one
    more than the class of case publishes is refused, and so is the way down past a level jumped.
    """
    hands = hands_of(thread, own, stage)
    seats = lines.seats({*hands, *(one.post.pk for one in shown)})
    worked = [seats[pk] for pk in hands]
    owed = {row.post_id: row.post for row in owed_by(thread) if row.post_id in holders}
    met = [_met(one, thread, seats[own], owed, seats[one.post.pk]) for one in shown]
    return [_counted(one, thread, seats[own], worked, seats[one.post.pk], stage.levels) for one in met]


def _met(one: Choice, thread: Thread, own: Seat, owed: Mapping[UUID, Post], seat: Seat) -> Choice:
    past = rules.passed_by(owed, own, seat)
    if one.refused or not past:
        return one
    level = owed[past[-1]].title
    if thread.matter.priority >= Priority.URGENT:
        return replace(one, warning=_("urgent: %(level)s is told (CSMOP 14(iv))") % {"level": level})
    return replace(one, refused=Refused(reasons.LEVELS_JUMPED, level=level).sentence)


def _counted(one: Choice, thread: Thread, own: Seat, worked: list[Seat], seat: Seat, most: int) -> Choice:
    service = thread.matter.service
    if one.refused:
        return one
    reason = may_go_up(own, worked, seat, service.most_levels)
    if reason is not None:
        said = {"service": service.name, "most": service.most_levels, "source": service.disposal_source}
        return replace(one, refused=Refused(reason, to=one.post.title, **said).sentence)
    level = level_too_many(own, worked, seat, most)
    return replace(one, warning=_fifth(level, most)) if level else one


def _fifth(level: int, most: int) -> str:
    return _("level %(level)s to a decision; %(most)s are the most (CSMOP 14(ii))") % {
        "level": level,
        "most": most,
    }


def sentence_of(refused: Refused | None) -> str:
    return refused.sentence if refused else ""


def marking_choices(actor: Actor, now: datetime, wanted: str = "") -> list[Choice]:
    """The posts a matter may be marked to: those often marked, the chiefs of sections, then the others."""
    if actor.office_id is None or actor.post_id is None:
        return []
    often = _often_marked(actor, now)
    posts = _able(
        actor,
        now,
        Post.objects.filter(office=actor.office_id, abolished_on__isnull=True)
        .exclude(pk=actor.post_id)
        .select_related("rank", "section")
        .order_by("rank__level", "position", "code"),
    )
    chiefs = _chiefs(posts)
    named = [(post, _marking_nearness(post, often, chiefs)) for post in posts]
    order = {"frequent": 0, "chief": 1, "office": 2}
    named.sort(key=lambda pair: (order[pair[1]], often.get(pair[0].pk, 0)))
    return _chosen(named, now, wanted)


def to_list(actor: Actor, listed: Iterable[UUID], now: datetime, wanted: str = "") -> list[Choice]:
    """The posts of the office that are not on the actor's own list yet, highest first."""
    posts = Post.objects.filter(office=actor.office_id, abolished_on__isnull=True)
    others = posts.exclude(pk__in=[*actor.posts, *listed]).select_related("rank", "section")
    return found_by(held(others.order_by("rank__level", "position", "code"), now), clean(wanted).casefold())


def held(posts: Iterable[Post], now: datetime) -> list[Choice]:
    """Posts with who acts there, in the order given; of abolished ones, what became of them."""
    rows = list(posts)
    holders = hierarchy.holders_of((post.pk for post in rows), now)
    return [Choice(post, "office", holders.get(post.pk), _gone(post)) for post in rows]


def _gone(post: Post) -> str:
    if post.abolished_on is None:
        return ""
    heir = lines.present_posts([post])[post.pk]
    if heir.pk == post.pk:
        return Refused(reasons.POST_ABOLISHED, to=post.title).sentence
    return Refused(reasons.POST_SUCCEEDED, to=post.title, successor=heir.title).sentence


def _able(actor: Actor, now: datetime, posts: QuerySet[Post]) -> list[Post]:
    """Those that may put up a recommendation on that day."""
    found = list(posts)
    if actor.office_id is None:
        return []
    powers = ability.powers_at(found, hierarchy.calendar_for(actor.office_id).local_date(now))
    return [post for post in found if powers[post.pk].may("recommend")]


def _chosen(posts: Iterable[tuple[Post, str]], now: datetime, wanted: str) -> list[Choice]:
    named = list(posts)
    holders = hierarchy.holders_of((post.pk for post, _near in named), now)
    choices = [Choice(post, nearness, holders.get(post.pk)) for post, nearness in named]
    sought = clean(wanted).casefold()
    return found_by(choices, sought)


def found_by(choices: Iterable[Choice], sought: str) -> list[Choice]:
    """Those that match, in their order; among the offered those first that officers call so."""
    found = [one for one in choices if one.matches(sought)]
    found.sort(key=lambda one: (bool(one.refused), not one.is_called(sought)))
    return found[:MOST_SHOWN]


def _often_marked(actor: Actor, now: datetime) -> dict[UUID, int]:
    """Places of the posts marked to most often of late, the most frequent first."""
    rows = (
        Movement.objects.filter(
            from_post=actor.post_id, kind="completed", to_post__isnull=False, at__gte=now - FREQUENT_SPAN
        )
        .values_list("to_post")
        .annotate(times=Count("pk"))
        .order_by("-times", "to_post")[:FREQUENT]
    )
    return {row[0]: place for place, row in enumerate(rows)}


def _chiefs(posts: list[Post]) -> set[UUID]:
    """The highest post of each section; the list runs from the highest rank down."""
    first: dict[UUID, UUID] = {}
    for post in posts:
        if post.section_id is not None:
            first.setdefault(post.section_id, post.pk)
    return set(first.values())


def _marking_nearness(post: Post, often: dict[UUID, int], chiefs: set[UUID]) -> str:
    if post.pk in often:
        return "frequent"
    return "chief" if post.pk in chiefs else "office"
