"""Reads of letters. A draft is reached through its matter, by who may open that."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from efile import reasons as efile_reasons
from efile.access.watch import opened
from efile.letters import reasons
from efile.letters.models import Draft, DraftVersion, DraftWork, Status
from efile.models import Matter, Thread
from efile.visibility import opened_one
from hierarchy import ability, lines
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused

ISSUE = "issue"


def draft_for(actor: Actor, draft: UUID) -> Draft:
    """A draft of a matter that the actor may open; others do not exist for him."""
    row = Draft.objects.select_related("matter__office", "matter__file", "matter__section", "fair", "paper")
    found = row.filter(pk=draft).first()
    if found is None or not opened_one(Matter.objects.all(), actor, found.matter_id).exists():
        raise Refused(efile_reasons.NOT_VISIBLE)
    opened(found.matter)
    return found


def drafts_of(matter: Matter) -> QuerySet[Draft]:
    """The letters of a matter that were not given up, in their order, each with its newest `subject`."""
    newest = DraftVersion.objects.filter(draft=OuterRef("pk"), number=OuterRef("newest"))
    rows = Draft.objects.filter(matter=matter).exclude(status=Status.DROPPED)
    return rows.annotate(subject=Subquery(newest.values("subject"))).order_by("place")


def version_of(draft: Draft, number: int | None = None) -> DraftVersion:
    """One version, the newest unless said otherwise."""
    found = draft.versions.filter(number=number or draft.newest).first()
    if found is None:
        raise Refused(efile_reasons.NOT_VISIBLE)
    return found


def work_of(draft: Draft, actor: Actor) -> DraftWork | None:
    """What the actor's post is writing on it."""
    return DraftWork.objects.select_related("user").filter(draft=draft, post=actor.post_id).first()


def writers_of(draft: Draft) -> set[str]:
    """Ids of the persons who kept a version of it or are writing on it."""
    kept = {str(by.get("user")) for by in draft.versions.values_list("by", flat=True)}
    return kept | {str(user) for user in draft.work.values_list("user", flat=True)}


def thread_of(actor: Actor, matter: UUID) -> Thread:
    """The strand by which an actor works on the matter: one that lies with him, else the root."""
    rows = list(Thread.objects.filter(matter=matter).order_by("pk"))
    mine = [row for row in rows if row.holder_id in actor.posts and not row.pool_id and not row.closed_at]
    return mine[0] if mine else next(row for row in rows if row.parent_id is None)


def holds(actor: Actor, matter: UUID) -> bool:
    """Whether a strand of the matter lies with him: then he may write."""
    row = thread_of(actor, matter)
    return row.holder_id in actor.posts and row.pool_id is None and row.closed_at is None


def signatories(actor: Actor, today: date, service: str) -> list[Post]:
    """His own post and those above it, as far as they issue letters; the nearest first."""
    if actor.post_id is None:
        return []
    own = lines.seats([actor.post_id])[actor.post_id]
    order = [actor.post_id, *own.superiors]
    posts = Post.objects.filter(pk__in=order, abolished_on=None).select_related("rank", "section")
    found = {post.pk: post for post in posts}
    powers = ability.powers_at(found.values(), today)
    return [found[pk] for pk in order if pk in found and powers[pk].may(ISSUE, service)]


def check_issues(post: UUID, matter: Matter, today: date) -> None:
    """Refused unless the post stands in the matter's office and issues letters of its service."""
    row = Post.objects.filter(pk=post, office=matter.office_id, abolished_on=None)
    found = row.select_related("rank", "section").first()
    if found is None:
        raise Refused(reasons.NO_SIGNATORY)
    if not ability.powers_at([found], today)[found.pk].may(ISSUE, matter.service.code):
        raise Refused(reasons.NOT_A_SIGNATORY, post=found.title)


def posts_of(posts: list[UUID]) -> list[Post]:
    return list(Post.objects.filter(pk__in=posts).select_related("rank", "section"))
