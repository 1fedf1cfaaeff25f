"""The file page: stages above, noting left, correspondence right, the acts at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from efile import diagram, filepage, selectors
from efile.access.models import PageKind
from efile.confirming import selectors as confirming
from efile.confirming.models import Confirmation
from efile.context import moment_of
from efile.dak.models import Watch
from efile.dak.remarks import Lying, Remark, remarks_of
from efile.delays import OPENING
from efile.desk.offered import parking_offered, reminding_offered
from efile.disposal.told import destroyed
from efile.kept import Kept, recall
from efile.letters.docket import dockets_of
from efile.letters.models import Status
from efile.letters.selectors import drafts_of
from efile.meantime import meantime_of
from efile.models import Matter, Secrecy, Thread
from efile.oral import openings
from efile.pages import labels
from efile.pages.moment import Moment
from efile.pages.papers import Paper
from efile.pages.rows import due_for
from efile.precedents import precedents
from efile.references import targets_of, token
from efile.services.explaining import explained, kept_too_long
from efile.views.answers import actor_of, desk_fields, desk_query, desk_url, logged, officers
from hierarchy.actors import Actor
from hierarchy.reasons import TOO_LARGE
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.uploads import MEGABYTE
from ledger.ids import uuid7
from notings import selectors as notings
from notings.contents.kinds import PDF
from notings.hands import Hand, hands_of
from notings.models import NoteDraft, Paragraph
from web.htmx import is_htmx
from web.templatetags.office import bn_digits

PHRASES = 4
REFERENCES = 4


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words to be read and copied; a draft can be thrown away at `discard_url`."""

    label: str
    text: str
    discard_url: str = ""
    revision: int = 0
    draft: UUID | None = None
    hands: tuple[Hand, ...] = ()


@require_safe
@officers
def matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Opening it marks it as read for its holder."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    first = request.method == "GET" and filepage.mark_read(opened, actor, moment.now)
    kept = recall(request.session, opened.thread.pk, request.GET.get("refused", ""))
    return file_page(request, opened, actor, moment, kept=kept, first_read=first)


@require_safe
@officers
def path_of_matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """The flow's diagram with this file's place in it; loaded when asked for."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    logged(request, opened.matter, PageKind.PATH)
    context = {
        "matter": opened.matter,
        "number": labels.number_of(opened.matter),
        "stages": filepage.strip_of(opened, actor, moment),
        **diagram.drawn(opened, moment),
    }
    return render(request, "efile/parts/path.html" if is_htmx(request) else "efile/path.html", context)


@require_safe
@officers
def precedents_of_matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Decided matters most like this one; loaded beside the composer when asked for."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    opened = filepage.open_matter(actor, matter, request.GET.get("thread", ""))
    drafts = filepage.drafts_of(opened, actor)
    context = {
        "matter": opened.matter,
        "number": labels.number_of(opened.matter),
        "precedents": precedents(opened.matter, actor, moment.calendar, drafts[0].text if drafts else ""),
    }
    part = "efile/parts/precedents.html" if is_htmx(request) else "efile/precedents.html"
    return render(request, part, context)


@require_POST
@officers
def printed(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """The page was sent to a printer: the browser says so, for the log of a graded matter."""
    logged(request, selectors.matter_for(actor_of(request), matter), PageKind.PRINT)
    return HttpResponse(status=204)


def file_page(
    request: OfficeRequest,
    opened: filepage.Opened,
    actor: Actor,
    moment: Moment,
    *,
    kept: Kept | None = None,
    first_read: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page, also after a refused act: then with its sentence, and with all that was written."""
    logged(request, opened.matter, PageKind.DETAIL)
    drafts = filepage.drafts_of(opened, actor)
    context = _context(request, opened, actor, moment, drafts)
    if kept is not None:
        context |= {
            "sentence": kept.sentence,
            "kept": what_became(kept),
            **(to_letter(kept.letter) if kept.letter else {}),
            "meantime": meantime_of(opened.movements, kept.since, kept.status, opened.spec),
            "page_address": getattr(request, "page_address", ""),
        }
    context["unsent"] = _unsent(opened, actor, kept, drafts, context)
    context["first_read"] = first_read
    return render(request, "efile/matter.html", context, status=status)


def to_letter(letter: str) -> dict[str, str]:
    """The way on of a refusal for which a letter is the reason."""
    return {"way_url": reverse("letter", args=[letter]), "way": _("To the letter")}


def what_became(kept: Kept) -> str:
    """What a refused act left behind."""
    return _("Nothing was sent. What you wrote is kept.") if kept.written else _("Nothing was changed.")


def _unsent(
    opened: filepage.Opened,
    actor: Actor,
    kept: Kept | None,
    drafts: list[NoteDraft],
    context: dict[str, Any],
) -> list[Unsent]:
    """Words that stand in no composer: drafts on a file that has gone on, those of a post that this one
    succeeded beside its own, a refused form.
    """
    in_composer: str | None = context.get("draft_text")
    rest = drafts if in_composer is None else drafts[1:]
    found = [_draft(opened, row, actor) for row in rest if row.text]
    shown = {in_composer, *(one.text for one in found)}
    signed = {note.text for note in context["notes"] if note.author_post_id in actor.posts}
    for one in kept.written if kept else ():
        if one.text not in shown and one.text not in signed:
            found.append(Unsent(str(one.label), one.text))
    return found


def _draft(opened: filepage.Opened, draft: NoteDraft, actor: Actor) -> Unsent:
    hands = tuple(hands_of(draft.writers, actor.user_id))
    label = _("A note on this file, not sent") if hands else _("Your note on this file, not sent")
    url = reverse("discard_draft", args=[opened.thread.pk])
    return Unsent(label, draft.text, url, draft.revision, draft.pk, hands)


def _context(
    request: OfficeRequest, opened: filepage.Opened, actor: Actor, moment: Moment, drafts: list[NoteDraft]
) -> dict[str, Any]:
    row, thread = opened.matter, opened.thread
    thread.matter = row
    notes = filepage.notes_of(opened)
    papers = filepage.papers_of(opened)
    targets = targets_of(notes, row, actor)
    confirmed = confirming.beside(row) if getattr(thread, "confirms", False) else {}
    for note in notes:
        note.targets = targets
        _tell_present(note, confirmed.get(note.number, []), actor)
    letters = list(drafts_of(row))
    return {
        "matter": row,
        "destroyed": destroyed(row.file),
        "thread": thread,
        "asks_reply": thread.waiting_for.startswith("message:") and thread.holder_id in actor.posts,
        "threads": _threads(request, opened, actor),
        "number": labels.number_of(row),
        "chips": [*labels.chips_of(row), *_watched(row, papers)],
        "stages": filepage.strip_of(opened, actor, moment),
        "due": due_for(thread, moment),
        "notes": notes,
        "papers": papers,
        "filled": filepage.filled_of(opened),
        "letters": letters,
        "dockets": dockets_of(row, notes) if any(one.status == Status.ISSUED for one in letters) else [],
        "has_pdf": any(paper.content and paper.content.media == PDF.media for paper in papers),
        "bar": filepage.bar_of(opened, actor, moment.now),
        "desk_url": desk_url(request),
        "desk_fields": desk_fields(request),
        "act_query": desk_query(request),
        "graded": row.secrecy != Secrecy.NORMAL,
        "key": uuid7(),
        "now": moment.now,
        "calendar": moment.calendar,
        "explains": str(OPENING) if _asked_to_explain(thread, notes, actor, moment) else "",
        **parking_offered(thread, actor, moment.today),
        "follows": getattr(thread, "followed", False),
        "reminds": reminding_offered(thread, opened.movements, actor),
        **_composer(opened, actor, papers, notes, next(iter(drafts), None), moment.today),
    }


def _tell_present(note: Any, asked: list[Confirmation], actor: Actor) -> None:
    """CSMOP 19, 20: who was asked to confirm a paragraph, and whether its officer may ask."""
    note.confirmations = asked
    mine = (one for one in asked if one.post_id in actor.posts and one.answered_at is None)
    note.asked_of_me = next(mine, None) if not actor.assistant else None
    note.asks_present = (
        note.author_post_id in actor.posts and not actor.assistant and not note.destroyed_under
    )


def _asked_to_explain(thread: Thread, notes: list[Paragraph], actor: Actor, moment: Moment) -> bool:
    """CSMOP 60: who keeps a case beyond the days of its class records why in the notes. Once he wrote after
    the last day, nothing more is asked.
    """
    late = kept_too_long(thread, moment.today, moment.calendar)
    return late and not explained(thread, notes, actor.posts, moment.calendar)


def _composer(
    opened: filepage.Opened,
    actor: Actor,
    papers: list[Paper],
    notes: list[Paragraph],
    draft: NoteDraft | None,
    today: date,
) -> dict[str, Any]:
    """The yellow draft, for the holder alone while a stage is open."""
    thread = opened.thread
    mine = thread.holder_id in actor.posts and thread.pool_id is None and thread.closed_at is None
    if not mine or opened.stage is None or not actor.may_draft or actor.post_id is None:
        return {"draft_url": ""}
    phrases = [str(one.text) for one in notings.phrases(opened.matter.office_id, actor.post_id)]
    return {
        "draft_url": reverse("draft", args=[thread.pk]),
        "put_in_url": reverse("put_in_papers", args=[thread.pk]),
        "letter_url": reverse("begin_letter", args=[thread.pk]),
        "most": settings.MOST_MEGABYTES * MEGABYTE,
        "too_large": Refused(TOO_LARGE, name="{name}", most=bn_digits(settings.MOST_MEGABYTES)).sentence,
        "draft_text": draft.text if draft else "",
        "remarks": _remarks(papers, notes, draft.text if draft else ""),
        "draft_revision": draft.revision if draft else 0,
        "draft_hands": hands_of(draft.writers, actor.user_id) if draft else [],
        "discard_url": reverse("discard_draft", args=[thread.pk]),
        "phrases_url": reverse("phrases"),
        "precedents_url": f"{reverse('precedents', args=[opened.matter.pk])}?thread={thread.pk}",
        "next_number": notings.next_number(opened.matter.sheet_id),
        "phrases": phrases[:PHRASES],
        "more_phrases": phrases[PHRASES:],
        "oral": openings(today),
        "references": _references(papers),
    }


def _remarks(papers: list[Paper], notes: list[Paragraph], draft: str) -> list[Remark]:
    """Rule (c) 19: what the note does not yet say of the remarks on the letters."""
    letters = [Lying(one.receipt, one.at) for one in papers if one.receipt and not one.struck]
    return [one for one in remarks_of(letters, notes) if one.quoted not in draft]


def _references(papers: list[Paper]) -> list[dict[str, str]]:
    """Buttons that write a reference to a paper into the note, with its flag and its page. CSMOP 25."""
    shown = [(paper, _named(paper)) for paper in papers if not paper.struck]
    return [
        {"label": f"+ {label}", "text": token("paper", paper.id, label)}
        for paper, label in shown[-REFERENCES:]
    ]


def _named(paper: Paper) -> str:
    page = _("p. %(page)s") % {"page": bn_digits(paper.page)}
    return f"{paper.flag}, {page}" if paper.flag else page


def _watched(row: Matter, papers: list[Paper]) -> list[labels.Chip]:
    """By its class of case, and by the letters in it."""
    by_class = [str(Watch(row.service.watch).label)] if row.service.watch else []
    letters = (paper.watched for paper in papers if paper.watched and not paper.struck)
    found = dict.fromkeys([*by_class, *letters])
    return [labels.Chip(words, "acc") for words in found]


def _threads(request: OfficeRequest, opened: filepage.Opened, actor: Actor) -> list[dict[str, Any]]:
    """The strands of a matter that runs in parts; a single one is not worth a word."""
    if len(opened.threads) < 2:
        return []
    base, query = reverse("matter", args=[opened.matter.pk]), desk_query(request)
    return [
        {
            "url": f"{base}?thread={row.pk}" + (f"&{query}" if query else ""),
            "part": place,
            "where": labels.pool_title(row) or labels.short_title(row.present, actor.section_id),
            "waits": labels.waits_words(row.waiting_for),
            "stage": labels.element_name(opened.spec, row.stage.element) if row.stage else "",
            "closed": row.closed_at is not None,
            "active": row.pk == opened.thread.pk,
        }
        for place, row in enumerate(opened.threads)
    ]
