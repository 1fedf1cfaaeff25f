"""Who acts, and for which post, on every request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hierarchy import reasons
from hierarchy.elsewhere import drawn_for_another, elsewhere
from hierarchy.models import Post, User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import ActingPost as Choice
from hierarchy.selectors import acting_posts, actor_of
from web.htmx import is_htmx
from web.language import way_back
from web.typed import typed

SESSION_KEY = "post"

# Pages that a person whose charge has ended still needs.
_OPEN_VIEWS = frozenset({"choose_post", "signin", "signout", "set_language", "healthz", "handover_receipt"})


class ActingPost:
    """Sets `request.actor` from the user and the session's post; stands after authentication
    and before the language, which follows from the office.

    Without a choice a person acts for his first post. When the chosen charge has ended he is
    asked to choose again: an act meant for one post is never done in the name of another. Nor is one
    from a page drawn for another of his posts.
    """

    def __init__(self, get_response: Callable[[OfficeRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponseBase:
        request.actor, request.acting_posts, request.office = None, [], None
        request.charge_ended = False
        user = request.user
        if isinstance(user, User):
            request.acting_posts = acting_posts(user, timezone.now())
            self._act(request, user)
        zone = ZoneInfo(request.office.timezone) if request.office else None
        with timezone.override(zone):
            return self.get_response(request)

    def process_view(
        self, request: OfficeRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if drawn_for_another(request):
            return elsewhere(request)
        match = request.resolver_match
        if not request.charge_ended or (match and match.url_name in _OPEN_VIEWS):
            return None
        return ended(request)

    def _act(self, request: OfficeRequest, user: User) -> None:
        chosen = self._chosen(request)
        if chosen is None:
            return
        if SESSION_KEY not in request.session:
            request.session[SESSION_KEY] = str(chosen.post.id)
        request.actor = actor_of(user, chosen, timezone.now())
        request.office = chosen.post.office
        request.profile = chosen.post.office.profile

    def _chosen(self, request: OfficeRequest) -> Choice | None:
        wanted = request.session.get(SESSION_KEY)
        if wanted is None:
            return next(iter(request.acting_posts), None)
        for choice in request.acting_posts:
            if str(choice.post.id) == wanted:
                return choice
        request.charge_ended = True
        return None


def charge_ended(request: OfficeRequest) -> Refused:
    """That the charge of the post chosen in this session has ended, by the post's name."""
    chosen = Post.objects.filter(pk=request.session[SESSION_KEY]).first()
    return Refused(reasons.CHARGE_ENDED, post=chosen.title if chosen else "–")


def ended(request: OfficeRequest) -> HttpResponse:
    """To the choice of a post. An act meant for the lost one is not done; what was typed comes back."""
    if request.method in {"GET", "HEAD"}:
        return redirect("choose_post", permanent=False)
    refused = charge_ended(request)
    status = refused.reason.status
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": refused.sentence}, status=status)
    context = {"sentence": refused.sentence, "kept": _("Nothing was changed."), "typed": typed(request)}
    part = is_htmx(request)
    template = "hierarchy/parts/refused.html" if part else "hierarchy/refused.html"
    return render(request, template, context, status=status)


class SignInFirst(LoginRequiredMiddleware):
    """Strangers are sent to the sign-in page. Who was signed out while he wrote keeps his words:
    a form that was sent is answered with what stood in it, a part of a page with the way to sign in.
    """

    def handle_no_permission(  # type: ignore[override]  # [any answer will do, not only a redirect]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        part = is_htmx(request)
        if request.method in {"GET", "HEAD"} and not part:
            return super().handle_no_permission(request, view_func)
        refused = Refused(reasons.SIGNED_OUT)
        status = refused.reason.status
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"sentence": refused.sentence}, status=status)
        back = way_back(request, request.headers.get("Referer"))
        context = {
            "sentence": refused.sentence,
            "way_url": f"{reverse('signin')}?{urlencode({'next': back})}",
            "typed": typed(request),
        }
        template = "hierarchy/parts/signed_out.html" if part else "hierarchy/signed_out.html"
        return render(request, template, context, status=status)
