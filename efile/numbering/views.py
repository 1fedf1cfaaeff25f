"""How the office's receipts and files are numbered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from efile.numbering import selectors
from efile.numbering.words import in_words
from efile.numbers import pattern_on
from hierarchy.administration.place import place_of
from hierarchy.heads import heads_on, numbers_on
from hierarchy.models import NumberScheme, Register
from hierarchy.requests import OfficeRequest
from hierarchy.retention import classes_on
from hierarchy.signin.office_views import for_administrators


@require_safe
@for_administrators
def numbers(request: OfficeRequest) -> HttpResponse:
    """Each register's pattern in force and next number, with the orders behind them."""
    place = place_of(request)
    rows = NumberScheme.objects.filter(office=place.office).order_by("register", "-starts")
    context = {
        "registers": [
            (register.label, in_words(pattern_on(place.office, register, place.today)))
            for register in Register
        ],
        "series": selectors.series(place.office, place.today),
        "orders": [(row, in_words(row.pattern)) for row in rows],
        "earlier": selectors.earlier(place.office, place.today),
        "heads": heads_on(place.office, place.today),
        "numbers": numbers_on(place.sections(), place.today).items(),
        "classes": classes_on(place.office, place.today).values(),
        "today": place.today,
    }
    return render(request, "efile/numbering/numbers.html", context)
