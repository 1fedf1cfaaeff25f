"""How long a session lasts: without any act, and at the longest."""

from collections.abc import Callable
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from hierarchy.models import User

SIGNED_IN: Final = "signed_in_at"
SEEN: Final = "seen_at"
ENDED: Final = "session_ended"
"""In the session of the stranger that a person became: "idle" or "longest"."""
MOST_OFTEN: Final = 60
"""Seconds between two notes of the last act; a note costs a write."""


class SessionLimits:
    """Signs out who did nothing for SESSION_IDLE_SECONDS, or signed in SESSION_COOKIE_AGE ago.

    Stands after authentication. What he was writing is answered as for any who is signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SIGNED_IN in request.session:
            self._hold(request, timezone.now().timestamp())
        return self.get_response(request)

    def _hold(self, request: HttpRequest, now: float) -> None:
        idle = now - request.session.get(SEEN, 0)
        over = _over(idle, now - request.session[SIGNED_IN])
        if over:
            logout(request)
            request.session[ENDED] = over
        elif idle >= min(MOST_OFTEN, settings.SESSION_IDLE_SECONDS / 4):
            request.session[SEEN] = now


def _over(idle: float, age: float) -> str:
    if age >= settings.SESSION_COOKIE_AGE:
        return "longest"
    return "idle" if idle >= settings.SESSION_IDLE_SECONDS else ""


def begin(request: HttpRequest | None = None, **_: Any) -> None:
    """Receiver of `user_logged_in`: the clock of the session starts, and the session is listed.

    A request without an address is none of a browser; it gets no line in the list.
    """
    if request is None:
        return
    now = timezone.now().timestamp()
    request.session[SIGNED_IN] = request.session[SEEN] = now
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def own_sessions(user: User) -> list[UserSession]:
    """The sessions that are open, the newest first."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.created_at, reverse=True)


def end_session(user: User, session: int, keep: str | None) -> bool:
    """End one session of the person, but not that with the key `keep`; whether there was one."""
    found = next((one for one in own_sessions(user) if one.pk == session and one.session_key != keep), None)
    if found is not None:
        found.end()
    return found is not None


def end_sessions(user: User, keep: str | None = None) -> int:
    """End the sessions of a person, but for the one with the key `keep`; how many ended."""
    others = [session for session in own_sessions(user) if session.session_key != keep]
    for session in others:
        session.end()
    return len(others)
