"""A draft as the letter that is printed: with its office, its signatory of the day, its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from efile.letters.models import Draft, Status
from efile.letters.recipients import Recipient, Role, endorsement, kept
from efile.letters.wording import Wording
from efile.models import Matter, Receipt, Secrecy
from hierarchy import selectors as hierarchy
from hierarchy.models import Post, User
from hierarchy.words import Words
from notings.letters.kinds import KINDS, Language, in_language
from notings.letters.letter import ENDORSED, FOR_ACTION, FOR_INFORMATION, CopyList, Letter, Signatory
from web.words import digits, office_date

VACANT: Final = Words("……", "……")
OPEN: Final = "……"
YOUR_LETTER: Final = Words("আপনার পত্র নং", "Your letter no.")
DATED: Final = Words("তারিখ", "dated")
GRADINGS: Final = {
    Secrecy.CONFIDENTIAL: Words("গোপনীয়", "Confidential"),
    Secrecy.SECRET: Words("বিশেষ গোপনীয়", "Secret"),
    Secrecy.TOP_SECRET: Words("অতি গোপনীয়", "Top secret"),
}


def letter_of(draft: Draft, said: Wording, now: datetime) -> Letter:
    """As it looks now; a number and a day only where it has them."""
    matter, language = draft.matter, cast(Language, draft.language)
    numbered = draft.status in {Status.APPROVED, Status.READY, Status.SIGNED, Status.ISSUED}
    memo = draft.memo if numbered else ""
    return Letter(
        kind=draft.kind,
        language=language,
        profile=matter.office.profile,
        office=matter.office.name,
        section=matter.section.name,
        subject=said.subject,
        body=said.body,
        to=_printed(said.to_whom(Role.TO)),
        lists=lists_of(said, memo),
        reference=said.reference,
        signatory=signatory_of(said.signatory, language, now),
        mark=f"urn:uuid:{draft.pk}",
        memo=memo or None,
        day=draft.day if numbered else None,
        grading=GRADINGS.get(Secrecy(matter.secrecy)),
    )


def lists_of(said: Wording, memo: str) -> tuple[CopyList, ...]:
    """Who gets a copy, by what for. An endorsement says from which number to which its copies run."""
    info, action, endorsed = (said.to_whom(role) for role in (Role.INFO, Role.ACTION, Role.ENDORSED))
    own = endorsement(memo, len(endorsed)) if memo else OPEN
    if memo and len(endorsed) > 1:
        own = f"{endorsement(memo, 1)} – {own}"
    found = (
        CopyList(FOR_INFORMATION, _printed(info)),
        CopyList(FOR_ACTION, _printed(action)),
        CopyList(ENDORSED, _printed(endorsed), own),
    )
    return tuple(one for one in found if one.entries)


def _printed(rows: Sequence[Recipient]) -> tuple[str, ...]:
    return tuple(row.printed for row in rows)


def signatory_of(post: UUID | None, language: Language, now: datetime) -> Signatory:
    """CSMOP 42: his name, designation, telephone and e-mail, as they are at that moment."""
    row = Post.objects.select_related("section").filter(pk=post).first() if post else None
    if row is None:
        return Signatory(VACANT.bn, "")
    holder = hierarchy.holder_of(row.pk, now)
    if holder is None:
        return Signatory(VACANT.bn, in_language(row.title, language), telephone=row.telephone)
    user = User.objects.get(pk=holder.user_id)
    title = in_language(row.title, language)
    return Signatory(in_language(user.name, language), title, user.email, row.telephone)


def begun(matter: Matter, kind: str, language: Language, signatory: UUID | None) -> Wording:
    """What a draft of this kind begins with, from what is known of the matter.

    CSMOP 42: it quotes the number and date of the letter that it answers.
    """
    receipt = matter.receipt
    known = {"subject": matter.subject}
    to = reference = ""
    if receipt is not None:
        day = office_date(receipt.received_at, language)
        applicant = receipt.applicant
        known |= {
            "applicant": applicant.name,
            "receipt": digits(receipt.number, language),
            "received": day,
        }
        to = kept([applicant_of(receipt)])
        if receipt.foreign_number:
            reference = f"{in_language(YOUR_LETTER, language)} {receipt.foreign_number}"
    form = KINDS[kind]
    return Wording(
        subject="" if form.to == "none" and not form.titled else matter.subject,
        body=form.begun(language, known),
        recipients=to if form.to != "none" else "",
        reference=reference or quoted(matter, language),
        signatory=signatory,
    )


def applicant_of(receipt: Receipt) -> Recipient:
    """Who wrote, as the one to whom the answer goes."""
    who = receipt.applicant
    return Recipient(Role.TO, who.name, who.address, who.email, who.mobile)


def quoted(matter: Matter, language: Language) -> str:
    """Number and date of the letter with which the matter began; CSMOP 42. Who answered since is another."""
    begun = matter.daks.filter(arrived_at__lte=matter.opened_at)
    dak = begun.select_related("receipt").order_by("arrived_at").first()
    if dak is None or not dak.receipt.foreign_number:
        return ""
    said = f"{in_language(YOUR_LETTER, language)} {dak.receipt.foreign_number}"
    if dak.letter_date is None:
        return said
    return f"{said}, {in_language(DATED, language)} {office_date(dak.letter_date, language)}"
