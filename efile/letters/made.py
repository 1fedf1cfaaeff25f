"""A draft as the letter that is printed: with its office, its signatory of the day, its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from efile.dak.models import Dak
from efile.letters.models import Draft, Status
from efile.letters.recipients import LENGTHS, Recipient, Role, endorsement, kept
from efile.letters.wording import Wording
from efile.models import Matter, Receipt, Secrecy
from hierarchy import selectors as hierarchy
from hierarchy.models import Post, User
from hierarchy.words import Words
from notings.letters.kinds import BLANK, KINDS, Language, in_language
from notings.letters.letter import ENDORSED, FOR_ACTION, FOR_INFORMATION, CopyList, Letter, Signatory
from web.words import digits, office_date

VACANT: Final = Words(BLANK, BLANK)
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
    own = endorsement(memo, len(endorsed)) if memo else BLANK
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
    dak = None if matter.receipt else begun_with(matter)
    receipt = dak.receipt if dak else matter.receipt
    known = {"subject": matter.subject}
    reference = ""
    if receipt is not None:
        known |= {
            "applicant": receipt.applicant.name,
            "receipt": digits(receipt.number, language),
            "received": office_date(receipt.received_at, language),
        }
        if receipt.foreign_number:
            reference = f"{in_language(YOUR_LETTER, language)} {receipt.foreign_number}"
    form, writer = KINDS[kind], writer_of(matter, language)
    return Wording(
        subject="" if form.to == "none" and not form.titled else matter.subject,
        body=form.begun(language, known, "letter" if dak else "application" if receipt else ""),
        recipients=kept([writer]) if writer and form.to != "none" else "",
        reference=(dated(dak, language) if dak else reference),
        signatory=signatory,
    )


def writer_of(matter: Matter, language: str) -> Recipient | None:
    """Who wrote to the office on this matter, the applicant or the sender of its first letter, as the one to
    whom the answer goes; None where it began in the office itself."""
    if matter.receipt is not None:
        return applicant_of(matter.receipt)
    dak = begun_with(matter)
    return sender_of(dak, language) if dak else None


def sender_of(dak: Dak, language: str) -> Recipient:
    """By his designation, with his office under it. What an office of this installation sent goes back to the
    post that signed it."""
    who = dak.receipt.applicant
    signed = _signed_by(dak)
    if signed is not None:
        title, office = in_language(signed.title, language), in_language(signed.office.name, language)
        return Recipient(Role.TO, title, office, post=str(signed.pk))
    named, place = (dak.designation, who.name) if dak.designation else (who.name, "")
    address = "\n".join(part for part in (place, who.address) if part)
    return Recipient(Role.TO, named, address[: LENGTHS["address"]], who.email, who.mobile)


def _signed_by(dak: Dak) -> Post | None:
    """The standing post that signed a letter sent here by an office of this installation."""
    letter = Draft.objects.filter(addressees__sendings__dak=dak.pk).first()
    version = letter.versions.filter(number=letter.approved or 0).first() if letter else None
    if version is None or version.signatory_id is None:
        return None
    rows = Post.objects.select_related("office").filter(abolished_on=None, office__closed_on=None)
    return rows.filter(pk=version.signatory_id).first()


def applicant_of(receipt: Receipt) -> Recipient:
    """Who wrote, as the one to whom the answer goes."""
    who = receipt.applicant
    return Recipient(Role.TO, who.name, who.address, who.email, who.mobile)


def begun_with(matter: Matter) -> Dak | None:
    """The letter with which the matter began; who answered since is another."""
    rows = matter.daks.filter(arrived_at__lte=matter.opened_at)
    return rows.select_related("receipt__applicant").order_by("arrived_at").first()


def dated(dak: Dak, language: Language) -> str:
    """Its number and date, as an answer quotes them; CSMOP 42."""
    if not dak.receipt.foreign_number:
        return ""
    said = f"{in_language(YOUR_LETTER, language)} {dak.receipt.foreign_number}"
    if dak.letter_date is None:
        return said
    return f"{said}, {in_language(DATED, language)} {office_date(dak.letter_date, language)}"
