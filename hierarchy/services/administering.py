"""What every change of an office's establishment shares: the transaction, the locks, the power, the checks.

Lock order: the office (without its key, so that acts on files go on), then posts by id. An act that sends
a file shares the recipient's row, so it comes wholly before or wholly after a change of that post.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import OperationalError, transaction
from django.db.models import Model

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Office, Post, User
from hierarchy.refusals import Refused
from hierarchy.services.keeping import ADMIN
from hierarchy.services.recording import record
from hierarchy.witnesses import acting_at, witness_of
from hierarchy.words import Words, clean

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Model)
LOCKED = {"55P03", "40P01"}
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def administrative(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service as one outermost transaction; a lock not had in time is a clear refusal."""

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic(durable=not _inside.get()):
                return service(*args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) in LOCKED:
                raise Refused(reasons.BUSY) from error
            raise

    return run


@contextmanager
def as_one() -> Iterator[None]:
    """A service within is one transaction with what is written beside it."""
    before = _inside.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _inside.reset(before)


@contextmanager
def on_trial() -> Iterator[None]:
    """Whatever is done within is taken back: services refuse now what they would refuse then."""
    with as_one():
        yield
        transaction.set_rollback(True)


def own_office(actor: Actor) -> Office:
    """The actor's office, locked against a second change beside this one; Refused without the power."""
    office = lock_office(actor.office_id) if actor.office_id else None
    if office is None or not actor.may(ADMIN):
        raise Refused(reasons.NOT_ADMIN, office=office.name if office else "")
    return office


def lock_office(office: UUID) -> Office | None:
    return Office.objects.select_for_update(no_key=True, of=("self",)).filter(pk=office).first()


def lock_posts(office: Office, *posts: UUID) -> list[Post]:
    """Posts of the office in the order asked for; Refused when one is not there."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("rank", "office", "section")
    found = {row.pk: row for row in rows.filter(office=office, pk__in=posts).order_by("pk")}
    if len(found) < len(set(posts)):
        raise Refused(reasons.UNKNOWN_ROW)
    return [found[post] for post in posts]


def lock_standing(office: Office, post: UUID, now: datetime) -> Post:
    """A post of the office that stands."""
    row = lock_posts(office, post)[0]
    if row.abolished_on is not None:
        raise Refused(reasons.POST_GONE, post=row.title)
    return row


def person(user: UUID) -> User:
    """An open account, locked: a person is given one post of his own at a time."""
    row = User.objects.select_for_update(no_key=True).filter(pk=user).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_PERSON)
    if not row.is_active:
        raise Refused(reasons.ACCOUNT_CLOSED, who=row.name)
    return row


def take_away(*rows: M) -> list[M]:
    """Delete rows that had not begun; they keep their ids for the record, which tells that they are gone."""
    for row in rows:
        own = row.pk
        row.delete()
        row.pk = own
    return list(rows)


def local_day(office: Office, now: datetime) -> date:
    return now.astimezone(ZoneInfo(office.timezone)).date()


def cleaned(words: Words, field: str) -> Words:
    """Both languages, as they may be stored; Refused when one is empty."""
    pair = Words(bn=clean(words.bn), en=clean(words.en))
    if not pair.bn or not pair.en:
        raise Refused(reasons.MISSING, field=field)
    return pair


def enter(
    kind: str,
    *rows: Model,
    office: Office,
    actor: Actor,
    now: datetime,
    gone: Collection[Model] = (),
    concerned: Collection[UUID] = (),
    about: Collection[UUID] = (),
    alone: bool = False,
    **data: object,
) -> None:
    """The act as one entry of the office's stream, with every row it made, changed or withdrew.

    Unless it may be done `alone`, Refused without a second person who is none of those `concerned`, nor
    acts for a post that it is `about`.
    """
    witness = {} if alone else witness_of(actor, office.pk, {*concerned, *acting_at(about, now)})
    told = {**data, **witness, **facts.of_rows(*rows, gone=gone)}
    record(office=office.pk, kind=kind, data=told, actor=actor, now=now)
