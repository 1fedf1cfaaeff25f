"""The front page of the demonstration and its one-click entries. Only routed in demonstration mode."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from efile.selectors import matter_for
from efile.tracking import shown
from efile.views.answers import actor_of, officers
from hierarchy.middleware import SESSION_KEY
from hierarchy.models import User
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import acting_posts
from integrations.demonstration.accounts import CARDS, CITIZEN, across, people
from integrations.demonstration.answering import answer, lies_with, waiting_code
from web.language import way_back
from web.templatetags.office import bn_digits


@login_not_required
@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    """The parts to play, and below them every other post of the district."""
    here = people()
    found = {account.post.code: account for account in [*here, *across()]}
    cards = [(card, found[card.post]) for card in CARDS if card.post in found]
    context = {
        "cards": cards,
        "citizen": CITIZEN,
        "code": waiting_code(),
        "others": here,
        "next": _next(request.GET.get("next"), request),
    }
    return render(request, "demonstration/front_page.html", context)


@login_not_required
@require_POST
def enter(request: HttpRequest, post: str) -> HttpResponse:
    """Become the person at a post, without signing out first."""
    account = next((each for each in [*people(), *across()] if each.post.code == post), None)
    if account is None:
        raise Http404
    language = request.COOKIES.get("language")
    user = User.objects.get(username=account.username)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    card = next((card for card in CARDS if card.post == post), None)
    request.session[SESSION_KEY] = str(_place(user, card.works_at if card else "") or account.post.pk)
    begin = card.begin if card else "desk"
    response = redirect(_next(request.POST.get("next"), request) or reverse(begin))
    if language:
        response.set_cookie("language", language)
    return response


def _place(user: User, code: str) -> UUID | None:
    """The post of that code, if he acts there now: an assistant's deputation may have ended."""
    places = acting_posts(user, timezone.now()) if code else []
    return next((acting.post.pk for acting in places if acting.post.code == code), None)


def _next(wanted: str | None, request: HttpRequest) -> str:
    """The page from which a visitor was sent to sign in; empty without one."""
    way = way_back(request, wanted)
    return "" if way == "/" else way


@login_not_required
@require_POST
def be_citizen(request: HttpRequest) -> HttpResponse:
    """To the tracking page of a matter that waits for its applicant."""
    logout(request)
    code = waiting_code()
    return redirect(reverse("track_code", args=[shown(code)]) if code else reverse("track"))


@require_POST
@officers
def ask_others(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Let the other posts work this matter until it is back here."""
    actor = actor_of(request)
    acts = answer(actor, matter_for(actor, matter).pk)
    messages.info(request, _said(acts, lies_with(actor, matter)))
    return redirect("matter", matter)


def _said(acts: int, here: bool) -> str:
    if not acts:
        return _("This file lies with you: act on it first.") if here else _("Nobody else can act on it now.")
    words = ngettext(
        "The other posts acted %(count)s time on this file.",
        "The other posts acted %(count)s times on this file.",
        acts,
    )
    return words % {"count": bn_digits(acts)}
