"""An office's administration is a stream of its own: who changed what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hierarchy.actors import Actor
from ledger.services import append


def record(*, office: UUID, kind: str, data: Mapping[str, object], actor: Actor, now: datetime) -> None:
    """Append one administrative act (`charge.given`, `post.abolished` …) inside the caller's transaction."""
    append(stream=office, stream_kind="office", kind=kind, data=data, by=actor.by(), at=now)
