"""How every page of this room answers: for officers only, refusals as sentences, parts for htmx."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.access.log import note_reading
from efile.access.models import PageKind
from efile.access.watch import tells_nothing
from efile.context import moment_of
from efile.desk.filters import Asked
from efile.models import Matter, Thread
from efile.services.act import Seen
from hierarchy.actors import Actor
from hierarchy.decorators import acting_post_required
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx
from web.typed import typed

P = ParamSpec("P")
View = Callable[Concatenate[OfficeRequest, P], HttpResponse]
NEVER = Seen(-1, None)


def officers(view: View[P]) -> View[P]:
    """The view acts for a post; what it refuses is shown as a sentence with its status."""

    @wraps(view)
    def answered(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused)

    return acting_post_required(answered)


def refusal(request: HttpRequest, refused: Refused, **context: object) -> HttpResponse:
    """The sentence alone for htmx, else a page with the way back and with what was typed."""
    if not context.get("meantime"):
        tells_nothing()
    part = is_htmx(request)
    said = {"sentence": refused.sentence, **context}
    if not part:
        said["typed"] = typed(request)
    if request.method == "POST":
        said.setdefault("kept", _("Nothing was changed."))
    template = "web/parts/refusal.html" if part else "efile/refused.html"
    return render(request, template, said, status=refused.reason.status)


def logged(request: OfficeRequest, row: Matter, page: PageKind) -> None:
    """Write the view of a graded matter in its log, by the name of its page; what no page names is written
    when the answer goes out. A HEAD request shows nothing, but of a paper its name, size and digest."""
    if request.method != "HEAD" or page == PageKind.PAPER:
        actor = actor_of(request)
        note_reading(row, actor, page, moment_of(request, actor).now)


def go(request: HttpRequest, url: str) -> HttpResponse:
    """To another page, also out of a dialog."""
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def actor_of(request: OfficeRequest) -> Actor:
    if request.actor is None:
        raise PermissionDenied
    return request.actor


def office_of(request: OfficeRequest) -> Office:
    if request.office is None:
        raise PermissionDenied
    return request.office


def seen_of(request: HttpRequest) -> Seen:
    """What the reader's page showed. A form without it has seen nothing that still holds."""
    try:
        return Seen(int(request.POST.get("version", "")), as_uuid(request.POST.get("stage")))
    except ValueError:
        return NEVER


def as_uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """A day as a date field sends it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def posted(request: HttpRequest, name: str) -> list[UUID]:
    """The ids sent under a name, each once."""
    given = request.POST if request.method == "POST" else request.GET
    found = (as_uuid(text) for text in given.getlist(name))
    return list(dict.fromkeys(one for one in found if one is not None))


def desk_query(request: HttpRequest) -> str:
    """`box=late&show=unread` of the desk that a page was opened from; empty for the first box."""
    return Asked.read(request.POST if request.method == "POST" else request.GET).query()


def desk_fields(request: HttpRequest) -> dict[str, str]:
    """The same as hidden fields of a form."""
    return Asked.read(request.POST if request.method == "POST" else request.GET).fields()


def desk_url(request: HttpRequest) -> str:
    query = desk_query(request)
    return reverse("desk") + (f"?{query}" if query else "")


def matter_url(request: HttpRequest, row: Thread) -> str:
    """The file page at this thread, with the box of the desk it was opened from."""
    query = desk_query(request)
    return f"{reverse('matter', args=[row.matter_id])}?thread={row.pk}" + (f"&{query}" if query else "")
