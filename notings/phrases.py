"""Decision phrases (সিদ্ধান্ত): a post keeps its own, the office's administrator those of the office."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.services.recording import record
from hierarchy.words import Words, clean
from notings import reasons
from notings.models import DecisionPhrase
from notings.rules import require_note_power

LONGEST: Final = 200
MOST: Final = 60
"""Of one list: more than an officer can look through while he writes."""


def may_change_office(actor: Actor) -> bool:
    return actor.may("admin") and actor.office_id is not None


def own_phrases(actor: Actor) -> list[DecisionPhrase]:
    return list(_list(actor, office_wide=False))


def office_phrases(actor: Actor) -> list[DecisionPhrase]:
    return list(_list(actor, office_wide=True))


def common_phrases() -> list[DecisionPhrase]:
    """Those every office starts with."""
    return list(DecisionPhrase.objects.filter(office=None))


def keep_phrase(
    *, actor: Actor, text_bn: str, text_en: str, office_wide: bool, now: datetime, phrase: UUID | None = None
) -> DecisionPhrase:
    """Put a phrase on the list, or give one that stands there other words.

    One language is enough: the words then stand for both. Refused when the same words stand there.
    """
    _require(actor, office_wide)
    bn, en = _words(text_bn, text_en)
    try:
        with transaction.atomic(durable=True):
            row = _row(actor, phrase, office_wide) if phrase else _new(actor, office_wide)
            before = row.text.both() if phrase else None
            row.text_bn, row.text_en = bn, en
            row.save()
            if office_wide:
                _tell(actor, "phrase.kept", row, now, before)
    except IntegrityError as error:
        raise Refused(reasons.PHRASE_STANDS, text=Words(bn, en)) from error
    return row


def end_phrase(*, actor: Actor, phrase: UUID, office_wide: bool, now: datetime) -> None:
    """Take a phrase off the list. What was written with it stays written."""
    _require(actor, office_wide)
    with transaction.atomic(durable=True):
        row = _row(actor, phrase, office_wide)
        if office_wide:
            _tell(actor, "phrase.ended", row, now, row.text.both())
        row.delete()


def _require(actor: Actor, office_wide: bool) -> None:
    require_note_power(actor)
    if office_wide and not may_change_office(actor):
        raise Refused(reasons.NOT_YOUR_PHRASES)


def _list(actor: Actor, *, office_wide: bool) -> QuerySet[DecisionPhrase]:
    return DecisionPhrase.objects.filter(office=actor.office_id, post=None if office_wide else actor.post_id)


def _row(actor: Actor, phrase: UUID, office_wide: bool) -> DecisionPhrase:
    row = _list(actor, office_wide=office_wide).select_for_update().filter(pk=phrase).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_PHRASE)
    return row


def _new(actor: Actor, office_wide: bool) -> DecisionPhrase:
    rows = _list(actor, office_wide=office_wide)
    if rows.count() >= MOST:
        raise Refused(reasons.ENOUGH_PHRASES, most=MOST)
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return DecisionPhrase(
        office_id=actor.office_id, post_id=None if office_wide else actor.post_id, order=(last or 0) + 1
    )


def _words(text_bn: str, text_en: str) -> tuple[str, str]:
    bn, en = (" ".join(clean(text).split()) for text in (text_bn, text_en))
    if not (bn or en):
        raise Refused(reasons.NO_PHRASE)
    if max(len(bn), len(en)) > LONGEST:
        raise Refused(reasons.PHRASE_TOO_LONG, limit=LONGEST)
    return bn or en, en or bn


def _tell(actor: Actor, kind: str, row: DecisionPhrase, now: datetime, before: dict[str, str] | None) -> None:
    if actor.office_id is None:
        raise Refused(reasons.NOT_YOUR_PHRASES)
    data = {"phrase": row.pk, "words": row.text.both(), "before": before}
    record(office=actor.office_id, kind=kind, data=data, actor=actor, now=now)
