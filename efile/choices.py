"""Posts to choose from when a file is sent or marked: with holders, and why each stands where it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from efile.models import Movement, Thread
from efile.selectors import recipients
from hierarchy import ability
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.selectors import Holder
from hierarchy.words import clean

MOST_SHOWN = 60
FREQUENT = 5
FREQUENT_SPAN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Choice:
    """A post with who acts there now; `vacant` ones are shown but cannot be chosen."""

    post: Post
    nearness: str
    holder: Holder | None

    @property
    def vacant(self) -> bool:
        return self.holder is None

    @property
    def reason(self) -> str:
        return {
            "sender": _("sent it to you"),
            "superior": _("immediate superior"),
            "below": _("works under you"),
            "section": _("same section"),
            "line": _("in the line of control"),
            "frequent": _("often marked"),
            "chief": _("heads a section"),
        }.get(self.nearness, "")

    def matches(self, wanted: str) -> bool:
        """Every typed word occurs in the title, rank, section or holder's name, in either language."""
        texts = [self.post.title, self.post.rank.name]
        if self.post.section is not None:
            texts.append(self.post.section.name)
        if self.holder is not None:
            texts.append(self.holder.name)
        whole = " ".join(f"{text.bn} {text.en}" for text in texts).casefold()
        return all(word in whole for word in wanted.split())


def forward_choices(thread: Thread, channel: str, now: datetime, wanted: str = "") -> list[Choice]:
    """The posts inside the stage's channel: who sent it, the immediate superior, then the rest."""
    found = recipients(thread, channel)
    return _chosen(((one.post, one.nearness) for one in found), now, wanted)


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


def _able(actor: Actor, now: datetime, posts: QuerySet[Post]) -> list[Post]:
    """Those that may put up a recommendation on that day."""
    found = list(posts)
    if actor.office_id is None:
        return []
    powers = ability.powers_at(found, hierarchy.calendar_for(actor.office_id).local_date(now))
    return [post for post in found if ability.may(powers[post.pk], "recommend")]


def _chosen(posts: Iterable[tuple[Post, str]], now: datetime, wanted: str) -> list[Choice]:
    named = list(posts)
    holders = hierarchy.holders_of((post.pk for post, _near in named), now)
    choices = [Choice(post, nearness, holders.get(post.pk)) for post, nearness in named]
    sought = clean(wanted).casefold()
    return [choice for choice in choices if choice.matches(sought)][:MOST_SHOWN]


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
