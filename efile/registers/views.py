"""The registers on screen, as a spreadsheet and as PDF: one view each for all of them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from efile.context import moment_of
from efile.keyset import Keyset
from efile.papers.views import GUARDED
from efile.registers import reasons
from efile.registers.asked import Asked, read
from efile.registers.frame import Reader, Register, Statement
from efile.registers.headed import Head, head_of
from efile.registers.parts import Part, parts_of
from efile.registers.printed import PART, as_pdf
from efile.registers.sheets import MEDIA, workbook
from efile.registers.shelf import BY_CODE, REGISTERS
from efile.registers.shown import page_of
from efile.sectionnames import section_name, sections_in_sight
from efile.views.answers import actor_of, office_of, officers
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from web.numbers import whole


@require_safe
@officers
def registers(request: OfficeRequest) -> HttpResponse:
    """What registers there are."""
    return render(request, "efile/registers/list.html", {"registers": REGISTERS})


@require_safe
@officers
def register(request: OfficeRequest, register: str) -> HttpResponse:
    """A page of one register, by days, section and what else it is divided by."""
    one = _named(register)
    reader = reader_of(request)
    asked = _asked(request, one, reader)
    page = None if asked.fault else page_of(one, asked, reader, Keyset.read(request.GET.get("after", "")))
    here = reverse("register", args=[one.code])
    context = {
        "register": one,
        "asked": asked,
        "page": page,
        "sections": _sections(one, reader),
        "choices": [
            (choice, choice.options_at(office_of(request)), asked.typed.get(choice.name, ""))
            for choice in one.choices
        ],
        "query": urlencode(asked.address()),
        "older_url": _url(here, asked, after=str(page.next)) if page and page.next else "",
        "newer_url": _url(here, asked) if request.GET.get("after") else "",
    }
    return render(request, "efile/registers/register.html", context, status=422 if asked.fault else 200)


@require_safe
@officers
def register_excel(request: OfficeRequest, register: str) -> HttpResponse:
    """All that was asked for."""
    one = _named(register)
    reader = reader_of(request)
    asked = _checked(request, one, reader)
    lines = (told.lines for told in one.told(asked, reader))
    made = workbook(_head(request, one, asked, reader), one.columns, lines)
    return cast(HttpResponse, FileResponse(made, content_type=MEDIA, headers=_attached(one, "xlsx")))


@require_safe
@officers
def register_pdf(request: OfficeRequest, register: str) -> HttpResponse:
    """What was asked for on paper; of a long register the page of its parts, or the part that `first` and
    `after` name."""
    one = _named(register)
    reader = reader_of(request)
    asked = _checked(request, one, reader)
    part = _part(request)
    if part is None:
        parts = parts_of(one, asked, reader, PART)
        if len(parts) > 1:
            return _parts(request, one, asked, parts)
        part = Part(1)
    told = list(one.told(asked, reader, part.after, PART))
    lines = [line for batch in told for line in batch.lines]
    head = _head(request, one, asked, reader)
    content = as_pdf(head, one.columns, lines, first=part.first, more=told[-1].next is not None)
    return HttpResponse(content, content_type="application/pdf", headers=_attached(one, "pdf", part.first))


def _parts(
    request: OfficeRequest, one: Register | Statement, asked: Asked, parts: list[Part]
) -> HttpResponse:
    here = reverse("register_pdf", args=[one.code])
    links = [
        {"part": part, "url": _url(here, asked, first=str(part.first), after=str(part.after or ""))}
        for part in parts
    ]
    context = {"register": one, "parts": links, "query": urlencode(asked.address())}
    return render(request, "efile/registers/parts.html", context)


def _part(request: OfficeRequest) -> Part | None:
    try:
        first = whole(request.GET.get("first", ""))
    except ValueError:
        return None
    after = Keyset.read(request.GET.get("after", ""))
    return Part(first, after) if 0 < first < 10**9 and (first == 1) == (after is None) else None


def _named(code: str) -> Register | Statement:
    if code not in BY_CODE:
        raise Refused(reasons.UNKNOWN)
    return BY_CODE[code]


def _asked(request: OfficeRequest, one: Register | Statement, reader: Reader) -> Asked:
    office = office_of(request)
    codes = {choice.name: [code for code, _label in choice.options_at(office)] for choice in one.choices}
    sections = [pk for pk, _name in _sections(one, reader)]
    asked = read(request.GET.dict(), sections, codes)
    return asked if asked.fault else one.filled(asked, reader)


def _checked(request: OfficeRequest, one: Register | Statement, reader: Reader) -> Asked:
    asked = _asked(request, one, reader)
    if asked.fault:
        raise Refused(reasons.ASKED, sentence=asked.fault)
    return asked


def _sections(one: Register | Statement, reader: Reader) -> list[tuple[UUID, str]]:
    """What it is narrowed to, by name; nothing where it is not divided so."""
    if not one.section:
        return []
    own = reader.actor.office_id
    return [(row.pk, section_name(row, own)) for row in sections_in_sight(reader.actor)]


def reader_of(request: OfficeRequest) -> Reader:
    actor = actor_of(request)
    return Reader(actor, moment_of(request, actor))


def _head(request: OfficeRequest, one: Register | Statement, asked: Asked, reader: Reader) -> Head:
    by = f"{reader.actor.name}, {reader.actor.post_title}"
    return head_of(one, asked, reader, office_of(request), by)


def _url(here: str, asked: Asked, **more: str) -> str:
    return f"{here}?{urlencode({**asked.address(), **{name: text for name, text in more.items() if text}})}"


def _attached(one: Register | Statement, ending: str, first: int = 1) -> dict[str, str]:
    name = one.code if first == 1 else f"{one.code}-{first}"
    return {**GUARDED, "Content-Disposition": f'attachment; filename="{name}.{ending}"'}
