"""What a person looks after himself: password, second factors, sessions."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.base.views import IndexView
from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hierarchy.models import User
from hierarchy.signin import reasons, services
from hierarchy.signin.adapters import refusal_page
from hierarchy.signin.browsers import browser_words
from hierarchy.signin.factors import lacks_factor
from hierarchy.signin.forms import OwnPasswordForm
from hierarchy.signin.sessions import end_session, end_sessions, own_sessions
from hierarchy.signin.views import locked
from web.templatetags.office import bn_digits


class Own(IndexView):
    """One's own sign-in on one page."""

    template_name = "hierarchy/signin/own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        request = self.request
        return context | {
            "sessions": [(one, browser_words(one.user_agent)) for one in own_sessions(request.user)],
            "own_key": request.session.session_key,
            "needed": lacks_factor(request),
        }


class NewPassword(PasswordChangeView):
    """Another password, after the old one; every other session ends by it."""

    template_name = "hierarchy/signin/password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = self.request.user
        if isinstance(user, User) and not user.has_usable_password():
            return refusal_page(self.request, reasons.NO_PASSWORD)
        return super().dispatch(*args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever sits at an open session guesses the old password no more often than at the door."""
        named = self._named()
        if not AxesProxyHandler.is_allowed(request, named):
            return locked(request, None, named)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.data.get("old_password") and "old_password" in form.errors:
            user_login_failed.send(sender=__name__, credentials=self._named(), request=self.request)
        return super().form_invalid(form)

    def _named(self) -> dict[str, str]:
        return {"username": self.request.user.get_username()}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        password_changed.send(sender=User, request=self.request, user=form.user)
        services.record_own("account.password_changed", form.user, timezone.now())
        messages.success(self.request, _("The password is changed. Your other sessions have ended."))
        return answer


@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """End one other session of the person; his own he ends by signing out."""
    user = request.user
    if isinstance(user, User) and end_session(user, pk, keep=request.session.session_key):
        messages.success(request, _("The session is ended."))
    else:
        messages.info(request, _("That session had ended already."))
    return redirect("mfa_index")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of the person but this one."""
    user = request.user
    if isinstance(user, User):
        count = end_sessions(user, keep=request.session.session_key)
        said = ngettext("%(count)s other session ended.", "%(count)s other sessions ended.", count)
        messages.success(request, said % {"count": bn_digits(count)})
    return redirect("mfa_index")
