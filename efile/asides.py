"""What a matter has beside its path: levels passed, notices on desks, to whom it is shown until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from json import loads
from typing import Any, Final
from uuid import UUID

from django.db import connection

from efile.access.models import FileGrant
from efile.forwarding.models import NoticeKind
from ledger.selectors import EntryView

Facts = dict[str, object]
Said = dict[str, tuple[EntryView, Facts]]

HOPS: Final = {"thread.forwarded", "thread.returned"}
TAKEN_BACK: Final = {"thread.pulled_back", "stage.withdrawn"}
NOTICES: Final = {
    "thread.pulled_up": NoticeKind.PULLED_UP,
    "stage.completed": NoticeKind.DECIDED,
    "matter.reopened": NoticeKind.REOPENED,
    "thread.taken_up": NoticeKind.WOKEN,
}

_ROWS: Final = """
SELECT (SELECT coalesce(jsonb_agg(to_jsonb(j)), '[]') FROM efile_jumpedlevel j
        JOIN efile_thread t ON t.id = j.thread_id WHERE t.matter_id = %(matter)s),
       (SELECT coalesce(jsonb_agg(to_jsonb(n)), '[]') FROM efile_desknotice n
        WHERE n.matter_id = %(matter)s),
       (SELECT coalesce(jsonb_agg(to_jsonb(g) || jsonb_build_object('post_id', p.post_id)), '[]')
        FROM efile_mattergrant g LEFT JOIN hierarchy_postgroup p USING (group_id)
        WHERE g.content_object_id = %(matter)s),
       (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM efile_reminder r WHERE r.matter_id = %(matter)s),
       (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM efile_confirmation c
        WHERE c.matter_id = %(matter)s)
"""


def found(matter: UUID) -> dict[str, dict[str, Facts]]:
    """The rows by kind and by what names them, read in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"matter": matter})
        jumped, notices, grants, reminders, confirmed = (loads(value) for value in cursor.fetchone())
    return {
        "jumped": {_name(row["thread_id"], row["seq"], row["post_id"]): _jumped(row) for row in jumped},
        "notice": {_name(row["seq"], row["post_id"]): _notice(row) for row in notices},
        "grant": {row["id"]: _grant(row) for row in grants},
        "reminder": {row["id"]: _reminder(row) for row in reminders},
        "confirmation": {row["id"]: _confirmation(row) for row in confirmed},
    }


def said(entries: Sequence[EntryView]) -> dict[str, Said]:
    """The same as the entries tell it, each with the entry that told it last."""
    return {
        "jumped": _said_jumped(entries),
        "notice": _said_notices(entries),
        "grant": said_shown(entries, "matter"),
        "reminder": {one.data["reminder"]: (one, _asked(one)) for one in entries if "reminder" in one.data},
        "confirmation": _confirmations(entries),
    }


def shown_of_file(file: UUID) -> dict[str, Facts]:
    rows = FileGrant.objects.filter(content_object=file).select_related("group__standing_for")
    return {
        str(row.pk): {
            "post": str(row.post_id),
            "given_by": str(row.given_by_id),
            "given_at": row.given_at,
            "until": row.until,
            "reason": row.reason,
        }
        for row in rows
    }


def said_shown(entries: Sequence[EntryView], subject: str) -> Said:
    """Showings in the stream of a matter or of a file; one given again, or ended, has its newest end."""
    told: Said = {}
    for entry in entries:
        for grant, facts in _of_meeting(entry, told):
            told[grant] = (entry, facts)
        own = subject == "file" or not entry.data.get("whole_file")
        if entry.kind == f"{subject}.shown" and own:
            told[entry.data["grant"]] = (entry, _given(entry))
        elif entry.kind == f"{subject}.showing_ended" and own:
            _entry, facts = told[entry.data["grant"]]
            told[entry.data["grant"]] = (entry, facts | {"until": entry.at})
    return told


def _of_meeting(entry: EntryView, told: Said) -> list[tuple[str, Facts]]:
    """What copies of a file and a meeting show, and what is over with the meeting."""
    if "copied" in entry.data:
        return [(grant, _given(entry) | {"post": post}) for grant, post in entry.data["copied"]]
    if entry.kind == "matter.listed":
        return [(grant, _given(entry) | {"post": post}) for grant, post in entry.data.get("shown", ())]
    if entry.kind == "matter.meeting_over":
        ended = ((grant, datetime.fromisoformat(until)) for grant, until in entry.data["ended"])
        return [(grant, told[grant][1] | {"until": until}) for grant, until in ended]
    return []


def _given(entry: EntryView) -> Facts:
    return {
        "post": entry.data.get("to"),
        "given_by": entry.by["post"],
        "given_at": entry.at,
        "until": datetime.fromisoformat(entry.data["until"]),
        "reason": entry.texts.get("reason"),
    }


def _asked(entry: EntryView) -> Facts:
    """A reminder as its entry tells it; its words go with an order that destroys them."""
    words = entry.texts.get("reminder") if entry.kind == "thread.reminded" else ""
    return {
        "thread": entry.data["thread"],
        "by": entry.by["post"],
        "to": entry.data["to"],
        "act_by": entry.data["act_by"],
        "at": entry.at,
        "reason": words,
    }


def _reminder(row: Mapping[str, Any]) -> Facts:
    return {
        "thread": row["thread_id"],
        "by": row["by_post_id"],
        "to": row["to_post_id"],
        "act_by": row["act_by"],
        "at": datetime.fromisoformat(row["at"]),
        "reason": row["words"],
    }


def _confirmations(entries: Sequence[EntryView]) -> Said:
    """Who was asked about which paragraph, and what he answered. What was withdrawn has no row."""
    told: Said = {}
    for entry in entries:
        for row, post in entry.data.get("asked", ()) if entry.kind == "note.confirmation_asked" else ():
            told[row] = (
                entry,
                {
                    "post": post,
                    "paragraph": entry.data["paragraph"],
                    "asked_by": entry.by["post"],
                    "asked_at": entry.at,
                    "answered_at": None,
                    "agrees": None,
                    "by": None,
                    "reason": "",
                },
            )
        if entry.kind == "note.confirmation_withdrawn":
            del told[entry.data["confirmation"]]
        if entry.kind in {"note.confirmed", "note.denied"}:
            row = entry.data["confirmation"]
            answered = {"answered_at": entry.at, "agrees": entry.data["agrees"], "by": dict(entry.by)}
            told[row] = (entry, told[row][1] | answered | {"reason": entry.texts.get("words", "")})
    return told


def _confirmation(row: Mapping[str, Any]) -> Facts:
    answered = row["answered_at"]
    return {
        "post": row["post_id"],
        "paragraph": row["paragraph"],
        "asked_by": row["asked_by_id"],
        "asked_at": datetime.fromisoformat(row["asked_at"]),
        "answered_at": datetime.fromisoformat(answered) if answered else None,
        "agrees": row["agrees"],
        "by": row["by"],
        "reason": row["words"],
    }


def _copied(entries: Sequence[EntryView]) -> Said:
    """Who got a copy is told of it, unless he is told of the movement for another reason."""
    return {
        _name(entry.data["seq"], post): (
            entry,
            {"kind": str(NoticeKind.COPIED), "by": dict(entry.by), "at": entry.at},
        )
        for entry in entries
        if "seq" in entry.data
        for _grant_id, post in entry.data.get("copied", ())
    }


def _said_notices(entries: Sequence[EntryView]) -> Said:
    return _copied(entries) | {
        _name(entry.data["seq"], post): (
            entry,
            {"kind": str(NOTICES.get(entry.kind, NoticeKind.JUMPED)), "by": dict(entry.by), "at": entry.at},
        )
        for entry in entries
        for post in entry.data.get("told", ())
        if "seq" in entry.data
    }


def _said_jumped(entries: Sequence[EntryView]) -> Said:
    """Levels are passed by a hop up; the way back through them, a decision, or taking the hop back ends it.

    `services.levels` writes the rows; here the entries alone say the same.
    """
    told: Said = {}
    newest: dict[str, int] = {}
    for entry in entries:
        if "seq" not in entry.data:
            continue
        thread, seq = entry.data["thread"], entry.data["seq"]
        own = {name: facts for name, (_told, facts) in told.items() if facts["thread"] == thread}
        for name, passed in _passed(entry, own, newest.get(thread)).items():
            told[name] = (entry, own[name] | {"passed": passed})
        for post in entry.data.get("jumped", ()):
            told[_name(thread, seq, post)] = (
                entry,
                {"thread": thread, "below": entry.by["post"], "post": post, "seq": seq, "passed": None},
            )
        newest[thread] = seq
    return told


def _passed(entry: EntryView, own: Mapping[str, Facts], last: int | None) -> dict[str, int | None]:
    """Of a thread's levels, those of which this entry says that they are good, or owed again."""
    seq: int = entry.data["seq"]
    if entry.kind in TAKEN_BACK:
        again: dict[str, int | None] = {
            name: None for name, facts in own.items() if last is not None and facts["passed"] == last
        }
        gone = {name: seq for name, facts in own.items() if facts["seq"] == last and facts["passed"] is None}
        return again | gone
    owed = [name for name, facts in own.items() if facts["passed"] is None]
    if entry.kind == "stage.completed":
        return dict.fromkeys(owed, seq)
    if entry.kind not in HOPS:
        return {}
    met = {entry.data["to"], *entry.data.get("told", ())}
    return {name: seq for name in owed if own[name]["post"] in met}


def _jumped(row: Mapping[str, Any]) -> Facts:
    return {
        "thread": row["thread_id"],
        "below": row["below_id"],
        "post": row["post_id"],
        "seq": row["seq"],
        "passed": row["passed_seq"],
    }


def _notice(row: Mapping[str, Any]) -> Facts:
    """When its post took note of it is the post's own affair and no entry tells it."""
    return {"kind": row["kind"], "by": row["by"], "at": datetime.fromisoformat(row["at"])}


def _grant(row: Mapping[str, Any]) -> Facts:
    return {
        "post": row["post_id"],
        "given_by": row["given_by_id"],
        "given_at": datetime.fromisoformat(row["given_at"]),
        "until": datetime.fromisoformat(row["until"]),
        "reason": row["reason"],
    }


def _name(*parts: object) -> str:
    return " ".join(str(part) for part in parts)
