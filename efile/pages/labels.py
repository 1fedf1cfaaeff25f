"""Words that several pages say of a matter: its chips, its number, who did what."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from efile.models import Matter, Movement, Priority, Secrecy, Thread
from hierarchy.models import Post, Section
from hierarchy.words import Words
from workflows.engine import FlowSpec

PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    tone: str = ""


def chips_of(matter: Matter) -> list[Chip]:
    """Secrecy before urgency. An ordinary matter carries neither."""
    chips = []
    if matter.secrecy != Secrecy.NORMAL:
        chips.append(Chip(str(Secrecy(matter.secrecy).label), "secret"))
    if matter.priority != Priority.ORDINARY and not matter.hidden:
        chips.append(Chip(str(Priority(matter.priority).label), "urgent"))
    return chips


def number_of(matter: Matter) -> str:
    """The file's number, else the receipt's."""
    if matter.file is not None:
        return matter.file.number
    if matter.receipt is not None:
        return _("Receipt %(number)s") % {"number": matter.receipt.number}
    return _("Not in a file yet")


def subject_of(matter: Matter) -> str:
    """The subject, or, where the reader may know the number alone, that it is not shown."""
    if not matter.hidden:
        return matter.subject
    if matter.secrecy == Secrecy.TOP_SECRET:
        return _("Top secret: the subject is not shown")
    return _("The subject is not shown to your post")


def applicant_of(matter: Matter) -> str:
    return matter.receipt.applicant.name if matter.receipt and not matter.hidden else ""


def short_title(post: Post, section: UUID | None = None) -> Words:
    """A post's title, without the section's name for a reader of the same section."""
    title = post.title
    if section is None or post.section_id != section:
        return title
    return Words(title.bn.split(",")[0], title.en.split(",")[0])


def in_place_of(thread: Thread) -> str:
    """Of which abolished post the present holder stands in the place; empty for an ordinary holder."""
    if thread.present.pk == thread.holder_id:
        return ""
    return _instead(thread.holder.title, thread.holder, thread.present)


def _instead(name: Words, gone: Post | Section, heir: Post | Section) -> str:
    """Whose place somebody stands in, by its office too where that was another one."""
    if gone.office_id == heir.office_id:
        return _("in place of %(post)s") % {"post": name}
    return _("in place of %(post)s of the former %(office)s") % {"post": name, "office": gone.office.name}


def holder_title(thread: Thread) -> str:
    """The present holder in full, with the abolished post he stands for."""
    instead = in_place_of(thread)
    return f"{thread.present.title} ({instead})" if instead else str(thread.present.title)


def pool_title(thread: Thread) -> str:
    """The section in whose pool it lies today, with the closed one it stands for."""
    if thread.pool is None or thread.present_pool is None:
        return ""
    name = str(thread.present_pool.name)
    if thread.present_pool.pk == thread.pool_id:
        return name
    return f"{name} ({_instead(thread.pool.name, thread.pool, thread.present_pool)})"


def act_words(kind: str, sender: Post | None, holder: Post | None) -> str:
    """What the sender did, as the second line under his post: put up, marked, returned."""
    up = sender is not None and holder is not None and sender.rank.level > holder.rank.level
    match kind:
        case "forwarded" | "completed":
            return pgettext("act", "put it up") if up else pgettext("act", "sent it")
        case _:
            return str(ACTS.get(kind, ""))


ACTS = {
    "marked": pgettext_lazy("act", "marked it"),
    "returned": pgettext_lazy("act", "returned it"),
    "claimed": pgettext_lazy("act", "took it"),
    "started": pgettext_lazy("act", "entered it"),
    "pulled_up": pgettext_lazy("act", "pulled it up"),
    "pulled_back": pgettext_lazy("act", "pulled it back"),
    "withdrawn": pgettext_lazy("act", "pulled it back"),
    "message": pgettext_lazy("act", "answered"),
    "limit": pgettext_lazy("act", "has passed"),
    "effect": pgettext_lazy("act", "has gone out"),
    "filed": pgettext_lazy("act", "put it in a file"),
    "reopened": pgettext_lazy("act", "reopened it"),
    "undone": pgettext_lazy("act", "withdrew it"),
    "parked": pgettext_lazy("act", "parked it"),
    "woken": pgettext_lazy("act", "took it up again"),
}


def sender_words(thread: Thread, section: UUID | None = None) -> str:
    """Who sent it: who wrote the reply taken in, a post, else who answered, the time limit, the notice."""
    if thread.replied:
        return thread.replied
    if thread.sender is not None:
        return str(short_title(thread.sender, section))
    answer = thread.answered_by
    if answer is not None and answer.by.get("kind") != "citizen":
        return str(answer.actor_name) if answer.by.get("kind") == "portal" else _("From outside")
    return {
        "message": _("The applicant"),
        "limit": _("The time limit"),
        "effect": _("The notice"),
    }.get(thread.act, "")


def element_name(spec: FlowSpec, element: str) -> Words:
    """A drawn element's name, empty for one that this version does not have."""
    drawn = spec.elements.get(element)
    return Words(drawn.name, drawn.name_en or drawn.name) if drawn else Words("", "")


def waits_words(waiting_for: str, spec: FlowSpec | None = None) -> str:
    """What a thread without a stage waits for, in a few words."""
    kind, _sep, name = waiting_for.partition(":")
    match kind:
        case "message" if name.startswith("citizen"):
            return _("Waiting for the applicant")
        case "message":
            return _("Waiting for an answer from outside")
        case "effect":
            return _("A notice is going out")
        case "limit":
            return _("Waiting for a date")
        case "join":
            return _("Waiting for the other parts")
        case "parts":
            return _("Waiting for its parts")
        case _:
            return ""


def mover(movement: Movement) -> Words:
    """The post by which a movement was made, with its title as it was then."""
    title = movement.by.get("post_title") or {}
    return Words(title.get("bn", ""), title.get("en", ""))
