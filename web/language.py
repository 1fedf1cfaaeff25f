"""The reader's language: what they chose, else what their office speaks.

Three language codes: `en`, `bn-in` (West Bengal words) and `bn-bd` (Bangladesh words). A reader chooses
between English and Bengali only; which Bengali follows from the profile of the office they stand in.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "language"
COOKIE_AGE = 365 * 24 * 3600
BENGALI_OF_PROFILE = {"WB": "bn-in", "BD": "bn-bd"}


def profile_of(request: HttpRequest) -> str:
    """ "WB" or "BD": the acting office's, set on the request or the session by the room that knows it."""
    known = getattr(request, "profile", None)
    if known is None and hasattr(request, "session"):
        known = request.session.get("profile")
    return str(known or getattr(settings, "OFFICE_PROFILE", "WB"))


def language_for(profile: str, *choices: str | None) -> str:
    """The first choice that is set, Bengali meaning that of the profile; without a choice, Bengali."""
    chosen = next((choice for choice in choices if choice), "bn")
    return "en" if chosen.startswith("en") else BENGALI_OF_PROFILE.get(profile, "bn-in")


def other_language(language: str, profile: str) -> str:
    return BENGALI_OF_PROFILE.get(profile, "bn-in") if language.startswith("en") else "en"


def chosen_by(request: HttpRequest) -> str:
    """Cookie, then the user's own setting, then the profile of the office."""
    user = getattr(request, "user", None)
    return language_for(profile_of(request), request.COOKIES.get(COOKIE), getattr(user, "language", None))


def use_profile(request: HttpRequest, profile: str) -> None:
    """Speaks the Bengali of `profile` from here on: a tracking page learns it from the receipt."""
    request.profile = profile  # type: ignore[attr-defined]  # [set for the pages drawn after this]
    _activate(request)


def way_back(request: HttpRequest, wanted: str | None) -> str:
    """`wanted` when it is an address of this site, else the front page."""
    safe = wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not wanted or not safe:
        return "/"
    parts = urlsplit(wanted)
    return parts.path + (f"?{parts.query}" if parts.query else "") or "/"


def remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(COOKIE, language, max_age=COOKIE_AGE, samesite="Lax", httponly=True)


def _activate(request: HttpRequest) -> str:
    language = chosen_by(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language
    return language


class OfficeLanguage:
    """Stands after the session and the acting-post middleware, in the place of Django's LocaleMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _activate(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        translation.deactivate()
        return response
