"""Reads: who holds which post now, who stands above and below, which days are worked.

Charges and deputations are resolved here, at the moment of reading; no row is re-assigned
when a person goes on leave.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from hierarchy import reasons
from hierarchy.acting import places_of
from hierarchy.actors import Actor
from hierarchy.calendar import WorkingCalendar
from hierarchy.models import (
    Calendar,
    Charge,
    ChargeKind,
    Deputation,
    Office,
    Post,
    Scope,
    User,
)
from hierarchy.refusals import Refused
from hierarchy.rules import Powers, powers_in_force
from hierarchy.standing import standing_of
from hierarchy.words import Words

ASSISTANT = _("assistant: drafts only")


@dataclass(frozen=True, slots=True)
class ActingPost:
    """A post that a person may act for; a deputy's charge kind is `link`."""

    post: Post
    charge_kind: str
    deputising: bool
    on_behalf_of: Words | None = None
    assistant: bool = False
    reason: str = ""

    @property
    def charge_label(self) -> str:
        """The kind of charge in the reader's language."""
        return str(ASSISTANT if self.assistant else ChargeKind(self.charge_kind).label)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who acts at a post: its holder, or the deputy in his place (`on_behalf_of`, `reason`)."""

    post_id: UUID
    user_id: UUID
    name: Words
    charge: str
    on_behalf_of: Words | None = None
    reason: str = ""

    @property
    def charge_label(self) -> str:
        return str(ChargeKind(self.charge).label)

    @property
    def charge_beside(self) -> str:
        """What is said beside the name: nothing of a charge of his own."""
        return "" if self.charge == ChargeKind.SUBSTANTIVE else self.charge_label


def acting_posts(user: User, now: datetime) -> list[ActingPost]:
    """The posts a person may act for: his own charges first, then those he deputises for."""
    acting = [
        ActingPost(
            place.post,
            place.kind,
            deputising=place.deputed,
            on_behalf_of=place.principal.name if place.principal else None,
            assistant=place.drafts,
            reason=place.reason,
        )
        for place in places_of(user.id, now)
    ]
    return [one for one in acting if _stands(one.post, now)]


def actor_of(user: User, acting: ActingPost, now: datetime) -> Actor:
    """The actor that a person is at one of his acting posts."""
    post = acting.post
    today = _day(post.office, now)
    standing = standing_of(post, today)
    powers = _ASSISTANT if acting.assistant else powers_in_force(post.rank.powers, standing.orders)
    return Actor(
        kind="officer",
        user_id=user.id,
        post_id=post.id,
        office_id=post.office_id,
        section_id=post.section_id,
        powers=powers.always,
        level=post.rank.level,
        name=user.name,
        post_title=post.title,
        charge=acting.charge_kind,
        on_behalf_of=acting.on_behalf_of,
        posts=standing.posts,
        sections=standing.sections,
        offices=standing.offices,
        limited=powers.limited,
        withheld=powers.withheld,
        assistant=acting.assistant,
        deputising=acting.deputising,
        heads=standing.heads,
        reason=acting.reason,
    )


def actor_for(user_id: UUID, post_id: UUID, now: datetime) -> Actor:
    """The person acting for the post; Refused when he holds no charge of it at that moment."""
    own = _charges_at(now).filter(user=user_id, post=post_id)
    charge = own.select_related("user", *_POST_ROWS).first()
    if charge is not None and _stands(charge.post, now):
        return actor_of(charge.user, ActingPost(charge.post, charge.kind, deputising=False), now)
    deputed = _deputations_at(now).filter(user=user_id, post=post_id).order_by("-scope", "starts", "id")
    deputation = deputed.select_related("user", *_POST_ROWS).first()
    if deputation is not None and _stands(deputation.post, now):
        principal = _name_of(_charge_holders([post_id], now), post_id)
        drafts = deputation.scope == Scope.DRAFT
        acting = ActingPost(deputation.post, ChargeKind.LINK, True, principal, drafts, deputation.reason)
        return actor_of(deputation.user, acting, now)
    raise _no_actor(post_id)


def own_title(user_id: UUID, now: datetime) -> Words | None:
    """The title of the post that a person holds himself, the substantive one first."""
    held = _charges_at(now).filter(user=user_id).select_related("post")
    charges = sorted(held, key=lambda charge: charge.kind != ChargeKind.SUBSTANTIVE)
    return charges[0].post.title if charges else None


def holder_of(post_id: UUID, now: datetime) -> Holder | None:
    """Who acts at the post: the deputy while one is named, else the holder, else nobody."""
    return holders_of([post_id], now).get(post_id)


def holders_of(post_ids: Iterable[UUID], now: datetime) -> dict[UUID, Holder]:
    """`holder_of` for many posts in two queries; vacant posts are absent."""
    wanted = list(post_ids)
    holders = _charge_holders(wanted, now)
    deputations = _deputations_at(now).filter(post__in=wanted, scope=Scope.FULL)
    for deputation in deputations.select_related("user"):
        holders[deputation.post_id] = Holder(
            post_id=deputation.post_id,
            user_id=deputation.user_id,
            name=deputation.user.name,
            charge=ChargeKind.LINK,
            on_behalf_of=_name_of(holders, deputation.post_id),
            reason=deputation.reason,
        )
    return holders


def principal_of(post_id: UUID, now: datetime) -> UUID | None:
    """The person in charge of the post himself, whoever deputises for him."""
    holder = _charge_holders([post_id], now).get(post_id)
    return holder.user_id if holder else None


def acted_at(post: str, now: datetime) -> Q:
    """Of rows that name a post in the column `post`: whether somebody acts there at the moment."""
    held = _charges_at(now).order_by().filter(post=OuterRef(post))
    deputed = _deputations_at(now).order_by().filter(post=OuterRef(post), scope=Scope.FULL)
    return Q(Exists(held)) | Q(Exists(deputed))


def vacant_posts(office: Office | UUID, now: datetime) -> list[Post]:
    """Standing posts of the office at which nobody acts, highest first."""
    posts = list(_posts().filter(office=_id_of(office)))
    holders = holders_of((post.id for post in posts), now)
    return [post for post in posts if post.id not in holders]


def superior(post_id: UUID) -> Post | None:
    """The post to which this one reports; None at the head of the office."""
    return _posts().filter(reporting_posts=post_id).first()


def line_of(post_id: UUID) -> list[Post]:
    """The line of control upward: the immediate superior first, the head last."""
    return _in_order(_LINE_UP, post_id)


def posts_below(post_id: UUID) -> list[Post]:
    """Every post under this one, near ones first."""
    return _in_order(_LINE_DOWN, post_id)


def section_posts(section_id: UUID) -> list[Post]:
    """The section's pool: its standing posts, highest first."""
    return list(_posts().filter(section=section_id))


def post_by_code(office: Office | UUID, code: str) -> Post:
    """The office's post of that code; Refused when there is none."""
    post = _posts().filter(office=_id_of(office), code=code).first()
    if post is None:
        raise Refused(reasons.UNKNOWN_POST)
    return post


def head_of(office: Office | UUID) -> Post:
    """The office's highest standing post: the DM or DC; Refused when it has no post."""
    post = _posts().filter(office=_id_of(office)).first()
    if post is None:
        raise Refused(reasons.UNKNOWN_POST)
    return post


def calendar_for(office_id: UUID, version: int | None = None) -> WorkingCalendar:
    """The office's newest calendar, or the version under which a limit was computed."""
    calendars = Calendar.objects.filter(office=office_id).order_by("-version")
    if version is not None:
        calendars = calendars.filter(version=version)
    calendar_id = calendars.values_list("id", flat=True).first()
    if calendar_id is None:
        raise Refused(reasons.NO_CALENDAR)
    return calendar_of(calendar_id)


def calendar_at(office_id: UUID, moment: datetime, newest: UUID | None = None) -> WorkingCalendar:
    """The calendar that counts for what begins at a moment: the newest whose day has come.

    `newest` is the id of the newest one, when the caller knows it.
    """
    known = calendar_of(newest) if newest else calendar_for(office_id)
    day = known.local_date(moment)
    if known.valid_from <= day:
        return known
    rows = Calendar.objects.filter(office=office_id)
    begun = rows.filter(valid_from__lte=day).order_by("-version").first()
    row = begun or rows.order_by("version").first()
    return calendar_of(row.pk) if row else known


def newest_calendar(office: str) -> Subquery:
    """The id of the newest calendar, for a query of rows whose column `office` names their office."""
    rows = Calendar.objects.filter(office=OuterRef(office)).order_by("-version")
    return Subquery(rows.values("id")[:1])


@lru_cache(maxsize=64)
def calendar_of(calendar_id: UUID) -> WorkingCalendar:
    """Kept by the process: a version never changes, a correction is a row with a new id."""
    row = Calendar.objects.select_related("office").get(id=calendar_id)
    return WorkingCalendar(
        version=row.version,
        weekly_off=frozenset(row.weekly_off),
        holidays=frozenset(row.holidays.values_list("on", flat=True)),
        timezone=row.office.timezone,
        valid_from=row.valid_from,
    )


_ASSISTANT = Powers(frozenset({"draft"}))

_POST_ROWS = ("post__rank", "post__office", "post__section")

_LINE_UP = """
    WITH RECURSIVE line (id, depth) AS (
        SELECT reports_to_id, 1 FROM hierarchy_post WHERE id = %s AND reports_to_id IS NOT NULL
        UNION ALL
        SELECT post.reports_to_id, line.depth + 1
        FROM line JOIN hierarchy_post post ON post.id = line.id
        WHERE post.reports_to_id IS NOT NULL
    ) CYCLE id SET repeated USING path
    SELECT id FROM line WHERE NOT repeated ORDER BY depth
"""
_LINE_DOWN = """
    WITH RECURSIVE line (id, depth) AS (
        SELECT id, 1 FROM hierarchy_post WHERE reports_to_id = %s
        UNION ALL
        SELECT post.id, line.depth + 1
        FROM line JOIN hierarchy_post post ON post.reports_to_id = line.id
    ) CYCLE id SET repeated USING path
    SELECT id FROM line WHERE NOT repeated ORDER BY depth
"""


def _in_order(statement: str, post_id: UUID) -> list[Post]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [post_id])
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
    posts = {post.id: post for post in _posts().filter(id__in=ids)}
    return [posts[own_id] for own_id in ids if own_id in posts]


def _posts() -> QuerySet[Post]:
    """Standing posts with the rows that every reader needs, highest first."""
    return (
        Post.objects.filter(abolished_on__isnull=True)
        .select_related("rank", "office", "section")
        .order_by("rank__level", "position", "code")
    )


def _at(now: datetime) -> Q:
    return Q(starts__lte=now) & (Q(ends__isnull=True) | Q(ends__gt=now))


def _charges_at(now: datetime) -> QuerySet[Charge]:
    return Charge.objects.filter(_at(now)).order_by("starts", "id")


def _deputations_at(now: datetime) -> QuerySet[Deputation]:
    return Deputation.objects.filter(_at(now)).order_by("starts", "id")


def _charge_holders(post_ids: Iterable[UUID], now: datetime) -> dict[UUID, Holder]:
    wanted = list(post_ids)
    if not wanted:
        return {}
    charges = _charges_at(now).filter(post__in=wanted).select_related("user")
    return {
        charge.post_id: Holder(charge.post_id, charge.user_id, charge.user.name, charge.kind)
        for charge in charges
    }


def _name_of(holders: Mapping[UUID, Holder], post_id: UUID) -> Words | None:
    holder = holders.get(post_id)
    return holder.name if holder else None


def _stands(post: Post, now: datetime) -> bool:
    return post.abolished_on is None or post.abolished_on > _day(post.office, now)


def _day(office: Office, now: datetime) -> date:
    return now.astimezone(ZoneInfo(office.timezone)).date()


def _no_actor(post_id: UUID) -> Refused:
    post = Post.objects.filter(id=post_id).first()
    if post is None:
        return Refused(reasons.UNKNOWN_POST)
    return Refused(reasons.NO_CHARGE, post=post.title)


def _id_of(office: Office | UUID) -> UUID:
    return office.id if isinstance(office, Office) else office
