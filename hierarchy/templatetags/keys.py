"""Where a security key cannot be used, and where it can."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Bare:
    """A page reached at a bare address. `by_name` is the same page by a name; empty where none is known."""

    host: str
    by_name: str


@register.simple_tag(takes_context=True)
def bare_address(context: template.Context) -> Bare | None:
    """A browser binds a key to a name, never to an IP address (WebAuthn 5.1.3, step 8); None at a name."""
    request: HttpRequest = context["request"]
    own = urlsplit(f"//{request.get_host()}")
    if not _is_bare(own.hostname):
        return None
    public = settings.PUBLIC_ADDRESS
    if public and not _is_bare(urlsplit(public).hostname):
        return Bare(request.get_host(), f"{public}{request.path}")
    if not ip_address(own.hostname or "").is_loopback:
        return Bare(request.get_host(), "")
    port = f":{own.port}" if own.port else ""
    return Bare(request.get_host(), f"{request.scheme}://localhost{port}{request.path}")


def _is_bare(host: str | None) -> bool:
    try:
        ip_address(host or "")
    except ValueError:
        return False
    return True
