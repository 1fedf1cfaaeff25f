"""The file page: stages above, noting left, correspondence right, the acts at the foot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from efile import diagram, filepage
from efile.context import moment_of
from efile.pages import labels
from efile.pages.moment import Moment
from efile.pages.rows import due_for
from efile.views.answers import actor_of, desk_fields, desk_query, desk_url, is_htmx, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from notings import selectors as notings
from web.templatetags.office import bn_digits

PHRASES = 4
REFERENCES = 4


@require_GET
@officers
def matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Opening it marks it as read for its holder."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    first = filepage.mark_read(opened, actor, moment.now)
    return file_page(request, opened, actor, moment, first_read=first)


@require_GET
@officers
def path_of_matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """The flow's diagram with this file's place in it; loaded when asked for."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    context = {
        "matter": opened.matter,
        "number": labels.number_of(opened.matter),
        "stages": filepage.strip_of(opened, actor, moment),
        **diagram.drawn(opened, moment),
    }
    return render(request, "efile/parts/path.html" if is_htmx(request) else "efile/path.html", context)


def file_page(
    request: OfficeRequest,
    opened: filepage.Opened,
    actor: Actor,
    moment: Moment,
    *,
    refused: Refused | None = None,
    moved: str = "",
    written: str | None = None,
    first_read: bool = False,
) -> HttpResponse:
    """The page, also after a refused act: then with its sentence, and with the words that were `written`."""
    context = _context(request, opened, actor, moment)
    if written is not None and context["draft_url"]:
        context["draft_text"] = written
    if refused is not None:
        context |= {"sentence": refused.sentence, "who": moved}
    context["first_read"] = first_read
    return render(request, "efile/matter.html", context, status=refused.reason.status if refused else 200)


def _context(request: OfficeRequest, opened: filepage.Opened, actor: Actor, moment: Moment) -> dict[str, Any]:
    row, thread = opened.matter, opened.thread
    thread.matter = row
    notes = filepage.notes_of(opened)
    papers = filepage.papers_of(opened)
    return {
        "matter": row,
        "thread": thread,
        "threads": _threads(request, opened, actor),
        "number": labels.number_of(row),
        "chips": labels.chips_of(row),
        "stages": filepage.strip_of(opened, actor, moment),
        "due": due_for(thread, moment),
        "notes": notes,
        "papers": papers,
        "bar": filepage.bar_of(opened, actor, moment.now),
        "desk_url": desk_url(request),
        "desk_fields": desk_fields(request),
        "act_query": desk_query(request),
        "key": uuid7(),
        "now": moment.now,
        "calendar": moment.calendar,
        **_composer(opened, actor, len(papers)),
    }


def _composer(opened: filepage.Opened, actor: Actor, pages: int) -> dict[str, Any]:
    """The yellow draft, for the holder alone while a stage is open."""
    thread = opened.thread
    mine = thread.holder_id == actor.post_id and thread.pool_id is None and thread.closed_at is None
    if not mine or opened.stage is None or not actor.may("note") or actor.post_id is None:
        return {"draft_url": ""}
    draft = filepage.draft_of(opened, actor)
    phrases = [str(one.text) for one in notings.phrases(opened.matter.office_id, actor.post_id)]
    return {
        "draft_url": reverse("draft", args=[thread.pk]),
        "draft_text": draft.text if draft else "",
        "draft_revision": draft.revision if draft else 0,
        "next_number": notings.next_number(opened.matter.sheet_id),
        "phrases": phrases[:PHRASES],
        "more_phrases": phrases[PHRASES:],
        "references": [_reference(page) for page in range(1, min(pages, REFERENCES) + 1)],
    }


def _reference(page: int) -> dict[str, str]:
    """A button that writes a page reference into the note."""
    number = bn_digits(page)
    return {"label": _("+ p. %(page)s") % {"page": number}, "text": _("(p. %(page)s)") % {"page": number}}


def _threads(request: OfficeRequest, opened: filepage.Opened, actor: Actor) -> list[dict[str, Any]]:
    """The strands of a matter that runs in parts; a single one is not worth a word."""
    if len(opened.threads) < 2:
        return []
    base, query = reverse("matter", args=[opened.matter.pk]), desk_query(request)
    return [
        {
            "url": f"{base}?thread={row.pk}" + (f"&{query}" if query else ""),
            "part": place,
            "where": row.pool.name if row.pool else labels.short_title(row.holder, actor.section_id),
            "waits": labels.waits_words(row.waiting_for),
            "stage": labels.element_name(opened.spec, row.stage.element) if row.stage else "",
            "closed": row.closed_at is not None,
            "active": row.pk == opened.thread.pk,
        }
        for place, row in enumerate(opened.threads)
    ]
