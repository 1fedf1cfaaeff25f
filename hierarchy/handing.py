"""Lists of charge that a person handed over or is to confirm, whatever post he acts for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from hierarchy.models import HandOver


def lists_of(user: UUID) -> list[HandOver]:
    """Those not confirmed yet, newest first."""
    concerned = Q(incoming__user=user) | Q(outgoing__user=user)
    rows = HandOver.objects.filter(concerned, taken_at=None).select_related("post", "incoming")
    return list(rows.order_by("-handed_at"))
