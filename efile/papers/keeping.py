"""A paper is laid into its matter, inside the act that brings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from efile import reasons
from efile.models import Matter
from efile.papers.models import Paper, PaperKind
from efile.papers.numbering import take_pages
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from notings.models import Content

LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Brought:
    """A content of the office with the title it shall lie under."""

    content: UUID
    title: str


def lay_in(
    matter: Matter,
    actor: Actor,
    kind: PaperKind,
    now: datetime,
    *,
    title: str = "",
    content: Content | None = None,
    seq: int | None = None,
) -> Paper:
    """After the matter's last paper; the caller holds the matter's lock."""
    last = matter.papers.aggregate(last=Max("place"))["last"] or 0
    pages = (content.pages or 1) if content else 1
    return Paper.objects.create(
        office_id=matter.office_id,
        matter=matter,
        place=last + 1,
        kind=kind,
        title=title,
        content=content,
        seq=seq,
        first_page=take_pages(matter, pages),
        pages=pages,
        by=actor.by(),
        at=now,
    )


def lay_all(
    matter: Matter, actor: Actor, kind: PaperKind, brought: Sequence[Brought], now: datetime
) -> list[Paper]:
    """What came as files, in its order. Refused for a content of another office, and without a title."""
    found = Content.objects.filter(office=matter.office_id).in_bulk([one.content for one in brought])
    if len(found) < len({one.content for one in brought}):
        raise Refused(reasons.NOT_VISIBLE)
    return [
        lay_in(matter, actor, kind, now, title=title_of(one.title), content=found[one.content])
        for one in brought
    ]


def title_of(given: str) -> str:
    """As it is kept; refused when it is empty or too long."""
    title = clean(given)
    if not title:
        raise Refused(reasons.PAPER_TITLE)
    if len(title) > LONGEST_TITLE:
        raise Refused(reasons.TOO_LONG, field=reasons.PAPERS_TITLE, most=LONGEST_TITLE)
    return title


def titles_of(papers: Sequence[Paper]) -> dict[str, str]:
    """Among the texts of the entry that tells of them."""
    return {f"title_{paper.place}": paper.title for paper in papers}


def entry_of(paper: Paper) -> dict[str, object]:
    """What the ledger says of a paper: where it lies and what its bytes are. Its title is a text."""
    content = paper.content
    return {
        "paper": paper.pk,
        "place": paper.place,
        "kind": paper.kind,
        "first_page": paper.first_page,
        "pages": paper.pages,
        **({"sha256": content.sha256, "media": content.media, "size": content.size} if content else {}),
    }
