"""Giving a post a permission on one object until a day, and ending it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from hierarchy.establishment import reasons
from hierarchy.models import Grant, Office, Post, PostGroup
from hierarchy.refusals import Refused
from hierarchy.words import clean
from web import words

LONGEST = timedelta(days=366)
"""How far ahead anything is shown or lent, and so a meeting called that shows its agenda."""
LONGEST_REASON = 300
G = TypeVar("G", bound=Grant)


def group_of(post: Post) -> Group:
    """The group that stands for the post; made at its first grant."""
    row = PostGroup.objects.select_related("group").filter(post=post).first()
    if row is None:
        group, _made = Group.objects.get_or_create(name=f"post:{post.pk}")
        row, _made = PostGroup.objects.get_or_create(post=post, defaults={"group": group})
    return row.group


def give(
    kind: type[G], codename: str, content: Model, *, post: Post, office: UUID, by: UUID, until: datetime,
    reason: str, now: datetime,
) -> G:  # fmt: skip
    """One row for a post and an object: given anew, it gets its new end. Inside the caller's transaction."""
    permission = Permission.objects.get(
        codename=codename, content_type=ContentType.objects.get_for_model(type(content))
    )
    row: G
    row, _made = kind._default_manager.update_or_create(
        group=group_of(post),
        permission=permission,
        content_object=content,
        defaults={"office_id": office, "given_by_id": by, "given_at": now, "until": until, "reason": reason},
    )
    return row


def end(grant: Grant, now: datetime) -> None:
    grant.until = max(now, grant.given_at)
    grant.save(update_fields=["until"])


def end_given(kind: type[G], grant: UUID, office: Office, now: datetime) -> G:
    """End before its day what the office gave; Refused when there is no such grant or it has ended."""
    rows = kind._default_manager.select_for_update(of=("self",))
    row: G | None = rows.filter(pk=grant, office=office).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    if row.until <= now:
        raise Refused(reasons.GRANT_OVER)
    end(row, now)
    return row


def in_force(kind: type[G], posts: Collection[UUID], now: datetime) -> QuerySet[G]:
    """What these posts are given and has not ended."""
    return kind._default_manager.filter(group__standing_for__post__in=posts, until__gt=now)


def last_moment(office: Office, until: date, now: datetime) -> datetime:
    """The first moment after the last day in the office's zone; Refused beyond a year."""
    zone = ZoneInfo(office.timezone)
    today = now.astimezone(zone).date()
    if not today <= until <= today + LONGEST:
        raise Refused(reasons.GRANT_UNTIL)
    return datetime.combine(until + timedelta(days=1), time.min, zone).astimezone(UTC)


def last_day(grant: Grant, office: Office) -> date:
    """The last day on which it counts, in the office's zone."""
    return words.last_day(grant.until, ZoneInfo(office.timezone))


def why(reason: str) -> str:
    """The reason as it may be stored; Refused when it is empty or too long."""
    said = clean(reason)
    if not said:
        raise Refused(reasons.MISSING, field=_("Reason"))
    if len(said) > LONGEST_REASON:
        raise Refused(reasons.GRANT_REASON_LONG, most=LONGEST_REASON)
    return said
