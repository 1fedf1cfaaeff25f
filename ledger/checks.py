"""Checking stored streams against the rule of the chain."""

from collections.abc import Iterable
from uuid import UUID

from ledger.chain import ChainFault, Link, Text, first_fault, parsed
from ledger.models import Entry, Payload, Stream


def check_chain(stream: UUID) -> ChainFault | None:
    """Recompute a stream from its exact bytes; the first difference, or None when whole."""
    head = Stream.objects.filter(id=stream).values_list("head_seq", "head_hash").first()
    links = [
        Link(seq, kind, at, bytes(body), bytes(digest))
        for seq, kind, at, body, digest in Entry.objects.filter(stream_id=stream)
        .order_by("seq")
        .values_list("seq", "kind", "at", "body", "hash")
    ]
    found = (head[0], bytes(head[1])) if head else None
    return first_fault(stream, found, links, _texts(links))


def _texts(links: Iterable[Link]) -> dict[UUID, Text]:
    bodies = (parsed(link.body) for link in links)
    ids = [UUID(text["payload"]) for body in bodies if body for text in body["texts"].values()]
    return {
        row[0]: Text(None if row[1] is None else bytes(row[1]), row[2], row[3])
        for row in Payload.objects.filter(id__in=ids).values_list("id", "salt", "value", "destroyed_under")
    }
