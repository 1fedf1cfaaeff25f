"""An address opened in a way it does not take: a page with a sentence and a way back, not an empty one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from web.views import not_this_way

NOT_ALLOWED = 405
TAKEN = ("GET", "HEAD", "POST")
"""The ways that any address of the product takes; which of them, each says itself."""


class WrongMethod:
    """Stands after the language. Programs, which do not ask for HTML, get the bare answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        taken = request.method in TAKEN
        response = self.get_response(request) if taken else HttpResponseNotAllowed(TAKEN)
        if response.status_code != NOT_ALLOWED or not _for_a_reader(request, response):
            return response
        page = not_this_way(request)
        page["Allow"] = response.headers.get("Allow", "")
        return page


def _for_a_reader(request: HttpRequest, response: HttpResponseBase) -> bool:
    bare = isinstance(response, HttpResponse) and not response.content
    return bare and "text/html" in request.headers.get("Accept", "")
