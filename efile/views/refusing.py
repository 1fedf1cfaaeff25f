"""A refused act: why, what happened in the meantime, and everything that was written."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from efile import filepage, selectors
from efile.context import moment_of
from efile.kept import Kept, Written, keep, kept_of
from efile.meantime import meantime_of
from efile.models import Thread
from efile.views.answers import actor_of, matter_url, refusal
from efile.views.drafts import keep_unsent, number
from efile.views.matter import file_page, to_letter, what_became
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.words import Words
from web.htmx import is_htmx

CHANGED = 409
YOUR_NOTE = gettext_noop("Your note")


def refused_act(request: OfficeRequest, row: Thread, refused: Refused) -> HttpResponse:
    """The file as it is now, with the sentence and the written words; in a dialog, the sentence alone.

    The page has an address of its own, so that it can be reloaded and read in the other language.
    """
    actor = actor_of(request)
    keep_unsent(request, row, actor)
    kept = kept_of(refused, request.profile, number(request.POST.get("moves")), _written(request, row))
    mark = keep(request.session, row.pk, kept)
    address = f"{matter_url(request, row)}&{urlencode({'refused': mark})}"
    opened = filepage.open_matter(actor, row.matter_id, str(row.pk))
    if is_htmx(request):
        meantime = meantime_of(opened.movements, kept.since, kept.status, opened.spec)
        return refusal(
            request,
            refused,
            kept=what_became(kept),
            meantime=meantime,
            **way_on(kept, address if meantime or kept.status == CHANGED else ""),
        )
    request.page_address = address
    return file_page(request, opened, actor, moment_of(request, actor), kept=kept, status=kept.status)


def way_on(kept: Kept, address: str) -> dict[str, str]:
    """To the letter that stands in the way, else to the file as it is now."""
    if kept.letter:
        return to_letter(kept.letter)
    return {"way_url": address, "way": _("Open the file as it is now")}


def _written(request: OfficeRequest, row: Thread) -> tuple[Written, ...]:
    """The note and the fields of the stage, by the words that stood beside them."""
    stage = selectors.stage_of(row, row.matter.instance.version_id)
    labels = {"text": _both(YOUR_NOTE)}
    if stage is not None:
        for field in stage.fields(request.POST.get("outcome", "")):
            labels[field.id] = Words(field.label_bn, field.label_en)
    found = [(label, request.POST.get(name, "").strip()) for name, label in labels.items()]
    return tuple(Written(label, text) for label, text in found if text)


def _both(text: str) -> Words:
    with override("bn"):
        bengali = _(text)
    return Words(bengali, text)
