"""What happens to sessions and factors is noted as it happens."""

from typing import Any

from allauth.account.signals import user_logged_in as signed_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from hierarchy.models import User
from hierarchy.signin import reasons, sessions
from hierarchy.signin.adapters import stopped
from hierarchy.signin.services import record_own, tie_identity


def connect() -> None:
    user_logged_in.connect(sessions.begin, dispatch_uid="hierarchy.signin.begin")
    signed_in.connect(_tie, dispatch_uid="hierarchy.signin.tie")
    authenticator_added.connect(_added, dispatch_uid="hierarchy.signin.added")
    authenticator_removed.connect(_removed, dispatch_uid="hierarchy.signin.removed")
    authenticator_reset.connect(_renewed, dispatch_uid="hierarchy.signin.renewed")


def _tie(request: HttpRequest, user: User, sociallogin: SocialLogin | None = None, **_: Any) -> None:
    """The first sign-in by an outside identity is over, with its second factor: from now on it is his."""
    if sociallogin is None or sociallogin.account.pk is not None:
        return
    if not tie_identity(user=user, identity=sociallogin.account, now=timezone.now()):
        logout(request)
        name = sociallogin.account.get_provider().name
        raise stopped(request, reasons.OTHER_IDENTITY, provider=name, claimed=user.username)


def _added(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_added", user, timezone.now(), factor=str(authenticator.type))


def _removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_removed", user, timezone.now(), factor=str(authenticator.type))


def _renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_own("account.factor_renewed", user, timezone.now(), factor=str(authenticator.type))
