"""The registry of services that a flow may name. What they do lies above; here is only which names exist."""

from __future__ import annotations

from typing import Final

_REGISTERED: Final[set[str]] = {
    "call_portal",
    "issue_receipt",
    "make_certificate",
    "notify_applicant",
    "publish_notice",
}


def register_service(name: str) -> None:
    """Make a service known to the checks. Called at start-up by the room that carries it out."""
    _REGISTERED.add(name)


def known_services() -> frozenset[str]:
    return frozenset(_REGISTERED)
