"""The names a request may use for this installation."""

import socket
from collections.abc import Callable, Iterable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from config.environment import LOOPBACK, Environment


def known_hosts(environment: Environment) -> list[str]:
    """Loopback, HOST itself and what ALLOWED_HOSTS adds; open to the network, this machine's name too."""
    names = [*sorted(LOOPBACK), *environment.allowed_hosts]
    if environment.open_to_network:
        names += [environment.host, socket.gethostname()]
    return list(dict.fromkeys(_bracketed(name.strip()) for name in names if name.strip()))


def _bracketed(name: str) -> str:
    """An IPv6 address as a browser writes it."""
    return f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name


class KnownOrNumbered:
    """Open to the network, every bare address is answered too: behind a router or a container this machine
    does not know its own, and a page of another site that rebinds its name (DNS rebinding) needs a name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._names: Iterable[str] = settings.KNOWN_HOSTS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.get_host()
        host, _port = split_domain_port(given)
        if not (is_address(host) or validate_host(host, self._names)):
            raise DisallowedHost(
                f"“{given}” is no name of this installation; ALLOWED_HOSTS= names further ones."
            )
        return self._get_response(request)


def is_address(host: str) -> bool:
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
