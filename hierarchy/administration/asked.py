"""Acts that wait for the second person: asked for on one desk, done or declined on another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hierarchy.actors import Actor
from hierarchy.administration.acts import WAITING, Act
from hierarchy.administration.place import Place
from hierarchy.establishment import reasons
from hierarchy.models import AskedAct
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for
from hierarchy.services.administering import as_one
from hierarchy.services.recording import record
from hierarchy.signin import reasons as signin
from hierarchy.witnesses import ADMIN, far_above, gathering, may_stand_by
from hierarchy.words import Words, clean
from web.language import language_for
from web.templatetags.office import bn_digits

Outcome = AskedAct.Outcome
LONGEST_WHY: Final = 500


def for_me(actor: Actor, now: datetime) -> QuerySet[AskedAct]:
    """What others of the office ask a second person for, if the actor may be one; the oldest first.

    One statement with `witnesses.may_stand_by` in it: every page counts these.
    """
    rows = _waiting(actor, now).exclude(asked_by=actor.user_id)
    rows = rows.none() if actor.assistant or actor.deputising else rows.filter(_stood_by(actor))
    rows = rows.exclude(concerned__contains=[actor.user_id])
    return rows.select_related("asked_by", "post", "office").order_by("asked_at")


def _stood_by(actor: Actor) -> Q:
    """The acts by their powers."""
    others = {code: act.second for code, act in WAITING.items() if act.second != ADMIN}
    of_power = Q(act__in=[code for code, power in others.items() if actor.may(power)])
    of_office = ~Q(act__in=list(others))
    if not actor.may(ADMIN):
        of_office &= Q(~Exists(far_above(actor)))
    return of_power | of_office


def readable(actor: Actor, now: datetime) -> QuerySet[AskedAct]:
    """What waits and was asked by the actor, or may be stood by by him."""
    own = Q(asked_by=actor.user_id) | Q(pk__in=for_me(actor, now).order_by().values("pk"))
    return _waiting(actor, now).filter(own).select_related("asked_by", "post", "office")


def has_part(actor: Actor) -> bool:
    """Whether the actor asks for such acts, or may stand by one."""
    return any(actor.may(act.second) for act in WAITING.values()) or may_stand_by(actor)


def _waiting(actor: Actor, now: datetime) -> QuerySet[AskedAct]:
    return AskedAct.objects.filter(AskedAct.waits(now), office=actor.office_id)


def of_mine(actor: Actor) -> QuerySet[AskedAct]:
    """What the actor asked for, and what became of it; the newest first."""
    rows = AskedAct.objects.filter(office=actor.office_id, asked_by=actor.user_id)
    return rows.select_related("settled_by", "post", "office").order_by("-asked_at")


@transaction.atomic(durable=True)
def ask(form: Act) -> AskedAct:
    """Keep an act as it was filled in, for whoever may stand by. It changes nothing yet."""
    place, by = form.place, form.place.actor
    if by.user_id is None or by.post_id is None:
        raise Refused(signin.NOT_ADMINISTRATOR)
    given: dict[str, list[str]] = {}
    for name, value in form.carried():
        given.setdefault(name, []).append(value)
    mine = AskedAct.objects.filter(AskedAct.waits(place.now), office=place.office, asked_by=by.user_id)
    if mine.filter(act=form.code, given=given).exists():
        raise Refused(signin.ASKED_ALREADY)
    about = _about(form)
    row = AskedAct.objects.create(
        office=place.office,
        act=form.code,
        given=given,
        about_bn=about.bn,
        about_en=about.en,
        concerned=_concerned(form),
        asked_by_id=by.user_id,
        post_id=by.post_id,
        asked_at=place.now,
    )
    _record("act.asked", row, by, place.now)
    return row


def _about(form: Act) -> Words:
    """The first of what will follow, in both languages."""
    said = {}
    for language in (language_for(form.place.office.profile), "en"):
        with override(language):
            said[language[:2]] = form.follows()[0]
    return Words(**said)


class _TakenBack(Exception):
    """Ends what was only tried."""


def _concerned(form: Act) -> list[UUID]:
    """The persons whom it is about: the act is tried and taken back. Refused where it could not be done."""
    with gathering() as found, suppress(_TakenBack), as_one():
        form.carry_out()
        raise _TakenBack
    return sorted(found)


def form_of(row: AskedAct, now: datetime) -> Act:
    """The act as its administrator would do it now; Refused when he may no more, or it is wrong now."""
    kind = _kind(row)
    given = QueryDict(mutable=True)
    for name, values in row.given.items():
        given.setlist(name, values)
    form = kind(Place(row.office, actor_for(row.asked_by_id, row.post_id, now), now), given)
    if not form.is_valid():
        raise Refused(signin.ASKED_NO_MORE)
    return form


def _kind(row: AskedAct) -> type[Act]:
    if row.act not in WAITING:
        raise Refused(reasons.UNKNOWN_ROW)
    return WAITING[row.act]


def do(row: UUID, actor: Actor, now: datetime) -> Act:
    """The act, by who asked for it and before the actor, in one transaction with the row."""
    with as_one():
        found = _locked(row, actor, now)
        form = form_of(found, now)
        form.place = replace(form.place, actor=replace(form.place.actor, second=actor))
        form.carry_out()
        _settle(found, Outcome.DONE, actor, now)
    return form


@transaction.atomic(durable=True)
def decline(row: UUID, why: str, actor: Actor, now: datetime) -> AskedAct:
    """Who may stand by says no, and why; who asked withdraws it."""
    found = _locked(row, actor, now)
    if found.asked_by_id == actor.user_id:
        return _settle(found, Outcome.WITHDRAWN, actor, now)
    said = clean(why)
    if not said:
        raise Refused(reasons.MISSING, field=_("Why it is declined"))
    if len(said) > LONGEST_WHY:
        raise Refused(signin.WHY_LONG, most=bn_digits(LONGEST_WHY))
    found.why = said
    return _settle(found, Outcome.DECLINED, actor, now)


def _locked(row: UUID, actor: Actor, now: datetime) -> AskedAct:
    rows = AskedAct.objects.select_for_update(of=("self",)).select_related("office", "asked_by", "post")
    found = rows.filter(AskedAct.waits(now), pk=row, office=actor.office_id).first()
    if found is None:
        raise Refused(signin.ASKED_NO_MORE)
    if found.asked_by_id == actor.user_id:
        return found
    if not may_stand_by(actor, _kind(found).second):
        raise Refused(signin.ASKED_NO_MORE)
    if actor.user_id in found.concerned:
        raise Refused(signin.SECOND_IS_OTHER)
    return found


def _settle(row: AskedAct, outcome: str, actor: Actor, now: datetime) -> AskedAct:
    row.outcome, row.settled_by_id, row.settled_at = outcome, actor.user_id, now
    row.save(update_fields=["outcome", "settled_by", "settled_at", "why"])
    if outcome != Outcome.DONE:
        _record(f"act.{outcome}", row, actor, now)
    return row


def _record(kind: str, row: AskedAct, actor: Actor, now: datetime) -> None:
    data = {"id": str(row.pk), "act": row.act, "given": row.given, "why": row.why}
    record(office=row.office_id, kind=kind, data=data, actor=actor, now=now)
