"""The brakes on guessing: a name from one address, a name from anywhere, and many names from one address.

The first lets go by itself and hurts nobody else. The other two stop who spreads his tries: they are wide, so
that an office behind one address goes on when some of its people mistype.
"""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from hierarchy.refusals import Reason
from hierarchy.signin import reasons
from hierarchy.signin.adapters import client_address
from hierarchy.words import clean

Credentials = dict[str, Any] | None


class Handler(AxesDatabaseHandler):
    """AXES_HANDLER. What axes counts by name and address together is also counted for each alone."""

    def is_locked(self, request: HttpRequest, credentials: Credentials = None) -> bool:
        return bool(super().is_locked(request, credentials)) or _spread(request, credentials)


def name_tried(request: HttpRequest, credentials: Credentials) -> str | None:
    """AXES_USERNAME_CALLABLE. Tries of one name in several cases of letters count together."""
    given = credentials or request.POST
    name = given.get("username")
    return clean(str(name)).lower() if name is not None else None


def reason_of(request: HttpRequest, credentials: Credentials) -> Reason:
    """Why the door is locked now."""
    return reasons.LOCKED_WIDE if _spread(request, credentials) else reasons.LOCKED


def locked_names(names: list[str]) -> set[str]:
    """Which user names are locked: at some address, or everywhere."""
    tried = _tried().filter(username__in=names).values("username")
    counted = tried.annotate(most=Max("failures_since_start"), all=Sum("failures_since_start"))
    locked = Q(most__gte=settings.AXES_FAILURE_LIMIT) | Q(all__gte=settings.SIGNIN_TRIES_OF_A_NAME)
    return set(counted.filter(locked).values_list("username", flat=True))


def _spread(request: HttpRequest, credentials: Credentials) -> bool:
    name, address = get_client_username(request, credentials), client_address(request)
    of_name = _failures(_tried().filter(username=name)) if name else 0
    of_address = _failures(_tried().filter(ip_address=address)) if address else 0
    return of_name >= settings.SIGNIN_TRIES_OF_A_NAME or of_address >= settings.SIGNIN_TRIES_OF_AN_ADDRESS


def _tried() -> QuerySet[Any]:
    """Wrong tries that still count."""
    attempts: QuerySet[Any] = AccessAttempt.objects.filter(
        attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME
    )
    return attempts


def _failures(attempts: QuerySet[Any]) -> int:
    return attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
