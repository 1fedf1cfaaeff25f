"""Papers whose bytes are given up under an order: marked in the order's transaction, then off the disk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from notings.contents import storage
from notings.contents.models import Content


def mark(contents: Iterable[UUID], now: datetime) -> None:
    """Inside the caller's transaction. The rows stay, so that what refers to them says so."""
    Content.objects.filter(pk__in=list(contents), destroyed_at=None).update(destroyed_at=now)


def clear(contents: Iterable[UUID]) -> None:
    """The bytes of those that are marked, and the pictures made of them. Again is no error."""
    for own_id in contents:
        with transaction.atomic():
            row = Content.objects.select_for_update().filter(pk=own_id).exclude(destroyed_at=None).first()
            if row is not None:
                _remove(row.place)


def _remove(place: str) -> None:
    papers = storage.papers()
    papers.delete(place)
    pictures = f"{place}.pages"
    try:
        _, files = papers.listdir(pictures)
    except FileNotFoundError:
        return
    for name in files:
        papers.delete(f"{pictures}/{name}")
