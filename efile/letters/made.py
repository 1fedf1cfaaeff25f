"""A draft as the letter that is printed: with its office, its signatory of the day, its number."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast
from uuid import UUID

from efile.letters.models import Draft, Status
from efile.letters.wording import Wording, blocks_of
from efile.models import Matter, Secrecy
from hierarchy import selectors as hierarchy
from hierarchy.models import Post, User
from hierarchy.words import Words
from notings.letters.kinds import KINDS, Language, in_language
from notings.letters.letter import Letter, Signatory
from web.words import digits, office_date

VACANT: Final = Words("……", "……")
GRADINGS: Final = {
    Secrecy.CONFIDENTIAL: Words("গোপনীয়", "Confidential"),
    Secrecy.SECRET: Words("বিশেষ গোপনীয়", "Secret"),
    Secrecy.TOP_SECRET: Words("অতি গোপনীয়", "Top secret"),
}


def letter_of(draft: Draft, said: Wording, now: datetime) -> Letter:
    """As it looks now; a number and a day only where it has them."""
    matter, language = draft.matter, cast(Language, draft.language)
    numbered = draft.status in {Status.APPROVED, Status.READY, Status.SIGNED}
    return Letter(
        kind=draft.kind,
        language=language,
        profile=matter.office.profile,
        office=matter.office.name,
        section=matter.section.name,
        subject=said.subject,
        body=said.body,
        to=blocks_of(said.to),
        copies=blocks_of(said.copies),
        reference=said.reference,
        signatory=signatory_of(said.signatory, language, now),
        mark=f"urn:uuid:{draft.pk}",
        memo=(draft.memo or None) if numbered else None,
        day=draft.day if numbered else None,
        grading=GRADINGS.get(Secrecy(matter.secrecy)),
    )


def signatory_of(post: UUID | None, language: Language, now: datetime) -> Signatory:
    """CSMOP 42: his name, designation and e-mail, as they are at that moment."""
    row = Post.objects.select_related("section").filter(pk=post).first() if post else None
    if row is None:
        return Signatory(VACANT.bn, "")
    holder = hierarchy.holder_of(row.pk, now)
    if holder is None:
        return Signatory(VACANT.bn, in_language(row.title, language))
    user = User.objects.get(pk=holder.user_id)
    return Signatory(in_language(user.name, language), in_language(row.title, language), user.email)


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
        to = "\n".join(filter(None, [applicant.name, applicant.address]))
        if receipt.foreign_number:
            words = Words("আপনার পত্র নং", "Your letter no.")
            reference = f"{in_language(words, language)} {receipt.foreign_number}"
    form = KINDS[kind]
    return Wording(
        subject="" if form.to == "none" and not form.titled else matter.subject,
        body=form.begun(language, known),
        to=to if form.to != "none" else "",
        reference=reference,
        signatory=signatory,
    )
