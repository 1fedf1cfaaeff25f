"""What a person typed into a form that was not taken, to be read and copied from the page that says so."""

from __future__ import annotations

from django.http import HttpRequest

# What forms carry along: choices, keys and places, not words of the reader. Passwords are never shown.
_CARRIED = frozenset(
    "csrfmiddlewaretoken as_post key version stage moves revision sent next language post to file box show q"
    " outcome ask service channel priority secrecy message password username"
    " old_password new_password1 new_password2 code pin credential second second_password second_code"
    " signer issuer asks act withdraw".split()
)


def typed(request: HttpRequest) -> list[str]:
    """The words of the posted form, in its order; none when the form came from another site."""
    if request.method != "POST" or not _from_here(request):
        return []
    return [
        text
        for name, values in request.POST.lists()
        if name not in _CARRIED
        for text in map(str.strip, map(str, values))
        if text
    ]


def _from_here(request: HttpRequest) -> bool:
    """A foreign page may post words of its own; they are not repeated as if the reader had written them."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
