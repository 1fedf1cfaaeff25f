"""What this office wants of allauth: own sentences, no mail, no accounts but the administrator's."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import force_bytes
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.models import User
from hierarchy.refusals import Reason, Refused
from hierarchy.signin import reasons

PASSWORDS: Final = "django.contrib.auth.backends.ModelBackend"

_SAID: dict[str, Promise | str] = {
    "mfa/messages/totp_activated.txt": gettext_lazy("The app is set up. It is asked at the next sign-in."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app was removed."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The key is set up. It is asked at the next sign-in."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The key was removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "New recovery codes stand here; the old ones are void."
    ),
}

_NOT_RIGHT = gettext_lazy("The code is not right. Wait for the next one, or use a recovery code.")
_TOO_OFTEN = reasons.TOO_OFTEN.sentence


def client_address(request: HttpRequest) -> str | None:
    """The reader's address, past as many proxies as TRUSTED_PROXIES counts."""
    address: str | None = get_client_ip(request)
    return address


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _NOT_RIGHT,
        "incorrect_password": gettext_lazy("The password is not right. Capital letters matter."),
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """The house's own sentences; what it has none for is not worth a message."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def login(self, request: HttpRequest, user: User) -> None:
        """A factor is asked on a later request, which no longer knows the backend."""
        user.backend = PASSWORDS  # type: ignore[attr-defined]  # [Django's own habit]
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return refusal_page(request, reasons.CLOSED)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No account has an e-mail address to write to."""


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _NOT_RIGHT,
        "rate_limited": _TOO_OFTEN,
    }

    def encrypt(self, text: str) -> str:
        """The secret of an app, unreadable to who has only the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.username

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Spare key") if number else _("My key")


class Identities(DefaultSocialAccountAdapter):
    """An outside identity is tied, the first time, to the user its claim names; nobody is made by it.

    The tie is made once he is signed in, past his second factor (`receivers`).
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        provider = settings.OIDC_IDENTITY
        if sociallogin.is_existing or provider is None:
            return
        name = provider.name
        claimed = _claimed(sociallogin.account.extra_data, provider.claim)
        if not claimed:
            raise stopped(request, reasons.IDENTITY_WITHOUT_NAME, provider=name)
        user = User.objects.filter(username__iexact=claimed, is_active=True).first()
        if user is None:
            raise stopped(request, reasons.UNKNOWN_IDENTITY, provider=name, claimed=claimed)
        if user.code_needed:
            raise stopped(request, reasons.IDENTITY_SHUT, provider=name, claimed=claimed)
        if SocialAccount.objects.filter(user_id=user.pk).exists():
            raise stopped(request, reasons.OTHER_IDENTITY, provider=name, claimed=claimed)
        sociallogin.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        reason = reasons.GIVEN_UP if error == AuthError.CANCELLED else reasons.PROVIDER_FAILED
        raise stopped(request, reason, provider=provider.name)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No account has an e-mail address to write to."""


def refusal_page(request: HttpRequest, reason: Reason, **params: object) -> HttpResponse:
    refused = Refused(reason, **params)
    context = {"sentence": refused.sentence}
    return render(request, "hierarchy/signin/refused.html", context, status=reason.status)


def stopped(request: HttpRequest, reason: Reason, **params: object) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(refusal_page(request, reason, **params))


def _claimed(data: dict[str, Any], claim: str) -> str:
    """The claim as the provider's own page of the user gives it, else as its token does."""
    parts = (data.get("userinfo") or {}, data.get("id_token") or {}, data)
    found = next((part[claim] for part in parts if isinstance(part.get(claim), str)), "")
    return str(found).strip()


def _box() -> MultiFernet:
    """The newest secret closes; older ones still open what they closed."""
    secrets = [force_bytes(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"hierarchy.signin.factors" + secret).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])
