"""What happens to sessions and factors is noted as it happens."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from hierarchy.models import User
from hierarchy.signin import sessions
from hierarchy.signin.services import record_own


def connect() -> None:
    user_logged_in.connect(sessions.begin, dispatch_uid="hierarchy.signin.begin")
    authenticator_added.connect(_added, dispatch_uid="hierarchy.signin.added")
    authenticator_removed.connect(_removed, dispatch_uid="hierarchy.signin.removed")
    authenticator_reset.connect(_renewed, dispatch_uid="hierarchy.signin.renewed")


def _added(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_added", user, timezone.now(), factor=str(authenticator.type))


def _removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_removed", user, timezone.now(), factor=str(authenticator.type))


def _renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_renewed", user, timezone.now(), factor=str(authenticator.type))
