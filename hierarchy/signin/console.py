"""A first code from the machine itself: for an office whose administrators cannot sign in, yet or any more.

The one act upon an account that no page offers. It names a second person, and the office's record tells it.
"""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from hierarchy.actors import Actor
from hierarchy.models import Charge, CodeCarrier, FirstCode, Office, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of
from hierarchy.services.recording import record
from hierarchy.signin import reasons
from hierarchy.signin.codes import digest, new_code
from hierarchy.signin.services import Slip, expiry, lock_account, withdraw_codes
from hierarchy.signin.sessions import end_sessions
from hierarchy.witnesses import witness_at
from hierarchy.words import clean

COMMAND = "first_code"


@transaction.atomic(durable=True)
def let_in(*, username: str, second: str, password: str, reason: str, operator: str, now: datetime) -> Slip:
    """A code for an administrator, in place of whatever let him in before.

    The second person is another administrator of his office or its head. If he signs in by password he gives
    it; who has none is enough only where nobody who could stand by has one. `operator` is the machine's own
    name of who sits at it.
    """
    own, target, office = _administrator(username, now)
    (stands_by, witness), why = _witness(second, target, now), clean(reason)
    if not why:
        raise Refused(reasons.NOTHING_CHOSEN)
    _check_proved(stands_by, target, password, now)
    own = lock_account(own.pk)
    was_new = not own.has_usable_password()
    own.set_unusable_password()
    own.save(update_fields=["password"])
    SocialAccount.objects.filter(user_id=own.pk).delete()
    Authenticator.objects.filter(user_id=own.pk).delete()
    end_sessions(own)
    withdraw_codes(own, now)
    code = new_code()
    row = FirstCode.objects.create(
        office=office,
        user=own,
        carrier=CodeCarrier.SLIP,
        made_by=stands_by,
        made_at=now,
        expires_at=expiry(now),
        digest=digest(code),
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
    return Slip(code, row)


def _administrator(username: str, now: datetime) -> tuple[User, Actor, Office]:
    """The person, as he himself holds a post with the power `admin`, and the office of it."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is not None:
        for acting in acting_posts(user, now):
            actor = actor_of(user, acting, now)
            if not acting.deputising and actor.may("admin"):
                return user, actor, acting.post.office
    raise Refused(reasons.NO_ADMINISTRATOR, name=username)


def _witness(username: str, target: Actor, now: datetime) -> tuple[User, Actor]:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Refused(reasons.SECOND_MAY_NOT, name=username)
    if user.pk == target.user_id:
        raise Refused(reasons.SECOND_IS_OTHER)
    return user, witness_at(user, target, now)


def _check_proved(second: User, target: Actor, password: str, now: datetime) -> None:
    if second.has_usable_password():
        if not second.check_password(password):
            raise Refused(reasons.SECOND_NOT_RIGHT)
        return
    able = _who_could_prove(target, now)
    if able is not None:
        raise Refused(reasons.SECOND_PROVES, name=able.name)


def _who_could_prove(target: Actor, now: datetime) -> User | None:
    """Somebody other than the person concerned who could stand by, and has a password."""
    charges = Charge.objects.filter(office=target.office_id, starts__lte=now).exclude(ends__lte=now)
    others = User.objects.filter(charges__in=charges, is_active=True).distinct()
    for user in others.order_by("username"):
        if user.pk != target.user_id and user.has_usable_password() and _stands_by(user, target, now):
            return user
    return None


def _stands_by(user: User, target: Actor, now: datetime) -> bool:
    try:
        witness_at(user, target, now)
    except Refused:
        return False
    return True
