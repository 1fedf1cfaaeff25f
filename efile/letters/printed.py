"""The letter handed out: as PDF/A and for Word; the fair copy is the file that was kept."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from efile.access.models import PageKind
from efile.context import moment_of
from efile.letters import selectors, services
from efile.letters.made import letter_of
from efile.letters.models import Draft, Status
from efile.letters.wording import Wording
from efile.papers.gone import in_its_file
from efile.papers.views import GUARDED, handed_out
from efile.views.answers import actor_of, logged
from efile.views.drafts import number
from hierarchy.actors import Actor
from hierarchy.requests import OfficeRequest
from notings.contents import services as contents
from notings.contents.kinds import DOCX, PDF
from notings.letters.printing import as_pdf, signature_spot
from notings.letters.signing import with_room
from notings.letters.word import as_docx

WHOLE: Final = frozenset({Status.READY, Status.SIGNED, Status.ISSUED})


def printed(request: OfficeRequest, row: Draft, form: str) -> HttpResponse:
    """As an attachment. What is not a fair copy says on each page that it is a draft."""
    actor = actor_of(request)
    logged(request, row.matter, PageKind.PAPER)
    of = request.GET.get("of", "")
    name = f"{row.form.name} {row.place}"
    if form == "pdf" and not of and row.fair is not None:
        signed = row.paper.content if row.paper and row.paper.content else row.fair
        return handed_out(request, in_its_file(signed, row.matter.file), name)
    letter = letter_of(row, _wording(actor, row, of), moment_of(request, actor).now)
    draft = row.status not in WHOLE
    content = as_pdf(letter, draft=draft) if form == "pdf" else as_docx(letter, draft=draft)
    media, ending = (PDF.media, "pdf") if form == "pdf" else (DOCX.media, "docx")
    place = content_disposition_header(True, f"{name}.{ending}") or "attachment"
    return HttpResponse(content, content_type=media, headers={**GUARDED, "Content-Disposition": place})


def _wording(actor: Actor, row: Draft, of: str) -> Wording:
    own = selectors.work_of(row, actor) if of == "work" else None
    if own is not None:
        return own.wording
    return selectors.version_of(row, number(of) or row.approved).wording


def make_fair_copy(actor: Actor, row: Draft, now: datetime) -> None:
    """Number it, print it with room for a signature, keep the print: each step for itself, so that what
    was cut short goes on where it stopped and nothing slow holds a lock.
    """
    services.number(actor=actor, draft=row.pk, now=now)
    numbered = selectors.draft_for(actor, row.pk)
    said = selectors.version_of(numbered, numbered.approved).wording
    letter = letter_of(numbered, said, now)
    file = ContentFile(with_room(as_pdf(letter), signature_spot(letter)))
    content = contents.take_in(office=row.office_id, file=file, name="letter.pdf", now=now)
    services.make_ready(
        actor=actor,
        draft=row.pk,
        content=content.pk,
        signatory=_named(said.signatory, letter.signatory.name, letter.signatory.title),
        now=now,
    )


def _named(post: UUID | None, name: str, title: str) -> dict[str, object]:
    return {"post": str(post), "name": name, "title": title}
