"""What a post holds, for the list that is handed over: ids, numbers and stages, no subject lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.dak.models import Dak, DakState
from efile.models import File, Matter, Secrecy, Thread
from efile.pages import labels
from efile.pages.labels import Chip
from efile.visibility import visible_to
from hierarchy import bodies, lines
from hierarchy.actors import Actor
from hierarchy.handing import Held
from hierarchy.models import HandOver, Post, Section
from hierarchy.standing import standing_of
from hierarchy.words import Words
from ledger.canonical import plain
from notings.models import NoteDraft
from web.templatetags.office import office_date
from workflows.catalogue import spec_of


def held_by(post: Post, today: date) -> Held:
    """Open matters, dak, physical items, drafts, current files, the section's pool and committee seats.

    In JSON's own types.
    """
    standing = standing_of(post, today)
    return {
        "matters": _matters(standing.posts, today),
        "dak": _dak(standing.posts),
        "items": _items(standing.posts),
        "drafts": _drafts(standing.posts),
        "files": _files(standing.posts),
        "pool": _pool(standing.sections),
        "seats": _seats(standing.posts, today),
    }


def _matters(posts: Collection[UUID], today: date) -> list[dict[str, object]]:
    rows = Thread.objects.filter(holder__in=posts, pool__isnull=True, closed_at__isnull=True)
    rows = rows.select_related("matter__receipt", "matter__file", "matter__instance", "stage")
    return [
        {
            "matter": str(row.matter_id),
            "thread": str(row.pk),
            **_number(row.matter),
            "stage": _stage(row).both(),
            "waiting_for": row.waiting_for,
            "arrived_at": plain(row.arrived_at),
            "due_on": plain(row.due_on),
            "late": row.due_on is not None and row.due_on < today and not row.waiting_for,
        }
        for row in rows.order_by("arrived_at", "id")
    ]


def _number(matter: Matter) -> dict[str, object]:
    return {
        "file": matter.file.number if matter.file else "",
        "receipt": matter.receipt.number if matter.receipt else "",
    }


def _stage(thread: Thread) -> Words:
    if thread.stage is None or thread.stage.closed_at is not None:
        return Words("", "")
    return labels.element_name(spec_of(thread.matter.instance.version_id), thread.stage.element)


def _dak(posts: Collection[UUID]) -> list[dict[str, object]]:
    """What waits for its main recipient, by its number in the diary."""
    rows = Dak.objects.filter(holder__in=posts, state=DakState.OPEN).select_related("receipt")
    return [
        {"dak": str(row.pk), "receipt": row.receipt.number, "arrived_at": plain(row.arrived_at)}
        for row in rows.order_by("arrived_at", "id")
    ]


def _items(posts: Collection[UUID]) -> list[dict[str, object]]:
    """Physical items that came with dak and are with the post, whoever the main recipient is. What lies in a
    closed file is kept with that."""
    closed = File.Status.CLOSED
    rows = Dak.objects.filter(paper_at__in=posts).exclude(file__status=closed)
    rows = rows.exclude(matter__file__status=closed).select_related("receipt")
    rows = rows.order_by("receipt__received_at", "id")
    return [{"dak": str(row.pk), "receipt": row.receipt.number, "shelf": row.shelf} for row in rows]


def _drafts(posts: Collection[UUID]) -> list[dict[str, object]]:
    sheets = NoteDraft.objects.filter(post__in=posts).exclude(text="").values("sheet")
    rows = (
        Matter.objects.filter(sheet__in=sheets).select_related("receipt", "file").order_by("opened_at", "id")
    )
    return [{"matter": str(row.pk), **_number(row)} for row in rows]


def _files(posts: Collection[UUID]) -> list[dict[str, object]]:
    held = Q(opened_by__in=posts) | Q(matters__threads__holder__in=posts, matters__closed_at__isnull=True)
    rows = File.objects.filter(held, status=File.Status.CURRENT).distinct().order_by("number")
    return [{"file": row.number} for row in rows]


def _pool(sections: Collection[UUID]) -> list[dict[str, object]]:
    """By the section in whose pool they lie today."""
    rows = Thread.objects.filter(pool__in=sections, closed_at__isnull=True)
    counted = rows.values_list("pool").annotate(count=Count("pk")).order_by("pool")
    today = lines.present_sections(Section.objects.filter(pk__in=sections))
    found: Counter[Section] = Counter()
    for pool, count in counted:
        found[today[pool]] += count
    ordered = sorted(found.items(), key=lambda one: one[0].name_en)
    return [{"section": section.name.both(), "count": count} for section, count in ordered]


def _seats(posts: Collection[UUID], today: date) -> list[dict[str, object]]:
    rows = bodies.seats_held(posts, today).order_by("body__code", "position", "starts")
    return [{"body": row.body.name.both(), "role": row.role} for row in rows]


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter of the list as the reader may see it: without its subject when it is not for him."""

    url: str
    number: str
    subject: str
    stage: str
    due_on: date | None
    late: bool
    chips: list[Chip]


def lines_of(held: Held, reader: Actor | None, *, gave: bool = False) -> list[MatterLine]:
    """The listed matters with the subjects that the reader may read today.

    Who handed them over reads on his own copy what he handed over, except what has a secrecy grade.
    """
    rows = _matters_of(held["matters"])
    open_to_him: set[UUID] = set()
    if reader is not None:
        found = visible_to(Matter.objects.filter(pk__in=rows), reader)
        open_to_him = set(found.values_list("pk", flat=True))
    return [_line(row, rows.get(UUID(str(row["matter"]))), open_to_him, gave) for row in held["matters"]]


def numbers_of(held: Sequence[Mapping[str, object]]) -> list[str]:
    rows = _matters_of(held)
    return [_named(row, rows.get(UUID(str(row["matter"])))) for row in held]


def _matters_of(held: Sequence[Mapping[str, object]]) -> dict[UUID, Matter]:
    ids = [UUID(str(row["matter"])) for row in held]
    return Matter.objects.select_related("receipt", "file", "service").in_bulk(ids)


def _line(said: Mapping[str, object], matter: Matter | None, opens: set[UUID], gave: bool) -> MatterLine:
    stage, due = said["stage"], said["due_on"]
    name = Words(**stage) if isinstance(stage, dict) else Words("", "")
    opened = matter is not None and matter.pk in opens
    reads = opened or (gave and matter is not None and matter.secrecy == Secrecy.NORMAL)
    return MatterLine(
        url=reverse("matter", args=[matter.pk]) if matter and opened else "",
        number=_named(said, matter),
        subject=matter.subject if matter and reads else "",
        stage=str(name) or labels.waits_words(str(said["waiting_for"])),
        due_on=date.fromisoformat(str(due)) if due else None,
        late=bool(said["late"]),
        chips=labels.chips_of(matter) if matter and reads else [],
    )


def _named(said: Mapping[str, object], matter: Matter | None) -> str:
    """By its number; an internal matter without one by its service and the day on which it began."""
    number = str(said["file"] or said["receipt"])
    if number or matter is None:
        return number
    day = office_date(matter.opened_at)
    return _("%(service)s, begun on %(day)s") % {"service": matter.service.name, "day": day}


def differs(handover: HandOver, today: date) -> tuple[int, int]:
    """How many matters came and how many went since the list was made."""
    listed = {row["thread"] for row in handover.held["matters"]}
    now = {row["thread"] for row in held_by(handover.post, today)["matters"]}
    return len(now - listed), len(listed - now)
