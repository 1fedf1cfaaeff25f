"""Second factors: who needs one, and who has one."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.signin import reasons
from hierarchy.signin.codes import ASCII
from hierarchy.words import clean
from web.htmx import is_htmx
from web.typed import typed

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_OPEN: Final = frozenset(
    {
        "choose_post",
        "signin",
        "signout",
        "set_language",
        "healthz",
        "home",
        "first_signin",
        "end_session",
        "end_sessions",
    }
)
_OPEN_ROOTS: Final = ("mfa_", "account_", "demonstration")


def has_factor(user: User) -> bool:
    """Whether he is asked for an app's code or a key after his password."""
    return bool(is_mfa_enabled(user, FACTORS))


def gives_code(user: User, code: str) -> bool:
    """Whether the code is right, of the app or a recovery code; who has no factor is asked for none."""
    if not has_factor(user):
        return True
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=kinds)
    typed_code = clean(code).translate(ASCII)
    right = any(row.wrap().validate_code(typed_code) for row in rows) if typed_code else False
    return right and once(user, typed_code)


def once(user: User, code: str) -> bool:
    """Whether a right code was not taken before, as long as its app would show it or a clock be late."""
    seconds = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    return bool(cache.add(f"signin.code:{user.pk}:{code}", True, timeout=seconds))


class FactorFirst:
    """Who acts with a power of MFA_REQUIRED_POWERS sets up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: OfficeRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if not lacks_factor(request) or _is_open(request):
            return None
        if request.method in {"GET", "HEAD"} and not is_htmx(request):
            return redirect("mfa_index")
        refused = Refused(reasons.FACTOR_FIRST)
        context = {"sentence": refused.sentence, "typed": typed(request)}
        return render(request, "hierarchy/signin/factor_first.html", context, status=refused.reason.status)


def lacks_factor(request: OfficeRequest) -> bool:
    """Whether the post acted for needs a second factor that its holder has not set up."""
    actor, user = request.actor, request.user
    if actor is None or not isinstance(user, User):
        return False
    return any(actor.may(power) for power in settings.MFA_REQUIRED_POWERS) and not has_factor(user)


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    return name in _OPEN or name.startswith(_OPEN_ROOTS)
