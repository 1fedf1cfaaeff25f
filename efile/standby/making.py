"""One copy made from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from efile.standby import reading
from efile.standby.folder import Folder
from efile.standby.models import StandbyCopy
from efile.standby.writing import Writer
from hierarchy.models import Office
from web.language import language_for

Tell = Callable[[int], None]


def make_copy(office: Office, home: Path, now: datetime, tell: Tell = lambda _done: None) -> StandbyCopy:
    """`home` is the folder of all copies; each office has one of its own in it. Raises Busy while another run
    writes there. What a run that was cut short had of papers is not fetched again."""
    folder = Folder(home / office.code)
    spoken = translation.override(language_for(office.profile))
    with folder.held(), spoken, timezone.override(ZoneInfo(office.timezone)):
        row = StandbyCopy.objects.create(office=office, folder=str(folder.home), begun_at=now)
        folder.begin()
        writer = Writer(folder, office, now)
        files = _write_all(office, writer, now, tell)
        writer.lists()
        size = folder.size()
        folder.finish(f"{now:%Y%m%d-%H%M%S-%f}")
    row.made_at = timezone.now()
    row.files, row.matters, row.papers = files, writer.matters, len(folder.papers)
    row.copied, row.size = folder.copied, size
    row.save()
    return row


def _write_all(office: Office, writer: Writer, now: datetime, tell: Tell) -> int:
    files = 0
    for file in reading.files_of(office).iterator(chunk_size=200):
        writer.sheet(reading.sheet_of_file(file, now))
        files += 1
        tell(files)
    for matter in reading.unfiled(office).iterator(chunk_size=200):
        writer.sheet(reading.sheet_of_matter(matter))
    return files
