"""Which words of a file are destroyed, beside those that the database's own trigger takes (migration 0027).

Numbers, days, posts, subjects and names of applicants stand in the registers and stay. A test writes a word
into everything that a file can hold and finds it nowhere afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Q

from efile.letters.models import DraftWork
from efile.models import File, Matter
from notings.models import NoteDraft

SAYS_WHY: Final = "-"
"""Where a reason was given, and the row has to say so: the reason is gone."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What lies in a file: itself with the parts merged into it, its matters, receipts and dak."""

    files: list[UUID]
    matters: list[UUID]
    receipts: list[UUID]
    daks: list[UUID]

    @property
    def streams(self) -> list[UUID]:
        return [*self.files, *self.matters, *self.receipts]


def doomed_of(file: UUID) -> Doomed:
    merged = Q(part_of=file, status=File.Status.MERGED)
    files = list(File.objects.filter(Q(pk=file) | merged).values_list("pk", flat=True))
    matters = list(Matter.objects.filter(file__in=files).values_list("pk", flat=True))
    dak = apps.get_model("efile.Dak").objects.filter(Q(matter__in=matters) | Q(file__in=files))
    own = Matter.objects.filter(pk__in=matters, receipt__isnull=False).values_list("receipt", flat=True)
    receipts = {*own, *dak.values_list("receipt", flat=True)}
    daks = apps.get_model("efile.Dak").objects.filter(receipt__in=receipts)
    return Doomed(files, matters, sorted(receipts), list(daks.values_list("pk", flat=True)))


Blank = tuple[str, str, str, Mapping[str, str]]
BLANK: Final[tuple[Blank, ...]] = (
    ("efile.Receipt", "pk", "receipts", {"body": ""}),
    ("efile.Applicant", "receipts", "receipts", {"address": "", "mobile": "", "email": ""}),
    ("efile.Paper", "matter", "matters", {"title": ""}),
    ("efile.Reminder", "matter", "matters", {"words": SAYS_WHY}),
    ("efile.Confirmation", "matter", "matters", {"words": SAYS_WHY}),
    ("efile.AgendaItem", "matter", "matters", {"text": ""}),
    ("efile.MatterGrant", "content_object", "matters", {"reason": SAYS_WHY}),
    ("efile.FileGrant", "content_object", "files", {"reason": SAYS_WHY}),
    ("efile.ReplyLink", "matter", "matters", {"to_name": "", "asked": ""}),
    ("efile.FileLink", "file", "files", {"reason": "", "extracts": ""}),
    ("efile.FileScan", "file", "files", {"title": ""}),
    ("efile.DakScan", "dak", "daks", {"title": ""}),
    ("efile.Lack", "dak", "daks", {"what": ""}),
    ("efile.DakReminder", "dak", "daks", {"words": ""}),
    ("efile.Transfer", "dak", "daks", {"to_name": ""}),
    ("efile.Proposal", "dak", "daks", {"words": ""}),
    ("integrations.Notice", "matter", "matters", {"text": "", "address": "", "failure": ""}),
)
"""Model, its way to what is doomed, which of it, and the columns that are emptied."""
FOUND: Final = """
UPDATE efile_findable f SET words = efile_words(f.names) WHERE f.id = ANY(%s)
"""
"""Found by its numbers and by what stands in the registers, as `names` has it."""


def blank(doomed: Doomed) -> None:
    """Inside the caller's transaction, after the trigger took what is fixed."""
    for label, way, which, columns in BLANK:
        rows = apps.get_model(label)._default_manager.filter(**{f"{way}__in": getattr(doomed, which)})
        for column, gone in columns.items():
            rows.exclude(**{column: ""}).update(**{column: gone})
    DraftWork.objects.filter(draft__matter__in=doomed.matters).delete()
    sheets = Matter.objects.filter(pk__in=doomed.matters).values("sheet")
    NoteDraft.objects.filter(sheet__in=sheets).delete()
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [[*doomed.matters, *doomed.daks]])
