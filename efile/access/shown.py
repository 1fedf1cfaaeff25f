"""Reads for the dialog: to whom a matter is shown until when, and to whom it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from efile.access.models import FileGrant, MatterGrant
from efile.access.rules import Ground, grades_open, may_show, with_whole_file
from efile.choices import MOST_SHOWN, Choice
from efile.committees.why import in_words
from efile.models import File, Matter, Secrecy
from efile.visibility import visible_to
from hierarchy import grants
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.selectors import Holder
from hierarchy.words import clean
from web import words

BY_OFFICE: dict[int, Promise] = {
    Secrecy.NORMAL: _(
        "Those who hold it or held it, its section, the line of control above that section and above its "
        "present holder, the head of the office and the auditor."
    ),
    Secrecy.CONFIDENTIAL: _(
        "Those who hold it or held it, officers in the line of control above its section or its present "
        "holder, the head of the office and the auditor."
    ),
    Secrecy.SECRET: _(
        "Those who hold it or held it, the head of the office, the auditor, and who by order sees secret "
        "papers in the line of control."
    ),
    Secrecy.TOP_SECRET: _(
        "Its holder, and those who acted on it themselves and still have that post. "
        "The head of the office, the auditor and the posts that it went through see its number alone; nobody "
        "else knows of it."
    ),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One showing in force: to which post, who sits there, until which day, why, by which post."""

    id: UUID
    post: Post
    holder: Holder | None
    until: date
    reason: str
    given_by: Post
    whole_file: bool
    mine: bool
    elsewhere: bool
    """Whether the post is of another office than the matter."""


def shown_of(matter: Matter, actor: Actor, now: datetime) -> list[Shown]:
    """What is in force now, the soonest to end first."""
    own = MatterGrant.objects.filter(content_object=matter, until__gt=now)
    files = FileGrant.objects.filter(content_object=matter.file_id, until__gt=now)
    if not with_whole_file(matter.secrecy):
        files = files.none()
    near = ("group__standing_for__post__section", "group__standing_for__post__office", "given_by__section")
    rows = [*own.select_related(*near), *files.select_related(*near)]
    holders = hierarchy.holders_of([row.group.standing_for.post_id for row in rows], now)
    zone, why = ZoneInfo(matter.office.timezone), in_words(row.reason for row in rows)
    found = [
        Shown(
            id=row.pk,
            post=row.group.standing_for.post,
            holder=holders.get(row.group.standing_for.post_id),
            until=words.last_day(row.until, zone),
            reason=why[row.reason],
            given_by=row.given_by,
            whole_file=isinstance(row, FileGrant),
            mine=row.given_by_id in actor.posts,
            elsewhere=row.group.standing_for.post.office_id != matter.office_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.until)


@dataclass(frozen=True, slots=True)
class ShownHere:
    """One showing to the reader's post: of a matter that he may open, or of a whole `file`."""

    matter: Matter | None
    file: File | None
    until: date
    reason: str
    given_by: Post


def showings_to(actor: Actor, now: datetime) -> tuple[QuerySet[MatterGrant], QuerySet[FileGrant]]:
    """What is in force now for the actor's posts: matters of grades that he may open, and whole files."""
    mine = {"group__standing_for__post__in": actor.posts, "until__gt": now}
    grades = grades_open(actor, Ground.SHOWN)
    matters = MatterGrant.objects.filter(**mine, content_object__secrecy__in=grades)
    return matters, FileGrant.objects.filter(**mine)


def shown_here(actor: Actor, now: datetime, most: int | None = None) -> list[ShownHere]:
    """What is shown to the actor's post, the newest first; not what an assistant may not open."""
    matters, files = showings_to(actor, now)
    near = ("given_by__section", "office")
    rows: list[MatterGrant | FileGrant] = [
        *matters.select_related("content_object__file", "content_object__receipt", *near).order_by(
            "-given_at", "-pk"
        )[:most],
        *files.select_related("content_object", *near).order_by("-given_at", "-pk")[:most],
    ]
    asked = [row.content_object_id for row in rows if isinstance(row, MatterGrant)]
    opened = set(visible_to(Matter.objects.filter(pk__in=asked), actor).values_list("pk", flat=True))
    newest = sorted(rows, key=lambda row: row.given_at, reverse=True)
    told = [row for row in newest if isinstance(row, FileGrant) or row.content_object_id in opened]
    why = in_words(row.reason for row in told[:most])
    return [_here(row, why[row.reason]) for row in told[:most]]


def _here(row: MatterGrant | FileGrant, why: str) -> ShownHere:
    return ShownHere(
        matter=row.content_object if isinstance(row, MatterGrant) else None,
        file=row.content_object if isinstance(row, FileGrant) else None,
        until=grants.last_day(row, row.office),
        reason=why,
        given_by=row.given_by,
    )


def may_be_shown_by(matter: Matter, actor: Actor) -> bool:
    holds = matter.threads.filter(holder__in=actor.posts, pool__isnull=True).exists()
    return actor.may("note") and may_show(actor, holds)


def posts_to_show(actor: Actor, now: datetime, wanted: str) -> list[Choice]:
    """The office's posts but the actor's own, highest first."""
    posts = list(
        Post.objects.filter(office=actor.office_id, abolished_on__isnull=True)
        .exclude(pk__in=actor.posts)
        .select_related("rank", "section")
        .order_by("rank__level", "position", "code")
    )
    holders = hierarchy.holders_of([post.pk for post in posts], now)
    sought = clean(wanted).casefold()
    choices = (Choice(post, "office", holders.get(post.pk)) for post in posts)
    return [one for one in choices if not one.vacant and one.matches(sought)][:MOST_SHOWN]
