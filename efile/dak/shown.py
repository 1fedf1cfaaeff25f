"""How a dak is shown: its line in a list, and what was done with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from efile import reasons as common
from efile.dak.lying import files_told
from efile.dak.models import Dak, DakMove, DakState, Watch
from efile.models import Matter, Priority, Secrecy
from efile.pages.labels import Chip
from efile.stood import actor_title, both
from hierarchy.actors import Actor
from hierarchy.models import Post
from ledger import selectors as ledger
from ledger.selectors import EntryView
from workflows.models import Service


@dataclass(frozen=True, slots=True)
class Change:
    """A particular set right, old and new; None for what was destroyed under an order."""

    label: str
    was: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One act on a dak, from its record. `file` is the number of the file into which it came by it."""

    title: str
    at: datetime
    who: str
    post: str
    to: str
    file: str
    words: str
    changes: Sequence[Change]


def chips_of(row: Dak) -> list[Chip]:
    """What stands before the subject: never a plain thing."""
    return list(_chips(row))


def _chips(row: Dak) -> Iterator[Chip]:
    if row.secrecy:
        yield Chip(str(Secrecy(row.secrecy).label), "secret")
    if row.priority:
        yield Chip(str(Priority(row.priority).label), "urgent")
    if row.watch:
        yield Chip(str(Watch(row.watch).label), "acc")
    if row.state != DakState.OPEN:
        yield Chip(str(DakState(row.state).label), "done")
    if row.state == DakState.OPEN and row.awaits_paper:
        yield Chip(_("paper on its way"), "today")


def watched_of(matters: Iterable[Matter]) -> dict[UUID, str]:
    """As what each of these matters is watched: by its class of case and by the letters that lie in it."""
    known = list(matters)
    rows = Dak.objects.filter(matter__in=[one.pk for one in known]).exclude(watch="")
    found: dict[UUID, dict[str, None]] = defaultdict(dict)
    services = Service.objects.filter(pk__in={one.service_id for one in known}).exclude(watch="")
    classes = dict(services.values_list("pk", "watch"))
    for one in known:
        if one.service_id in classes:
            found[one.pk][str(Watch(classes[one.service_id]).label)] = None
    for matter, watch in rows.order_by("pk").values_list("matter", "watch"):
        found[matter][str(Watch(watch).label)] = None
    return {matter: ", ".join(labels) for matter, labels in found.items()}


def classes_watched(watch: str) -> list[UUID]:
    """The classes of case whose applications are watched so. CSMOP 60."""
    return list(Service.objects.filter(watch=watch).values_list("pk", flat=True)) if watch else []


def history_of(row: Dak, actor: Actor) -> list[Told]:
    """All that was done with it, in order, with the particulars that were changed, as far as the actor may
    know of it."""
    entries = [entry for entry in ledger.entries(row.receipt_id) if "dak" in entry.data]
    posts = Post.objects.in_bulk({entry.data["to"] for entry in entries if entry.data.get("to")})
    titles = {str(pk): str(post.title) for pk, post in posts.items()}
    files = files_told(entries, actor)
    return [_told(entry, titles, files) for entry in entries]


def _told(entry: EntryView, titles: dict[str, str], files: dict[str, str]) -> Told:
    kind = entry.kind.removeprefix("receipt.")
    known = {str(value): str(label) for value, label in DakMove.Kind.choices}
    return Told(
        title=known.get(kind, kind),
        at=entry.at,
        who=both(entry.by.get("name")),
        post=actor_title(entry.by),
        to=titles.get(str(entry.data.get("to")), ""),
        file=_lying(entry, files) if kind in LAID else "",
        words=next((entry.texts[name] or "" for name in SAID if entry.texts.get(name)), ""),
        changes=[_change(entry, name) for name in entry.data.get("fields", [])],
    )


def _lying(entry: EntryView, files: dict[str, str]) -> str:
    said = entry.data["dak"]
    return files.get(said["matter"] or said["file"] or "", "")


LAID: Final = (DakMove.Kind.PUT_UP, DakMove.Kind.ATTACHED, DakMove.Kind.FILED)
SAID: Final = ("words", "what", "shelf", "reason")


def _change(entry: EntryView, name: str) -> Change:
    labels = {
        **common.FIELD_NAMES,
        "priority": _("Urgency"),
        "watch": _("Watched as"),
        "reply_by": _("Answer asked for by"),
    }
    was, new = (_value(name, entry.texts.get(key, "")) for key in (f"was_{name}", name))
    return Change(str(labels.get(name, name)), was, new)


def _value(name: str, text: str | None) -> str | None:
    if name == "priority" and text:
        return str(Priority(int(text)).label)
    if name == "watch" and text:
        return str(Watch(text).label)
    return text
