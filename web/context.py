"""What every page knows without asking another room."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from web.language import other_language, profile_of


def house(request: HttpRequest) -> dict[str, Any]:
    """`demo`, `profile`, `language` and the `other_language` of the switch."""
    language = translation.get_language() or "en"
    profile = profile_of(request)
    return {
        "demo": getattr(settings, "DEMO", False),
        "profile": profile,
        "language": language,
        "other_language": other_language(language, profile),
    }
