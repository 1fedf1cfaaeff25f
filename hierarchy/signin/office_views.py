"""The accounts of an office, looked after by its administrator."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from hierarchy.actors import Actor
from hierarchy.decorators import acting_post_required
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.signin import reasons, selectors, services
from hierarchy.signin.codes import spelled
from hierarchy.signin.factors import code_refused, gives_code, spent_when_done
from hierarchy.signin.forms import ResetForm
from hierarchy.witnesses import beside
from hierarchy.words import clean

PAGE = 50
OF_THE_SECOND = (
    reasons.SECOND_NEEDED,
    reasons.SECOND_IS_OTHER,
    reasons.SECOND_NOT_RIGHT,
    reasons.SECOND_CODE,
    reasons.SECOND_CODE_WRONG,
    reasons.SECOND_MAY_NOT,
)
BESIDE_THE_FORM = (*OF_THE_SECOND, reasons.BAD_MOBILE, reasons.NO_GATEWAY)

P = ParamSpec("P")
View = Callable[Concatenate[OfficeRequest, P], HttpResponse]


def for_administrators(view: View[P]) -> View[P]:
    """The view of who has the power `admin`; others, and refusals of the acts, get a sentence."""

    @acting_post_required
    @wraps(view)
    def guarded(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            if not _actor(request).may("admin"):
                raise Refused(reasons.NOT_ADMINISTRATOR)
            return view(request, *args, **kwargs)
        except Refused as refused:
            context = {"sentence": refused.sentence}
            status = refused.reason.status
            return render(request, "hierarchy/signin/refused_inside.html", context, status=status)

    return guarded


@require_safe
@for_administrators
def accounts(request: OfficeRequest) -> HttpResponse:
    """Everybody of the office, fifty on a page, found by name or user name."""
    now = timezone.now()
    wanted = clean(request.GET.get("find", ""))
    people = selectors.named(selectors.people_of(_actor(request), now), wanted)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    context = {"accounts": selectors.accounts(page, now), "page": page, "find": wanted}
    return render(request, "hierarchy/signin/accounts.html", context)


@require_safe
@for_administrators
def account(request: OfficeRequest, user: UUID) -> HttpResponse:
    return _account(request, user, ResetForm())


@require_POST
@never_cache
@for_administrators
def slip(request: OfficeRequest, user: UUID) -> HttpResponse:
    """The code stands on this page alone: it is kept nowhere, and a reload makes another."""
    try:
        with spent_when_done():
            made = services.make_slip(user=user, actor=_before_two(request), now=timezone.now())
    except Refused as refused:
        return _asked(request, user, refused)
    request.page_address = reverse("officer_account", args=[user])
    context = {
        "person": made.row.user,
        "row": made.row,
        "code": spelled(made.code),
        "address": _first_address(request),
    }
    return render(request, "hierarchy/signin/slip.html", context)


@require_POST
@for_administrators
def link(request: OfficeRequest, user: UUID) -> HttpResponse:
    try:
        mobile = services.read_mobile(request.POST.get("mobile", ""))
        with spent_when_done():
            services.send_link(
                user=user,
                mobile=mobile,
                address=_first_address(request),
                actor=_before_two(request),
                now=timezone.now(),
            )
    except Refused as refused:
        return _asked(request, user, refused)
    messages.success(request, _("The link goes out by SMS. Tell the person the user name."))
    return redirect("officer_account", user)


@require_POST
@for_administrators
def unlock(request: OfficeRequest, user: UUID) -> HttpResponse:
    try:
        with spent_when_done():
            services.unlock(user=user, actor=_before_two(request), now=timezone.now())
    except Refused as refused:
        return _asked(request, user, refused)
    messages.success(request, _("The user name is free again."))
    return redirect("officer_account", user)


@require_POST
@sensitive_post_parameters()
@for_administrators
def reset(request: OfficeRequest, user: UUID) -> HttpResponse:
    """Before a second person, who gives his own name and password in the same form."""
    form = ResetForm(request.POST)
    if not form.is_valid():
        return _account(request, user, form, status=422)
    given = form.cleaned_data
    try:
        target = selectors.person_of(_actor(request), user, timezone.now())
        services.check_there(
            target, password=given["password_too"], factors=given["factors_too"], now=timezone.now()
        )
        with spent_when_done():
            second = second_person(request, given["second"], given["second_password"], given["second_code"])
            target = services.reset(
                user=user,
                password=given["password_too"],
                factors=given["factors_too"],
                reason=given["reason"],
                actor=_with(request, second),
                now=timezone.now(),
            )
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _account(request, user, form, status=refused.reason.status)
    said = _("The account of %(name)s was reset. The office's record names you both.") % {"name": target.name}
    messages.success(request, said)
    return redirect("officer_account", user)


def second_of(request: OfficeRequest) -> User | None:
    """Who stands by, by what he gave in `parts/second.html`; None when nobody is named."""
    given = request.POST
    name = clean(given.get("second", ""))
    if not name:
        return None
    return second_person(request, name, given.get("second_password", ""), given.get("second_code", ""))


def second_person(request: OfficeRequest, username: str, password: str, code: str) -> User:
    """The second person by his own password, and by his code when he has a second factor; with the act in
    `spent_when_done`, so that a refusal costs him no code.

    Wrong tries of either count against his name.
    """
    user = authenticate(request, username=clean(username), password=password)
    if not isinstance(user, User):
        raise Refused(reasons.SECOND_NOT_RIGHT)
    if not gives_code(user, code):
        user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
        raise code_refused(code)
    return user


def _before_two(request: OfficeRequest) -> Actor:
    """The administrator with the person who stands by, if one is named."""
    return _with(request, second_of(request))


def _with(request: OfficeRequest, second: User | None) -> Actor:
    actor = _actor(request)
    return beside(actor, second, actor.office_id, timezone.now())


def _asked(request: OfficeRequest, user: UUID, refused: Refused) -> HttpResponse:
    """The account once more, with what is wrong in its form; another refusal is the guard's."""
    if refused.reason not in BESIDE_THE_FORM:
        raise refused
    return _account(request, user, ResetForm(), refused.reason.status, refused.sentence)


def _account(
    request: OfficeRequest, user: UUID, form: ResetForm, status: int = 200, fault: str = ""
) -> HttpResponse:
    actor, now = _actor(request), timezone.now()
    target = selectors.person_of(actor, user, now)
    request.page_address = reverse("officer_account", args=[user])
    context: dict[str, Any] = {
        "account": selectors.accounts([target], now)[0],
        "form": form,
        "second": "" if form.is_bound else request.POST.get("second", ""),
        "second_fault": fault,
        "mobile": request.POST.get("mobile", ""),
        "own": target.pk == actor.user_id,
        "gateway": bool(settings.SMS_GATEWAY_URL),
    }
    return render(request, "hierarchy/signin/account.html", context, status=status)


def _actor(request: OfficeRequest) -> Actor:
    """The guard has seen that there is one."""
    if request.actor is None:
        raise Refused(reasons.NOT_ADMINISTRATOR)
    return request.actor


def _first_address(request: OfficeRequest) -> str:
    """As it is reached from outside, where the surroundings say so: this browser may be at the machine."""
    path = reverse("first_signin")
    return f"{settings.PUBLIC_ADDRESS}{path}" if settings.PUBLIC_ADDRESS else request.build_absolute_uri(path)
