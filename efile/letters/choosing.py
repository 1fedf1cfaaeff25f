"""Whom a letter may go to: the applicant first, posts of every office here, groups kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from efile import reasons as efile_reasons
from efile.letters import reasons
from efile.letters.models import RecipientGroup
from efile.letters.recipients import Recipient, Role, kept, read
from efile.letters.selectors import ISSUE
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from hierarchy.refusals import Refused
from hierarchy.shortforms import called, ranks_named
from hierarchy.words import Words, clean
from notings.letters.kinds import in_language

MOST_SHOWN = 25
LONGEST_NAME = 120
NAMES = ("title", "section__name", "office__name")


def posts(office: UUID | None, wanted: str, own: UUID) -> list[Post]:
    """Standing posts of an office here by words of their title, section and office, or by what officers call
    them; without either, the head of each office. Those called so come first, then the writer's `own` office.
    """
    rows = Post.objects.filter(abolished_on=None, office__closed_on=None)
    rows = rows.select_related("office", "rank", "section")
    words = clean(wanted).split()
    if office is not None:
        rows = rows.filter(office=office)
    elif not words:
        rows = rows.filter(rank__level=1)
    so, ranks = Q(pk__in=[]), ranks_named() if words else {}
    for word in words:
        named = (Q(**{f"{name}_{language}__icontains": word}) for name in NAMES for language in ("bn", "en"))
        rows = rows.filter(reduce(or_, named) | called(word, ranks))
        so |= called(word, ranks, whole=True)
    first = [_first(so), _first(Q(office=own))]
    return list(rows.order_by(*first, "office__code", "rank__level", "position", "code")[:MOST_SHOWN])


def _first(those: Q) -> Case:
    """The cast keeps a condition that nobody meets from becoming "ORDER BY 1", the first column."""
    return Case(When(those, then=Value(0)), default=Cast(Value(1), IntegerField()))


def offices() -> QuerySet[Office]:
    return Office.objects.filter(closed_on=None).order_by("code")


def of_post(post: UUID, role: Role, language: str) -> Recipient:
    """As the letter names it: the title, and under it the office."""
    row = Post.objects.select_related("office").filter(pk=post, abolished_on=None).first()
    if row is None:
        raise Refused(efile_reasons.NOT_VISIBLE)
    title, office = in_language(row.title, language), in_language(row.office.name, language)
    return Recipient(role, title, office, post=str(row.pk))


def added(rows: Sequence[Recipient], new: Sequence[Recipient]) -> list[Recipient]:
    """The list with more behind it. Refused for one who stands there already by name and address."""
    found = list(rows)
    for one in new:
        if any((one.name, one.address) == (row.name, row.address) for row in found):
            raise Refused(reasons.RECIPIENT_TWICE, name=one.name)
        found.append(one)
    return found


def groups_for(actor: Actor) -> QuerySet[RecipientGroup]:
    """The office's groups, and those of the actor's own post."""
    own = Q(post=None) | Q(post__in=actor.posts)
    return RecipientGroup.objects.filter(own, office__in=actor.offices).order_by("name")


def group_for(actor: Actor, group: UUID | None) -> RecipientGroup:
    row = groups_for(actor).filter(pk=group).first() if group else None
    if row is None:
        raise Refused(efile_reasons.NOT_VISIBLE)
    return row


def keep_group(
    *, actor: Actor, name: str, rows: Sequence[Recipient], office_wide: bool, now: datetime
) -> RecipientGroup:
    """Under a new name; for the whole office by who issues letters."""
    said = clean(name)[:LONGEST_NAME]
    if not said:
        raise Refused(reasons.GROUP_NAME)
    if not rows:
        raise Refused(reasons.GROUP_EMPTY)
    if office_wide and (actor.assistant or not actor.may(ISSUE)):
        raise Refused(reasons.GROUP_OF_OFFICE)
    post = None if office_wide else actor.post_id
    with transaction.atomic(durable=True):
        place = {"office_id": actor.office_id, "post_id": post, "name": said}
        made = {"recipients": kept(rows), "by": actor.by(), "at": now}
        row, new = RecipientGroup.objects.get_or_create(**place, defaults=made)
        if not new:
            raise Refused(reasons.GROUP_TWICE)
        return row


def drop_group(*, actor: Actor, group: UUID | None) -> None:
    """The post's own, or one of the office by who issues letters."""
    with transaction.atomic(durable=True):
        row = group_for(actor, group)
        if row.post_id is None and (actor.assistant or not actor.may(ISSUE)):
            raise Refused(reasons.GROUP_OF_OFFICE)
        row.delete()


def members(group: RecipientGroup) -> tuple[Recipient, ...]:
    return read(group.recipients)


def label_of(group: RecipientGroup) -> Words:
    """Says whose it is."""
    whose = Words("কার্যালয়ের", "of the office") if group.post_id is None else Words("নিজের", "own")
    return Words(f"{group.name} ({whose.bn})", f"{group.name} ({whose.en})")
