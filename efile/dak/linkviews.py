"""A one-time link is made on a page of the matter, and answered on a page that asks for no account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from efile import selectors
from efile.context import moment_of
from efile.dak import links
from efile.dak.letter import LONGEST_DESIGNATION, Letter
from efile.dak.models import DakKind, ReplyLink
from efile.forms import day_field
from efile.models import Channel
from efile.pages import labels
from efile.papers.bringing import carried, taken_in
from efile.present import present
from efile.services.application import LENGTHS
from efile.views.answers import actor_of, as_uuid, officers, refusal
from efile.views.tracking import limited
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.forms import PointsAtTheFault, say_it_ourselves
from web.language import use_profile

DAYS = 30


class AnswerForm(PointsAtTheFault):
    """What an outside office says: its number is kept byte for byte."""

    designation = forms.CharField(label=_("Your name and designation"), max_length=LONGEST_DESIGNATION)
    number = forms.CharField(
        label=_("Number of your letter"), max_length=LENGTHS["foreign_number"], required=False, strip=False
    )
    letter_date = day_field(_("Date of the letter"))
    subject = forms.CharField(label=_("Subject"), max_length=LENGTHS["subject"])
    body = forms.CharField(
        label=_("Your answer"),
        max_length=LENGTHS["body"],
        widget=forms.Textarea(attrs={"rows": 6, "class": "text"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        say_it_ourselves(self)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def ask_reply(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """Who is asked what, and for how many days the link opens; its address is shown once, after it was made.
    Below, the links made before, each with its end; one that still opens is withdrawn here.
    """
    actor = actor_of(request)
    row = selectors.matter_for(actor, matter)
    links.check_may_ask(row, actor)
    moment = moment_of(request, actor)
    context = {"matter": row, "number": labels.number_of(row), "days": DAYS, "given": request.POST}
    status = 200
    if request.method == "POST":
        try:
            if withdrawn := as_uuid(request.POST.get("withdraw")):
                links.withdraw_link(actor=actor, matter=matter, link=withdrawn, now=moment.now)
                return redirect("ask_reply", matter)
            context["address"] = request.build_absolute_uri(_made(request.POST, actor, matter, moment.now))
        except Refused as refused:
            if refused.reason.status == 403:
                raise
            context["sentence"], status = refused.sentence, refused.reason.status
    context["links"] = [(link, link.opens(moment.now)) for link in links.links_of(row)]
    return render(request, "efile/dak/ask_reply.html", context, status=status)


def _made(given: QueryDict, actor: Actor, matter: UUID, now: datetime) -> str:
    """The path at which the new link opens."""
    days = given.get("days", "")
    token = links.make_link(
        actor=actor,
        matter=matter,
        to_name=given.get("to_name", ""),
        asked=given.get("asked", ""),
        days=int(days) if days.isdecimal() else 0,
        now=now,
    )
    return reverse("answer_link", args=[token])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
@limited
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """The outside office reads what it is asked about, answers once, and gets its diary number."""
    now = present() if request.method == "POST" else timezone.now()
    try:
        link = links.link_for(token, now)
    except Refused as refused:
        return refusal(request, refused)
    use_profile(request, link.office.profile)
    with timezone.override(ZoneInfo(link.office.timezone)):
        return _answer(request, link, token)


def _answer(request: HttpRequest, link: ReplyLink, token: str) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"link": link, "office": link.office, "form": form, "number": labels.number_of(link.matter)}
    if request.method != "POST":
        return render(request, "efile/dak/answer.html", context)
    now = present()
    found = taken_in(request, link.office_id, now)
    for sentence in found.refused:
        form.add_error(None, sentence)
    context["carried"] = carried(found.brought)
    if form.is_valid():
        letter = Letter(
            kind=DakKind.OFFICIAL, sender=link.to_name, channel=Channel.PORTAL, **form.cleaned_data
        )
        try:
            dak = links.answer_link(token=token, letter=letter, now=now, enclosures=found.brought)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return render(request, "efile/dak/answered.html", {**context, "receipt": dak.receipt})
    form.point_at_the_fault()
    return render(request, "efile/dak/answer.html", context, status=422)
