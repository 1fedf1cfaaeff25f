"""What lies where nobody acts: posts and pools without a person, with what waits there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from efile.dak.models import Dak, DakState
from efile.dak.sight import dak_visible_to
from efile.forwarding.hands import hands_in, takes
from efile.handover import reasons
from efile.handover.lying_there import Lying, dak_lying, first_lying
from efile.models import Matter, Secrecy, Thread
from efile.visibility import not_known
from hierarchy import bodies, selectors
from hierarchy.ability import nearest_able
from hierarchy.actors import Actor
from hierarchy.bodies import Sitting
from hierarchy.lines import chief_of_section, standing_posts, standing_sections
from hierarchy.models import Office, Post, Section
from hierarchy.refusals import Refused
from hierarchy.words import Words


@dataclass(slots=True)
class Vacancy:
    """A post or a section at which nobody acts; `post` is None for a section's pool. `dak` is what lies there
    that is no file's yet. Where somebody acts in the section, but may not take files of some `services`,
    those alone count; `above` is then the nearest post that may pull them up.
    """

    name: Words
    post: Post | None
    id: UUID
    count: int = 0
    late: int = 0
    oldest: datetime | None = None
    dak: int = 0
    items: list[Lying] = field(default_factory=list)
    dak_items: list[Lying] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    above: Post | None = None

    @property
    def more(self) -> bool:
        """Whether more lies there than `items` and `dak_items` name."""
        return self.count > len(self.items) or self.dak > len(self.dak_items)

    @property
    def lies(self) -> bool:
        return bool(self.count or self.dak)

    def take(self, count: int, late: int, oldest: datetime) -> None:
        self.count += count
        self.late += late
        self.oldest = min(filter(None, [self.oldest, oldest]))


def may_read(actor: Actor) -> bool:
    """The administrator and the head of the office."""
    return actor.may("admin") or actor.heads


def vacancies(actor: Actor, office: Office, now: datetime, today: date) -> list[Vacancy]:
    """Standing posts at which nobody acts, and what lies at them or at posts they succeeded; pools likewise,
    and those from which nobody who acts in the section may take what lies there.

    What lies most late comes first.
    """
    if not may_read(actor):
        raise Refused(reasons.NOT_FOR_REPORT)
    found = {post.pk: Vacancy(post.title, post, post.pk) for post in selectors.vacant_posts(office, now)}
    sections = {row.pk: row for row in Section.objects.filter(office=office, closed_on__isnull=True)}
    hands = hands_in(sections, now, today)
    found |= {pk: Vacancy(row.name, None, pk) for pk, row in sections.items() if pk not in hands}
    for place, service, count, late, oldest in _lying(actor, today):
        if place in hands and not takes(hands[place], service):
            found.setdefault(place, Vacancy(sections[place].name, None, place)).services.add(service)
            found[place].take(count, late, oldest)
        elif place in found and place not in hands:
            found[place].take(count, late, oldest)
    for row in found.values():
        row.above = _puller(row.id, today) if row.services else None
    for place, count in _dak_lying(actor):
        if place in found:
            found[place].dak += count
    return sorted(found.values(), key=lambda one: (-one.late, -one.count, -one.dak, str(one.name)))


def tell_items(rows: Iterable[Vacancy], actor: Actor, today: date) -> None:
    """Name what came first to each of them, in two queries."""
    lying = list(rows)
    posts = [row.id for row in lying if row.post]
    pools = {row.id: row.services for row in lying if not row.post}
    files = first_lying(posts, pools, actor, today)
    dak = dak_lying(_waiting_dak(actor), posts, actor)
    for row in lying:
        row.items, row.dak_items = files.get(row.id, []), dak.get(row.id, [])


def dak_at(post: UUID, actor: Actor, most: int) -> list[Lying]:
    """Dak that lies at a vacant post, what came first first."""
    return dak_lying(_waiting_dak(actor), [post], actor, most).get(post, [])


def empty_seats(office: Office, now: datetime) -> list[Sitting]:
    """Seats of the office's committees for which nobody acts."""
    standing = bodies.bodies_on(office, bodies.day_in(office, now)).select_related("office")
    return [one for body in standing for one in bodies.sittings(body, now) if one.vacant]


def _puller(section: UUID, today: date) -> Post | None:
    chief = chief_of_section(section)
    return nearest_able(chief.pk, "pull_up", today) if chief else None


def _dak_lying(actor: Actor) -> list[tuple[UUID, int]]:
    """Counts of dak that waits for its main recipient, by the post that stands for him today; graded dak only
    where the reader may open it.
    """
    rows = _waiting_dak(actor)
    counted = list(rows.values_list("holder").annotate(count=Count("pk")).order_by("holder"))
    posts = standing_posts({holder for holder, _count in counted})
    return [(posts[holder], count) for holder, count in counted]


def _waiting_dak(actor: Actor) -> QuerySet[Dak]:
    waiting = Dak.objects.filter(office__in=actor.offices, state=DakState.OPEN)
    opened = dak_visible_to(Dak.objects.all(), actor).values("pk")
    return waiting.filter(Q(secrecy=Secrecy.NORMAL) | Q(pk__in=opened))


def _lying(actor: Actor, today: date) -> list[tuple[UUID, str, int, int, datetime]]:
    """Counts of open threads by the post or section that stands for them today and by service, without those
    of graded matters of which the reader may not know.
    """
    matters = Matter.objects.filter(office__in=actor.offices, closed_at__isnull=True)
    rows = Thread.objects.filter(office__in=actor.offices, closed_at__isnull=True)
    rows = rows.exclude(matter__in=not_known(matters, actor))
    passed = Count("pk", filter=Q(due_on__lt=today, waiting_for=""))
    counted = list(
        rows.values_list("holder", "pool", "matter__service__code")
        .annotate(count=Count("pk"), late=passed, oldest=Min("arrived_at"))
        .order_by("holder", "pool", "matter__service__code")
    )
    posts = standing_posts({holder for holder, _pool, *_rest in counted})
    sections = standing_sections({pool for _holder, pool, *_rest in counted if pool})
    return [(sections[pool] if pool else posts[holder], *rest) for holder, pool, *rest in counted]
