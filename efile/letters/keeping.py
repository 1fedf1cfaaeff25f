"""What a post writes before it is a version, and the entry that tells of an act on a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from efile import reasons as efile_reasons
from efile.letters import reasons, selectors
from efile.letters.models import Draft, DraftWork, Status
from efile.letters.wording import Wording, changed
from efile.services.act import Done, Once
from efile.services.locking import Held
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import services as ledger
from notings import reasons as note_reasons


def save_work(
    *, actor: Actor, draft: Draft, wording: Wording, base: int, revision: int, now: datetime
) -> int:
    """Keep what is being written, as often as one likes; `revision` is the one last seen, 0 for none.

    Returns the new revision, 0 where the words are those of the last version again. `base` is the version
    that they are written over. Refused with CHANGED_ELSEWHERE when another window of the post kept another
    text: `params` hold the stored `text`, its `revision` and the `name` of who saved it.
    """
    if not actor.may_draft:
        raise Refused(note_reasons.MAY_NOT_NOTE, post=actor.post_title)
    if not selectors.holds(actor, draft.matter_id):
        holder = selectors.thread_of(actor, draft.matter_id).present.title
        raise Refused(efile_reasons.NOT_HOLDER, holder=holder)
    if draft.status != Status.DRAFT:
        raise Refused(reasons.NOT_TO_EDIT, status=draft.get_status_display())
    said = wording.cleaned()
    values: dict[str, object] = {
        **said.texts,
        "signatory_id": said.signatory,
        "user_id": actor.user_id,
        "updated_at": now,
    }
    with transaction.atomic(durable=True):
        if not changed(selectors.version_of(draft).wording, said):
            drop_work(draft, actor)
            return 0
        return _stored(actor, draft, said, values, base, revision).revision


def _stored(
    actor: Actor, draft: Draft, said: Wording, values: dict[str, object], base: int, revision: int
) -> DraftWork:
    stored = selectors.work_of(draft, actor)
    if stored is None:
        place = {"draft": draft, "post_id": actor.post_id}
        stored, created = DraftWork.objects.get_or_create(
            **place, defaults={**values, "base": base, "revision": 1}
        )
        if created:
            return stored
    if stored.revision != revision and stored.body != said.body:
        raise Refused(
            reasons.CHANGED_ELSEWHERE, text=stored.body, revision=stored.revision, name=stored.user.name
        )
    if changed(stored.wording, said) or stored.base != base:
        seen = DraftWork.objects.filter(pk=stored.pk, revision=stored.revision)
        if not seen.update(**values, base=base, revision=stored.revision + 1):
            again = DraftWork.objects.select_related("user").get(pk=stored.pk)
            raise Refused(
                reasons.CHANGED_ELSEWHERE, text=again.body, revision=again.revision, name=again.user.name
            )
    return DraftWork.objects.get(pk=stored.pk)


def drop_work(draft: Draft, actor: Actor) -> None:
    DraftWork.objects.filter(draft=draft, post=actor.post_id).delete()


def discard_work(*, actor: Actor, draft: Draft, revision: int) -> None:
    """Give up what was not kept as a version, the text that the writer saw."""
    with transaction.atomic(durable=True):
        row = selectors.work_of(draft, actor)
        if row is None:
            return
        if row.revision != revision:
            raise Refused(reasons.CHANGED_ELSEWHERE, text=row.body, revision=row.revision, name=row.user.name)
        row.delete()


def enter(
    held: Held,
    actor: Actor,
    kind: str,
    draft: Draft,
    data: Mapping[str, object],
    texts: Mapping[str, str],
    once: Once | None,
) -> Done:
    """One entry in the matter's stream."""
    done = Done(held.matter.pk, held.thread.pk, held.matter.moves, kind.partition(".")[2])
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind=kind,
        data={"thread": held.thread.pk, "letter": draft.pk, "place": draft.place, **data},
        by=actor.by(),
        at=held.clock.now,
        texts={name: text for name, text in texts.items() if text},
        key=once.answered(done) if once else None,
    )
    return done
