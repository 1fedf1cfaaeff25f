"""Demonstration people: invented persons in the posts of the charts, and orders that give posts powers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.establishment.people import ChargeRow, DeputationRow, OrderRow, People, PersonRow
from hierarchy.models import Charge, Deputation, Office, Post, PowerRow, Scope, User
from hierarchy.refusals import Refused
from hierarchy.services.charts import Loaded, working_offices
from hierarchy.services.giving import during
from hierarchy.services.recording import record
from hierarchy.services.upsert import Tally


@transaction.atomic(durable=True)
def load_demo_people(*, people: People, office_codes: Collection[str], now: datetime) -> Loaded:
    """Fills the posts of the named offices that nobody ever held.

    People are made without a usable password. A charge, deputation or order that the office has
    since changed is left as it is, so a second loading writes nothing.
    """
    tally, working = Tally(), working_offices(now)
    posts = _posts(office_codes)
    charges = [row for row in people.charges if (row.office, row.post) in posts]
    deputations = [row for row in people.deputations if (row.office, row.post) in posts]
    wanted = {row.username for row in charges} | {row.username for row in deputations}
    users = _users([person for person in people.people if person.username in wanted], tally)
    held = set(Charge.objects.filter(post__in=posts.values()).values_list("post_id", flat=True))
    for charge in charges:
        post = posts[charge.office, charge.post]
        if post.id not in held:
            _charge(charge, post, users[charge.username], tally)
    for deputation in deputations:
        _depute(
            deputation,
            posts[deputation.office, deputation.post],
            users[deputation.username],
            tally,
            now,
        )
    for order in people.orders:
        if (order.office, order.post) in posts:
            _order(order, posts[order.office, order.post], tally)
    _check_none_works(tally, working)
    _record("charge.given", [row for row in tally.rows if isinstance(row, Charge | Deputation)], now)
    _record("power.ordered", [row for row in tally.rows if isinstance(row, PowerRow)], now)
    return Loaded(tuple(office_codes), tally.created, tally.changed)


def _check_none_works(tally: Tally, working: Collection[Office]) -> None:
    """A name is the person's, not an office's: whoever holds something in a working office keeps his."""
    touched = {row.office_id for row in tally.rows if isinstance(row, Charge | Deputation | PowerRow)}
    renamed = [row.pk for row in tally.updated if isinstance(row, User)]
    for office in working:
        if office.pk in touched or Charge.objects.filter(office=office, user__in=renamed).exists():
            raise Refused(reasons.OFFICE_WORKS, office=office.name)


def _posts(office_codes: Collection[str]) -> dict[tuple[str, str], Post]:
    standing = Post.objects.filter(office__code__in=office_codes, abolished_on__isnull=True)
    posts = standing.select_related("office")
    return {(post.office.code, post.code): post for post in posts}


def _record(kind: str, rows: Sequence[Charge | Deputation | PowerRow], now: datetime) -> None:
    """What was given, in each office's stream."""
    given: dict[UUID, list[Model]] = defaultdict(list)
    for row in rows:
        given[row.office_id].append(row)
    for office, own in given.items():
        by = Actor.system("load_demo_people")
        record(office=office, kind=kind, data=facts.of_rows(*own), actor=by, now=now)


def _users(people: Collection[PersonRow], tally: Tally) -> dict[str, User]:
    names = [person.username for person in people]
    stored = {user.username: user for user in User.objects.filter(username__in=names)}
    return {
        person.username: tally.keep(
            stored.get(person.username) or _new_user(person.username),
            {"name_bn": person.name.bn, "name_en": person.name.en},
        )
        for person in people
    }


def _new_user(username: str) -> User:
    user = User(username=username)
    user.set_unusable_password()
    return user


def _charge(row: ChargeRow, post: Post, user: User, tally: Tally) -> None:
    charge = Charge(office=post.office, post=post, user=user, starts=row.starts, ends=row.ends)
    tally.keep(charge, {"kind": row.kind})


def _depute(row: DeputationRow, post: Post, user: User, tally: Tally, now: datetime) -> None:
    """One deputy acts for a post at a time, for a holder and no longer than he holds it; several may write
    its drafts."""
    there = Deputation.objects.filter(ends__gt=now, post=post, scope=row.scope)
    if (there if row.scope == Scope.FULL else there.filter(user=user)).exists():
        return
    ends = now + timedelta(days=row.days)
    if row.scope == Scope.FULL:
        charge = post.charges.filter(during(now, None), starts__lte=now).first()
        if charge is None:
            return
        ends = min(ends, charge.ends or ends)
    deputation = Deputation(office=post.office, post=post, user=user, starts=now, ends=ends)
    tally.keep(deputation, {"reason": row.reason, "scope": row.scope})


def _order(row: OrderRow, post: Post, tally: Tally) -> None:
    """An order of that day that was ended since is not given again."""
    if PowerRow.objects.filter(post=post, power=row.power, starts=row.starts).exists():
        return
    order = PowerRow(office=post.office, post=post, power=row.power, starts=row.starts)
    tally.keep(order, {"source_bn": row.source.bn, "source_en": row.source.en})
