"""A thread as two lines of the desk's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.due import Due, due_of
from efile.pages.labels import Chip
from efile.pages.moment import Moment
from hierarchy.words import Words
from web.templatetags.office import office_date
from workflows.catalogue import spec_of

WITH_OTHERS = ("others", "sent")
TICKED = ("with_me", "today", "late", "pool")
"""Where several lines can be acted on together."""


@dataclass(frozen=True, slots=True)
class Row:
    """What web/parts/row.html draws."""

    id: UUID
    url: str
    peek_url: str
    unread: bool
    chips: list[Chip]
    subject: str
    number: str
    applicant: str
    place: str
    from_who: str
    act: str
    held: str
    due: Due | None
    file_url: str = ""
    tick: str = ""
    asked: str = ""
    labels: Sequence[str] = ()


def row_of(thread: Thread, box: str, query: str, moment: Moment, section: UUID | None = None) -> Row:
    """`query` is the desk's own, so that a file opened from a box leads back to it.

    Posts of the reader's own `section` are named without it.
    """
    matter = thread.matter
    if matter.hidden:
        return number_alone(matter, thread.pk)
    receipt = matter.receipt
    who, act = _who(thread, box, section)
    chips = labels.chips_of(matter)
    if thread.parent_id is not None:
        chips.append(Chip(_("part")))
    if thread.parked_until is not None and box not in WITH_OTHERS:
        chips.append(_parked_chip(thread.parked_until, moment))
    address = urlencode({"thread": str(thread.pk)}) + (f"&{query}" if query else "")
    return Row(
        id=thread.pk,
        url=f"{reverse('matter', args=[matter.pk])}?{address}",
        peek_url=f"{reverse('peek', args=[matter.pk])}?{address}",
        unread=box not in WITH_OTHERS and thread.read_at is None,
        chips=chips,
        subject=labels.subject_of(matter),
        number=labels.number_of(matter),
        applicant=labels.applicant_of(matter),
        place=place_of(receipt.applicant.address) if receipt else "",
        from_who=who,
        act=act,
        held="" if thread.closed_at else moment.since(thread.arrived_at),
        due=due_for(thread, moment),
        file_url=file_url(matter),
        tick=f"{thread.pk}.{thread.version}.{thread.stage_id or ''}" if box in TICKED else "",
        asked=_asked(getattr(thread, "reminder", None), moment.today),
        labels=getattr(thread, "own_labels", ()),
    )


def _asked(reminder: dict[str, str] | None, today: date) -> str:
    """Who asks the holder for it, by when, with which words."""
    if not reminder:
        return ""
    said: dict[str, object] = {"post": Words(reminder["bn"], reminder["en"])}
    words = _("%(post)s reminds") % said
    if reminder["act_by"]:
        day = date.fromisoformat(reminder["act_by"])
        said |= {"day": office_date(day)}
        late = _("%(post)s asked for an answer by %(day)s; that has passed")
        words = (late if day < today else _("%(post)s asks for an answer by %(day)s")) % said
    return f"{words}: {reminder['words']}" if reminder["words"] else words


def _parked_chip(until: date, moment: Moment) -> Chip:
    if until > moment.today:
        return Chip(_("parked until %(day)s") % {"day": office_date(until)}, "done")
    return Chip(_("back from parking"), "amber")


def file_url(matter: Matter) -> str:
    """The page of the file in which it lies; empty where it lies in none."""
    return reverse("file", args=[matter.file_id]) if matter.file_id else ""


def number_alone(matter: Matter, own_id: UUID) -> Row:
    """The line of a matter whose words are not for the reader (`visibility.hide`): its grade and number."""
    return Row(
        id=own_id,
        url="",
        peek_url="",
        unread=False,
        chips=labels.chips_of(matter),
        subject=labels.subject_of(matter),
        number=labels.number_of(matter),
        applicant="",
        place="",
        from_who="",
        act="",
        held="",
        due=None,
    )


def due_for(thread: Thread, moment: Moment) -> Due | None:
    """The limit of the open stage, else the date promised to the applicant; how it ended once closed."""
    matter = thread.matter
    if thread.closed_at is not None:
        return Due(disposal_words(matter.disposal) or _("Finished"), "done", 0, 0)
    staged = thread.stage is not None and thread.due_on != matter.promised_on
    begun = thread.stage.opened_at if staged and thread.stage else matter.opened_at
    return due_of(thread.due_on, moment.calendar.local_date(begun), moment.today, moment.calendar)


def place_of(address: str) -> str:
    """The part of an address an officer knows the applicant by: of village, block and district the block."""
    parts = [part.strip(" ।") for part in address.replace("\n", ",").split(",")]
    named = [part for part in parts if part]
    told = named[-2 if len(named) > 2 else -1] if named else ""
    return told.rpartition(":")[2].strip()


def disposal_words(disposal: str) -> str:
    return {
        "disposed": _("Disposed of"),
        "rejected": _("Rejected"),
        "withdrawn": _("Withdrawn"),
        "filed": _("Filed without action"),
    }.get(disposal, "")


def _who(thread: Thread, box: str, section: UUID | None) -> tuple[str, str]:
    """From whom it came and by which act; in the lists of what lies elsewhere, where it is now."""
    if thread.closed_at is not None:
        return "", ""
    if thread.waiting_for:
        return labels.waits_words(thread.waiting_for), ""
    if box in WITH_OTHERS:
        if thread.pool is not None:
            return labels.pool_title(thread), _("nobody has taken it")
        return str(labels.short_title(thread.present, section)), _stage_words(thread)
    if thread.act == "pulled_up" and thread.sender is not None:
        taken = _("pulled it up from %(post)s") % {"post": labels.short_title(thread.sender, section)}
        return pgettext("sender", "You"), taken
    act = labels.act_words(thread.act, thread.sender, thread.present)
    own = thread.sender_id == thread.holder_id == thread.present.pk
    if thread.sender is None or not own or thread.replied:
        return labels.sender_words(thread, section), act
    if thread.act == "completed":
        return _("Your own desk"), _("from the stage before")
    return pgettext("sender", "You"), act


def _stage_words(thread: Thread) -> str:
    if thread.stage is None:
        return ""
    spec = spec_of(thread.matter.instance.version_id)
    return str(labels.element_name(spec, thread.stage.element))
