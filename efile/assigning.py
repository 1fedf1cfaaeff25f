"""Which post a stage is assigned to, and the section inside which its file stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Matter
from hierarchy import bodies, lines
from hierarchy import selectors as hierarchy
from hierarchy.models import Post, Section
from hierarchy.refusals import Refused
from workflows import engine


def desk_of(matter: Matter, spec: engine.StageSpec, now: datetime) -> tuple[UUID, UUID | None]:
    """The post a stage's thread lies with, and the section whose pool it is in, if any.

    What waits for a committee lies with its member-secretary, as it is constituted at that moment.
    """
    if spec.body:
        return _known(bodies.secretary_of(matter.office, spec.body, now), matter, spec).pk, None
    kind, _, rest = spec.assign.partition(":")
    if kind == "section":
        section = _section(matter, rest) if rest else matter.section_id
        chief = lines.chief_of_section(section) if section else None
        return _known(chief, matter, spec).pk, section
    return _known(_assigned(matter, kind, rest), matter, spec).pk, None


def section_of(matter: Matter, spec: engine.StageSpec, now: datetime) -> UUID | None:
    """The section of the desk that the stage is assigned to, else the matter's own: whoever holds the file.

    CSMOP 14(i): the channel of submission belongs to the class of case, not to the hand that has the file.
    """
    try:
        home, pool = desk_of(matter, spec, now)
    except Refused:
        home, pool = None, None
    own = pool or (Post.objects.values_list("section", flat=True).get(pk=home) if home else None)
    return lines.standing_sections([own or matter.section_id])[own or matter.section_id]


def _section(matter: Matter, code: str) -> UUID | None:
    sections = Section.objects.filter(office_id=matter.office_id, code=code)
    return sections.values_list("pk", flat=True).first()


def _assigned(matter: Matter, kind: str, rest: str) -> Post | None:
    if kind == "post":
        return _standing(Post.objects.filter(office=matter.office_id, code=rest).first())
    if kind == "head":
        return hierarchy.head_of(lines.standing_office(matter.office))
    if kind == "marked":
        return _standing(matter.marked_to) or lines.chief_of_section(matter.section_id)
    if kind == "starter":
        return _standing(matter.opened_by)
    rank, _, where = rest.partition("@")
    section = matter.section_id if where == "section" else None
    return lines.post_of_rank(matter.office_id, rank, section)


def _standing(post: Post | None) -> Post | None:
    """The post itself, or the one that stands for it since it was abolished."""
    if post is None or post.abolished_on is None:
        return post
    return Post.objects.filter(pk=lines.standing_posts([post.pk])[post.pk], abolished_on=None).first()


def _known(post: Post | None, matter: Matter, spec: engine.StageSpec) -> Post:
    if post is None:
        raise Refused(reasons.NO_SUCH_POST, stage=spec.name, assign=spec.assign)
    return post
