"""A letter is begun, written by whoever holds the file, approved, and made a fair copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from efile import reasons as efile_reasons
from efile import rules
from efile.letters import reasons, selectors
from efile.letters.keeping import drop_work, enter
from efile.letters.models import Draft, DraftVersion, Status
from efile.letters.numbering import memo_of
from efile.letters.recipients import Role
from efile.letters.rules import may_give_up
from efile.letters.wording import Wording, changed
from efile.models import Thread
from efile.papers.models import Paper
from efile.papers.services import enter_papers
from efile.services.act import Done, Once, act
from efile.services.filing import said_why
from efile.services.locking import Held, lock_thread
from efile.services.mandate import require, today_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings import reasons as note_reasons
from notings.letters.kinds import KINDS
from notings.models import Content

APPROVE: Final = Words("চিঠি অনুমোদন", "Approve a letter")
WITHDRAW: Final = Words("অনুমোদন তোলা", "Withdraw the approval of a letter")
NUMBER: Final = Words("চিঠিতে স্মারক নম্বর দেওয়া", "Number a letter")
LANGUAGES: Final = ("bn", "en")


@act
def begin(
    *,
    actor: Actor,
    thread: UUID,
    kind: str,
    language: str,
    wording: Wording,
    now: datetime,
    key: UUID | None = None,
) -> Done:
    """A new draft with its first version. By who holds the file, or his assistant."""
    once = Once.of(actor, key, "begin_letter", thread, kind, language, wording)
    held = _writing(actor, lock_thread(thread, now, once))
    if held.answered:
        return held.answered
    if kind not in KINDS or language not in LANGUAGES:
        raise Refused(reasons.UNKNOWN_KIND)
    said = wording.cleaned()
    _check_signatory(held, said)
    last = held.matter.drafts.aggregate(last=Max("place"))["last"] or 0
    row = Draft.objects.create(
        office_id=held.matter.office_id,
        matter=held.matter,
        place=last + 1,
        kind=kind,
        language=language,
        by=actor.by(),
        at=now,
    )
    _keep(row, 1, said, actor, now)
    data = {"kind": kind, "language": language, "version": 1, "signatory": said.signatory}
    return enter(held, actor, "letter.begun", row, data, said.texts, once)


@act
def keep_version(
    *, actor: Actor, draft: UUID, seen: int, wording: Wording, now: datetime, key: UUID | None = None
) -> Done:
    """The words as the next version; `seen` is the version they were written over.

    Refused with OVERTAKEN when somebody kept one since: the words stay in the post's own work.
    """
    once = Once.of(actor, key, "keep_version", draft, seen, wording)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    _writing(actor, held)
    check_open(row)
    newest = selectors.version_of(row)
    if newest.number != seen:
        raise Refused(reasons.OVERTAKEN, who=newest.name, number=newest.number)
    said = wording.cleaned()
    differs = changed(newest.wording, said)
    if not differs:
        raise Refused(reasons.NOTHING_NEW)
    if "signatory" in differs:
        _check_signatory(held, said)
    row.newest += 1
    row.save(update_fields=["newest"])
    _keep(row, row.newest, said, actor, now)
    drop_work(row, actor)
    data = {"version": row.newest, "base": seen, "signatory": said.signatory, "changed": differs}
    return enter(held, actor, "letter.kept", row, data, said.texts, once)


@act
def approve(*, actor: Actor, draft: UUID, seen: int, now: datetime, key: UUID | None = None) -> Done:
    """The version that was read becomes the letter. By who holds the file and issues letters."""
    once = Once.of(actor, key, "approve_letter", draft, seen)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    check_issuer(actor, held, APPROVE)
    if row.status != Status.DRAFT:
        raise Refused(reasons.NOT_DRAFT, status=row.get_status_display())
    newest = selectors.version_of(row)
    if newest.number != seen:
        raise Refused(reasons.OVERTAKEN, who=newest.name, number=newest.number)
    if selectors.work_of(row, actor) is not None:
        raise Refused(reasons.UNSAVED)
    check_whole(row, newest.wording)
    _check_signatory(held, newest.wording)
    row.status, row.approved = Status.APPROVED, newest.number
    row.save(update_fields=["status", "approved"])
    return enter(held, actor, "letter.approved", row, {"version": newest.number}, {}, once)


@act
def withdraw_approval(
    *, actor: Actor, draft: UUID, reason: str, now: datetime, key: UUID | None = None
) -> Done:
    """Before it is issued, the letter becomes a draft again. Its number stays its own; the office's copy of
    a signed one is struck in the correspondence. domain.md a2: অনুমোদন তুলুন, before issue."""
    once = Once.of(actor, key, "withdraw_approval", draft, reason)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    check_issuer(actor, held, WITHDRAW)
    if row.status == Status.ISSUED:
        raise Refused(reasons.ISSUED, number=row.issue_number)
    if row.approved is None:
        raise Refused(reasons.NOT_APPROVED)
    why = said_why(reason, reasons.WHY_WITHDRAWN)
    if row.paper is not None:
        _strike(held, actor, row.paper, why)
    data = {"version": row.approved}
    row.status, row.approved, row.fair, row.how, row.paper = Status.DRAFT, None, None, "", None
    row.save(update_fields=["status", "approved", "fair", "how", "paper"])
    return enter(held, actor, "letter.approval_withdrawn", row, data, {"reason": why}, once)


@act
def give_up(*, actor: Actor, draft: UUID, now: datetime, key: UUID | None = None) -> Done:
    """A draft that is not needed. Its versions stay on record."""
    once = Once.of(actor, key, "give_up_letter", draft)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    _writing(actor, held)
    check_open(row)
    reason = may_give_up(actor, selectors.writers_of(row))
    if reason is not None:
        raise Refused(reason, post=held.thread.present.title)
    row.status = Status.DROPPED
    row.save(update_fields=["status"])
    row.work.all().delete()
    return enter(held, actor, "letter.given_up", row, {"version": row.newest}, {}, once)


@act
def number(*, actor: Actor, draft: UUID, now: datetime, key: UUID | None = None) -> Done:
    """Its memo number and its day, given once. The number is the file's with the next serial in it."""
    once = Once.of(actor, key, "number_letter", draft)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    check_issuer(actor, held, NUMBER)
    if row.status != Status.APPROVED:
        raise Refused(reasons.NOT_APPROVED)
    if held.matter.file is None:
        raise Refused(reasons.NEEDS_FILE)
    check_filled(selectors.version_of(row, row.approved).wording)
    if not row.memo:
        row.memo = memo_of(held.matter.office, held.matter.file)
    row.day = today_of(held)
    row.save(update_fields=["memo", "day"])
    return enter(held, actor, "letter.numbered", row, {"memo": row.memo, "day": row.day}, {}, once)


@act
def make_ready(
    *,
    actor: Actor,
    draft: UUID,
    content: UUID,
    signatory: Mapping[str, object],
    now: datetime,
    key: UUID | None = None,
) -> Done:
    """The printed letter is what is to be signed; `signatory` as he is named on it."""
    once = Once.of(actor, key, "fair_copy", draft, content)
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held.answered
    check_issuer(actor, held, NUMBER)
    if row.status != Status.APPROVED:
        raise Refused(reasons.NOT_APPROVED)
    if not row.memo:
        raise Refused(reasons.NOT_NUMBERED)
    printed = Content.objects.filter(pk=content, office=row.office_id).first()
    if printed is None:
        raise Refused(efile_reasons.NOT_VISIBLE)
    row.status, row.fair = Status.READY, printed
    row.save(update_fields=["status", "fair"])
    data = {"version": row.approved, "sha256": printed.sha256, "signatory": dict(signatory)}
    return enter(held, actor, "letter.made_ready", row, data, {}, once)


def check_open(row: Draft) -> None:
    """Refused for what is approved, signed or given up: its words stand."""
    if row.status != Status.DRAFT:
        raise Refused(reasons.NOT_TO_EDIT, status=row.get_status_display())


def check_whole(row: Draft, said: Wording) -> None:
    """CSMOP 42: a letter says something, to somebody, and carries who signs it."""
    if not said.body:
        raise Refused(reasons.EMPTY)
    if row.form.to != "none" and not said.to_whom(Role.TO):
        raise Refused(reasons.NO_RECIPIENT)
    if said.signatory is None:
        raise Refused(reasons.NO_SIGNATORY)
    check_filled(said)


def check_filled(said: Wording) -> None:
    """Refused while its words have a blank, with the part and the words around it."""
    if said.left_open is not None:
        part, words = said.left_open
        raise Refused(reasons.BLANK_LEFT, part=reasons.PARTS[part], words=words)


def lock_draft(actor: Actor, draft: UUID, now: datetime, once: Once | None) -> tuple[Held, Draft]:
    """A letter with its matter locked, for acts beside this module."""
    matter = Draft.objects.filter(pk=draft).values_list("matter", flat=True).first()
    if matter is None:
        raise Refused(efile_reasons.NOT_VISIBLE)
    held = lock_thread(selectors.thread_of(actor, matter).pk, now, once)
    row = Draft.objects.select_related("fair", "paper__content").get(pk=draft)
    row.matter = held.matter
    return held, row


def _writing(actor: Actor, held: Held) -> Held:
    """SOP 420624207: an assistant drafts for the officer; seniors edit drafts, unlike notes."""
    if held.answered:
        return held
    check_may_write(actor, held.thread)
    return held


def check_may_write(actor: Actor, thread: Thread) -> None:
    """Refused unless the file lies with the actor and his post writes."""
    check_lies(actor, thread)
    if not actor.may_draft:
        raise Refused(note_reasons.MAY_NOT_NOTE, post=actor.post_title)


def check_issuer(actor: Actor, held: Held, words: Words) -> None:
    require(actor, selectors.ISSUE, words, today_of(held), held.matter.service.code)
    check_lies(actor, held.thread)


def check_lies(actor: Actor, thread: Thread) -> None:
    """Refused with who has the file, unless it lies with the actor."""
    if thread.closed_at is not None:
        raise Refused(efile_reasons.CLOSED)
    reason = rules.may_act_as_holder(thread.holder_id, thread.pool_id is not None, actor.posts)
    if reason is not None:
        raise Refused(reason, holder=thread.present.title)


def _strike(held: Held, actor: Actor, paper: Paper, why: str) -> None:
    """It keeps its pages, so that they stay accounted for."""
    paper.struck_at = held.clock.now
    paper.save(update_fields=["struck_at"])
    enter_papers(held, actor, "paper.struck", [paper], {"reason": why}, None)


def _keep(row: Draft, number: int, said: Wording, actor: Actor, now: datetime) -> DraftVersion:
    return DraftVersion.objects.create(
        draft=row, number=number, **said.texts, signatory_id=said.signatory, by=actor.by(), at=now
    )


def _check_signatory(held: Held, said: Wording) -> None:
    if said.signatory is not None:
        selectors.check_issues(said.signatory, held.matter, today_of(held))
