"""Acts upon accounts: first codes, first sign-in, resets before a second person, unlocking.

Each is one entry of the office's stream. A code's words never reach the database or the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.utils import reset as axes_reset
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from hierarchy.actors import Actor
from hierarchy.models import CodeCarrier, FirstCode, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of
from hierarchy.services.recording import record
from hierarchy.signin import reasons
from hierarchy.signin.codes import ASCII, digest, new_code, read_code
from hierarchy.signin.selectors import accounts, open_codes, person_of
from hierarchy.signin.sessions import end_sessions
from hierarchy.witnesses import witness_of
from hierarchy.words import MOBILE, clean
from ledger.services import enqueue

LINK_TOPIC: Final = "signin.link"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed once and kept nowhere: the code, with the row that knows its digest."""

    code: str
    row: FirstCode


@transaction.atomic(durable=True)
def make_slip(*, user: UUID, actor: Actor, now: datetime) -> Slip:
    """A code on a sealed slip, for who cannot sign in yet; an earlier code is void.

    Before a second person: else one alone could sign in as somebody else.
    """
    code = new_code()
    row = _new_code(user, CodeCarrier.SLIP, actor, now, digest=digest(code))
    return Slip(code, row)


def read_mobile(typed: str) -> str:
    """Ten to thirteen digits, in either script."""
    number = clean(typed).translate(ASCII)
    if not MOBILE.fullmatch(number):
        raise Refused(reasons.BAD_MOBILE, mobile=typed)
    return number


@transaction.atomic(durable=True)
def send_link(*, user: UUID, mobile: str, address: str, actor: Actor, now: datetime) -> FirstCode:
    """A one-time link by SMS, to `address` with the code behind it. The code is made as it is sent."""
    number = read_mobile(mobile)
    if not settings.SMS_GATEWAY_URL:
        raise Refused(reasons.NO_GATEWAY)
    row = _new_code(user, CodeCarrier.SMS, actor, now, mobile=number)
    body = {"code": str(row.pk), "address": address}
    enqueue(topic=LINK_TOPIC, body=body, dedupe=f"{LINK_TOPIC}:{row.pk}", available_at=now)
    return row


@transaction.atomic(durable=True)
def code_to_send(*, row: UUID, now: datetime) -> tuple[str, str] | None:
    """The mobile and a fresh code for it; None when it was used, withdrawn or is too old.

    A second sending voids the code of the first: the SMS that came last is right.
    """
    found = open_codes(now).select_for_update().filter(pk=row, carrier=CodeCarrier.SMS).first()
    if found is None:
        return None
    code = new_code()
    found.digest = digest(code)
    found.save(update_fields=["digest"])
    return found.mobile, code


def holder_of_code(username: str, typed: str, now: datetime) -> User:
    """Whose open code it is; Refused in one and the same way whatever does not fit."""
    row = _fitting(username, typed, now).select_related("user").first()
    if row is None or not _has_no_way_in(row.user, now):
        raise Refused(reasons.CODE_NOT_RIGHT)
    return row.user


@transaction.atomic(durable=True)
def use_code(*, username: str, typed: str, password: str, now: datetime) -> User:
    """Set the password that the holder of the code chose; the code is used up, older sessions end.

    The account is locked before its code, as by a reset, so that of two uses or of a use and a reset one
    comes wholly before the other. Who found another way in meanwhile is not given a password by an old code.
    """
    user = lock_account(holder_of_code(username, typed, now).pk)
    row = _fitting(username, typed, now).select_for_update(of=("self",)).first()
    if row is None or not _has_no_way_in(user, now):
        raise Refused(reasons.CODE_NOT_RIGHT)
    row.used_at = now
    row.save(update_fields=["used_at"])
    user.set_password(password)
    user.code_needed = False
    user.save(update_fields=["password", "code_needed"])
    data = {"user": str(user.pk), "name": user.name.both(), "carrier": row.carrier}
    record(office=row.office_id, kind="account.first_signed_in", data=data, actor=person(user, now), now=now)
    return user


@transaction.atomic(durable=True)
def reset(
    *,
    user: UUID,
    password: bool,
    factors: bool,
    reason: str,
    actor: Actor,
    now: datetime,
) -> User:
    """Take a person's password, or his factors, before a second person who gave his own password.

    With the password goes a tied outside identity, with either the number at the e-sign service, which may
    then stand with another person. The person's sessions end; he is given a code anew.
    """
    office, _maker = _administrator(actor)
    target = lock_account(person_of(actor, user, now).pk)
    if target.pk == actor.user_id:
        raise Refused(reasons.NOT_YOURSELF)
    if not reason or not (password or factors):
        raise Refused(reasons.NOTHING_CHOSEN)
    check_there(target, password=password, factors=factors, now=now)
    witness = witness_of(actor, office, [target.pk])
    if password:
        shut(target)
        withdraw_codes(target, now)
    if factors:
        Authenticator.objects.filter(user_id=target.pk).delete()
    User.objects.filter(pk=target.pk).update(signing_credential="")
    end_sessions(target)
    told = {"password": password, "factors": factors, "reason": reason}
    _say("account.reset", target, actor, now, **told, **witness)
    return target


def check_there(user: User, *, password: bool, factors: bool, now: datetime) -> None:
    """Refused where there is nothing of what is to be taken away: the record would tell what was not done.
    With the password go an outside identity and a code that is not used yet.
    """
    tied = SocialAccount.objects.filter(user_id=user.pk)
    waiting = open_codes(now).filter(user=user.pk)
    if password and not user.has_usable_password() and not tied.exists() and not waiting.exists():
        raise Refused(reasons.NO_PASSWORD_TO_RESET, name=user.name)
    if factors and not Authenticator.objects.filter(user_id=user.pk).exists():
        raise Refused(reasons.NO_FACTORS_TO_RESET, name=user.name)


@transaction.atomic(durable=True)
def unlock(*, user: UUID, actor: Actor, now: datetime) -> User:
    """Let a person try again at once, wherever his name was locked.

    Before a second person: else one alone could guess on and on.
    """
    office, _maker = _administrator(actor)
    target = person_of(actor, user, now)
    witness = witness_of(actor, office, [target.pk])
    if axes_reset(username=target.username):
        _say("account.unlocked", target, actor, now, **witness)
    return target


def shut(user: User) -> None:
    """Neither his password nor an outside identity lets in any more, until a first code was used."""
    user.set_unusable_password()
    user.code_needed = True
    user.save(update_fields=["password", "code_needed"])
    SocialAccount.objects.filter(user_id=user.pk).delete()


def tie_identity(*, user: User, identity: SocialAccount, now: datetime) -> bool:
    """Tie an outside identity to who has just signed in by it, past his second factor if he has one.

    False when meanwhile he was reset, or tied to another one: then it may not let him in.
    """
    with transaction.atomic():
        own = lock_account(user.pk)
        if own.code_needed or SocialAccount.objects.filter(user_id=own.pk).exists():
            return False
        identity.user_id = own.pk
        identity.save()
        record_own("account.identity_tied", own, now, provider=identity.provider)
    return True


def record_own(kind: str, user: User, now: datetime, **data: object) -> None:
    """What a person changed in his own sign-in, in the stream of each office he acts in."""
    actors = [actor_of(user, acting, now) for acting in acting_posts(user, now)]
    by_office = {actor.office_id: actor for actor in reversed(actors) if actor.office_id}
    with transaction.atomic():
        for office, actor in by_office.items():
            if office is not None:
                told = {"user": str(user.pk), "name": user.name.both(), **data}
                record(office=office, kind=kind, data=told, actor=actor, now=now)


def person(user: User, now: datetime) -> Actor:
    """The person at his first post, or without one when he holds none yet."""
    own = next(iter(acting_posts(user, now)), None)
    if own is not None:
        return actor_of(user, own, now)
    return replace(Actor.system(user.username), kind="officer", user_id=user.pk, name=user.name)


def _new_code(user: UUID, carrier: CodeCarrier, actor: Actor, now: datetime, **more: str) -> FirstCode:
    office, maker = _administrator(actor)
    target = lock_account(person_of(actor, user, now).pk)
    if not _has_no_way_in(target, now):
        raise Refused(reasons.HAS_PASSWORD, name=target.name)
    witness = witness_of(actor, office, [target.pk])
    withdraw_codes(target, now)
    row = FirstCode.objects.create(
        office_id=office,
        user=target,
        carrier=carrier,
        made_by_id=maker,
        made_at=now,
        expires_at=expiry(now),
        **more,
    )
    told = {"carrier": str(carrier), "expires": row.expires_at.isoformat()}
    _say("account.code_made", target, actor, now, **told, **witness)
    return row


def _fitting(username: str, typed: str, now: datetime) -> QuerySet[FirstCode]:
    """The open code of this name and these words."""
    return open_codes(now).filter(
        digest=digest(read_code(typed)), user__username__iexact=username.strip(), user__is_active=True
    )


def _has_no_way_in(user: User, now: datetime) -> bool:
    (account,) = accounts([user], now)
    return account.new


def _administrator(actor: Actor) -> tuple[UUID, UUID]:
    """The office, and the person who looks after its accounts; Refused for anybody else."""
    if not actor.may("admin") or actor.user_id is None or actor.office_id is None:
        raise Refused(reasons.NOT_ADMINISTRATOR)
    return actor.office_id, actor.user_id


def lock_account(user: UUID) -> User:
    """The row held until the act is done, so that two acts upon one account follow each other."""
    return User.objects.select_for_update().get(pk=user)


def expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.FIRST_CODE_DAYS)


def withdraw_codes(user: User, now: datetime) -> None:
    FirstCode.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)


def _say(kind: str, target: User, actor: Actor, now: datetime, **data: object) -> None:
    if actor.office_id is not None:
        told = {"user": str(target.pk), "name": target.name.both(), **data}
        record(office=actor.office_id, kind=kind, data=told, actor=actor, now=now)
