"""Giving a post a permission on one object until a day, and ending it."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from hierarchy.models import Grant, Post, PostGroup

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
