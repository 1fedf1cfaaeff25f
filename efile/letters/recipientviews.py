"""The page on which a letter's recipients are chosen; each change is kept with the words of the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile.access.models import PageKind
from efile.context import moment_of
from efile.letters import choosing, keeping, reasons, selectors, services
from efile.letters.made import writer_of
from efile.letters.models import Draft
from efile.letters.recipients import Recipient, Role, in_order
from efile.letters.wording import Wording
from efile.pages import labels
from efile.views.answers import actor_of, as_uuid, go, logged, officers
from efile.views.drafts import number
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

Rows = Sequence[Recipient]
TYPED: Final = ("name", "address", "email", "mobile")


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def letter_recipients(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """GET shows them with what can be added; POST changes the list, or the groups."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    services.check_may_write(actor, selectors.thread_of(actor, row.matter_id))
    services.check_open(row)
    if request.method != "POST":
        return _page(request, row)
    try:
        _act(request, actor, row)
    except Refused as refused:
        return _page(request, row, refused)
    return go(request, request.path)


def _act(request: OfficeRequest, actor: Actor, row: Draft) -> None:
    given = request.POST
    name = given.get("act", "")
    said = wording_now(actor, row)
    now = moment_of(request, actor).now
    if name == "keep_group":
        wide = given.get("whose") == "office"
        choosing.keep_group(
            actor=actor, name=given.get("group_name", ""), rows=said.addressed, office_wide=wide, now=now
        )
        return
    if name == "drop_group":
        choosing.drop_group(actor=actor, group=as_uuid(given.get("group")))
        return
    change = CHANGES.get(name)
    if change is None:
        raise Refused(reasons.UNKNOWN_ACT)
    rows = in_order(change(request, row, said.addressed))
    own = selectors.work_of(row, actor)
    keeping.save_work(
        actor=actor,
        draft=row,
        wording=said.with_recipients(rows),
        base=own.base if own else row.newest,
        revision=own.revision if own else 0,
        now=now,
    )


def wording_now(actor: Actor, row: Draft) -> Wording:
    """What the post is writing, else the last version."""
    own = selectors.work_of(row, actor)
    return own.wording if own else selectors.version_of(row).wording


def _role(request: OfficeRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError as error:
        raise Refused(reasons.RECIPIENT_ROLE) from error


def _typed(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    texts = {name: request.POST.get(name, "") for name in TYPED}
    return choosing.added(rows, [Recipient(_role(request), **texts).cleaned()])


def _applicant(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    found = writer_of(row.matter, row.language)
    if found is None:
        raise Refused(reasons.UNKNOWN_ACT)
    return choosing.added(rows, [replace(found, role=_role(request))])


def _post(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    post = as_uuid(request.POST.get("post"))
    if post is None:
        raise Refused(reasons.UNKNOWN_ACT)
    return choosing.added(rows, [choosing.of_post(post, _role(request), row.language)])


def _group(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    """Who stands on the list already is not added again."""
    group = choosing.group_for(actor_of(request), as_uuid(request.POST.get("group")))
    known = {(one.name, one.address) for one in rows}
    new = [one for one in choosing.members(group) if (one.name, one.address) not in known]
    return choosing.added(rows, new)


def _at(request: OfficeRequest, rows: Rows) -> int:
    """Which one is meant: its place, and its name so that a list changed meanwhile is not mistaken."""
    place = (number(request.POST.get("place")) or 0) - 1
    if not 0 <= place < len(rows) or rows[place].name != request.POST.get("of", ""):
        raise Refused(reasons.UNKNOWN_ACT)
    return place


def _removed(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    at = _at(request, rows)
    return [*rows[:at], *rows[at + 1 :]]


def _given_role(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    at = _at(request, rows)
    return [*rows[:at], replace(rows[at], role=_role(request)), *rows[at + 1 :]]


def _raised(request: OfficeRequest, row: Draft, rows: Rows) -> Rows:
    at = _at(request, rows)
    return [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]] if at else rows


CHANGES: Final[dict[str, Callable[[OfficeRequest, Draft, Rows], Rows]]] = {
    "add": _typed,
    "add_applicant": _applicant,
    "add_post": _post,
    "add_group": _group,
    "remove": _removed,
    "role": _given_role,
    "raise": _raised,
}


def _page(request: OfficeRequest, row: Draft, refused: Refused | None = None) -> HttpResponse:
    actor = actor_of(request)
    logged(request, row.matter, PageKind.PAPER)
    rows = wording_now(actor, row).addressed
    office = as_uuid(request.GET.get("office"))
    wanted = request.GET.get("q", "")
    first = writer_of(row.matter, row.language)
    if first is not None and any((one.name, one.address) == (first.name, first.address) for one in rows):
        first = None
    context = {
        "letter": row,
        "number": labels.number_of(row.matter),
        "rows": rows,
        "roles": reasons.ROLES.items(),
        "likely": Role.INFO if rows else Role.TO,
        "applicant": first,
        "by_letter": row.matter.receipt is None,
        "groups": [(one.pk, choosing.label_of(one)) for one in choosing.groups_for(actor)],
        "office_wide": actor.may(selectors.ISSUE) and not actor.assistant,
        "offices": choosing.offices(),
        "office": office,
        "wanted": wanted,
        "posts": choosing.posts(office, wanted, row.office_id),
        "given": request.POST,
        "back_url": reverse("letter", args=[row.pk]),
        "sentence": refused.sentence if refused else "",
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/letters/recipients.html", context, status=status)
