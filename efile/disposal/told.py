"""What the pages of a destroyed file say: under which order, when, by whom."""

from __future__ import annotations

from efile.disposal.models import DisposalItem
from efile.models import File


def destroyed(file: File | None) -> DisposalItem | None:
    """The line of the list that destroyed it, or the file of which it was a merged part; None of one that
    stands."""
    if file is None or file.destroyed_at is None:
        return None
    rows = DisposalItem.objects.exclude(destroyed_at=None).select_related("disposal")
    return rows.filter(file__in=[file.pk, *filter(None, [file.part_of_id])]).order_by("destroyed_at").first()
