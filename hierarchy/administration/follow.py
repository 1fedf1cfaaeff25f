"""Sentences about what will follow, used by several acts."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hierarchy import bodies, selectors
from hierarchy.ability import in_force, powers_at, powers_of
from hierarchy.administration.place import Place
from hierarchy.held import files_in_pools, files_with
from hierarchy.homes import home_of
from hierarchy.models import Charge, Post, PowerRow, Seat, Section, User
from hierarchy.powers import NAMES, ON_FILES, in_words, strong_of
from hierarchy.services.giving import deputations
from hierarchy.standing import standing_of
from web.templatetags.office import bn_digits, office_date


def about(person: User, place: Place) -> list[str]:
    """Who it is, by user name and what he holds now, and who looks after his account."""
    rows = Charge.objects.filter(user=person, starts__lte=place.now).exclude(ends__lte=place.now)
    held = [
        _("%(post)s in %(office)s") % {"post": row.post.title, "office": row.post.office.name}
        for row in rows.select_related("post__office").order_by("pk")
    ]
    who = {"who": person.name, "username": person.username, "posts": "; ".join(held)}
    if held:
        said = [_("It is about %(who)s, user name %(username)s, who is now: %(posts)s.") % who]
    else:
        said = [_("It is about %(who)s, user name %(username)s, who holds no post now.") % who]
    home = home_of(person.pk, place.now)
    if home is not None and home != place.office:
        told = _("The account stays in the care of %(office)s, whose record tells this too.")
        said.append(told % {"office": home.name})
    return said


def strong(post: Post, place: Place) -> list[str]:
    """The strong powers that come with acting for the post, by its rank and by orders in force."""
    powers = powers_at([post], place.today)[post.pk]
    held = powers.always | {one.power for one in powers.limited}
    heads = post.rank.level <= selectors.head_of(post.office).rank.level
    found = strong_of(held, heads=heads)
    if not found:
        return []
    said = _("Strong powers come with %(post)s: %(powers)s.")
    named = ", ".join(in_words(power) for power in NAMES if power in found)
    return [said % {"post": post.title, "powers": named}]


def files(post: Post, place: Place) -> list[str]:
    number = files_with(place.actor, post.pk)
    if not number:
        return []
    said = ngettext("%(count)s file lies with %(post)s.", "%(count)s files lie with %(post)s.", number)
    return [said % {"count": bn_digits(number), "post": post.title}]


def files_kept(order: PowerRow, place: Place, *, ends: bool = False) -> list[str]:
    """The files at the posts from which the order, or its end, takes a power that they have, and how these go
    on.
    """
    posts = list(place.posts().filter(Q(pk=order.post_id) | Q(rank=order.rank_id)))
    others = [one for one in in_force(posts, max(order.starts, place.today)) if one.pk != order.pk]
    without, under = powers_of(posts, others), powers_of(posts, [*others, order])
    before, after = (under, without) if ends else (without, under)
    power, service = order.power, order.service
    losing = [
        post.pk
        for post in posts
        if before[post.pk].may(power, service) and not after[post.pk].may(power, service)
    ]
    if power not in ON_FILES:
        return []
    orders = others if ends else [*others, order]
    idle = _pools_left(losing, orders, service, place) if power == "forward" else []
    number = files_with(place.actor, *losing, service=service)
    if not number:
        return idle
    of = order.post.title if order.post else order.rank.name if order.rank else ""
    said = ngettext("%(count)s file lies with %(post)s.", "%(count)s files lie with %(post)s.", number)
    named = {"count": bn_digits(number), "post": of}
    return [said % named, _goes_on(power), *idle]


def _pools_left(losing: list[UUID], orders: list[PowerRow], service: str, place: Place) -> list[str]:
    """The pools of these posts' sections with files that nobody may take any more under these orders."""
    posts = list(place.posts().filter(section__posts__in=losing).distinct())
    powers = powers_of(posts, orders)
    acting = selectors.holders_of([post.pk for post in posts], place.now)
    held = {row.section_id for row in posts if row.pk in acting and powers[row.pk].may("forward", service)}
    said = []
    for post in {row.section_id: row for row in posts if row.section_id not in held}.values():
        pools = standing_of(post, place.today).sections
        number = files_in_pools(place.actor, *pools, service=service)
        if number:
            said.append(_pool_waits(number, post.section))
    return said


def _pool_waits(number: int, section: Section | None) -> str:
    words = ngettext(
        "%(count)s file waits in the pool of %(section)s, where nobody may take it then: only a superior in "
        "the line of control may pull it up.",
        "%(count)s files wait in the pool of %(section)s, where nobody may take them then: only a superior "
        "in the line of control may pull them up.",
        number,
    )
    return words % {"count": bn_digits(number), "section": section.name if section else "–"}


def _goes_on(power: str) -> str:
    if power == "forward":
        return _(
            "What lies there is then put up to the superior, returned to who sent it or completed, and is "
            "sent to nobody else."
        )
    if power == "sign":
        return _(
            "What waits at a stage that needs the power is then sent on to a post that has it; a note begun "
            "there goes along, for that post to sign."
        )
    return _("What waits at a stage that needs the power is then sent on to a post that has it.")


def work_stays(post: Post) -> str:
    """Posts own everything: the ground of having acted on a file ends with the charge (docs/adr/0014)."""
    said = _("What was worked on at %(post)s stays with the post: who leaves it opens that no longer.")
    return said % {"post": post.title}


def files_pass(post: Post, heir: Post, place: Place) -> list[str]:
    number = files_with(place.actor, post.pk)
    if not number:
        return [_("No file that you may know of lies with %(post)s.") % {"post": post.title}]
    said = ngettext(
        "%(count)s file lies with %(post)s; it will lie with %(heir)s.",
        "%(count)s files lie with %(post)s; they will lie with %(heir)s.",
        number,
    )
    return [said % {"count": bn_digits(number), "post": post.title, "heir": heir.title}]


def reads_pass(post: Post, heir: Post) -> str:
    """Grounds of the post go to its successor (docs/adr/0014): holder, who took part, line of control."""
    words = _(
        "Whoever acts at %(heir)s then opens what lay with %(post)s or went through it, and what lies "
        "under it in the line of control."
    )
    return words % {"heir": heir.title, "post": post.title}


def seats_pass(post: Post, heir: Post, place: Place) -> list[str]:
    """The seats in committees that go with the post, also those that it took over itself; and where its
    successor, who is one person of the quorum, then sits for more than one.
    """
    own = _seats(post, place)
    said = _("The seat of %(role)s in “%(body)s” goes with the post to %(heir)s.")
    more = _(
        "%(heir)s has more than one seat in “%(body)s” then, and counts once for its quorum of %(quorum)s."
    )
    seats = Counter(seat.body_id for seat in [*own, *_seats(heir, place)])
    twice = dict.fromkeys(seat.body for seat in own if seats[seat.body_id] > 1)
    return [
        *(said % {"role": seat.role_label, "body": seat.body.name, "heir": heir.title} for seat in own),
        *(more % {"heir": heir.title, "body": body.name, "quorum": bn_digits(body.quorum)} for body in twice),
    ]


def seats_stay(section: Section, place: Place) -> list[str]:
    """The seats in committees of a merged section's posts."""
    posts = section.posts.filter(abolished_on__isnull=True).order_by("position")
    said = _("%(post)s keeps the seat of %(role)s in “%(body)s”.")
    return [
        said % {"post": post.title, "role": seat.role_label, "body": seat.body.name}
        for post in posts
        for seat in _seats(post, place)
    ]


def _seats(post: Post, place: Place) -> list[Seat]:
    posts = standing_of(post, place.today).posts
    return list(bodies.seats_held(posts, place.today).order_by("body__code", "position"))


def heir_falls_short(post: Post, heir: Post, place: Place) -> list[str]:
    """That nobody acts at the successor, and which powers of the post it lacks on this day."""
    said = []
    if selectors.holder_of(heir.pk, place.now) is None:
        words = _("Nobody acts at %(heir)s now: what lies with it waits until somebody is put in charge.")
        said.append(words % {"heir": heir.title})
    powers = powers_at([post, heir], place.today)
    gone = powers[post.pk].always - powers[heir.pk].always
    lacks = [in_words(power) for power in NAMES if power in gone]
    if lacks:
        words = _(
            "%(heir)s lacks powers of the post: %(powers)s. It must send on what waits at a stage that needs "
            "them, or be given them by an order."
        )
        said.append(words % {"heir": heir.title, "powers": ", ".join(lacks)})
    return said


def below(post: Post) -> int:
    return len(selectors.posts_below(post.pk))


def holder(post: Post, place: Place) -> Charge | None:
    """The charge of the post at this moment; a deputy does not end it."""
    rows = post.charges.filter(starts__lte=place.now).exclude(ends__lte=place.now)
    return rows.select_related("user", "post").first()


def deputy_goes(
    post: Post, place: Place, at: datetime | None = None, until: datetime | None = None
) -> list[str]:
    """Who stands in for the holder of the moment (now when None) and does not after it."""
    rows = deputations(post, at or place.now, until)
    return [_("%(who)s no longer acts for the post as deputy.") % {"who": row.user.name} for row in rows]


def from_day(day: date | None, place: Place) -> str:
    """“at once”, or the day."""
    if day is None or day == place.today:
        return _("at once")
    return _("from %(day)s") % {"day": office_date(day)}
