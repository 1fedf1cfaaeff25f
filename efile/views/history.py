"""The movement history: a list of matters, the replay of one, and running it again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from efile import selectors
from efile.access.log import may_read_log, readings_of
from efile.access.models import PageKind
from efile.keyset import Keyset
from efile.latest import Wanted, latest_movements, page_of
from efile.models import Matter, Movement, Secrecy
from efile.officerecord.selectors import offices_read
from efile.pages import labels
from efile.pages.labels import Chip
from efile.replaying import story_of
from efile.rerun import broken_chain_words, rerun
from efile.scenes import movement_act
from efile.sectionnames import choices_of, section_name
from efile.stood import actor_title
from efile.turns import turns_of
from efile.views.answers import logged
from efile.visibility import hide
from hierarchy.actors import Actor
from hierarchy.decorators import acting_post_required
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from workflows.catalogue import spec_of


@dataclass(frozen=True, slots=True)
class Line:
    """A matter in the list, with its newest movement."""

    matter: Matter
    movement: Movement
    number: str
    subject: str
    chips: list[Chip]
    applicant: str
    section: str
    act: str
    who: str


@require_safe
@acting_post_required
def history(request: OfficeRequest) -> HttpResponse:
    actor = _officer(request)
    wanted = Wanted.read(request.GET.dict())
    rows, more = page_of(latest_movements(actor, wanted), Keyset.read(request.GET.get("after", "")))
    hide((row.matter for row in rows), actor)
    asked = wanted.address()
    context = {
        "lines": [_line(row, actor) for row in rows],
        "wanted": wanted,
        "sections": choices_of(actor),
        "filters": _filters(asked),
        "reads_record": offices_read(actor).exists(),
        "older_url": _address({**asked, "after": str(Keyset(rows[-1].at, rows[-1].pk))}) if more else "",
        "newest_url": _address(asked) if request.GET.get("after") else "",
    }
    return render(request, "efile/history/list.html", context)


@require_safe
@acting_post_required
def history_detail(request: OfficeRequest, matter: UUID) -> HttpResponse:
    try:
        row = selectors.matter_for(_officer(request), matter)
    except Refused as refused:
        return _refused(request, refused)
    logged(request, row, PageKind.HISTORY)
    checked = rerun(row)
    broken = "" if checked.agrees else broken_chain_words(row)
    context = {
        "matter": row,
        "number": labels.number_of(row),
        "chips": labels.chips_of(row),
        "flow": row.instance.version.flow,
        "version": row.instance.version,
        "broken": broken,
        "story": story_of(row, timezone.now()),
        "result": checked,
        "turns": turns_of(row.file_id),
        **_readings(row, _officer(request), Keyset.read(request.GET.get("after", ""))),
    }
    return render(request, "efile/history/detail.html", context)


@require_POST
@acting_post_required
def history_run(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Run the matter again and say whether the record, the rows and the flow agree."""
    try:
        row = selectors.matter_for(_officer(request), matter)
    except Refused as refused:
        return _refused(request, refused)
    logged(request, row, PageKind.RUN)
    context = {"matter": row, "result": rerun(row)}
    partial = bool(getattr(request, "htmx", False))
    template = "efile/history/parts/result.html" if partial else "efile/history/result.html"
    return render(request, template, context)


def _readings(row: Matter, actor: Actor, after: Keyset | None) -> dict[str, object]:
    """Who read a graded matter, a page of it; nothing for readers to whom that is not shown."""
    if row.secrecy == Secrecy.NORMAL or not may_read_log(row, actor):
        return {"readings": None}
    found, here = readings_of(row, after), reverse("history_detail", args=[row.pk])
    older = f"{here}?{urlencode({'after': str(found.next)})}#readings" if found.next else ""
    return {"readings": found, "older_url": older, "newer_url": f"{here}#readings" if after else ""}


def _officer(request: OfficeRequest) -> Actor:
    if request.actor is None:
        raise LookupError("the guard lets officers only pass")
    return request.actor


def _line(movement: Movement, actor: Actor) -> Line:
    matter = movement.matter
    return Line(
        matter=matter,
        movement=movement,
        number=labels.number_of(matter),
        subject=labels.subject_of(matter),
        chips=labels.chips_of(matter),
        applicant=labels.applicant_of(matter),
        section=section_name(matter.section, actor.office_id),
        act="" if matter.hidden else movement_act(movement, spec_of(matter.instance.version_id)),
        who="" if matter.hidden else actor_title(movement.by),
    )


def _filters(asked: dict[str, str]) -> list[dict[str, object]]:
    names = {"all": _("All"), "open": _("Not disposed of"), "closed": _("Finished")}
    return [
        {"label": label, "url": _address({**asked, "state": state}), "active": asked["state"] == state}
        for state, label in names.items()
    ]


def _address(asked: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _refused(request: OfficeRequest, refused: Refused) -> HttpResponse:
    context = {"sentence": refused.sentence}
    if request.method == "POST":
        context["kept"] = _("Nothing was changed.")
    return render(request, "web/refused.html", context, status=refused.reason.status)
