"""The doors: sign-in, first sign-in by a code, an outside identity, and the sentence before a locked one."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hierarchy.forms import LONGEST_NAME, SignInForm
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.signin import services
from hierarchy.signin.adapters import refusal_page
from hierarchy.signin.forms import FirstSignInForm
from hierarchy.signin.guessing import reason_of
from hierarchy.signin.sessions import ENDED
from hierarchy.words import clean
from web.templatetags.office import bn_digits

SAID_AT_THE_END = {
    "idle": ngettext_lazy(
        "You were signed out because nothing was done for %(minutes)s minute.",
        "You were signed out because nothing was done for %(minutes)s minutes.",
        "count",
    ),
    "longest": ngettext_lazy(
        "You were signed out because a session lasts %(hours)s hour at most.",
        "You were signed out because a session lasts %(hours)s hours at most.",
        "count",
    ),
}


class SignIn(LoginView):
    """User name and password; a second factor, where there is one, is asked on the page after."""

    template_name = "hierarchy/signin.html"
    authentication_form = SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        record_authentication(self.request, user, method="password", reauthenticated=True)
        answer: HttpResponse = perform_login(self.request, user, redirect_url=self.get_success_url())
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"ended": _ended(self.request), "provider": provider()}


def provider() -> dict[str, str] | None:
    """Name and address of the outside identity's door; None where the office has none."""
    identity = settings.OIDC_IDENTITY
    if identity is None:
        return None
    return {"name": identity.name, "url": reverse("openid_connect_login", args=[identity.key])}


@login_not_required
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Only to sign in: tying an identity by hand, or merely asking for it, is closed."""
    if {"process", "action"} & {*request.GET, *request.POST}:
        raise Http404
    answer: HttpResponseBase = openid_connect.login(request, provider_id)
    return answer


@never_cache
@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_signin(request: HttpRequest) -> HttpResponse:
    """A code from a slip or an SMS, and a password of one's own. Opening the page uses nothing up."""
    if request.method != "POST":
        return _first(request, FirstSignInForm(User(), initial={"code": request.GET.get("code", "")}))
    username, typed = clean(request.POST.get("username", ""))[:LONGEST_NAME], request.POST.get("code", "")
    if not AxesProxyHandler.is_allowed(request, {"username": username}):
        return locked(request, None, {"username": username})
    now = timezone.now()
    try:
        form = FirstSignInForm(services.holder_of_code(username, typed, now), request.POST)
        if not form.is_valid():
            return _first(request, form)
        password = form.cleaned_data["new_password1"]
        user = services.use_code(username=username, typed=typed, password=password, now=now)
    except Refused as refused:
        return _wrong_code(request, refused, username)
    record_authentication(request, user, method="password", reauthenticated=True)
    answer: HttpResponse = perform_login(request, user, redirect_url=reverse("desk"))
    return answer


def locked(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE: the sentence, on the sign-in page when it was tried there."""
    minutes = bn_digits(int(settings.AXES_COOLOFF_TIME.total_seconds() // 60))
    reason, match = reason_of(request, credentials), request.resolver_match
    if match is None or match.url_name != "signin":
        return refusal_page(request, reason, minutes=minutes)
    form = SignInForm(request, initial={"username": (credentials or {}).get("username", "")})
    context = {
        "form": form,
        "next": request.POST.get("next", ""),
        "refusal": Refused(reason, minutes=minutes).sentence,
        "provider": provider(),
    }
    return render(request, "hierarchy/signin.html", context, status=reason.status)


def _ended(request: HttpRequest) -> str:
    """Why the session that was here ended; said once."""
    over = request.session.pop(ENDED, "")
    if over not in SAID_AT_THE_END:
        return ""
    count = settings.SESSION_IDLE_SECONDS // 60 if over == "idle" else settings.SESSION_COOKIE_AGE // 3600
    return SAID_AT_THE_END[over] % {"count": count, "minutes": bn_digits(count), "hours": bn_digits(count)}


def _wrong_code(request: HttpRequest, refused: Refused, username: str) -> HttpResponse:
    """A wrong code counts like a wrong password; what is missing is said without counting."""
    form = FirstSignInForm(User(), request.POST)
    form.full_clean()
    if username and request.POST.get("code"):
        user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)
        form.add_error(None, refused.sentence)
    return _first(request, form, refused.reason.status)


def _first(request: HttpRequest, form: FirstSignInForm, status: int = 200) -> HttpResponse:
    return render(request, "hierarchy/signin/first.html", {"form": form}, status=status)
