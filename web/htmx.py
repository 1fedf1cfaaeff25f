"""Whether a page or only a part of it is wanted."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """The front end asks for a part, to put it into the page that stands."""
    return request.headers.get("HX-Request") == "true"
