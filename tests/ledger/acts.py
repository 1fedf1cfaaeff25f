"""Appending in tests: small acts on a stream."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from ledger import services
from ledger.services import Appended, Key

NOW = datetime(2026, 4, 1, 5, 30, tzinfo=UTC)
NOTE = "সরেজমিন তদন্তের জন্য ভূমি শাখায় পাঠানো হোক।"


def forwarded(
    stream: UUID,
    number: int = 1,
    *,
    texts: Mapping[str, str] | None = None,
    expected_seq: int | None = None,
    key: Key | None = None,
) -> Appended:
    return services.append(
        stream=stream,
        stream_kind="matter",
        kind="file.forwarded",
        data={"number": number},
        by={"kind": "system", "name": {"bn": "পরীক্ষা", "en": "test"}},
        at=NOW,
        texts=texts,
        expected_seq=expected_seq,
        key=key,
    )


def destroyed(stream: UUID, payload: UUID, order: str, stream_kind: str = "matter") -> Appended:
    """The entry that names the order under which a payload is gone."""
    return services.append(
        stream=stream,
        stream_kind=stream_kind,
        kind="payload.destroyed",
        data={"payload": payload, "order": order},
        by={"kind": "system", "name": {"bn": "পরীক্ষা", "en": "test"}},
        at=NOW,
    )
