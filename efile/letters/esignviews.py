"""The page on which a letter is signed by the e-sign service. PIN and code are passed on, never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from efile.access.models import PageKind
from efile.context import moment_of
from efile.letters import esign, reasons, selectors
from efile.letters.models import Draft
from efile.pages import labels
from efile.views.answers import actor_of, as_uuid, go, logged, officers
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from notings.letters.remote import Credential, Secrets

ASKED: Final = ("pin", "code", "sends")


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose credential it is and what it asks for. The form carries it along, so that after a fault nobody
    waits for the service again; what counts, the service says anew when it signs."""

    signer: str
    issuer: str
    pin: bool
    code: bool
    sends: bool

    @classmethod
    def of(cls, found: Credential) -> Shown:
        return cls(found.signer, found.issuer, found.pin, found.code, found.sends)

    @classmethod
    def carried(cls, given: QueryDict) -> Shown:
        asked = {name: name in given.getlist("asks") for name in ASKED}
        return cls(given.get("signer", ""), given.get("issuer", ""), **asked)

    @property
    def asks(self) -> list[str]:
        return [name for name in ASKED if getattr(self, name)]


@sensitive_post_parameters("pin", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@officers
def esign_letter(request: OfficeRequest, draft: UUID) -> HttpResponse:
    """GET asks for the credential, or for what the known one asks; POST does what its button says."""
    actor = actor_of(request)
    row = selectors.draft_for(actor, draft)
    logged(request, row.matter, PageKind.PAPER)
    if request.POST.get("act") == "sign" and esign.signed_before(
        actor, row, as_uuid(request.POST.get("key"))
    ):
        return go(request, reverse("letter", args=[row.pk]))
    esign.check_may_sign_remotely(actor, row, moment_of(request, actor).today)
    if request.method != "POST":
        return _begin(request, row)
    match request.POST.get("act", ""):
        case "look":
            return _look(request, row)
        case "forget":
            esign.forget_credential(actor)
            return go(request, reverse("esign_letter", args=[row.pk]))
        case "code":
            return _code(request, row)
        case "sign":
            return _sign(request, row)
        case _:
            raise Refused(reasons.UNKNOWN_ACT)


def _begin(request: OfficeRequest, row: Draft) -> HttpResponse:
    actor = actor_of(request)
    number = esign.credential_of(actor)
    if not number or "another" in request.GET:
        return _page(request, row, number=number)
    try:
        return _page(request, row, shown=Shown.of(esign.looked_up(actor)))
    except Refused as refused:
        return _page(request, row, number=number, refused=refused)


def _look(request: OfficeRequest, row: Draft) -> HttpResponse:
    number = request.POST.get("number", "")
    try:
        return _page(request, row, shown=Shown.of(esign.take_credential(actor_of(request), number)))
    except Refused as refused:
        return _page(request, row, number=number, refused=refused)


def _code(request: OfficeRequest, row: Draft) -> HttpResponse:
    shown = Shown.carried(request.POST)
    try:
        esign.send_code(actor_of(request))
    except Refused as refused:
        return _page(request, row, shown=shown, refused=refused)
    return _page(request, row, shown=shown, told=_("The e-sign service has sent you a code. Write it below."))


def _sign(request: OfficeRequest, row: Draft) -> HttpResponse:
    actor, given = actor_of(request), request.POST
    try:
        esign.sign_remotely(
            actor=actor,
            draft=row,
            secrets=Secrets(given.get("pin", "").strip(), given.get("code", "").strip()),
            now=moment_of(request, actor).now,
            key=as_uuid(given.get("key")),
        )
    except Refused as refused:
        return _page(request, row, shown=Shown.carried(given), refused=refused)
    return go(request, reverse("letter", args=[row.pk]))


def _page(
    request: OfficeRequest,
    row: Draft,
    *,
    number: str = "",
    shown: Shown | None = None,
    refused: Refused | None = None,
    told: str = "",
) -> HttpResponse:
    context = {
        "letter": row,
        "matter_number": labels.number_of(row.matter),
        "number": number,
        "kept": esign.credential_of(actor_of(request)),
        "shown": shown,
        "told": told,
        "sentence": refused.sentence if refused else "",
        "key": as_uuid(request.POST.get("key")) or uuid7(),
    }
    status = refused.reason.status if refused else 200
    return render(request, "efile/letters/esign.html", context, status=status)
