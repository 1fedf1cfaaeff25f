"""What waits for a post beside its own threads: counted in one statement, for the side list of every page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.utils import timezone

from efile import selectors
from efile.access.shown import showings_to
from efile.committees.selectors import seats_of, unread_notices
from efile.confirming.selectors import standing as said_and_open
from efile.dak.models import Sorter
from efile.dak.selectors import with_post
from efile.desk.following import followed, moved
from efile.dispatch.selectors import carried_by
from efile.dispatch.selectors import waiting as to_issue
from efile.forwarding.selectors import standing_notices
from efile.handover.waiting import handed_to
from efile.letters import lists
from efile.periodicals.selectors import due_for
from hierarchy import orders
from hierarchy.actors import Actor
from hierarchy.administration import asked as asked_acts
from hierarchy.models import Post
from workflows import approvals, publishers

MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC)
NEAR: Final = timedelta(days=400)


def beside(actor: Actor, today: date) -> dict[str, int]:
    """Numbers of threads with `others`, unread meeting notices (`committees`), lists of charge to confirm
    (`my_charge`), notices on the desk (`notices`), orders about the post (`orders`, `mergers`), what was said
    and is not confirmed (`confirmations`), reports and returns late or due within a week (`periodicals`), dak
    with the post (`daks`), letters at work (`letters.lists.BOXES`), letters to issue (`dispatch`), files that
    he follows (`follows`) and that moved (`followed_moved`), drafts of flows to publish (`flows`), acts of
    administration that want a second person (`asked_acts`), flows lent to the post (`lent`), seats in
    committees (`seated`) and what is shown to the post (`shown_to_me`).
    """
    if actor.post_id is None:
        raise LookupError("an officer has a post")
    statement = _drawn_up(actor)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.at(timezone.now(), today))
        found = cursor.fetchone()
    if found is None:
        raise LookupError(f"no post {actor.post_id}")
    # A list that is empty for certain (an assistant's flows) is not asked at all and counts as None.
    told = {name: int(number or 0) for name, number in zip(statement.names, found, strict=True)}
    told["others"] -= told["others_unknown"]
    return {**told, "shown_to_me": told["shown_matters"] + told["shown_files"]}


class Statement(NamedTuple):
    """SQL that tells a number for each name, drawn up as of MOMENT."""

    names: tuple[str, ...]
    sql: str
    given: tuple[Any, ...]

    def at(self, now: datetime, today: date) -> list[Any]:
        """What is given to it as of another moment: each time and day stays as far from it as it was."""
        return [_moved(one, now, today) for one in self.given]


def _moved(given: Any, now: datetime, today: date) -> Any:
    if isinstance(given, datetime):
        return now + (given - MOMENT)
    if isinstance(given, date):
        return today + (given - MOMENT.date())
    return given


@lru_cache(maxsize=256)
def _drawn_up(actor: Actor) -> Statement:
    """The same for the same actor. Drawing it up takes 0.1 s of processor time, and every page asks it."""
    asked = _asked(actor, MOMENT, MOMENT.date())
    own = Post.objects.filter(pk__in=[actor.post_id])
    sql, given = own.annotate(**asked).values_list(*asked).query.sql_with_params()
    if strange := [one for one in given if isinstance(one, date) and not _near(one)]:
        raise ValueError(f"these would stay what they are at this moment: {strange}")
    return Statement(tuple(asked), sql, tuple(given))


def _near(given: date) -> bool:
    return abs((given.date() if isinstance(given, datetime) else given) - MOMENT.date()) < NEAR


def _asked(actor: Actor, now: datetime, today: date) -> dict[str, Subquery]:
    matters, files = showings_to(actor, now)
    return {
        "others": _number(selectors.with_others(actor, today)),
        "others_unknown": _number(selectors.with_others_unknown(actor, today)),
        "committees": _number(unread_notices(actor)),
        "my_charge": _number(handed_to(actor, now)),
        "notices": _number(standing_notices(actor)),
        "orders": _number(orders.of_powers(actor, today)),
        "mergers": _number(orders.of_sections(actor, today)),
        "confirmations": _number(said_and_open(actor)),
        "periodicals": _number(due_for(actor, today)),
        "flows": _number(approvals.asked_of(actor, now)),
        "asked_acts": _number(asked_acts.for_me(actor, now)),
        "lent": _number(publishers.lent(actor, now)),
        "seated": _number(seats_of(actor)),
        "shown_matters": _number(matters),
        "shown_files": _number(files),
        "daks": _number(with_post(actor)),
        **{name: _number(lists.box(actor, name)) for name in lists.BOXES},
        "dispatch": _number(to_issue(actor)),
        "carried": _number(carried_by(actor)),
        "followed_moved": _number(moved(actor)),
        "follows": _number(followed(actor)),
        "sorts": _number(Sorter.objects.filter(delegate__in=actor.posts, ended_at=None)),
        "sorted_for": _number(Sorter.objects.filter(chief__in=actor.posts, ended_at=None)),
    }


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(counted=counted).values("counted"))
