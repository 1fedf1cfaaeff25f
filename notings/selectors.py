"""Reads of notings. Upper rooms decide which lanes a reader may see; nothing here does."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from hierarchy.actors import Actor
from notings.models import DecisionPhrase, NoteDraft, Paragraph

Lane = UUID | None


def paragraphs_visible(
    sheet: UUID, lanes: Collection[Lane], until: Mapping[Lane, int] | None = None
) -> list[Paragraph]:
    """Signed paragraphs of these lanes in order of number; None is the main lane.

    `until` gives the last number to show of a lane: a part file sees the main notes up to the split.
    """
    wanted = Q(pk__in=())
    for lane in lanes:
        wanted |= _of_lane(lane, (until or {}).get(lane))
    return list(Paragraph.objects.filter(wanted, sheet=sheet).order_by("number"))


def draft_of(sheet: UUID, lane: Lane, post: UUID) -> NoteDraft | None:
    """What the post is writing there."""
    return NoteDraft.objects.filter(sheet=sheet, lane=lane, post=post).first()


def drafts_for(sheet: UUID, lane: Lane, actor: Actor) -> list[NoteDraft]:
    """What is being written there for the actor's post and those it succeeded.

    The first is the one that he goes on with and signs: his own post's, else the newest.
    """
    return list(drafts_at_hand(sheet, lane, actor))


def draft_for(sheet: UUID, lane: Lane, actor: Actor) -> NoteDraft | None:
    """The draft that the actor goes on with."""
    return drafts_at_hand(sheet, lane, actor).first()


def drafts_at_hand(sheet: UUID, lane: Lane, actor: Actor) -> QuerySet[NoteDraft]:
    rows = NoteDraft.objects.filter(sheet=sheet, lane=lane, post__in=actor.posts | {actor.post_id})
    own = Case(When(post=actor.post_id, then=Value(0)), default=Value(1))
    return rows.select_related("user").order_by(own, "-updated_at", "pk")


def next_number(sheet: UUID) -> int:
    """The number the next signed paragraph will get if nobody signs before."""
    last = Paragraph.objects.filter(sheet=sheet).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


def phrases(office: UUID, post: UUID) -> list[DecisionPhrase]:
    """The post's own decision phrases, then the office's, then everybody's."""
    found = DecisionPhrase.objects.filter(
        Q(office=office, post=post) | Q(office=office, post=None) | Q(office=None)
    )
    return sorted(found, key=lambda row: (row.post_id is None, row.office_id is None, row.order))


def _of_lane(lane: Lane, until: int | None) -> Q:
    of_lane = Q(lane__isnull=True) if lane is None else Q(lane=lane)
    return of_lane if until is None else of_lane & Q(number__lte=until)
