"""Files come in: looked at, searched for viruses, kept on the disk, and only then known to the database."""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import transaction

from hierarchy.reasons import TOO_LARGE
from hierarchy.refusals import Reason, Refused
from notings.contents import reasons, scanning, storage
from notings.contents.looking import Looked, looked_at
from notings.contents.models import Content, Found
from notings.contents.scanning import NotAnswering
from web.templatetags.office import bn_digits

log = logging.getLogger(__name__)

MEGABYTE: Final = 1024 * 1024
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on this machine, with the name its sender gave it and its SHA-256."""

    path: Path
    name: str
    sha256: str
    size: int


def take_in(*, office: UUID, file: File[Any], name: str, now: datetime) -> Content:
    """Keep a file that came in; the same bytes are kept once an office.

    Refused with why it is not taken. When the scanner does not answer, the paper is kept and held back
    (`Found.WAITING`) until it does.
    """
    try:
        with reached(reasons.NOT_KEPT, name=name), _on_this_machine(file, name) as incoming:
            known = Content.objects.filter(office=office, sha256=incoming.sha256, destroyed_at=None).first()
            return known or _keep(_checked(office, incoming, now), incoming)
    except OSError as error:
        if error.errno in FULL:
            raise Refused(reasons.NO_SPACE, name=name) from error
        raise


@contextmanager
def _on_this_machine(file: File[Any], name: str) -> Iterator[Incoming]:
    with NamedTemporaryFile(prefix="gotipath-incoming-") as copy:
        digest, size = hashlib.sha256(), 0
        for chunk in file.chunks():
            size += len(chunk)
            _check_size(max(size, file.size), name)
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        yield Incoming(Path(copy.name), name, digest.hexdigest(), size)


def _check_size(size: int, name: str) -> None:
    most = settings.MOST_MEGABYTES
    if size > most * MEGABYTE:
        raise Refused(TOO_LARGE, name=name, most=bn_digits(most))


def _checked(office: UUID, incoming: Incoming, now: datetime) -> Content:
    looked = looked_at(incoming.path)
    if looked.refused:
        raise Refused(reasons.NOT_TAKEN[looked.refused], name=incoming.name)
    with incoming.path.open("rb") as file:
        found, virus = _scanned(iter(lambda: file.read(MEGABYTE), b""))
    if found is Found.INFECTED:
        raise Refused(reasons.INFECTED, name=incoming.name, virus=virus)
    return _content(office, incoming, looked, found, now)


def _scanned(chunks: Iterator[bytes]) -> tuple[Found, str]:
    """A scanner that is down holds the paper back; it does not lose it."""
    try:
        return scanning.scan(chunks)
    except NotAnswering as silent:
        log.warning("the virus scanner does not answer: %s", silent)
        return Found.WAITING, ""


def _content(office: UUID, incoming: Incoming, looked: Looked, found: Found, now: datetime) -> Content:
    return Content(
        office_id=office,
        sha256=incoming.sha256,
        size=incoming.size,
        media=looked.media,
        pages=looked.pages,
        active=list(looked.active),
        found=found,
        kept_at=now,
    )


def _keep(content: Content, incoming: Incoming) -> Content:
    """The file first, then the row: a row never stands without its file. Bytes that were given up under an
    order and come anew are kept under their row again."""
    with incoming.path.open("rb") as file:
        if given_up := _come_anew(content, File(file)):
            return given_up
        storage.keep(content.place, File(file))
    row, _ = Content.objects.get_or_create(
        office_id=content.office_id,
        sha256=content.sha256,
        defaults={
            name: getattr(content, name) for name in ("size", "media", "pages", "active", "found", "kept_at")
        },
    )
    return row


@transaction.atomic
def _come_anew(content: Content, file: File[Any]) -> Content | None:
    """Under the lock of the row, under which its old bytes are removed too."""
    rows = Content.objects.select_for_update().filter(office=content.office_id, sha256=content.sha256)
    row = rows.exclude(destroyed_at=None).first()
    if row is None:
        return None
    storage.keep(row.place, file)
    row.destroyed_at, row.found, row.virus = None, content.found, content.virus
    row.save(update_fields=["destroyed_at", "found", "virus"])
    return row


def search_held() -> int:
    """Ask the scanner again about what was held back; how many it answered for."""
    answered = 0
    for content in Content.objects.filter(found=Found.WAITING, destroyed_at=None).order_by("kept_at"):
        try:
            found, virus = scanning.scan(storage.chunks(content.place))
        except scanning.Down:
            break
        except (NotAnswering, FileNotFoundError, storage.NotReached) as unsaid:
            log.warning("no answer of the virus scanner about %s: %s", content.place, unsaid)
            continue
        Content.objects.filter(pk=content.pk).update(found=found, virus=virus)
        answered += 1
    return answered


def chunks_of(content: Content) -> Iterator[bytes]:
    """The bytes, to be handed out. Refused for what is held back, infected, destroyed or not where it was."""
    check_open(content)
    try:
        with reached():
            return storage.chunks(content.place)
    except FileNotFoundError as missing:
        log.error("a paper's file is missing: %s", content.place)
        raise Refused(reasons.MISSING) from missing


@contextmanager
def reached(reason: Reason = reasons.NOT_REACHED, **named: object) -> Iterator[None]:
    """Refused, with the reason, while the storage does not answer."""
    try:
        yield
    except storage.NotReached as silent:
        log.error("the storage of papers is not reached: %s", silent)
        raise Refused(reason, **named) from silent


def check_open(content: Content) -> None:
    if content.destroyed_at is not None:
        raise Refused(reasons.DESTROYED)
    if content.found == Found.WAITING:
        raise Refused(reasons.HELD)
    if content.found == Found.INFECTED:
        raise Refused(reasons.QUARANTINED, virus=content.virus)
