"""What may be done with a file by whom, and the one address to which the forms of its page post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from efile import services
from efile.context import moment_of
from efile.files import beginning, caring, linking, losing, parting, reasons, rules
from efile.files.recording import looks_after, of_its_line, ordered
from efile.files.sight import file_for
from efile.models import File
from efile.papers.bringing import taken_in
from efile.reopenable import turns_of_file
from efile.views.answers import actor_of, as_uuid, day_of, go, officers
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

Inputs = Callable[[OfficeRequest, File], dict[str, Any]]


def offered(row: File, actor: Actor, today: date) -> set[str]:
    """The acts that its page offers; each service checks again. `no_copies` says why it takes none."""
    if actor.assistant or row.destroyed_at is not None:
        return set()
    found = turns_of_file(row, actor)
    if actor.may("note") and caring.takes_matters(row, today):
        found.add("begin")
    if actor.may(caring.CLASSING_POWER) and of_its_line(actor, row):
        found.add("class")
    if losing.may_declare(row, actor):
        found |= {"found", "rebuilt"} if row.missing_on else {"missing"}
    if not looks_after(actor, row):
        return found
    if row.missing_on is not None:
        found.add("no_copies" if ordered(row) else "copies")
    found.add("number")
    if row.status == File.Status.DRAFT:
        return found | {"create"}
    if row.status != File.Status.CURRENT:
        return found
    return found | {"link", "unlink"} | _of_a_current(row, today)


def _of_a_current(row: File, today: date) -> set[str]:
    found = {"part"} if row.part_of_id is None else {"merge"} if row.missing_on is None else set()
    if row.parked(today):
        found.add("take_up")
    elif not row.matters.filter(closed_at__isnull=True).exists():
        found.add("park")
    if rules.may_begin_volume(parting.pages_in_volume(row)) is None:
        found.add("volume")
    return found


@require_POST
@officers
def act_on_file(request: OfficeRequest, file: UUID) -> HttpResponse:
    """Do what the button says. A refusal draws the page again with its sentence and with what was written."""
    from efile.files.views import page

    actor = actor_of(request)
    row = file_for(actor, file)
    known = ACTS.get(request.POST.get("act", ""))
    if known is None:
        raise Refused(reasons.NO_ACT)
    service, inputs = known
    try:
        now, key = moment_of(request, actor).now, as_uuid(request.POST.get("key"))
        found = service(actor=actor, file=file, now=now, key=key, **inputs(request, row))
    except Refused as refused:
        if refused.reason.status in {403, 404}:
            raise
        return page(request, row, refused.sentence, refused.reason.status)
    return go(request, reverse("file", args=[found or file]))


def _nothing(request: OfficeRequest, _row: File) -> dict[str, Any]:
    return {}


def _texts(*names: str) -> Inputs:
    def read(request: OfficeRequest, _row: File) -> dict[str, Any]:
        return {name: request.POST.get(name, "") for name in names}

    return read


def _park(request: OfficeRequest, _row: File) -> dict[str, Any]:
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = None
    return {"until": until, "reason": request.POST.get("reason", "")}


def _missing(request: OfficeRequest, _row: File) -> dict[str, Any]:
    return {"since": day_of(request.POST.get("since", "")), "reason": request.POST.get("reason", "")}


def _copies(request: OfficeRequest, row: File) -> dict[str, Any]:
    now = moment_of(request, actor_of(request)).now
    found = taken_in(request, row.office_id, now)
    if found.refused:
        raise Refused(reasons.COPIES_NOT_TAKEN, why=" ".join(found.refused))
    return {"scans": tuple(found.brought)}


def _unlink(request: OfficeRequest, _row: File) -> dict[str, Any]:
    link = as_uuid(request.POST.get("link"))
    if link is None:
        raise Refused(reasons.NO_LINK)
    return {"link": link, "extracts": request.POST.get("extracts", "")}


ACTS: Final[dict[str, tuple[Callable[..., UUID | None], Inputs]]] = {
    "number": (caring.note_number, _texts("number", "kind")),
    "class": (caring.change_class, _texts("retention", "reason")),
    "close": (services.dispose, _texts("reason")),
    "reopen": (services.reopen_file, _texts("reason")),
    "park": (caring.park, _park),
    "take_up": (caring.take_up, _nothing),
    "link": (linking.link, _texts("number", "reason")),
    "unlink": (linking.unlink, _unlink),
    "volume": (parting.begin_volume, _nothing),
    "part": (parting.open_part, _nothing),
    "merge": (parting.merge_part, _nothing),
    "create": (beginning.create, _nothing),
    "missing": (losing.declare_missing, _missing),
    "copies": (losing.lay_copies, _copies),
    "found": (losing.declare_found, _texts("reason")),
    "rebuilt": (losing.declare_rebuilt, _texts("note")),
}
