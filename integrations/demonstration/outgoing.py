"""An answer that leaves the district: signed and left to the dispatcher, or issued and out with a carrier."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile

from efile.dispatch import issuing, sending
from efile.dispatch.details import Details
from efile.dispatch.models import Mail, Way
from efile.letters import choosing, services, signing
from efile.letters.made import letter_of
from efile.letters.models import Draft, How
from efile.letters.printed import make_fair_copy
from efile.letters.recipients import Role
from efile.letters.selectors import version_of
from hierarchy.actors import Actor
from notings.contents.services import take_in
from notings.letters.printing import as_pdf

STEP: Final = timedelta(minutes=1)
LANGUAGE: Final = "bn"


def sign(actor: Actor, draft: Draft, said: str, copy: UUID, now: datetime) -> Draft:
    """Written by the officer himself, approved and numbered; another print is taken for the signed scan."""
    before = version_of(draft, draft.newest).wording
    rows = [*before.addressed, choosing.of_post(copy, Role.INFO, LANGUAGE)]
    wording = replace(before.with_recipients(rows), body=said)
    services.keep_version(actor=actor, draft=draft.pk, seen=draft.newest, wording=wording, now=now)
    services.approve(actor=actor, draft=draft.pk, seen=draft.newest + 1, now=now + STEP)
    make_fair_copy(actor, _fresh(draft), now + 2 * STEP)
    ready, later = _fresh(draft), now + 3 * STEP
    file = ContentFile(as_pdf(letter_of(ready, wording, later)))
    scan = take_in(office=ready.office_id, file=file, name="letter.pdf", now=later).pk
    signing.bring_back(actor=actor, draft=ready, content=scan, how=How.INK, now=later)
    return _fresh(draft)


def send_out(actor: Actor, draft: Draft, now: datetime) -> None:
    """By the dispatcher: the first recipient's by ordinary post, the others' with the messenger."""
    issuing.issue(actor=actor, draft=draft.pk, now=now)
    for one in draft.addressees.order_by("place"):
        details = Details(Way.POST, mail=Mail.ORDINARY) if one.place == 1 else Details(Way.HAND)
        sending.send(actor=actor, addressee=one.pk, details=details, now=now + STEP)


def _fresh(draft: Draft) -> Draft:
    rows = Draft.objects.select_related(
        "matter__office", "matter__section", "office", "fair", "paper__content"
    )
    return rows.get(pk=draft.pk)
