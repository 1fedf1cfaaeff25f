"""Lists of charge: what a post holds, fixed for who hands it over and who takes it over.

The room above that keeps files says what lies with a post; here nobody knows of files.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Charge, HandOver, Post, User
from hierarchy.refusals import Refused
from hierarchy.words import clean

Held = dict[str, list[dict[str, object]]]
Lister = Callable[[Post, date], Held]
TO_SIGN: Final = timedelta(days=30)
LONGEST: Final = 4000
"""Characters of remarks, and of differences noted."""

_listers: list[Lister] = []


def listed_by(lister: Lister) -> None:
    """A room says what of its own lies with a post; once, when it is set up."""
    if lister not in _listers:
        _listers.append(lister)


def held_by(post: Post, today: date) -> Held:
    return {name: rows for lister in _listers for name, rows in lister(post, today).items()}


def fix_list(
    post: Post,
    outgoing: Charge | None,
    to: Charge | User,
    remarks: str,
    actor: Actor,
    now: datetime,
) -> HandOver:
    """The list of what the locked post holds now, for a charge or for whom the charge is offered to.

    An earlier list for the same charge is made anew.
    """
    today = now.astimezone(ZoneInfo(post.office.timezone)).date()
    said = {
        "office": post.office,
        "post": post,
        "outgoing": outgoing,
        "held": held_by(post, today),
        "remarks": short(remarks, _("Remarks")),
        "handed_by": actor.by(),
        "handed_at": now,
    }
    if isinstance(to, User):
        return HandOver.objects.create(offered_to=to, **said)
    return HandOver.objects.update_or_create(incoming=to, defaults=said)[0]


def short(text: str, field: str) -> str:
    cleaned = clean(text)
    if len(cleaned) > LONGEST:
        raise Refused(reasons.TOO_LONG, field=field, most=LONGEST)
    return cleaned


def lists_of(user: UUID, now: datetime) -> list[HandOver]:
    """What a person is to confirm or handed over, for whatever post he acts, newest first.

    Who handed over signs his copy for a month after it was confirmed.
    """
    own = HandOver.lasting(now) | Q(taken_at__gt=now - TO_SIGN)
    concerned = Q(HandOver.of_person(user), HandOver.lasting(now)) | Q(own, outgoing__user=user)
    rows = HandOver.objects.filter(concerned).select_related("post", "incoming__user", "offered_to")
    return list(rows.order_by("-handed_at"))
