"""The front page for everybody; the desk for who has signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hierarchy.requests import OfficeRequest


@require_safe
@login_not_required
def home(request: OfficeRequest) -> HttpResponse:
    """`?front=1` shows the front page also to who has signed in: the way to another person or office."""
    if request.user.is_authenticated and "front" not in request.GET:
        return redirect("desk")
    return render(request, "efile/home.html")
