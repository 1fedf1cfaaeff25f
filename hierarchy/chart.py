"""An office as a picture: its posts by reporting line, with those who act at them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from hierarchy.models import Office, Post
from hierarchy.selectors import Holder, holders_of
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class ChartPost:
    """A post on the chart. `opens` names the section whose box begins with this post."""

    post: Post
    holder: Holder | None
    opens: Words | None
    below: tuple["ChartPost", ...]

    @property
    def deputised(self) -> bool:
        return self.holder is not None and self.holder.reason != ""

    def walk(self) -> Iterator["ChartPost"]:
        yield self
        for node in self.below:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class OfficeChart:
    """The heads (one in a sound chart) with everybody below; counts for the line beside it."""

    office: Office
    heads: tuple[ChartPost, ...]
    posts: int
    vacant: tuple[Post, ...]
    deputised: tuple[ChartPost, ...]


def office_chart(office: Office, now: datetime) -> OfficeChart:
    """The chart at that moment, in three queries whatever the size of the office."""
    posts = list(
        Post.objects.filter(office=office, abolished_on__isnull=True)
        .select_related("section", "rank")
        .order_by("position", "code")
    )
    holders = holders_of((post.id for post in posts), now)
    reporting: dict[UUID | None, list[Post]] = defaultdict(list)
    for post in posts:
        reporting[post.reports_to_id].append(post)
    heads = tuple(_node(post, None, reporting, holders) for post in reporting[None])
    nodes = [node for head in heads for node in head.walk()]
    return OfficeChart(
        office=office,
        heads=heads,
        posts=len(nodes),
        vacant=tuple(node.post for node in nodes if node.holder is None),
        deputised=tuple(node for node in nodes if node.deputised),
    )


def offices_with_counts() -> list[Office]:
    """Every office, with `post_count` of standing posts, districts before those under them."""
    standing = Count("posts", filter=Q(posts__abolished_on__isnull=True))
    return list(Office.objects.annotate(post_count=standing).select_related("successor").order_by("id"))


def _node(
    post: Post,
    above: Post | None,
    reporting: dict[UUID | None, list[Post]],
    holders: dict[UUID, Holder],
) -> ChartPost:
    section = post.section
    begins = section is not None and (above is None or above.section_id != post.section_id)
    return ChartPost(
        post=post,
        holder=holders.get(post.id),
        opens=section.name if section is not None and begins else None,
        below=tuple(_node(under, post, reporting, holders) for under in reporting[post.id]),
    )
