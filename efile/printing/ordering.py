"""A reader orders a print of what he may open; what he ordered last is shown to him."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from efile import reasons
from efile.access.watch import opened
from efile.models import File, Matter
from efile.printing.making import place_of
from efile.printing.models import LIVE, Printout, State
from efile.printing.reasons import GONE, SINCE_GRADED
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

Subject = File | Matter


def of_subject(subject: Subject) -> dict[str, UUID | None]:
    if isinstance(subject, File):
        return {"file_id": subject.pk, "matter_id": None}
    return {"file_id": None, "matter_id": subject.pk}


def order(subject: Subject, actor: Actor, language: str, now: datetime) -> None:
    """One at a time for a reader and a subject: a second press changes nothing."""
    own = {"user_id": actor.user_id, "post_id": actor.post_id, **of_subject(subject)}
    try:
        with transaction.atomic():
            Printout.objects.create(
                office_id=subject.office_id,
                by=actor.by(),
                language=language,
                asked_at=now,
                told_at=now,
                **own,
            )
    except IntegrityError:
        if not Printout.objects.filter(state__in=LIVE, **own).exists():
            raise


def last_of(subject: Subject, actor: Actor) -> Printout | None:
    own = {"user_id": actor.user_id, "post_id": actor.post_id, **of_subject(subject)}
    return Printout.objects.filter(**own).order_by("-asked_at", "-pk").first()


def there(row: Printout) -> bool:
    return row.state == State.READY and place_of(row).exists()


def to_hand_out(printout: UUID, actor: Actor) -> tuple[Printout, list[Matter]]:
    """The reader's own print and the matters in it; refused when one is no longer open to him, or carries a
    higher grade than the stamps of the print say."""
    rows = Printout.objects.select_related("file", "matter__file", "matter__receipt")
    row = rows.filter(pk=printout, user=actor.user_id, post__in=actor.posts, state=State.READY).first()
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    found = list(visible_to(Matter.objects.filter(pk__in=row.matters), actor))
    if len(found) < len(row.matters) or any(one.secrecy > row.secrecy for one in found):
        raise Refused(SINCE_GRADED)
    if not there(row):
        raise Refused(GONE)
    for matter in found:
        opened(matter)
    return row, found
