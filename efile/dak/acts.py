"""What may be done with a dak by whom, and the one address to which the buttons of its page post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from efile.context import moment_of
from efile.dak import caring, closing, interim, reasons, replying, sending, transferring
from efile.dak.arrival import Destination
from efile.dak.models import GONE, Dak, DakState
from efile.dak.passing import office_here, pass_on
from efile.dak.sight import dak_for
from efile.views.answers import actor_of, as_uuid, go, officers
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

Act = Callable[..., object]


def offered(row: Dak, actor: Actor) -> set[str]:
    """The acts that its page offers; each service checks again."""
    if actor.assistant:
        return set()
    took_in = row.receipt.received_by_id in actor.posts
    found = _of_the_main(row, actor) if row.holder_id in actor.posts else set()
    if row.state == DakState.OPEN and actor.may("forward"):
        found |= {"remind", "send"} if "send" in found or _above(row, actor) else {"remind"}
    found |= _of_another_office(row, actor, "send" in found)
    if row.paper_at_id in actor.posts:
        found.add("shelve")
    if took_in:
        found |= _of_who_looks_after_it(row)
    if interim.awaits_answer(row) and interim.may_answer(row, actor):
        found.add("interim")
    if row.copies.filter(post__in=actor.posts, closed_at=None).exists():
        found |= {"close_copy", "copy"} if actor.may("forward") else {"close_copy"}
    return found


def _of_the_main(row: Dak, actor: Actor) -> set[str]:
    """What its main recipient may do: while the physical item has not come, only that it did."""
    found, still = _of_who_looks_after_it(row), row.state == DakState.OPEN
    if actor.may("forward"):
        found |= {"copy", "edit"}
        found |= {"send"} if still else {"undo"} if row.state != DakState.RECALLED else set()
    if row.awaits_paper:
        return found if row.state in GONE else found | {"paper"}
    if still:
        found |= {"archive"} if actor.may("forward") else set()
        found |= {"put_up", "attach", "file", "reply"} if actor.may("note") else set()
    return found


def _of_another_office(row: Dak, actor: Actor, sends: bool) -> set[str]:
    """Passed on by who sends it on; that its writer was told is said by who had it, or took it in."""
    whose = transferring.standing(row)
    if row.state == DakState.OPEN and sends:
        return {"pass_on"} if whose is None else {"pass_on", "ours"}
    mine = row.holder_id in actor.posts or row.receipt.received_by_id in actor.posts
    gone = row.state == DakState.PASSED and whose is not None and whose.told_at is None
    return {"told"} if gone and mine and actor.may("forward") else set()


def _of_who_looks_after_it(row: Dak) -> set[str]:
    found = {"supply", "lack"} if row.state == DakState.OPEN else {"supply"}
    return found if row.acknowledged_at else found | {"acknowledge"}


def _above(row: Dak, actor: Actor) -> bool:
    if not actor.may("pull_up"):
        return False
    return not actor.posts.isdisjoint(lines.seats([row.holder_id])[row.holder_id].superiors)


@require_POST
@officers
def act_on_dak(request: OfficeRequest, dak: UUID) -> HttpResponse:
    """Do what the button says. A refusal draws the page again with its sentence and with what was written."""
    from efile.dak.views import page, version_of

    actor = actor_of(request)
    row = dak_for(actor, dak)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Refused(reasons.NO_ACT)
    service, inputs = act
    common: dict[str, Any] = {"actor": actor, "dak": dak, "now": moment_of(request, actor).now}
    common |= {"key": as_uuid(request.POST.get("key"))}
    if service is not sending.close_copy:
        common["seen"] = version_of(request)
    try:
        service(**common, **inputs(request))
    except Refused as refused:
        if refused.reason.status in {403, 404}:
            raise
        return page(request, row, refused.sentence, refused.reason.status)
    return go(request, request.path.removesuffix("act/"))


def _nothing(request: OfficeRequest) -> dict[str, Any]:
    return {}


def _send(request: OfficeRequest) -> dict[str, Any]:
    to = as_uuid(request.POST.get("to"))
    if to is None:
        raise Refused(reasons.TO_WHOM)
    return {"to": to, "copies": _posts(request), "words": request.POST.get("words", "")}


def _copy(request: OfficeRequest) -> dict[str, Any]:
    return {"to": _posts(request), "words": request.POST.get("words", "")}


def _posts(request: OfficeRequest) -> list[UUID]:
    return [one for one in map(as_uuid, request.POST.getlist("copies")) if one is not None]


def _shelf(request: OfficeRequest) -> dict[str, Any]:
    return {"shelf": request.POST.get("shelf", "")}


def _lack(request: OfficeRequest) -> dict[str, Any]:
    return {"what": request.POST.get("what", "")}


def _supply(request: OfficeRequest) -> dict[str, Any]:
    lack = as_uuid(request.POST.get("lack"))
    if lack is None:
        raise Refused(reasons.NOTHING_LACKS)
    return {"lack": lack}


def _file(request: OfficeRequest) -> dict[str, Any]:
    file = as_uuid(request.POST.get("file"))
    if file is None:
        raise Refused(reasons.FILE_WHICH)
    return {"file": file, **_reason(request)}


def _put_up(request: OfficeRequest) -> dict[str, Any]:
    """Without a file named a new one is opened."""
    return {"file": as_uuid(request.POST.get("file")), "head": as_uuid(request.POST.get("head"))}


def _matter(request: OfficeRequest) -> dict[str, Any]:
    matter = as_uuid(request.POST.get("matter"))
    if matter is None:
        raise Refused(reasons.MATTER_WHICH)
    return {"matter": matter}


def _reply(request: OfficeRequest) -> dict[str, Any]:
    return {**_matter(request), "message": request.POST.get("message", "")}


def _reason(request: OfficeRequest) -> dict[str, Any]:
    return {"reason": request.POST.get("reason", "")}


def _elsewhere(request: OfficeRequest) -> dict[str, Any]:
    given = request.POST
    office = office_here(as_uuid(given.get("office")))
    return {"to": Destination(office, given.get("name", ""), given.get("way", ""), given.get("number", ""))}


def _remind(request: OfficeRequest) -> dict[str, Any]:
    return {"words": request.POST.get("words", ""), "act_by": _day(request.POST.get("act_by", ""))}


def _by(request: OfficeRequest) -> dict[str, Any]:
    return {"by": _day(request.POST.get("told_by", ""))}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


ACTS: Final[dict[str, tuple[Act, Callable[[OfficeRequest], dict[str, Any]]]]] = {
    "paper": (caring.receive_paper, _nothing),
    "shelve": (caring.shelve, _shelf),
    "acknowledge": (caring.acknowledge, _nothing),
    "interim": (interim.reply_in_the_interim, _by),
    "lack": (caring.note_lack, _lack),
    "supply": (caring.supply, _supply),
    "remind": (caring.remind, _remind),
    "send": (sending.send, _send),
    "copy": (sending.send_copies, _copy),
    "put_up": (closing.put_up, _put_up),
    "attach": (closing.attach, _matter),
    "file": (closing.file_away, _file),
    "reply": (replying.take_reply, _reply),
    "archive": (closing.archive, _reason),
    "elsewhere": (transferring.belongs_elsewhere, _elsewhere),
    "pass_on": (pass_on, _elsewhere),
    "ours": (transferring.ours_after_all, _reason),
    "told": (transferring.writer_told, _nothing),
    "undo": (closing.undo, _reason),
    "close_copy": (sending.close_copy, _nothing),
}
