"""Acts on several files of the desk: what was ticked, to whom it goes, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from efile.access.rules import NORMAL
from efile.context import moment_of
from efile.desk import bulk, reasons, shelf, told
from efile.desk.choosing import choices_for_all
from efile.models import Thread
from efile.pages import labels
from efile.reasons import NOBODY_CHOSEN
from efile.views.answers import actor_of, as_uuid, desk_fields, desk_url, go, officers, refusal
from efile.views.dialogs import in_dialog, part
from efile.views.drafts import number
from efile.visibility import hide
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import Words
from ledger.ids import uuid7
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def chosen(request: OfficeRequest) -> HttpResponse:
    """POST does one thing with the ticked files; who opens this address is shown the desk."""
    if request.method != "POST":
        return go(request, desk_url(request))
    try:
        return _chosen(request, actor_of(request))
    except Refused as refused:
        answer = refusal(request, refused)
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#notice", "innerHTML"
        return answer


def _chosen(request: OfficeRequest, actor: Actor) -> HttpResponse:
    now = moment_of(request, actor).now
    ticked, key = bulk.picked(request.POST.getlist("one")), as_uuid(request.POST.get("key"))
    match request.POST.get("do", ""):
        case "send":
            return to_whom(request, actor, ticked)
        case "claim":
            return _done(request, "claim", bulk.claim_all(actor=actor, chosen=ticked, now=now, key=key))
        case "read":
            return _done(request, "read", bulk.read_all(actor=actor, chosen=ticked, now=now))
        case "label" | "unlabel" as act:
            return _labelled(request, actor, ticked, act == "label")
    raise Refused(reasons.NO_ACT)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def send_chosen(request: OfficeRequest) -> HttpResponse:
    """POST sends the files to one post, each by itself; a search of the form only looks for posts."""
    if request.method != "POST":
        return go(request, desk_url(request))
    actor = actor_of(request)
    ticked = bulk.picked(request.POST.getlist("one"))
    if "find" in request.POST:
        return to_whom(request, actor, ticked)
    to = as_uuid(request.POST.get("to"))
    post = Post.objects.select_related("section").filter(pk=to).first() if to else None
    if post is None:
        refused = Refused(NOBODY_CHOSEN)
        return in_dialog(to_whom(request, actor, ticked, refused.sentence), refused)
    result = bulk.send_all(
        actor=actor,
        chosen=ticked,
        to=post.pk,
        now=moment_of(request, actor).now,
        shown=_shown(request.POST),
        key=as_uuid(request.POST.get("key")),
    )
    return _done(request, "send", result, post.title)


def to_whom(
    request: OfficeRequest, actor: Actor, ticked: list[bulk.Picked], sentence: str = ""
) -> HttpResponse:
    """The form that asks for the post: the files, the words that would be signed, who takes how many. The
    words on a graded file are not shown in a list, so such a file is sent from its own page. To whom many
    files go is nobody's likely guess: no post is chosen beforehand.
    """
    rows = bulk.threads_of(actor, ticked)
    hide((row.matter for row in rows.values()), actor)
    drafts = bulk.drafts_on(actor, [row for row in rows.values() if row.matter.secrecy == NORMAL])
    wanted = request.POST.get("q", "")
    found = choices_for_all(actor, rows.values(), moment_of(request, actor).now, wanted)
    named = as_uuid(request.POST.get("to"))
    context: dict[str, object] = {
        "choices": found,
        "chosen": named if named in {one.post.pk for one in found} else None,
        "wanted": wanted,
        "section": actor.section_id,
    }
    if "find" in request.POST and is_htmx(request):
        return render(request, "efile/parts/picks.html", context)
    context |= {
        "files": [_file(row, drafts.get(row.pk)) for row in rows.values()],
        "ticked": [one for one in ticked if one.thread in rows],
        "sentence": sentence,
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "desk_fields": desk_fields(request),
        "desk_url": desk_url(request),
        "page": not is_htmx(request),
    }
    return render(request, part(request, "send_chosen", "desk"), context)


def _file(row: Thread, draft: object) -> dict[str, object]:
    matter = row.matter
    return {
        "thread": row,
        "number": labels.number_of(matter),
        "subject": labels.subject_of(matter),
        "draft": draft,
    }


def _shown(given: Mapping[str, str]) -> dict[UUID, int]:
    """Which revision of a draft the form showed, by thread."""
    found = {}
    for name, value in given.items():
        thread, revision = as_uuid(name.removeprefix("draft-")), number(value)
        if name.startswith("draft-") and thread is not None and revision is not None:
            found[thread] = revision
    return found


def _labelled(request: OfficeRequest, actor: Actor, ticked: list[bulk.Picked], on: bool) -> HttpResponse:
    """An existing label, or a new one by its name."""
    label = as_uuid(request.POST.get("label"))
    if label is None:
        label = shelf.add_label(actor=actor, name=request.POST.get("new_label", "")).pk
    rows = bulk.threads_of(actor, ticked).values()
    count = shelf.put_label(actor=actor, label=label, matters=[row.matter_id for row in rows], on=on)
    return _done(request, "label", bulk.Result(count, []))


def _done(request: OfficeRequest, act: str, result: bulk.Result, to: Words | None = None) -> HttpResponse:
    told.remember(request.session, act, result, request.profile, to)
    return go(request, desk_url(request))
