"""Reads: the accounts of an office, and how each of them signs in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, Q, QuerySet

from hierarchy.actors import Actor
from hierarchy.homes import at_home, home_of
from hierarchy.models import Charge, FirstCode, User
from hierarchy.refusals import Refused
from hierarchy.signin import reasons
from hierarchy.signin.guessing import locked_names
from hierarchy.words import clean


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the office, and how he signs in at this moment. A `code` is good while nothing else is."""

    user: User
    posts: tuple[str, ...]
    password: bool
    app: bool
    keys: int
    identity: bool
    locked: bool
    code: FirstCode | None

    @property
    def new(self) -> bool:
        """Whether nothing lets him in yet, so that a code may be given to him."""
        return not self.password and not self.identity


def people_of(actor: Actor, now: datetime) -> QuerySet[User]:
    """Whose accounts the administrator looks after: who has his home (`homes`) in the actor's office."""
    return at_home(actor.offices or {actor.office_id}, now).order_by("name_en", "username")


def posted_in(actor: Actor, now: datetime) -> QuerySet[User]:
    """Who holds, or is to hold, a post of the actor's office, also beside one of another office."""
    offices = actor.offices or {actor.office_id}
    charges = Charge.objects.filter(user=OuterRef("pk"), office__in=offices)
    standing = charges.filter(Q(ends__isnull=True) | Q(ends__gt=now))
    return User.objects.filter(Exists(standing)).order_by("name_en", "username")


def named(people: QuerySet[User], find: str) -> QuerySet[User]:
    """Those in whose name or user name each of the words stands."""
    for word in clean(find).split():
        people = people.filter(
            Q(username__icontains=word) | Q(name_bn__icontains=word) | Q(name_en__icontains=word)
        )
    return people


def person_of(actor: Actor, user_id: UUID, now: datetime) -> User:
    """A person whose account the actor's office cares for; Refused for anybody else's."""
    user = people_of(actor, now).filter(pk=user_id).first()
    if user is not None:
        return user
    posted, home = posted_in(actor, now).filter(pk=user_id).first(), home_of(user_id, now)
    if posted is not None and home is not None:
        raise Refused(reasons.OF_ANOTHER_OFFICE, who=posted.name, office=home.name)
    raise Refused(reasons.NOT_OF_THE_OFFICE)


def accounts(users: Iterable[User], now: datetime) -> list[Account]:
    """How each of the persons signs in, in five queries for all of them."""
    persons = list(users)
    ids = [user.pk for user in persons]
    posts = _posts(ids, now)
    factors = list(Authenticator.objects.filter(user_id__in=ids).values_list("user_id", "type"))
    tied = set(SocialAccount.objects.filter(user_id__in=ids).values_list("user_id", flat=True))
    locked = locked_names([user.username for user in persons])
    codes = {code.user_id: code for code in open_codes(now).filter(user__in=ids)}
    return [
        Account(
            user=user,
            posts=tuple(posts.get(user.pk, ())),
            password=user.has_usable_password(),
            app=(user.pk, Authenticator.Type.TOTP) in factors,
            keys=factors.count((user.pk, Authenticator.Type.WEBAUTHN)),
            identity=user.pk in tied,
            locked=user.username in locked,
            code=None if user.has_usable_password() or user.pk in tied else codes.get(user.pk),
        )
        for user in persons
    ]


def open_codes(now: datetime) -> QuerySet[FirstCode]:
    """Codes that can still be used."""
    return FirstCode.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


def _posts(ids: list[UUID], now: datetime) -> dict[UUID, list[str]]:
    charges = Charge.objects.filter(Q(ends__isnull=True) | Q(ends__gt=now), user__in=ids)
    found: dict[UUID, list[str]] = {}
    for charge in charges.select_related("post").order_by("starts", "id"):
        found.setdefault(charge.user_id, []).append(str(charge.post.title))
    return found
