"""The posts strip of the replay: who held each thread over working time, steps up and down, red when late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from efile.history import ThreadFacts
from efile.stays import Stay, spent_words
from efile.timescale import DAY_ENDS, Scale
from efile.titles import shortener
from hierarchy.calendar import WorkingCalendar
from hierarchy.lines import present_posts
from hierarchy.models import Post, Section
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, office_date, office_moment

OUTSIDE = "outside"
SILENT = ("parts", "join:")
AWAITED = ("message:", "limit:")


@dataclass(slots=True)
class Span:
    """A thread with one desk for a time. `row` is a post, a section's pool or the world outside;
    `split_from` is the desk at which a part was begun.
    """

    thread: int
    row: str
    start: datetime
    due_on: date | None
    split_from: str = ""
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A line of the table beside the strip."""

    title: str
    part: int
    start: datetime
    end: datetime | None
    words: str
    late: bool


@dataclass(slots=True)
class Strip:
    """The spans, and after each entry which rows hold a live thread."""

    spans: list[Span] = field(default_factory=list)
    rows_after: list[list[str]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


def strip_of(entries: Sequence[EntryView], stays: Sequence[Stay], posts: Mapping[UUID, Post]) -> Strip:
    strip = Strip()
    dues = {stay.stage: stay.due_on for stay in stays}
    order: dict[UUID, int] = {}
    standing: dict[UUID, Span] = {}
    last: dict[UUID | None, str] = {}
    for entry in entries:
        for value in entry.data.get("threads", []):
            facts = ThreadFacts.from_entry(value)
            number = order.setdefault(facts.id, len(order))
            _move(strip, standing, last, facts, number, entry.at, dues)
        strip.rows_after.append([span.row for span in standing.values()])
    strip.labels = _labels({span.row for span in strip.spans}, posts)
    return strip


def _move(
    strip: Strip,
    standing: dict[UUID, Span],
    last: dict[UUID | None, str],
    facts: ThreadFacts,
    number: int,
    at: datetime,
    dues: Mapping[UUID, date | None],
) -> None:
    row = _row_of(facts)
    due_on = dues.get(facts.stage) if facts.stage and row != OUTSIDE else None
    before = standing.get(facts.id)
    if before is not None and (row, due_on) == (before.row, before.due_on):
        return
    if before is not None:
        before.end = at
        del standing[facts.id]
    if row:
        begun = not any(span.thread == number for span in strip.spans)
        standing[facts.id] = Span(number, row, at, due_on, last.get(facts.parent, "") if begun else "")
        strip.spans.append(standing[facts.id])
        last[facts.id] = row


def _row_of(facts: ThreadFacts) -> str:
    """Nobody holds a thread that is closed, or that waits for its parts; the world holds what it owes."""
    if facts.closed or facts.waiting_for.startswith(SILENT):
        return ""
    if facts.waiting_for.startswith(AWAITED):
        return OUTSIDE
    return f"pool:{facts.pool}" if facts.pool else str(facts.holder)


def _labels(rows: set[str], posts: Mapping[UUID, Post]) -> dict[str, str]:
    """Rows from the highest rank down; pools after the posts, the world outside last."""
    pools = {row: UUID(row.removeprefix("pool:")) for row in rows if row.startswith("pool:")}
    sections = Section.objects.in_bulk(pools.values())
    held = [posts[UUID(row)] for row in rows if row != OUTSIDE and row not in pools]
    held.sort(key=lambda post: (post.rank.level, post.position, post.code))
    short = shortener(str(post.title) for post in held)
    present = present_posts(held)
    labels = {str(post.pk): _named(short(str(post.title)), post, present[post.pk]) for post in held}
    for row, pk in pools.items():
        labels[row] = _("%(section)s (not yet taken)") % {"section": sections[pk].name}
    if OUTSIDE in rows:
        labels[OUTSIDE] = _("Awaited from outside")
    return labels


def _named(title: str, post: Post, present: Post) -> str:
    """A post by its title; one that was abolished since, with the post that stands for it."""
    if present.pk == post.pk:
        return title
    return _("%(post)s (abolished; %(heir)s stands for it)") % {"post": title, "heir": present.title}


def drawn(
    strip: Strip, moments: Sequence[datetime], until: datetime, calendar: WorkingCalendar
) -> dict[str, Any]:
    """The strip as the page's script reads it, times in working days from the start; every bar, day and
    band with its words.
    """
    rows = {row: place for place, row in enumerate(strip.labels)}
    scale = Scale.over(moments[0], until, calendar)
    bars = [part for span in strip.spans for part in _parts(span, rows, scale, strip.labels, calendar)]
    return {
        "posts": list(strip.labels.values()),
        "spans": bars,
        "length": scale.length or 1e-9,
        "steps": [scale.at(moment) for moment in moments],
        "stepPosts": [[rows[row] for row in held] for held in strip.rows_after],
        "ticks": [{"at": tick.at, "label": _tick_words(tick.moment, scale)} for tick in scale.ticks()],
        "off": [
            {"from": left, "to": right, "title": _off_words(first, last)}
            for left, right, first, last in scale.days_off()
        ],
        "words": _("Who held the file over working time; the table below says the same."),
    }


def _tick_words(moment: datetime, scale: Scale) -> str:
    local = moment.astimezone(scale.zone)
    return bn_digits(f"{local:%H:%M}" if scale.by_clock else f"{local:%d.%m}")


def _off_words(first: date, last: date) -> str:
    days = office_date(first) if first == last else f"{office_date(first)} – {office_date(last)}"
    return _("%(days)s: days off") % {"days": days}


def _parts(
    span: Span, rows: Mapping[str, int], scale: Scale, labels: Mapping[str, str], calendar: WorkingCalendar
) -> list[dict[str, object]]:
    """A span, cut where its limit passed."""
    start, end = scale.at(span.start), scale.at(span.end or scale.end)
    passed = _passed(span, scale)
    cut = min(max(passed, start), end)
    words = _bar_words(span, labels[span.row], scale.end, calendar)
    base: dict[str, object] = {"post": rows[span.row], "thread": span.thread, "title": words}
    if span.split_from:
        base["hopFrom"] = rows[span.split_from]
    parts = [{**base, "from": start, "to": cut, "late": False}] if cut > start or cut == end else []
    if cut < end:
        parts.append({**base, "from": cut, "to": end, "late": True})
    return parts


def _bar_words(span: Span, label: str, until: datetime, calendar: WorkingCalendar) -> str:
    """Whose desk, from when to when, how long, and how far beyond the limit."""
    begun, ended = office_moment(span.start), office_moment(span.end) if span.end else _("still there")
    spent = spent_words([(span.start, span.end or until)], calendar)
    parts = [label, f"{begun} – {ended}", spent]
    if span.due_on is not None:
        parts.append(_("last day %(date)s") % {"date": office_date(span.due_on)})
        late = calendar.working_days_between(span.due_on, calendar.local_date(span.end or until))
        if late > 0:
            parts.append(ngettext("%(count)s late", "%(count)s late", late) % {"count": bn_digits(late)})
    return "\n".join(parts)


def _passed(span: Span, scale: Scale) -> float:
    if span.due_on is None:
        return float("inf")
    return scale.at(datetime.combine(span.due_on, DAY_ENDS, scale.zone))


def held_table(strip: Strip, until: datetime, calendar: WorkingCalendar) -> list[HeldBy]:
    """The same in words: every desk in turn, from when, how long, beyond the limit or not."""
    return [
        HeldBy(
            strip.labels[span.row],
            span.thread,
            span.start,
            span.end,
            spent_words([(span.start, span.end or until)], calendar),
            span.due_on is not None and calendar.local_date(span.end or until) > span.due_on,
        )
        for span in strip.spans
    ]
