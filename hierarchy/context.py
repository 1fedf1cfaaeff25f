"""What every page knows of the hierarchy."""

from typing import Any

from django.http import HttpRequest


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `acting_posts` and `office`; nothing for a citizen."""
    return {
        "actor": getattr(request, "actor", None),
        "acting_posts": getattr(request, "acting_posts", []),
        "office": getattr(request, "office", None),
    }
