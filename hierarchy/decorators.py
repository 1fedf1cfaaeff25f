"""Guards of views."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hierarchy import reasons
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest

P = ParamSpec("P")
View = Callable[Concatenate[OfficeRequest, P], HttpResponse]


def acting_post_required(view: View[P]) -> View[P]:
    """The view gets a request whose `actor` is an officer; others see a page that says why not."""

    @wraps(view)
    def guarded(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor is not None:
            return view(request, *args, **kwargs)
        if request.user.is_anonymous:
            return redirect("signin")
        refused = Refused(reasons.NO_POST)
        context = {"sentence": refused.sentence}
        return render(request, "hierarchy/no_post.html", context, status=refused.reason.status)

    return guarded
