"""A first code from the machine itself: for an office whose administrators cannot sign in, yet or any more.

The one act upon an account that no page offers. It names a second person, and the office's record tells it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from hierarchy.actors import Actor
from hierarchy.homes import home_of
from hierarchy.models import Charge, CodeCarrier, FirstCode, Office, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of, head_of
from hierarchy.services.recording import record
from hierarchy.signin import reasons
from hierarchy.signin.codes import digest, new_code
from hierarchy.signin.factors import code_refused, gives_code
from hierarchy.signin.services import Slip, expiry, lock_account, shut, withdraw_codes
from hierarchy.signin.sessions import end_sessions
from hierarchy.witnesses import standing_by
from hierarchy.words import clean

COMMAND = "first_code"


def stands_by(*, username: str, password: str, code: str = "") -> User:
    """Who proved himself at the console by his password, and by his code when he has a second factor."""
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None or not user.check_password(password):
        raise Refused(reasons.SECOND_NOT_RIGHT)
    if not gives_code(user, code):
        raise code_refused(code)
    return user


@transaction.atomic(durable=True)
def let_in(
    *, username: str, second: str, password: str, reason: str, operator: str, now: datetime, code: str = ""
) -> Slip:
    """A code for an administrator or the head, in place of whatever let him in before.

    The second person is another administrator of his office, its head, or an officer of the level below. If
    he signs in by password he gives it, and his second factor's code; who has none is enough only where
    nobody who could stand by has one.
    `operator` is the machine's own name of who sits at it.
    """
    own, target, office = _administrator(username, now)
    (by_two, witness), why = _witness(second, target, office.pk, now), clean(reason)
    if not why:
        raise Refused(reasons.NOTHING_CHOSEN)
    _check_proved(by_two, target, office.pk, password, code, now)
    own = lock_account(own.pk)
    was_new = not own.has_usable_password()
    shut(own)
    Authenticator.objects.filter(user_id=own.pk).delete()
    end_sessions(own)
    withdraw_codes(own, now)
    own_code = new_code()
    row = FirstCode.objects.create(
        office=office,
        user=own,
        carrier=CodeCarrier.SLIP,
        made_by=by_two,
        made_at=now,
        expires_at=expiry(now),
        digest=digest(own_code),
    )
    told = {
        "user": str(own.pk),
        "name": own.name.both(),
        "witness": witness.by(),
        "proved": bool(password),
        "first": was_new,
        "reason": why,
        "operator": operator,
        "expires": row.expires_at.isoformat(),
    }
    by = Actor.system(COMMAND)
    record(office=office.pk, kind="account.let_in", data=told, actor=by, now=now)
    return Slip(own_code, row)


def _administrator(username: str, now: datetime) -> tuple[User, Actor, Office]:
    """The person, as he himself holds the head's post or one with the power `admin`, and its office."""
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is not None:
        for acting in acting_posts(user, now):
            actor = actor_of(user, acting, now)
            leads = actor.may("admin") or head_of(acting.post.office_id).pk == acting.post.pk
            at_home = home_of(user.pk, now) == acting.post.office
            if not acting.deputising and leads and at_home:
                return user, actor, acting.post.office
    raise Refused(reasons.NO_ADMINISTRATOR, name=username)


def _witness(username: str, target: Actor, office: UUID, now: datetime) -> tuple[User, Actor]:
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise Refused(reasons.SECOND_MAY_NOT, name=username)
    if user.pk == target.user_id:
        raise Refused(reasons.SECOND_IS_OTHER)
    return user, standing_by(user, office, now)


def _check_proved(second: User, target: Actor, office: UUID, password: str, code: str, now: datetime) -> None:
    if second.has_usable_password():
        stands_by(username=second.username, password=password, code=code)
        return
    able = _who_could_prove(target, office, now)
    if able is not None:
        raise Refused(reasons.SECOND_PROVES, name=able.name)


def _who_could_prove(target: Actor, office: UUID, now: datetime) -> User | None:
    """Somebody other than the person concerned who could stand by, and has a password."""
    charges = Charge.objects.filter(office=office, starts__lte=now).exclude(ends__lte=now)
    others = User.objects.filter(charges__in=charges, is_active=True).distinct()
    for user in others.order_by("username"):
        if user.pk != target.user_id and user.has_usable_password() and _stands_by(user, office, now):
            return user
    return None


def _stands_by(user: User, office: UUID, now: datetime) -> bool:
    try:
        standing_by(user, office, now)
    except Refused:
        return False
    return True
