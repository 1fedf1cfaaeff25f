"""The forms an act needs first: to whom, with which fields. A dialog for htmx, else a page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Textarea
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from efile import choices, filepage, reasons
from efile.access.watch import tells_nothing
from efile.context import moment_of
from efile.forms import StageForm
from efile.models import Thread
from efile.pages import labels
from efile.services.locking import check_holding
from efile.services.signing import lane_of
from efile.views.answers import actor_of, as_uuid, desk_fields, go, matter_url, posted
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import Words
from ledger.ids import uuid7
from notings import selectors as notings
from notings.hands import Hand, hands_of
from notings.models import NoteDraft, Paragraph
from web.htmx import is_htmx
from workflows.engine import Outcome, StageSpec

FIELD_FAULTS = frozenset(
    reason.code
    for reason in (
        reasons.FACT_NEEDED,
        reasons.FACT_WRONG,
        reasons.NUMBER_WRONG,
        reasons.POST_NEEDED,
        reasons.NOTE_NEEDED,
    )
)


@dataclass(frozen=True, slots=True)
class Note:
    """The officer's draft, written in the form of an act; `wrong` says that one is `needed` and missing."""

    text: str
    revision: int
    wrong: str
    hands: list[Hand]
    needed: bool


def searched(request: OfficeRequest) -> bool:
    """Whether the form was sent by its search button, which only looks for posts."""
    return request.method == "POST" and "find" in request.POST


def typing(request: OfficeRequest) -> bool:
    """Whether the list of posts alone is asked for, as one types. It may come late, after the act itself."""
    return "q" in request.GET and is_htmx(request)


def found_typing(request: OfficeRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """The list alone, asked for at each letter: it says nothing of the matter, whose form was logged."""
    tells_nothing()
    return render(request, f"efile/parts/{name}.html", context)


def too_late(request: OfficeRequest, row: Thread) -> HttpResponse | None:
    """Forms of the holder are for nobody else. A search that was typed before the file went on finds nothing
    and says nothing: the form it belonged to is gone.
    """
    try:
        check_holding(row, actor_of(request))
    except Refused:
        if typing(request):
            return HttpResponse(status=204)
        raise
    return None


def outcome_dialog(
    request: OfficeRequest,
    row: Thread,
    stage: StageSpec,
    outcome: Outcome,
    *,
    form: StageForm | None = None,
    sentence: str = "",
    unnoted: bool = False,
) -> HttpResponse:
    """What the outcome still needs. `form`, `sentence` and `unnoted` say again what could not be taken."""
    actor = actor_of(request)
    now, wanted = moment_of(request, actor).now, _wanted(request)
    found = choices.marking_choices(actor, now, wanted) if outcome.names_post else []
    label = str(Words(outcome.label_bn, outcome.label_en))
    given = request.POST if request.method == "POST" else None
    form = form or StageForm(stage.fields(outcome.id), initial=given)
    note = _note(request, row, outcome, unnoted=unnoted)
    writes = note is not None or any(isinstance(one.widget, Textarea) for one in form.fields.values())
    return send_dialog(
        request,
        row,
        found,
        title=label,
        button=label,
        outcome=outcome.id,
        names_post=outcome.names_post,
        form=form,
        note=note,
        writes=writes,
        sentence=sentence,
    )


def return_dialog(request: OfficeRequest, row: Thread) -> HttpResponse:
    """Who gets the file back, and what is said to him with it."""
    actor = actor_of(request)
    opened = filepage.open_matter(actor, row.matter_id, str(row.pk))
    back = filepage.back_of(opened, actor, moment_of(request, actor).now)
    if back.to is None:
        return go(request, matter_url(request, row))
    note = _draft(request, row, unnoted=False, needed=False) if actor.may("note") else None
    title = _("Return to %(post)s") % {"post": labels.short_title(back.to, actor.section_id)}
    words = {"title": title, "button": _("Return")}
    return send_dialog(request, row, [], names_post=False, note=note, writes=note is not None, **words)


def fault_dialog(
    request: OfficeRequest, row: Thread, stage: StageSpec | None, outcome: Outcome | None, refused: Refused
) -> HttpResponse | None:
    """The form again, with the sentences beside their fields; None when it is about something else."""
    if stage is None or outcome is None or refused.reason.code not in FIELD_FAULTS:
        return None
    form = StageForm(stage.fields(outcome.id), request.POST)
    unnoted = refused.reason.code == reasons.NOTE_NEEDED.code
    if unnoted and not form.fields and not outcome.names_post:
        return None
    placed = form.take(refused) or unnoted
    sentence = "" if placed else refused.sentence
    answer = outcome_dialog(request, row, stage, outcome, form=form, sentence=sentence, unnoted=unnoted)
    return in_dialog(answer, refused)


def in_dialog(answer: HttpResponse, refused: Refused) -> HttpResponse:
    """A dialog that comes back with its refusal takes the place of the one that was sent."""
    answer.status_code = refused.reason.status
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


def _note(request: OfficeRequest, row: Thread, outcome: Outcome, *, unnoted: bool) -> Note | None:
    """None when the outcome needs no note, or has one that was signed during this stay in the stage."""
    actor = actor_of(request)
    if not outcome.noting or row.holder_id not in actor.posts or not actor.may("note") or _noted(row, actor):
        return None
    return _draft(request, row, unnoted=unnoted, needed=True)


def _draft(request: OfficeRequest, row: Thread, *, unnoted: bool, needed: bool) -> Note:
    actor = actor_of(request)
    draft = notings.draft_for(row.matter.sheet_id, lane_of(row), actor)
    kept = draft.text if draft else ""
    wrong = reasons.MISSING.sentence % {"field": _("Your note")} if unnoted else ""
    text = request.POST.get("text", kept)
    return Note(text, draft.revision if draft else 0, wrong, _hands(draft, actor), needed)


def _hands(draft: NoteDraft | None, actor: Actor) -> list[Hand]:
    return hands_of(draft.writers, actor.user_id) if draft else []


def _noted(row: Thread, actor: Actor) -> bool:
    signed = Paragraph.objects.filter(
        sheet=row.matter.sheet_id, lane=lane_of(row), author_post__in=actor.posts
    )
    return row.stage is not None and signed.filter(signed_at__gte=row.stage.opened_at).exists()


def send_dialog(
    request: OfficeRequest, row: Thread, found: list[choices.Choice], **context: object
) -> HttpResponse:
    """The whole dialog; while typing, only the list of posts. As a page it shows the draft that it signs."""
    actor = actor_of(request)
    first = next((choice.post.pk for choice in found if not choice.closed), None)
    named = as_uuid(request.POST.get("to"))
    context = {
        "names_post": True,
        **context,
        "choices": found,
        "chosen": named if named in {choice.post.pk for choice in found} else first,
        "address": request.path,
        "copies": posted(request, "copy"),
        "wanted": _wanted(request),
        "section": actor.section_id,
        "signs": actor.may("sign", row.matter.service.code),
        **form_context(request, row),
    }
    if typing(request):
        return found_typing(request, "picks", context)
    if not is_htmx(request):
        context |= _page(request, row)
    return render(request, part(request, "send"), context)


def _page(request: OfficeRequest, row: Thread) -> dict[str, object]:
    actor = actor_of(request)
    draft = notings.draft_for(row.matter.sheet_id, lane_of(row), actor)
    outcome = request.POST.get("outcome")
    if request.method == "POST":
        request.page_address = request.path + (f"?{urlencode({'outcome': outcome})}" if outcome else "")
    return {"page": True, "draft_text": draft.text if draft else "", "draft_hands": _hands(draft, actor)}


def _wanted(request: OfficeRequest) -> str:
    """What was searched for: it stands in the form again, also when the act was refused."""
    given = request.POST if request.method == "POST" else request.GET
    return given.get("q", "")


def part(request: OfficeRequest, name: str, folder: str = "") -> str:
    """The form alone, for a dialog, else its page. Of a `folder` of its own the form is `<name>_form`."""
    if folder:
        return f"efile/{folder}/{name}{'_form' if is_htmx(request) else ''}.html"
    return f"efile/parts/{name}.html" if is_htmx(request) else f"efile/{name}.html"


def form_context(request: OfficeRequest, row: Thread) -> dict[str, object]:
    """What every form of an act carries along."""
    return {
        "thread": row,
        "matter": row.matter,
        "number": labels.number_of(row.matter),
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "desk_fields": desk_fields(request),
        "back_url": matter_url(request, row),
    }
