"""On the way to the form that an act needs first, without scripts: the note is kept, then the form opens."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from efile.models import Thread
from efile.views.answers import actor_of
from efile.views.drafts import keep_note
from efile.views.refusing import refused_act
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest


def asked(request: OfficeRequest, row: Thread) -> HttpResponse:
    """Keeps what stands in the composer and shows the form at this same address."""
    try:
        keep_note(request, row, actor_of(request))
    except Refused as refused:
        return refused_act(request, row, refused)
    return HttpResponseRedirect(request.get_full_path())
