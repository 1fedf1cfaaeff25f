"""The front desk: an application in, a slip out, ten in a row by keyboard. And files begun by the office."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from efile import reasons, selectors, services
from efile.access.models import PageKind
from efile.context import moment_of
from efile.dak.models import Dak
from efile.dak.sight import dak_visible_to
from efile.files.sight import file_for
from efile.forms import ApplicationForm, InternalForm
from efile.models import Channel, Priority, Receipt, Secrecy
from efile.papers.bringing import carried, taken_in
from efile.papers.keeping import Brought
from efile.promise import Promise, promise_for, service_of
from efile.receipts import received_today
from efile.tracking import shown
from efile.views.answers import actor_of, as_uuid, logged, office_of, officers
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from workflows.catalogue import services_for
from workflows.models import Service

KEPT = ("service", "channel")


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def receive(request: OfficeRequest) -> HttpResponse:
    """The service and channel of the last application stay chosen for the next."""
    actor, office = actor_of(request), office_of(request)
    if not actor.may("receive"):
        act, who = _("Receive an application"), _("the front desk")
        raise Refused(reasons.NO_POWER, act=act, power="receive", who=who)
    offered = [one for one in services_for(office) if one.kind != Service.Kind.INTERNAL]
    if request.method != "POST":
        initial = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
        form = ApplicationForm(offered, office.profile, initial=initial)
        return _reception(request, form, initial.get("service", ""))
    form = ApplicationForm(offered, office.profile, request.POST)
    found = taken_in(request, office.pk, moment_of(request, actor).now)
    for sentence in found.refused:
        form.add_error(None, sentence)
    if form.is_valid():
        try:
            done = services.receive(
                actor=actor,
                application=form.application(),
                enclosures=found.brought,
                now=moment_of(request, actor).now,
                key=as_uuid(request.POST.get("key")),
            )
            return redirect("slip", done.receipt)
        except Refused as refused:
            form.take(refused)
    return _reception(request, form, request.POST.get("service", ""), found.brought, status=422)


@require_safe
@officers
def promise(request: OfficeRequest) -> HttpResponse:
    """The date and the first desk of a service, before anything is saved."""
    context = {"promise": _promise(request, request.GET.get("service", ""))}
    return render(request, "efile/parts/promise.html", context)


@require_safe
@officers
def slip(request: OfficeRequest, receipt: UUID) -> HttpResponse:
    """For who may open the matter, and on the day it was entered for the post that received it."""
    near = ("applicant", "service", "office", "matter", "dak")
    row = Receipt.objects.select_related(*near).filter(pk=receipt).first()
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    told = _slip_for(request, row)
    address = request.build_absolute_uri(reverse("track_code", args=[row.tracking]))
    context = {
        "receipt": row,
        "told": told,
        "code": shown(row.tracking),
        "address": address,
        "square": square(address),
        "channel": Channel(row.channel).label,
        "dak": getattr(row, "dak", None),
        "next_url": _next_url(row),
    }
    return render(request, "efile/slip.html", context)


def _next_url(row: Receipt) -> str:
    if hasattr(row, "dak"):
        return f"{reverse('new_dak')}?kind={row.dak.kind}&channel={row.channel}&to={row.dak.holder_id}"
    return f"{reverse('receive')}?service={row.service.code}&channel={row.channel}"


def _slip_for(request: OfficeRequest, row: Receipt) -> bool:
    """Whether the slip says subject and applicant; refused where there is none for this reader.

    Who took in a graded application hands its number, date and code to the applicant, and no more.
    """
    actor = actor_of(request)
    if hasattr(row, "dak"):
        return _slip_of_dak(request, row)
    try:
        matter = selectors.matter_for(actor, row.matter.pk)
    except Refused:
        if not received_today(actor, row, moment_of(request, actor).now):
            raise
        logged(request, row.matter, PageKind.SLIP)
        return False
    logged(request, matter, PageKind.SLIP)
    return True


def _slip_of_dak(request: OfficeRequest, row: Receipt) -> bool:
    """The same of a dak: for who may open it, and on the day for the post that entered it."""
    actor = actor_of(request)
    if dak_visible_to(Dak.objects.filter(pk=row.dak.pk), actor).exists():
        return True
    if not received_today(actor, row, moment_of(request, actor).now):
        raise Refused(reasons.NOT_VISIBLE)
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def start_internal(request: OfficeRequest) -> HttpResponse:
    """A file begun by a post that may write notes."""
    actor, office = actor_of(request), office_of(request)
    if actor.assistant:
        raise Refused(reasons.ASSISTANT_STARTS_NOTHING, post=actor.post_title)
    if not actor.may("note"):
        raise Refused(reasons.NOT_NOTING)
    offered = [one for one in services_for(office) if one.kind == Service.Kind.INTERNAL]
    wanted = as_uuid(request.POST.get("file") or request.GET.get("file"))
    file = file_for(actor, wanted) if wanted else None
    form = InternalForm(offered, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.start(
                actor=actor,
                now=moment_of(request, actor).now,
                key=as_uuid(request.POST.get("key")),
                file=file.pk if file else None,
                **form.cleaned_data,
            )
            return redirect("matter", done.matter)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    form.point_at_the_fault()
    status = 422 if form.errors else 200
    context = {"form": form, "offered": offered, "key": _key_of(request), "file": file}
    return render(request, "efile/start_internal.html", context, status=status)


def square(text: str) -> SafeString:
    """A QR code as an inline drawing; the page's own style gives its size and colour."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 [drawn by the library from our own address]


def _reception(
    request: OfficeRequest,
    form: ApplicationForm,
    service: str,
    brought: Sequence[Brought] = (),
    status: int = 200,
) -> HttpResponse:
    form.point_at_the_fault()
    context = {
        "form": form,
        "promise": _promise(request, service),
        "key": _key_of(request),
        "more": _is_unusual(form),
        "carried": carried(brought),
    }
    return render(request, "efile/receive.html", context, status=status)


def _promise(request: OfficeRequest, code: str) -> Promise | None:
    office = office_of(request)
    service = service_of(office, code) if code else None
    if service is None:
        return None
    return promise_for(office, service, moment_of(request, actor_of(request)).now)


def _key_of(request: OfficeRequest) -> UUID:
    """The form's own key again after an error, so that a repeat is still known as one."""
    return as_uuid(request.POST.get("key")) or uuid7()


def _is_unusual(form: ApplicationForm) -> bool:
    """Whether the fields that are seldom needed hold something, so that they stand open."""
    usual = {"foreign_number": "", "email": "", "priority": Priority.ORDINARY, "secrecy": Secrecy.NORMAL}
    return any(str(form[name].value() or value) != str(value) for name, value in usual.items())
