"""The rule of the chain, written a second time in Python so that it can be checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal
from uuid import UUID

import orjson

from ledger.canonical import moment

ZERO: Final = bytes(32)
DESTROYED: Final = "payload.destroyed"

What = Literal["gap", "hash", "body", "columns", "text", "head", "stream"]


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first difference in a stream.

    gap: the entry `seq` is missing. hash: its body, its place or its hash was changed. body: its
    bytes are no entry. columns: kind or moment beside the body say otherwise. text: a payload does
    not match its hash, or is gone though no entry of the stream names the order, or is there
    though one does. head: the stream's head is not at its last entry. stream: no head at all.
    """

    stream: UUID
    seq: int
    what: What


@dataclass(frozen=True, slots=True)
class Link:
    """One stored entry as it lies in its row."""

    seq: int
    kind: str
    at: datetime
    body: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """One stored payload; value and salt are None once destroyed under an order."""

    salt: bytes | None
    value: str | None
    destroyed_under: str | None


def link_hash(previous: bytes, stream: UUID, seq: int, body: bytes) -> bytes:
    """sha256(0x01 || previous || stream || seq as 8 bytes big endian || body)."""
    return sha256(b"\x01" + previous + stream.bytes + seq.to_bytes(8, "big") + body).digest()


def text_hash(salt: bytes, value: str) -> bytes:
    """The hash an entry keeps of a text: sha256(salt || UTF-8)."""
    return sha256(salt + value.encode()).digest()


def first_fault(
    stream: UUID,
    head: tuple[int, bytes] | None,
    links: Sequence[Link],
    texts: Mapping[UUID, Text],
) -> ChainFault | None:
    """The first difference of a stream from what its entries say, links given in order of seq."""
    seq, digest = 0, ZERO
    orders = _orders(links)
    for link in links:
        seq += 1
        what = _link_fault(stream, seq, digest, link, texts, orders)
        if what is not None:
            return ChainFault(stream, seq, what)
        digest = link.hash
    if head is None:
        return ChainFault(stream, seq, "stream") if seq else None
    return None if head == (seq, digest) else ChainFault(stream, max(seq, head[0]), "head")


def _link_fault(
    stream: UUID,
    seq: int,
    previous: bytes,
    link: Link,
    texts: Mapping[UUID, Text],
    orders: Mapping[str, str],
) -> What | None:
    if link.seq != seq:
        return "gap"
    if link.hash != link_hash(previous, stream, seq, link.body):
        return "hash"
    body = parsed(link.body)
    if body is None:
        return "body"
    if (body["kind"], body["at"]) != (link.kind, moment(link.at)):
        return "columns"
    matching = (_matches(named, texts, orders) for named in body["texts"].values())
    return None if all(matching) else "text"


def parsed(body: bytes) -> dict[str, Any] | None:
    """The entry in these bytes, or None when they hold none."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    whole = isinstance(value, dict) and {"kind", "at", "by", "data", "texts"} <= value.keys()
    return value if whole else None


def _orders(links: Iterable[Link]) -> dict[str, str]:
    """Payload id -> order, from the entries `payload.destroyed` with data {payload, order} or, of many,
    {payloads, order}."""
    bodies = (parsed(link.body) for link in links if link.kind == DESTROYED)
    said = [body["data"] for body in bodies if body and isinstance(body["data"], dict)]
    return {str(one): str(data.get("order")) for data in said for one in _named(data)}


def _named(data: Mapping[str, Any]) -> list[Any]:
    many = data.get("payloads")
    return many if isinstance(many, list) else [data.get("payload")]


def _matches(named: Mapping[str, str], texts: Mapping[UUID, Text], orders: Mapping[str, str]) -> bool:
    text = texts.get(UUID(named["payload"]))
    if text is None or text.destroyed_under != orders.get(named["payload"]):
        return False
    if text.destroyed_under is not None:
        return text.value is None and text.salt is None
    if text.value is None or text.salt is None:
        return False
    return text_hash(text.salt, text.value).hex() == named["sha256"]
