"""What the rows say against what the entries say. Each check names the first entry that disagrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from efile import asides, sides
from efile.dak.verifying import dak_differs, texts_after
from efile.disposal.verifying import destroyed_differs
from efile.disposal.words import SAYS_WHY
from efile.files.verifying import state_differs
from efile.history import ThreadFacts, fold
from efile.letters.verifying import letters_differ
from efile.models import File, Matter, Movement, Receipt, Thread
from efile.papers.verifying import papers_differ
from efile.replay import Difference
from efile.services.act import ENTRY_KINDS
from efile.turns import CLOSED, TURNS
from ledger.canonical import plain
from ledger.selectors import EntryView
from notings.models import Paragraph
from workflows import limitrecord
from workflows.engine import Bundle
from workflows.models import Due, FlowVersion, Instance, OpenStage, OpenWait

NO_ROW = "no row"
UNDONE = ENTRY_KINDS["undone"]
Entries = Sequence[EntryView]


def matter_differs(stream: UUID, entries: Entries) -> Difference | None:
    """Threads, movements, notes, the matter itself, its run of the flow, its dates, and what it has beside
    its path, in this order."""
    row = Matter.objects.filter(pk=stream).first()
    if row is None:
        return Difference(stream, 1, "matter", entries[0].kind, NO_ROW)
    checks: tuple[Callable[[Matter, Entries], Difference | None], ...] = (
        _threads,
        _movements,
        _notes,
        _matter,
        _instance,
        _dues,
        _asides,
        papers_differ,
        letters_differ,
    )
    return next((found for check in checks if (found := check(row, entries))), None)


def stages_differ(stream: UUID, entries: Entries) -> Difference | None:
    """The open stages and waits of the rows against the last engine entry."""
    last = [entry for entry in entries if "engine" in entry.data][-1]
    instance = Matter.objects.values_list("instance", flat=True).get(pk=stream)
    stages = OpenStage.objects.filter(instance=instance, closed_at__isnull=True)
    waits = OpenWait.objects.filter(instance=instance, closed_step__isnull=True)
    found: dict[str, list[list[object]]] = {
        "open": sorted([str(pk), *rest] for pk, *rest in stages.values_list("pk", "element", "index")),
        "waits": sorted([str(pk), *rest] for pk, *rest in waits.values_list("pk", "element", "kind")),
    }
    for name, rows in found.items():
        said = sorted(last.data["engine"][name])
        if said != rows:
            return Difference(stream, last.seq, "stages", *sides.opened(said, rows))
    return None


def receipt_differs(stream: UUID, entries: Entries) -> Difference | None:
    row = Receipt.objects.select_related("applicant", "service").filter(pk=stream).first()
    entry = entries[0]
    if row is None:
        return Difference(stream, entry.seq, "receipt", str(entry.data["number"]), NO_ROW)
    found = {
        "number": row.number,
        "service": row.service.code,
        "channel": row.channel,
        "received_at": row.received_at,
        "promised_on": row.promised_on,
    }
    written = {
        "subject": row.subject,
        "applicant": row.applicant.name,
        "address": row.applicant.address,
        "mobile": row.applicant.mobile,
        "email": row.applicant.email,
        "body": row.body,
        "foreign_number": row.foreign_number,
    }
    texts = {name: text for name, text in texts_after(entries).items() if name in written and text}
    said = {name: entry.data[name] for name in found} | texts
    kept = {name: text for name, text in written.items() if text or name in texts}
    return _differs(stream, entry, "receipt", said, found | kept) or dak_differs(stream, entries)


def file_differs(stream: UUID, entries: Entries) -> Difference | None:
    row = File.objects.filter(pk=stream).first()
    opened, last = entries[0], entries[-1]
    if row is None:
        return Difference(stream, last.seq, "file", str(opened.data["number"]), NO_ROW)
    turns = [entry.kind for entry in entries if entry.kind in TURNS]
    closed = turns[-1:] == [CLOSED]
    number = next(entry.data["number"] for entry in reversed(entries) if "number" in entry.data)
    said = {"number": number, "section": opened.data["section"], "closed": closed}
    found = {
        "number": row.number,
        "section": row.section_id,
        "closed": row.status == File.Status.CLOSED,
        **_still(opened, {"subject": row.subject}),
    }
    return (
        _differs(stream, last, "file", said | _texts(opened), found)
        or state_differs(row, entries)
        or destroyed_differs(row, entries)
        or _beside(stream, "grant", asides.said_shown(entries, "file"), asides.shown_of_file(stream))
    )


def flow_differs(stream: UUID, entries: Entries) -> Difference | None:
    """Every published version is a row with the bundle of its sha256 and the same persons and moment;
    every row was published."""
    rows = {str(row.pk): row for row in FlowVersion.objects.filter(flow=stream)}
    for entry in entries:
        if entry.kind != "flow.published":
            continue
        row = rows.pop(entry.data["version"], None)
        if row is None:
            return Difference(stream, entry.seq, "version", entry.data["version"], NO_ROW)
        said = {name: entry.data[name] for name in ("number", "sha256")}
        said |= {"bundle": entry.data["sha256"], "published_at": entry.at}
        said |= {"published_by": entry.by["user"], "drafted_by": entry.by["drafted_by"]}
        found = {
            "number": row.number,
            "sha256": row.sha256,
            "bundle": Bundle.from_json(row.bundle).sha256,
            "published_at": row.published_at,
            "published_by": row.published_by_id,
            "drafted_by": row.drafted_by_id,
        }
        if difference := _differs(stream, entry, "version", said, found):
            return difference
    return _unrecorded(stream, "version", rows)


def limits_differ(stream: UUID, entries: Entries) -> Difference | None:
    """The time limits that an office or a flow entered, against their rows."""
    for entry, said, found in limitrecord.compared(stream, entries):
        if found is None:
            return Difference(stream, entry.seq, "limit", str(said["name"]), NO_ROW)
        if difference := _differs(stream, entry, "limit", said, found):
            return difference
    return None


def _threads(matter: Matter, entries: Entries) -> Difference | None:
    said = fold(entries)
    found = {row.pk: ThreadFacts.of(row) for row in Thread.objects.filter(matter=matter)}
    for pk in {**said, **found}:
        if said.get(pk) != found.get(pk):
            seq = max((entry.seq for entry in entries if _touches(entry, pk)), default=0)
            return Difference(matter.pk, seq, "thread", *sides.threads(said.get(pk), found.get(pk)))
    return None


def _touches(entry: EntryView, thread: UUID) -> bool:
    return any(row["id"] == str(thread) for row in entry.data.get("threads", []))


def _movements(matter: Matter, entries: Entries) -> Difference | None:
    rows = {row.seq: row for row in Movement.objects.filter(matter=matter)}
    for entry in entries:
        if "seq" not in entry.data:
            continue
        row = rows.pop(entry.data["seq"], None)
        if row is None:
            return Difference(matter.pk, entry.seq, "movement", f"movement {entry.data['seq']}", NO_ROW)
        said, found = moving(entry), moved(row)
        if difference := _differs(matter.pk, entry, "movement", said, found):
            return difference
    return _unrecorded(matter.pk, "movement", rows)


def moving(entry: EntryView) -> dict[str, object]:
    """The movement as its entry says it."""
    note = entry.data.get("note") or {"number": None}
    said = {name: entry.data[name] for name in ("thread", "from", "to", "stage", "outcome")}
    return said | {"kind": entry.kind, "at": entry.at, "by": entry.by, "paragraph": note["number"]}


def moved(row: Movement) -> dict[str, object]:
    """The movement as its row has it."""
    return {
        "thread": row.thread_id,
        "from": row.from_post_id,
        "to": row.to_post_id,
        "stage": row.stage,
        "outcome": row.outcome,
        "kind": ENTRY_KINDS.get(row.kind, row.kind),
        "at": row.at,
        "by": row.by,
        "paragraph": row.paragraph,
    }


def _notes(matter: Matter, entries: Entries) -> Difference | None:
    """Signed paragraphs: number, text, who signed and when."""
    rows = {str(row.pk): row for row in Paragraph.objects.filter(sheet=matter.sheet_id)}
    for entry in entries:
        note = entry.data.get("note")
        if not note:
            continue
        row = rows.pop(note["id"], None)
        if row is None:
            return Difference(matter.pk, entry.seq, "note", f"note {note['number']}", NO_ROW)
        said = {name: note[name] for name in ("number", "lane")} | _texts(entry, "note")
        said |= {"drafters": note.get("drafters", []), "form": note.get("form", 0)}
        said |= {"by": [entry.by["post"], entry.by["user"], entry.by["name"]], "at": entry.at}
        found = {
            "number": row.number,
            "lane": row.lane,
            "drafters": row.drafters,
            "form": row.form,
            "by": [row.author_post_id, row.author_user_id, row.name.both()],
            "at": row.signed_at,
            **_still(entry, {"note": row.text}),
        }
        if difference := _differs(matter.pk, entry, "note", said, found):
            return difference
    return _unrecorded(matter.pk, "note", rows)


def _matter(matter: Matter, entries: Entries) -> Difference | None:
    found: dict[str, object] = {
        "section": matter.section_id,
        "marked_to": matter.marked_to_id,
        "file": matter.file_id,
        "receipt": matter.receipt_id,
        "seq": matter.moves,
        "priority": matter.priority,
        "secrecy": matter.secrecy,
        "promised_on": matter.promised_on,
        "reopened_from": matter.reopened_from_id,
    }
    for name, value in found.items():
        place = next((entry for entry in reversed(entries) if name in entry.data), entries[0])
        said = {name: place.data.get(name)}
        if difference := _differs(matter.pk, place, "matter", said, {name: value}):
            return difference
    begun = entries[0]
    written = _still(begun, {"subject": matter.subject})
    return _differs(matter.pk, begun, "matter", _texts(begun), written) or _ending(matter, entries)


def _ending(matter: Matter, entries: Entries) -> Difference | None:
    """As its last step of the engine ended it; one that was withdrawn unworked never reached an end."""
    last = [entry for entry in entries if "engine" in entry.data or entry.kind == UNDONE][-1]
    undone = last.kind == UNDONE
    step = {"finished": True, "disposal": "withdrawn"} if undone else last.data["engine"]
    said = {
        "closed_at": last.at if step["finished"] else None,
        "disposal": step["disposal"] if step["finished"] else "",
    }
    found = {"closed_at": matter.closed_at, "disposal": matter.disposal}
    return _differs(matter.pk, last, "matter", said, found)


def _instance(matter: Matter, entries: Entries) -> Difference | None:
    """The run the matter points to: its pinned version by the first entry, its end by the last step."""
    begun = next(entry for entry in entries if "instance" in entry.data)
    row = Instance.objects.select_related("version").filter(pk=matter.instance_id).first()
    if row is None:
        return Difference(matter.pk, begun.seq, "instance", begun.data["instance"], NO_ROW)
    pinned = {name: begun.data[name] for name in ("instance", "version", "sha256")}
    found = {"instance": row.pk, "version": row.version_id, "sha256": row.version.sha256}
    last = [entry for entry in entries if "engine" in entry.data][-1]
    said = {name: last.data["engine"][name] for name in ("step", "finished", "disposal")}
    reached = {"step": row.step, "finished": row.finished, "disposal": row.disposal}
    return _differs(matter.pk, begun, "instance", pinned, found) or _differs(
        matter.pk, last, "instance", said, reached
    )


def _dues(matter: Matter, entries: Entries) -> Difference | None:
    """Dates as they were computed when a stage or a limit began."""
    rows = {str(row.subject_id): row for row in _due_rows(matter)}
    dues = {subject: (entry, limit, on) for entry, subject, limit, on in _said_dues(entries)}
    for subject, (entry, limit, on) in dues.items():
        row = rows.pop(subject, None)
        found = [row.limit.name, row.due_on] if row else NO_ROW
        if difference := _differs(matter.pk, entry, "due", {subject: [limit, on]}, {subject: found}):
            return difference
    return _unrecorded(matter.pk, "due", rows)


def _due_rows(matter: Matter) -> Iterator[Due]:
    return Due.objects.filter(instance=matter.instance_id).select_related("limit").iterator()


def _said_dues(entries: Entries) -> Iterator[tuple[EntryView, str, str, str]]:
    for entry in entries:
        for subject, limit, on in entry.data.get("engine", {}).get("dues", []):
            yield entry, subject, limit, on


def _asides(matter: Matter, entries: Entries) -> Difference | None:
    """Levels passed, notices on desks and showings."""
    said, found = asides.said(entries), asides.found(matter.pk)
    pairs = ((what, said[what], found[what]) for what in found)
    return next((one for pair in pairs if (one := _beside(matter.pk, *pair))), None)


def _beside(stream: UUID, what: str, said: asides.Said, found: dict[str, asides.Facts]) -> Difference | None:
    for name, (entry, facts) in said.items():
        row = found.pop(name, None)
        if row is None:
            return Difference(stream, entry.seq, what, sides.readable(facts.get("post")), NO_ROW)
        if "reason" in facts and facts["reason"] is None:
            facts = facts | {"reason": SAYS_WHY}  # destroyed under an order, so it must be gone here too
        if difference := _differs(stream, entry, what, facts, row):
            return difference
    return _unrecorded(stream, what, found)


def _texts(entry: EntryView, *names: str) -> dict[str, str]:
    """The texts of an entry that were not destroyed under an order."""
    wanted = names or tuple(entry.texts)
    return {name: text for name in wanted if (text := entry.texts.get(name)) is not None}


def _still(entry: EntryView, written: Mapping[str, str]) -> dict[str, str]:
    """The row's texts, without those empty in both: a text destroyed in the entry must be gone here too."""
    return {name: text for name, text in written.items() if text or entry.texts.get(name) is not None}


def _unrecorded(stream: UUID, what: str, rows: Mapping[Any, object]) -> Difference | None:
    return Difference(stream, 0, what, "no entry", f"{what} {min(rows)}") if rows else None


def _differs(
    stream: UUID, entry: EntryView, what: str, said: Mapping[str, object], found: Mapping[str, object]
) -> Difference | None:
    """Compared as the ledger writes values; the difference shows only the names that differ."""
    left, right = ({name: plain(value) for name, value in side.items()} for side in (said, found))
    if all(left.get(name) == right.get(name) for name in {**left, **right}):
        return None
    return Difference(stream, entry.seq, what, *sides.both(left, right))
