"""A signed letter is brought back and laid into its file: signed with a token, or by hand and scanned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from asn1crypto import x509
from cryptography.x509 import CertificateRevocationList
from django.conf import settings

from efile import reasons as efile_reasons
from efile.letters import reasons, selectors
from efile.letters.keeping import enter
from efile.letters.models import Draft, DraftVersion, How, Status
from efile.letters.services import check_issuer, check_lies, lock_draft
from efile.papers.keeping import LONGEST_TITLE, entry_of, lay_in, titles_of
from efile.papers.models import PaperKind
from efile.services.act import Done, Once, act
from efile.services.mandate import require
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings.contents import services as contents
from notings.letters.revoked import lists_of
from notings.letters.signing import Signature, checked, roots_of
from notings.models import Content

SIGN: Final = Words("চিঠিতে স্বাক্ষর", "Sign a letter")


@dataclass(frozen=True, slots=True)
class Authorities:
    """Whom this installation trusts, and the certificates that they took back."""

    roots: Sequence[x509.Certificate]
    lists: Sequence[CertificateRevocationList]


def check_may_sign(actor: Actor, draft: Draft, today: date) -> None:
    """Asked before a file is read, which takes long; asked again when the letter is signed."""
    require(actor, selectors.ISSUE, SIGN, today, draft.matter.service.code)
    check_lies(actor, selectors.thread_of(actor, draft.matter_id))


def bring_back(
    *, actor: Actor, draft: Draft, content: UUID, how: How, now: datetime, key: UUID | None = None
) -> Done:
    """The signed file, looked at before anything is locked: bytes do not change once they are kept."""
    given = Content.objects.filter(pk=content, office=draft.office_id).first()
    if given is None or draft.fair is None:
        raise Refused(efile_reasons.NOT_VISIBLE if draft.fair else reasons.NOT_READY)
    details: Mapping[str, object] = {}
    if how == How.DIGITAL:
        details = entry_of_signature(judged(bytes_of(given), bytes_of(draft.fair), authorities()))
    elif how != How.INK:
        raise Refused(reasons.HOW_SIGNED)
    elif not given.kind.shown:
        raise Refused(reasons.NOT_A_SCAN)
    elif given.sha256 == draft.fair.sha256:
        raise Refused(reasons.UNSIGNED_COPY)
    return sign(
        actor=actor,
        draft=draft.pk,
        content=given.pk,
        fair=draft.fair.sha256,
        how=how,
        details=details,
        now=now,
        key=key,
    )


@act
def sign(
    *,
    actor: Actor,
    draft: UUID,
    content: UUID,
    fair: str,
    how: How,
    details: Mapping[str, object],
    now: datetime,
    key: UUID | None = None,
) -> Done:
    """The letter is signed and lies in the file as the office's copy. By the post that signs it.

    `fair` is the SHA-256 of the fair copy that the file was compared with.
    """
    once = asked_once(actor, key, draft, how, content)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    check_issuer(actor, held, SIGN)
    if row.status != Status.READY or row.fair is None or row.fair.sha256 != fair:
        raise Refused(reasons.NOT_READY)
    version = signatory_version(actor, row)
    paper = lay_in(
        held.matter,
        actor,
        PaperKind.LETTER,
        held.clock.now,
        title=(version.subject or str(row.form.name))[:LONGEST_TITLE],
        content=Content.objects.get(pk=content, office=row.office_id),
    )
    row.status, row.how, row.paper = Status.SIGNED, how, paper
    row.save(update_fields=["status", "how", "paper"])
    data = {"how": how, "signature": dict(details), "papers": [entry_of(paper)]}
    return enter(held, actor, "letter.signed", row, data, titles_of([paper]), once)


def asked_once(actor: Actor, key: UUID | None, draft: UUID, how: How, content: UUID | None) -> Once | None:
    """The service's bytes are new with each signature: they do not tell one asking from its repeat."""
    return Once.of(actor, key, "sign_letter", draft, None if how == How.REMOTE else content, how)


def signatory_version(actor: Actor, draft: Draft) -> DraftVersion:
    """What was approved. Refused for everybody but the post that it names as its signatory."""
    version = selectors.version_of(draft, draft.approved)
    if version.signatory_id not in actor.posts:
        raise Refused(reasons.NOT_THE_SIGNATORY, post=version.signatory and version.signatory.title)
    return version


def authorities() -> Authorities:
    """Refused while a list of revoked certificates cannot be read."""
    folder = Path(settings.SIGNING_AUTHORITIES)
    return Authorities(roots_of(folder), lists_of(folder))


def judged(given: bytes, fair: bytes, by: Authorities) -> Signature:
    return checked(given, fair, by.roots, by.lists)


def entry_of_signature(found: Signature) -> dict[str, object]:
    """The signer as his certificate names him: it is public, as the letter is."""
    return {
        "signer": found.signer,
        "issuer": found.issuer,
        "serial": found.serial,
        "at": found.at,
        "trusted": found.trusted,
    }


def bytes_of(content: Content) -> bytes:
    return b"".join(contents.chunks_of(content))
