"""A letter to an office of this installation lies in that office's dak, with our memo number as theirs."""

from __future__ import annotations

from typing import Final

from efile.dak.diarising import from_outside, lay_scans, note_receipt
from efile.dak.known import number_of
from efile.dak.letter import Letter as DakLetter
from efile.dak.models import Dak, DakKind
from efile.dak.recording import Taken
from efile.dispatch import reasons
from efile.dispatch.models import Addressee
from efile.letters import selectors
from efile.letters.models import Draft
from efile.letters.recipients import Role
from efile.letters.wording import Wording
from efile.models import Channel
from efile.papers.keeping import Brought
from efile.services.application import LENGTHS
from efile.services.locking import Held, share_post
from efile.services.mandate import today_of
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from notings.letters.kinds import in_language
from notings.letters.letter import REFERENCE
from notings.models import Content
from web.words import digits

COPIES: Final = frozenset({Role.INFO, Role.ENDORSED})


def arrive(held: Held, row: Draft, one: Addressee, actor: Actor, content: Content) -> Dak:
    """An official dak of the post addressed, a copy where it got one for information; inside the sending.

    Refused where nobody acts at the post. Its writer's number is our memo as it is printed, so that their
    reply quotes it.
    """
    post = _post(held, one)
    version = selectors.version_of(row, row.approved)
    said, now = version.wording, held.clock.now
    title = said.subject or str(row.form.name)
    letter = DakLetter(
        kind=DakKind.COPY if one.role in COPIES else DakKind.OFFICIAL,
        subject=title[: LENGTHS["subject"]],
        sender=in_language(held.matter.office.name, row.language),
        designation=in_language(version.signatory.title, row.language) if version.signatory else "",
        channel=Channel.OFFICE,
        number=digits(one.memo, row.language)[: LENGTHS["foreign_number"]],
        letter_date=row.day,
        body=_told(said, row.language)[: LENGTHS["body"]],
        priority=held.matter.priority,
        secrecy=held.matter.secrecy,
        quotes=number_of(post.office, held.matter, said.reference),
    )
    dak = from_outside(
        post.office,
        letter.cleaned(),
        post.pk,
        now,
        priority=held.matter.priority,
        secrecy=held.matter.secrecy,
    )
    scans = lay_scans(dak, post.office, [Brought(content.pk, title[:200])])
    note_receipt(Taken(dak, actor, now, None), [], scans)
    return dak


def _told(said: Wording, language: str) -> str:
    """The words of the letter with the reference over them: it may quote a number of that office by hand."""
    over = f"{in_language(REFERENCE, language)}: {said.reference}" if said.reference else ""
    return "\n\n".join(part for part in (over, said.body) if part)


def _post(held: Held, one: Addressee) -> Post:
    """The post that takes it today, with its office."""
    if one.post_id is None:
        raise Refused(reasons.NO_POST_HERE, name=one.name)
    post = share_post(one.post_id, today_of(held), held.clock.now)[0]
    return Post.objects.select_related("office").get(pk=post.pk)
