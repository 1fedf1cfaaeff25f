"""Closing the file that a disposed matter lies in, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import filepage, reasons, services
from efile.context import moment_of
from efile.filepage import Opened
from efile.models import File
from efile.pages import labels
from efile.reopenable import may_close_file
from efile.services.filing import check_all_disposed
from efile.views.answers import actor_of, go, officers
from efile.views.dialogs import in_dialog, part
from efile.views.matter import to_letter
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.htmx import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def close_file(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """GET asks for the reasons, or says what is still open in the file; POST closes it."""
    actor = actor_of(request)
    opened = filepage.open_matter(actor, matter)
    file = opened.matter.file
    if file is None:
        raise Refused(reasons.NOT_TO_CLOSE)
    if request.method != "POST" or "ask" in request.POST:
        return _asked(request, opened, file)
    try:
        now, why = moment_of(request, actor).now, request.POST.get("reason", "")
        services.dispose(actor=actor, file=file.pk, reason=why, now=now)
    except Refused as refused:
        answer = _dialog(request, opened, file, refused.sentence, way=_way(refused))
        return in_dialog(answer, refused)
    return go(request, reverse("matter", args=[matter]))


def _asked(request: OfficeRequest, opened: Opened, file: File) -> HttpResponse:
    if not may_close_file(opened.matter, actor_of(request)):
        raise Refused(reasons.NOT_TO_CLOSE)
    try:
        check_all_disposed(file)
    except Refused as refused:
        return _dialog(request, opened, file, refused.sentence, barred=True, way=_way(refused))
    return _dialog(request, opened, file)


def _way(refused: Refused) -> dict[str, str]:
    letter = refused.params.get("letter_id")
    return to_letter(str(letter)) if letter else {}


def _dialog(
    request: OfficeRequest,
    opened: Opened,
    file: File,
    sentence: str = "",
    barred: bool = False,
    way: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = {
        "matter": opened.matter,
        "number": labels.number_of(opened.matter),
        "file": file,
        "reason": request.POST.get("reason", ""),
        "sentence": sentence,
        "barred": barred,
        **(way or {}),
        "address": request.path,
        "page": not is_htmx(request),
        "back_url": reverse("matter", args=[opened.matter.pk]),
    }
    return render(request, part(request, "close_file"), context)
