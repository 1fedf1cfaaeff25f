"""What every act on a file shares: who may, the lock, and the entry that tells how the file stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from efile.disposal.models import Said, State
from efile.files import reasons
from efile.files.models import FileLink
from efile.files.pressed import key_of_entry
from efile.files.sight import files_visible_to
from efile.models import File
from efile.reasons import NOT_VISIBLE
from efile.services.mandate import check_own_hand
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger
from web.templatetags.office import bn_digits

LONGEST = 500


def lock(actor: Actor, *files: UUID) -> dict[UUID, File]:
    """Files that the actor may open, of his own office, locked by id; others do not exist for him."""
    rows = files_visible_to(File.objects.filter(pk__in=files, office__in=actor.offices), actor)
    known = list(rows.values_list("pk", flat=True))
    if len(known) < len(set(files)):
        raise Refused(NOT_VISIBLE)
    locked = File.objects.select_for_update(of=("self",)).select_related("section", "office")
    found = {row.pk: row for row in locked.filter(pk__in=known).order_by("pk")}
    for row in found.values():
        check_there(row)
    return found


def lock_own(actor: Actor, file: UUID) -> File:
    """The same of one file, by who may look after it."""
    row = lock(actor, file)[file]
    check_own_hand(actor)
    if not looks_after(actor, row):
        raise Refused(reasons.NOT_OF_SECTION, section=row.section.name)
    return row


def check_there(row: File) -> None:
    """Nothing more is done with a file that was destroyed under an order."""
    if row.destroyed_at is not None:
        raise Refused(reasons.DESTROYED, number=bn_digits(row.number))


def ordered(row: File) -> bool:
    """Whether its destruction is ordered and not carried out."""
    return row.disposals.filter(disposal__state=State.ORDERED, said=Said.AGREED).exists()


def check_not_ordered(row: File) -> None:
    """Nor with one whose destruction is ordered: between the order and the worker it stays as it was read."""
    check_there(row)
    if ordered(row):
        raise Refused(reasons.ORDERED, number=bn_digits(row.number))


def looks_after(actor: Actor, row: File) -> bool:
    """The dealing hands and officers of its section who note, and the officers above it in the line: to open
    a file, to number, link and part it is the section's work (CSMOP 23, 26, 45)."""
    return actor.may("note") and of_its_line(actor, row)


def of_its_line(actor: Actor, row: File) -> bool:
    return any(place_in_line(actor, row))


def place_in_line(actor: Actor, row: File) -> tuple[bool, bool]:
    """Whether he is of the section to which the file belongs today, and whether he is above it."""
    own = lines.standing_sections([row.section_id])[row.section_id]
    chief = lines.chief_of_section(own)
    above = lines.seats([chief.pk])[chief.pk].superiors if chief else ()
    return own in actor.sections, not actor.posts.isdisjoint(above)


def today_at(row: File, now: datetime) -> date:
    return hierarchy.calendar_for(row.office_id).local_date(now)


def said_of(row: File) -> dict[str, object]:
    """How the file stands, for its record: its own columns, its earlier numbers, volumes, links and scans;
    that its papers are lost only where they are."""
    links = FileLink.objects.filter(file=row)
    return {
        "number": row.number,
        "section": row.section_id,
        "head": row.head_id,
        "retention": row.retention,
        "status": row.status,
        "parked_until": row.parked_until,
        "part_of": row.part_of_id,
        "part": row.part,
        "shelf": row.shelf,
        "paper_year": row.paper_year,
        "numbers": sorted([one.kind, one.number] for one in row.numbers.all()),
        "volumes": [[one.number, one.first_page] for one in row.volumes.all()],
        "links": sorted([str(one.other_id), one.ended_at is not None] for one in links),
        "scans": [
            [one.place, one.content.sha256, one.first_page, one.pages]
            for one in row.scans.select_related("content")
        ],
        **{name: day for name in ("missing_on", "rebuilt_on") if (day := getattr(row, name)) is not None},
    }


def enter(
    row: File,
    actor: Actor,
    kind: str,
    now: datetime,
    data: Mapping[str, object] | None = None,
    texts: Mapping[str, str] | None = None,
) -> None:
    """One entry of the file's stream, with how it stands after the act."""
    ledger.append(
        stream=row.pk,
        stream_kind="file",
        kind=kind,
        data={"number": row.number, "section": row.section_id, "file": said_of(row), **(data or {})},
        by=actor.by(),
        at=now,
        texts=texts,
        key=key_of_entry(),
    )


def why(given: str) -> str:
    """The reason as it is kept; Refused without one."""
    text = clean(given)
    if not text or len(text) > LONGEST:
        raise Refused(reasons.WHY)
    return text
