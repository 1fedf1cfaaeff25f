"""The worker's side: orders are made one after the other, and what a dead worker left is made anew."""

from __future__ import annotations

import hashlib
import logging
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from efile.alone import alone
from efile.files.recording import check_there
from efile.files.sight import file_for
from efile.models import File
from efile.printing.composing import Made, compose, matters_in
from efile.printing.models import LIVE, Printout, State
from efile.selectors import matter_for
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for

log = logging.getLogger(__name__)

LOCK: Final = 0x7072696E74
KEPT: Final = timedelta(days=1)
MOST_TRIES: Final = 3
CHUNK: Final = 1024 * 1024


def make_all() -> int:
    """Every print that waits, unless another worker is at it; how many were made.

    What a dead worker was making is begun anew.
    """
    made = 0
    with alone(LOCK) as mine:
        if mine:
            clear(timezone.now())
            while row := Printout.objects.filter(state__in=LIVE).order_by("asked_at", "pk").first():
                made += _make(row)
    return made


def clear(now: datetime) -> None:
    """Prints older than a day, and what a dead worker left half made."""
    folder = home()
    for left in folder.glob("making-*"):
        shutil.rmtree(left, ignore_errors=True)
    for old in folder.glob("*.pdf"):
        if old.stat().st_mtime < (now - KEPT).timestamp():
            old.unlink(missing_ok=True)


def home() -> Path:
    folder: Path = settings.PRINTS
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def place_of(row: Printout) -> Path:
    return home() / f"{row.pk}.pdf"


def _make(row: Printout) -> bool:
    row.tries += 1
    if row.tries > MOST_TRIES:
        return _fail(row)
    _tell(row, state=State.MAKING, tries=row.tries)
    zone = ZoneInfo(row.office.timezone)
    try:
        with translation.override(row.language), timezone.override(zone):
            _print(row, actor_for(row.user_id, row.post_id, timezone.now()))
    except Refused as refused:
        log.warning("print %s was refused: %s", row.pk, refused)
        return _fail(row)
    except (ValueError, LookupError, RuntimeError, OSError):
        log.exception("print %s could not be made", row.pk)
        return _fail(row)
    return True


def _print(row: Printout, actor: Actor) -> None:
    now, out = timezone.now(), place_of(row)
    lies_in = _file_of(row)
    gone = lies_in.destroyed_at if lies_in else None

    def tell(done: int, total: int) -> None:
        _tell(row, done=done, total=total)

    with TemporaryDirectory(prefix="making-", dir=home()) as folder:
        file = file_for(actor, row.file_id) if row.file_id else None
        one = matter_for(actor, row.matter_id) if row.matter_id else None
        matters = matters_in(file, actor) if file else [one] if one else []
        whole = Path(folder) / "whole.pdf"
        made = compose(file, matters, actor, now, Path(folder), whole, tell)
        _keep(row, made, whole)
        whole.replace(out)
    if gone is None:
        _check_not_gone_meanwhile(row, out)
    _tell(row, state=State.READY, ready_at=now)


def _file_of(row: Printout) -> File | None:
    """As it stands now; None for a matter that lies in no file."""
    own = Q(pk=row.file_id) if row.file_id else Q(matters=row.matter_id)
    return File.objects.filter(own).first()


def _check_not_gone_meanwhile(row: Printout, out: Path) -> None:
    """Asked once the bytes are in their place: who destroys a file takes the prints that he finds, and these
    words may have been read before him and written after him."""
    file = _file_of(row)
    if file and file.destroyed_at is not None:
        out.unlink(missing_ok=True)
        check_there(file)


def _keep(row: Printout, made: Made, whole: Path) -> None:
    digest = hashlib.sha256()
    with whole.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    _tell(
        row,
        matters=[str(one.pk) for one in made.matters],
        secrecy=max((one.secrecy for one in made.matters), default=0),
        pages=made.pages,
        size=whole.stat().st_size,
        sha256=digest.hexdigest(),
    )


def _fail(row: Printout) -> bool:
    _tell(row, state=State.FAILED)
    return False


def _tell(row: Printout, **values: object) -> None:
    Printout.objects.filter(pk=row.pk).update(told_at=timezone.now(), **values)
