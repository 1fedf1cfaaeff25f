"""Which office cares for a person's account: one, whatever posts of other offices he holds beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from hierarchy.models import Charge, ChargeKind, Office, User


def homes(people: QuerySet[User], now: datetime) -> QuerySet[Any]:
    """The persons, each with `home`: the id of the office of his substantive charge in force; without one,
    of the charge that was given first (ids tell the order) of those that have not ended; None when all have.

    A charge given later or for a later day therefore never brings an account into the giver's hands.
    """
    charges = Charge.objects.exclude(ends__lte=now).filter(user=OuterRef("pk"))
    own = Case(
        When(Q(kind=ChargeKind.SUBSTANTIVE, starts__lte=now), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return people.annotate(home=Subquery(charges.order_by(own, "pk").values("office")[:1]))


def at_home(offices: Collection[UUID | None], now: datetime) -> QuerySet[User]:
    """Whose accounts the offices care for."""
    charges = Charge.objects.exclude(ends__lte=now).filter(user=OuterRef("pk"), office__in=offices)
    return homes(User.objects.filter(Exists(charges)), now).filter(home__in=offices)


def home_of(user: UUID, now: datetime) -> Office | None:
    own = homes(User.objects.filter(pk=user), now).values("home")
    return Office.objects.filter(pk__in=own).first()


def offices_of(people: Iterable[User], now: datetime) -> dict[UUID, Office]:
    """By person his office, in two queries; who holds nothing is left out."""
    rows = homes(User.objects.filter(pk__in=[one.pk for one in people]), now)
    pairs = dict(rows.values_list("pk", F("home")))
    offices = Office.objects.in_bulk(list({home for home in pairs.values() if home}))
    return {person: offices[home] for person, home in pairs.items() if home}
