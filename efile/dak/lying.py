"""In what a dak lies, as far as its reader may know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from efile.dak.models import Dak
from efile.files.sight import files_visible_to
from efile.models import File, Matter
from efile.visibility import visible_to
from hierarchy.actors import Actor
from ledger.selectors import EntryView


@dataclass(frozen=True, slots=True)
class Lies:
    """The matter and the file of a dak; None for what there is none of, or what the reader may not open."""

    matter: Matter | None = None
    file: File | None = None


def lies_in(row: Dak, actor: Actor) -> Lies:
    if row.matter_id:
        found = visible_to(Matter.objects.filter(pk=row.matter_id), actor).select_related("file").first()
        return Lies(found, found.file if found else None)
    if row.file_id:
        return Lies(None, files_visible_to(File.objects.filter(pk=row.file_id), actor).first())
    return Lies()


def files_told(entries: Iterable[EntryView], actor: Actor) -> dict[str, str]:
    """The numbers of the files in which the record of a dak says that it lay, by the id of the file or of the
    matter that it names; those alone that the reader may open."""
    told = [entry.data["dak"] for entry in entries]
    files = {UUID(one["file"]) for one in told if one["file"]}
    matters = {UUID(one["matter"]) for one in told if one["matter"]}
    rows = files_visible_to(File.objects.filter(pk__in=files), actor).values_list("pk", "number")
    lying = visible_to(Matter.objects.filter(pk__in=matters, file__isnull=False), actor)
    return {str(pk): number for pk, number in [*rows, *lying.values_list("pk", "file__number")]}
