"""A paper is laid into its matter, inside the act that brings it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from efile.models import Matter
from efile.papers.models import Paper, PaperKind
from efile.papers.numbering import take_pages
from hierarchy.actors import Actor
from notings.models import Content


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
