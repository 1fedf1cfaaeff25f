"""The list of letters: what waits for approval, what came back, what is approved and not yet out."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile.context import counts_of, letter_titles, moment_of
from efile.keyset import Keyset
from efile.letters import lists
from efile.letters.models import Draft, Status
from efile.models import Thread
from efile.pages import labels, rows
from efile.pages.labels import Chip
from efile.pages.moment import Moment
from efile.pages.rows import Row
from efile.views.answers import actor_of, officers
from efile.views.desk import Filter
from hierarchy.actors import Actor
from hierarchy.requests import OfficeRequest


@require_safe
@officers
def letters(request: OfficeRequest) -> HttpResponse:
    """The letters of a box; it opens the letter, and its files stay where they are."""
    actor = actor_of(request)
    moment, counts = moment_of(request, actor), counts_of(request, actor)
    name = request.GET.get("box", "")
    name = name if name in lists.BOXES else lists.BOXES[0]
    after = Keyset.read(request.GET.get("after", ""))
    found, more = lists.page_of(lists.box(actor, name), actor, after)
    titles = letter_titles(actor)
    context = {
        "title": titles[name],
        "rows": [row_of(draft, thread, name, actor, moment) for draft, thread in found],
        "boxes": [Filter(label, _url(one), one == name, counts[one]) for one, label in titles.items()],
        "elsewhere": name != lists.BOXES[0],
        "older_url": _url(name, str(Keyset(found[-1][0].at, found[-1][0].pk))) if more else "",
        "newer_url": _url(name) if after else "",
    }
    return render(request, "efile/letters/list.html", context)


def row_of(draft: Draft, thread: Thread, box: str, actor: Actor, moment: Moment) -> Row:
    """A letter as web/parts/row.html draws it: of its file who sent or has it, since when, and its limit."""
    mine = lists.lies_with(actor, thread)
    row = rows.row_of(thread, "with_me" if mine else "others", "", moment, actor.section_id)
    came_back = mine and draft.by.get("post") in {str(post) for post in actor.posts}
    marks = list(labels.chips_of(thread.matter))
    if box != lists.BOXES[0] and draft.status != Status.DRAFT:
        marks.append(Chip(str(draft.get_status_display())))
    elif came_back and thread.arrived_at > draft.at:
        marks.append(Chip(_("came back"), "amber"))
    return replace(
        row,
        id=draft.pk,
        url=reverse("letter", args=[draft.pk]),
        peek_url="",
        unread=False,
        chips=marks,
        subject=getattr(draft, "subject", "") or str(draft.form.name),
        number=draft.memo or row.number,
        applicant=str(draft.form.name),
        place="",
        tick="",
    )


def _url(box: str, after: str = "") -> str:
    return f"{reverse('letters')}?{urlencode({'box': box, **({'after': after} if after else {})})}"
