"""The desk: what lies with a post, in boxes, and a look at one item beside the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile import filepage, selectors, undo
from efile.access.models import PageKind
from efile.access.shown import ShownHere, shown_here
from efile.confirming.selectors import standing_for
from efile.context import DEFAULT_BOX, box_titles, counts_of, moment_of
from efile.desk import told
from efile.desk.filters import Asked, narrowed
from efile.desk.followed import lines_of
from efile.desk.models import Labelled
from efile.desk.reminders import with_reminder
from efile.desk.shelf import Kept, Shelf, shelf_of
from efile.forwarding.selectors import notices_of
from efile.keyset import Keyset
from efile.models import Thread, name_present
from efile.pages import labels
from efile.pages.due import promised_words
from efile.pages.moment import Moment
from efile.pages.rows import WITH_OTHERS, due_for, row_of
from efile.views.answers import actor_of, desk_fields, desk_query, desk_url, logged, officers
from efile.visibility import hide
from hierarchy import orders
from hierarchy.actors import Actor
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from notings.hands import hands_of

LAST_NOTES = 2
NEWEST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Filter:
    label: str
    url: str
    active: bool
    count: int = 0
    id: str = ""


@require_safe
@officers
def desk(request: OfficeRequest) -> HttpResponse:
    actor = actor_of(request)
    moment = moment_of(request, actor)
    name = _box_name(request.GET.get("box", ""))
    asked = replace(Asked.read(request.GET), box=name)
    shelf = shelf_of(actor)
    rows = _shown(selectors.box(actor, name, moment.today), asked, actor, shelf, moment)
    after = Keyset.read(request.GET.get("after", ""))
    found, more = selectors.known_page(actor, rows, after)
    hide((thread.matter for thread in found), actor)
    counts = counts_of(request, actor)
    query = desk_query(request)
    notices = notices_of(actor) if name == DEFAULT_BOX and counts["notices"] else []
    hide((notice.matter for notice in notices), actor)
    confirmations = standing_for(actor) if name == DEFAULT_BOX and counts["confirmations"] else []
    hide((one.row.matter for one in confirmations), actor)
    name_present(found)
    context = {
        "title": box_titles()[name],
        "box": name,
        "rows": [row_of(thread, name, query, moment, actor.section_id) for thread in found],
        "count": counts.get(name),
        "due_today": counts.get("today") if name == DEFAULT_BOX else None,
        "filters": _filters(asked, counts) if found or asked.narrowed else [],
        "filtered": asked.narrowed,
        "asked": asked,
        "views": [_view_chip(one, asked) for one in shelf.views],
        "labels": shelf.labels,
        "label_chips": [_label_chip(one, asked) for one in shelf.labels],
        "told": told.once(request.session),
        "followed": lines_of(actor, moment, moved_only=True)
        if name == DEFAULT_BOX and counts["followed_moved"]
        else [],
        "desk_fields": asked.fields(),
        "key": uuid7(),
        "elsewhere": name in WITH_OTHERS,
        "undo": undo.offered(request.session, actor),
        "older_url": _older(query, found) if more else "",
        "newer_url": desk_url(request) if after else "",
        "empty": _empty(name, asked.narrowed, actor.section_id is not None),
        "now": moment.now,
        "shown": _told_shown(actor, name, counts, moment),
        "notices": notices,
        "orders": orders.told(actor, moment.today)
        if name == DEFAULT_BOX and (counts["orders"] or counts["mergers"])
        else [],
        "confirmations": confirmations,
    }
    return render(request, "efile/desk.html", context)


def _told_shown(actor: Actor, name: str, counts: dict[str, int], moment: Moment) -> list[ShownHere]:
    """The newest of what is shown to the post, above what lies with it."""
    if name != DEFAULT_BOX or not counts["shown_to_me"]:
        return []
    return shown_here(actor, moment.now, NEWEST_SHOWN)


@require_safe
@officers
def peek(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """One item beside the list. It counts as reading and says so when it was the first time."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    first = request.method == "GET" and filepage.mark_read(opened, actor, moment.now)
    opened.thread.matter = opened.matter
    logged(request, opened.matter, PageKind.PEEK)
    query = urlencode({"thread": str(opened.thread.pk)})
    desk_part = desk_query(request)
    context = {
        "matter": opened.matter,
        "thread": opened.thread,
        "number": labels.number_of(opened.matter),
        "chips": labels.chips_of(opened.matter),
        "stage_name": _stage_name(opened),
        "due": due_for(opened.thread, moment),
        "promised": _promised(opened, moment),
        "notes": filepage.notes_of(opened)[-LAST_NOTES:],
        "total": _total(opened, moment),
        "bar": filepage.bar_of(opened, actor, moment.now),
        **_draft(opened, actor),
        "first": first,
        "unread": _unread_left(request, actor) if first else None,
        "key": uuid7(),
        "address": f"{reverse('matter', args=[matter])}?{query}" + (f"&{desk_part}" if desk_part else ""),
        "desk_fields": desk_fields(request),
        "act_query": desk_part,
        "now": moment.now,
    }
    return render(request, "efile/peek.html", context)


def _draft(opened: filepage.Opened, actor: Actor) -> dict[str, object]:
    """The words that an act from here signs; sent along, so that no others are signed unseen."""
    mine = opened.thread.holder_id in actor.posts and opened.thread.pool_id is None
    if not mine or opened.stage is None or not actor.may_draft:
        return {}
    draft = next(iter(filepage.drafts_of(opened, actor)), None)
    if draft is None or not draft.text:
        return {}
    signed = actor.may("sign", opened.matter.service.code)
    return {"draft": draft, "draft_hands": hands_of(draft.writers, actor.user_id), "draft_signed": signed}


def _unread_left(request: OfficeRequest, actor: Actor) -> int | None:
    """For the chip above the list that this look stands beside; only the first box counts there."""
    if request.GET.get("box", DEFAULT_BOX) != DEFAULT_BOX:
        return None
    return counts_of(request, actor)["unread"]


def _total(opened: filepage.Opened, moment: Moment) -> str:
    """How long the matter has been under way; not worth a word within its first hour."""
    end = opened.matter.closed_at or moment.now
    begun = opened.matter.opened_at
    return moment.since(begun, end) if end - begun > timedelta(hours=1) else ""


def _box_name(asked: str) -> str:
    return asked if asked in selectors.BOXES else DEFAULT_BOX


def _shown(
    rows: QuerySet[Thread], asked: Asked, actor: Actor, shelf: Shelf, moment: Moment
) -> QuerySet[Thread]:
    rows = rows.select_related(
        "sender__rank", "holder__rank", "matter__instance", "sender__section", "holder__section"
    )
    if shelf.labels:
        own = Labelled.objects.filter(matter=OuterRef("matter"), label__in=[one.id for one in shelf.labels])
        rows = rows.annotate(own_labels=ArraySubquery(own.order_by("label__name").values("label__name")))
    return narrowed(with_reminder(rows), asked, actor, moment.today)


def _view_chip(kept: Kept, asked: Asked) -> Filter:
    return Filter(kept.name, f"{reverse('desk')}?{kept.query}", kept.query == asked.query())


def _label_chip(kept: Kept, asked: Asked) -> Filter:
    """A second press takes the label away again."""
    on = asked.tag == kept.id
    return Filter(kept.name, _desk_url(replace(asked, tag=None if on else kept.id)), on)


def _filters(asked: Asked, counts: dict[str, int]) -> list[Filter]:
    labelled = [
        ("", _("All")),
        ("urgent", _("Urgent ones")),
        ("citizen", _("From citizens")),
        ("official", _("Official")),
        ("copy", _("Copies")),
        ("internal", _("Internal")),
    ]
    found = [_filter(asked, value, label) for value, label in labelled]
    if asked.box not in WITH_OTHERS:
        found.insert(1, _unread_filter(asked, counts))
        found.insert(2, _filter(asked, "reminded", _("Reminded")))
    elif asked.box == "others":
        found.insert(1, _filter(asked, "overdue", _("Not answered in time")))
    if asked.box == DEFAULT_BOX and (counts["back"] or asked.show == "back"):
        found.insert(2, replace(_filter(asked, "back", _("Back from parking")), count=counts["back"]))
    return found


def _filter(asked: Asked, show: str, label: str) -> Filter:
    return Filter(label, _desk_url(replace(asked, show=show)), asked.show == show)


def _unread_filter(asked: Asked, counts: dict[str, int]) -> Filter:
    """Counted in the first box alone, where a look beside the list counts it anew."""
    counted = asked.box == DEFAULT_BOX
    return replace(
        _filter(asked, "unread", _("Unread")),
        count=counts.get("unread", 0) if counted else 0,
        id="unread" if counted else "",
    )


def _desk_url(asked: Asked) -> str:
    return f"{reverse('desk')}?{asked.query()}"


def _older(query: str, found: list[Thread]) -> str:
    last = Keyset(found[-1].arrived_at, found[-1].pk)
    after = urlencode({"after": str(last)})
    return f"{reverse('desk')}?{query}&{after}" if query else f"{reverse('desk')}?{after}"


def _promised(opened: filepage.Opened, moment: Moment) -> str:
    day = opened.matter.promised_on
    return promised_words(day, moment.today) if day else ""


def _stage_name(opened: filepage.Opened) -> str:
    if opened.stage is None:
        return labels.waits_words(opened.thread.waiting_for)
    return str(labels.element_name(opened.spec, opened.stage.element))


def _empty(box: str, filtered: bool, in_section: bool) -> dict[str, str]:
    """What will appear here, and what to do meanwhile."""
    if filtered:
        return {
            "will": _("Nothing of this kind lies here."),
            "todo": _("Take the filter away to see everything."),
            "url": _desk_url(Asked(box)),
            "act": _("Show all"),
        }
    will, todo = {
        "with_me": (
            _("Files sent or marked to your post will appear here."),
            _("Nothing is waiting for you. Look whether the section's pool holds something to take."),
        ),
        "today": (_("Files whose last day is today will appear here."), _("There are none today.")),
        "late": (_("Files over their time limit will appear here."), _("There are none: all is in time.")),
        "pool": (
            _("Files sent to your section that nobody has taken will appear here."),
            _("Whoever takes one works it; the others no longer see it here."),
        ),
        "parked": (
            _("Files that you have parked will appear here, each with the day on which it comes back."),
            _("A file is parked from its own page. Its time limit runs on meanwhile."),
        ),
        "waiting": (
            _("Files of yours that wait for the applicant or for another office will appear here."),
            _("They come back to your desk by themselves when the answer arrives."),
        ),
        "others": (
            _("Files you have worked on that now lie with others will appear here."),
            _("Open one to see where it is, and since when."),
        ),
        "sent": (
            _("Files you have sent will appear here, also after their disposal."),
            _("While nobody has opened one you can pull it back."),
        ),
    }[box]
    if box == DEFAULT_BOX and not in_section:
        return {"will": will, "todo": ""}
    pool = {"url": _desk_url(Asked("pool")), "act": _("To the section's pool")} if box == DEFAULT_BOX else {}
    return {"will": will, "todo": todo, **pool}
