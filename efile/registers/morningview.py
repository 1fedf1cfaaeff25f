"""The office at a glance: the pictures of the morning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from efile.registers.diary import DIARY
from efile.registers.figures import morning_of
from efile.registers.pictures import ABOVE, HEIGHT, beams, columns
from efile.registers.views import reader_of
from efile.views.answers import officers
from hierarchy.requests import OfficeRequest


@require_safe
@officers
def at_a_glance(request: OfficeRequest) -> HttpResponse:
    """What came and went, what is pending and how old, what is late: each bar opens its list."""
    reader = reader_of(request)
    found = morning_of(reader, {DIARY.code: _("Came"), "disposed": _("Disposed of")})
    context = {
        "days": columns(found.days),
        "foot": ABOVE + HEIGHT,
        "pictures": [
            (_("Pending, against the promised day"), beams(found.promise), False),
            (_("How it came, in thirty days"), beams(found.channels), False),
            (_("How letters went, in thirty days"), beams(found.ways), False),
            (_("Pending by section and age"), beams(found.sections), True),
        ],
        "ages": found.sections[0].parts if found.sections else [],
    }
    return render(request, "efile/registers/at_a_glance.html", context)
