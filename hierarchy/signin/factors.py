"""Second factors: who needs one, and who has one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
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
_spent: ContextVar[list[tuple[User, str]] | None] = ContextVar("spent", default=None)


def has_factor(user: User) -> bool:
    """Whether he is asked for an app's code or a key after his password."""
    return bool(is_mfa_enabled(user, FACTORS))


def gives_code(user: User, code: str) -> bool:
    """Whether the code is right, of the app or a recovery code; who has no factor is asked for none.

    A right code is spent; within `spent_when_done` only if the act succeeds.
    """
    if not has_factor(user):
        return True
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=kinds)
    typed_code = clean(code).translate(ASCII)
    right = any(_fits(row, typed_code) for row in rows) if typed_code else False
    taken = right and once(user, typed_code)
    if taken and (spent := _spent.get()) is not None:
        spent.append((user, typed_code))
    return taken


def code_refused(code: str) -> Refused:
    """What is said of a code by which nobody proved himself: that none was given, or that it is not right."""
    return Refused(reasons.SECOND_CODE_WRONG if clean(code) else reasons.SECOND_CODE)


def once(user: User, code: str) -> bool:
    """Whether a right code was not taken before, as long as its app would show it or a clock be late."""
    seconds = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    return bool(cache.add(_mark(user, code), True, timeout=seconds))


@contextmanager
def spent_when_done() -> Iterator[None]:
    """One act with the codes given for it: when it ends in an error, those are as good as before."""
    own: list[tuple[User, str]] = []
    outer = _spent.set(own)
    try:
        yield
    except Exception:
        for user, code in own:
            _give_back(user, code)
        raise
    finally:
        _spent.reset(outer)


def _fits(row: Authenticator, code: str) -> bool:
    """An app's code is marked as taken by `once` alone, a recovery code in its row too."""
    if row.type == Authenticator.Type.TOTP:
        return bool(validate_totp_code(decrypt(row.data["secret"]), code))
    return bool(row.wrap().validate_code(code))


@transaction.atomic
def _give_back(user: User, code: str) -> None:
    kept = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES)
    for row in kept.select_for_update():
        for place, own in enumerate(row.wrap().generate_codes()):
            if compare_user_code(actual=code, expected=own):
                row.data["used_mask"] &= ~(1 << place)
        row.save(update_fields=["data"])
    cache.delete(_mark(user, code))


def _mark(user: User, code: str) -> str:
    return f"signin.code:{user.pk}:{normalize_user_code(code)}"


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
