"""The letters at work, for the side list and its page: with whom a draft waits, and what is approved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from efile.keyset import Keyset, rest
from efile.letters.models import Draft, DraftVersion, Status
from efile.letters.selectors import ISSUE
from efile.models import Matter, Thread, name_present
from efile.selectors import PAGE
from efile.visibility import visible_to
from hierarchy.actors import Actor

BOXES: Final = ("letters_here", "letters_away", "letters_approved")
WRITTEN: Final = (Status.DRAFT,)
SETTLED: Final = (Status.APPROVED, Status.READY, Status.SIGNED)


def box(actor: Actor, name: str) -> QuerySet[Draft]:
    """The letters of a box that the actor may open: drafts whose file lies with him (an officer approves
    them, a clerk writes on), drafts begun at his post that lie with others, and what is approved and not
    issued, with him or begun by him.
    """
    near = Thread.objects.filter(
        matter=OuterRef("matter"), holder__in=actor.posts, pool=None, closed_at__isnull=True
    )
    here, own = Exists(near), Q(by__post__in=[str(post) for post in actor.posts])
    asked = {"letters_here": Q(here), "letters_away": own & ~here}.get(name, Q(here) | own)
    rows = Draft.objects.filter(asked, status__in=SETTLED if name == "letters_approved" else WRITTEN)
    opened = visible_to(Matter.objects.filter(pk=OuterRef("matter")), actor)
    return rows.filter(Exists(opened), office__in=actor.offices)


def page_of(
    rows: QuerySet[Draft], actor: Actor, after: Keyset | None, size: int = PAGE
) -> tuple[list[tuple[Draft, Thread]], bool]:
    """One page, the newest begun first, each with its `subject` and the strand by which the actor works on
    its matter; and whether more follow."""
    newest = DraftVersion.objects.filter(draft=OuterRef("pk"), number=OuterRef("newest"))
    found = rows.annotate(subject=Subquery(newest.values("subject")))
    found = found.order_by(F("at").desc(), F("pk").desc())
    listed = list(rest(found, "at", after)[: size + 1])
    shown = listed[:size]
    strands = _strands(shown, actor)
    return [(draft, strands[draft.matter_id]) for draft in shown], len(listed) > size


def approves(actor: Actor) -> bool:
    """Whether what lies with him waits for his approval rather than his pen."""
    return actor.may(ISSUE) and not actor.assistant


def _strands(drafts: Sequence[Draft], actor: Actor) -> dict[UUID, Thread]:
    """By matter the strand that lies with the actor, else the root."""
    rows = Thread.objects.filter(matter__in={draft.matter_id for draft in drafts}).select_related(
        "matter__receipt__applicant",
        "matter__file",
        "matter__service",
        "matter__instance",
        "sender__rank",
        "sender__section",
        "holder__rank",
        "holder__section",
        "pool",
        "stage",
    )
    threads = list(rows.order_by("pk"))
    name_present(threads)
    found = {row.matter_id: row for row in threads if row.parent_id is None}
    return found | {row.matter_id: row for row in threads if lies_with(actor, row)}


def lies_with(actor: Actor, row: Thread) -> bool:
    return row.holder_id in actor.posts and row.pool_id is None and row.closed_at is None
