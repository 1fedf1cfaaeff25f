"""Reads of notings. Upper rooms decide which lanes a reader may see; nothing here does."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

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
