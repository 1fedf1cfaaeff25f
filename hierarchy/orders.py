"""What was ordered lately about a post, told on its desk: powers given and withheld, sections merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hierarchy import powers
from hierarchy.actors import Actor
from hierarchy.cases import Case, cases_of
from hierarchy.models import Effect, Post, PowerRow, Section
from web.templatetags.office import office_date

TOLD: Final = timedelta(days=7)
"""How long an order is told after its first or its last day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and from when and by which order."""

    sentence: str
    order: str


def of_powers(actor: Actor, today: date) -> QuerySet[PowerRow]:
    """Orders about the actor's post or its rank that begin, began or ended lately."""
    rank = Post.objects.filter(pk__in=[actor.post_id]).values("rank")
    his = Q(post__in=actor.posts) | Q(rank__in=rank)
    lately = Q(starts__gt=today - TOLD) | Q(ends__gt=today - TOLD, ends__lte=today)
    return PowerRow.objects.filter(his, lately, office=actor.office_id)


def of_sections(actor: Actor, today: date) -> QuerySet[Section]:
    """Sections that were lately merged into the actor's."""
    return Section.objects.filter(successor=actor.section_id, closed_on__gt=today - TOLD)


def told(actor: Actor, today: date) -> list[Told]:
    """The orders, the newest first, then the mergers."""
    orders = of_powers(actor, today).select_related("post", "rank", "office").order_by("-starts", "pk")
    merged = of_sections(actor, today).select_related("successor").order_by("code")
    rows = list(orders)
    narrowed = next((row.office for row in rows if row.service), None)
    cases = cases_of(narrowed) if narrowed else {}
    return [*(_of_power(row, today, cases) for row in rows), *(_of_section(row) for row in merged)]


def _of_power(row: PowerRow, today: date, cases: Mapping[str, Case]) -> Told:
    of = row.post.title if row.post else row.rank.name if row.rank else ""
    named = {"of": of, "power": powers.in_words(row.power)}
    gives = row.effect == Effect.GIVES
    said = [(_("%(of)s may: %(power)s.") if gives else _("%(of)s may no longer: %(power)s.")) % named]
    if row.service in cases:
        said.append(_("Only in the service “%(service)s”.") % {"service": cases[row.service].name})
    when = _("from %(day)s") % {"day": office_date(row.starts)}
    if row.ends is not None and row.ends <= today:
        when = _("The order ended; its last day was %(day)s.") % {
            "day": office_date(row.ends - timedelta(days=1))
        }
    return Told(" ".join(said), f"{when} · {row.source}")


def _of_section(row: Section) -> Told:
    heir = row.successor.name if row.successor else ""
    words = _("%(old)s was merged into %(heir)s: whoever sits there reads the normal papers of both.")
    day = office_date(row.closed_on) if row.closed_on else ""
    return Told(words % {"old": row.name, "heir": heir}, _("from %(day)s") % {"day": day})
