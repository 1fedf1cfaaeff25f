"""What goes along when a file is sent: copies for others to read, and the day by which an answer is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from efile import reasons as common
from efile.access.models import MatterGrant
from efile.desk import reasons, rules
from efile.desk.models import Reminder
from efile.forwarding.models import NoticeKind
from efile.readyreasons import COPY, kept
from efile.services.levels import tell
from efile.services.locking import Held, post_of
from hierarchy import grants
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger.ids import uuid7

MOST_COPIES: Final = 10
READ_FOR: Final = timedelta(days=90)
REASON: Final = kept(COPY)


@dataclass(frozen=True, slots=True)
class Alongside:
    """`data` and `texts` of the entry that tells of it; `copies` are told once the movement has a serial."""

    data: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    copies: tuple[UUID, ...] = ()


def put_along(
    held: Held, actor: Actor, to: Post, copies: Sequence[UUID], answer_by: date | None, today: date
) -> Alongside:
    """One acts, copies read: each copy may read the matter for 90 days, and is told of it on its desk.

    D-Nothi: one main recipient and any number of copies (অনুলিপি); only the main recipient acts.
    """
    if not copies and answer_by is None:
        return Alongside()
    data: dict[str, object] = {}
    wanted = dict.fromkeys(copies)
    if answer_by is not None:
        if (refused := rules.reminder_says("", answer_by, today, 0)) is not None:
            raise Refused(refused)
        data |= {"reminder": ask(held, post_of(actor), to.pk, "", answer_by).pk, "act_by": answer_by}
    if not wanted:
        return Alongside(data)
    until = held.clock.now + READ_FOR
    posts = _posts(actor, to, wanted)
    copied = [
        [grant_to_read(held, actor, post, until, REASON).pk, post.pk]
        for post in not_shown_as_long(held, posts, until)
    ]
    data |= {"copied": copied, "until": until}
    return Alongside(data, {"reason": REASON}, tuple(post.pk for post in posts))


def tell_copies(held: Held, actor: Actor, along: Alongside, told: Collection[UUID], seq: int) -> None:
    """Who is told of the movement for another reason anyhow is not told twice."""
    tell(held, actor, [post for post in along.copies if post not in told], NoticeKind.COPIED, seq)


def ask(held: Held, by: UUID, to: UUID, words: str, act_by: date | None) -> Reminder:
    """The row of a reminder, inside the act that tells of it."""
    return Reminder.objects.create(
        id=uuid7(),
        office_id=held.matter.office_id,
        matter=held.matter,
        thread=held.thread,
        by_post_id=by,
        to_post_id=to,
        words=words,
        act_by=act_by,
        at=held.clock.now,
    )


def _posts(actor: Actor, to: Post, wanted: Collection[UUID]) -> list[Post]:
    if len(wanted) > MOST_COPIES:
        raise Refused(reasons.COPIES_TOO_MANY, most=MOST_COPIES)
    found = list(Post.objects.filter(pk__in=wanted, office__in=actor.offices).order_by("pk"))
    if len(found) < len(wanted):
        raise Refused(common.NOT_VISIBLE)
    for post in found:
        if post.pk == to.pk or post.pk in actor.posts:
            raise Refused(reasons.COPY_TO_HOLDER, to=post.title)
        if post.abolished_on is not None:
            raise Refused(common.POST_GONE, to=post.title)
    return found


def not_shown_as_long(held: Held, posts: Sequence[Post], until: datetime) -> list[Post]:
    """Those of the posts to whom the matter is not shown until then anyhow: a showing is never shortened."""
    own = {"content_object": held.matter, "until__gte": until, "group__standing_for__post__in": posts}
    lasting = set(MatterGrant.objects.filter(**own).values_list("group__standing_for__post", flat=True))
    return [post for post in posts if post.pk not in lasting]


def grant_to_read(held: Held, actor: Actor, post: Post, until: datetime, reason: str) -> MatterGrant:
    """A showing of the matter, inside the act that tells of it."""
    return grants.give(
        MatterGrant,
        "view_matter",
        held.matter,
        post=post,
        office=held.matter.office_id,
        by=post_of(actor),
        until=until,
        reason=reason,
        now=held.clock.now,
    )
