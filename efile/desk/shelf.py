"""Labels and views: what an officer keeps for his own desk, and a section for its posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import translation

from efile.access.rules import OFFICER_LEVEL
from efile.desk import reasons
from efile.desk.models import Label, Labelled, SavedView
from efile.models import Matter, Priority, Secrecy
from efile.reasons import OFFICERS_ONLY
from efile.services.mandate import check_own_hand
from efile.visibility import known_among
from hierarchy.actors import Actor
from hierarchy.models import Section
from hierarchy.refusals import Reason, Refused
from hierarchy.words import clean

MOST_LABELS: Final = 30
MOST_VIEWS: Final = 30
LABEL_LENGTH: Final = 30
VIEW_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """A label (without a query) or a view; `own` of a section's view is False, `removable` for who kept it
    and for an officer of the section."""

    id: UUID
    name: str
    query: str = ""
    own: bool = True
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Shelf:
    labels: list[Kept] = field(default_factory=list)
    views: list[Kept] = field(default_factory=list)


def shelf_of(actor: Actor) -> Shelf:
    """The labels of the person at this post, his views and those of his section, in one statement."""
    own = Q(post=actor.post_id, user=actor.user_id)
    mine = Case(When(own, then=Value(True)), default=Value(False), output_field=BooleanField())
    goes = Case(When(_removable(actor), then=Value(True)), default=Value(False), output_field=BooleanField())
    labels = Label.objects.filter(own).order_by()
    views = SavedView.objects.filter(own | Q(section__in=actor.sections)).order_by()
    rows = labels.values_list(Value("label"), "pk", "name", Value(""), Value(True), Value(True)).union(
        views.values_list(Value("view"), "pk", "name", "query", mine, goes), all=True
    )
    shelf = Shelf()
    for kind, *kept in sorted(rows, key=lambda row: row[2]):
        (shelf.labels if kind == "label" else shelf.views).append(Kept(*kept))
    return shelf


@transaction.atomic(durable=True)
def add_label(*, actor: Actor, name: str) -> Label:
    """A new label, or the one of this name that is there. Refused where it would be taken for a grade."""
    text = _name(name, LABEL_LENGTH, reasons.LABEL_NAME)
    if text.casefold() in _grades():
        raise Refused(reasons.LABEL_IS_A_GRADE, name=text)
    own = Label.objects.filter(post=actor.post_id, user=actor.user_id)
    there = own.filter(name=text).first()
    if there is not None:
        return there
    if own.count() >= MOST_LABELS:
        raise Refused(reasons.LABELS_FULL, most=MOST_LABELS)
    office, post, user = _place(actor)
    return Label.objects.create(office_id=office, post_id=post, user_id=user, name=text)


@transaction.atomic(durable=True)
def remove_label(*, actor: Actor, label: UUID) -> None:
    _label(actor, label).delete()


@transaction.atomic(durable=True)
def put_label(*, actor: Actor, label: UUID, matters: Iterable[UUID], on: bool = True) -> int:
    """Put a label on matters of which the actor knows, or take it off; how many were changed."""
    row = _label(actor, label)
    wanted = list(matters)
    if not on:
        return Labelled.objects.filter(label=row, matter__in=wanted).delete()[0]
    known = known_among(Matter.objects.filter(pk__in=wanted), actor, None).values_list("pk", flat=True)
    rows = [Labelled(office_id=row.office_id, label=row, matter_id=matter) for matter in known]
    before = row.labelled.count()
    Labelled.objects.bulk_create(rows, ignore_conflicts=True)
    return row.labelled.count() - before


@transaction.atomic(durable=True)
def keep_view(*, actor: Actor, name: str, query: str, for_section: bool = False) -> SavedView:
    """Keep the filters of the desk under a name, for oneself or for one's section."""
    text = _name(name, VIEW_LENGTH, reasons.VIEW_NAME)
    if for_section:
        check_own_hand(actor)
        if actor.section_id is None:
            raise Refused(reasons.VIEW_OF_NOBODY)
        if "tag=" in query:
            raise Refused(reasons.VIEW_WITH_A_LABEL)
    office, post, user = _place(actor)
    section = Section.objects.get(pk=actor.section_id) if for_section and actor.section_id else None
    own = Q(section=section) if section else Q(post=actor.post_id, user=actor.user_id)
    there = SavedView.objects.select_for_update().filter(own)
    if there.filter(name=text).exists():
        raise Refused(reasons.VIEW_THERE, name=text)
    if there.count() >= MOST_VIEWS:
        raise Refused(reasons.VIEWS_FULL, most=MOST_VIEWS)
    return SavedView.objects.create(
        office_id=office,
        post_id=post,
        user_id=None if section else user,
        section=section,
        name=text,
        query=query,
    )


@transaction.atomic(durable=True)
def remove_view(*, actor: Actor, view: UUID) -> None:
    """One's own; the section's by the post that kept it, or by an officer of the section."""
    if SavedView.objects.filter(_removable(actor), pk=view).delete()[0]:
        return
    kept = SavedView.objects.select_related("post").filter(section__in=actor.sections, pk=view).first()
    if kept is None:
        raise Refused(reasons.NO_VIEW)
    raise Refused(reasons.VIEW_OF_ANOTHER, post=kept.post.title)


def _removable(actor: Actor) -> Q:
    own = Q(post=actor.post_id, user=actor.user_id)
    if actor.assistant:
        return own
    of_section = Q(section__in=actor.sections)
    return own | (of_section if actor.level <= OFFICER_LEVEL else of_section & Q(post__in=actor.posts))


def _place(actor: Actor) -> tuple[UUID, UUID, UUID]:
    """Office, post and person."""
    if actor.office_id is None or actor.post_id is None or actor.user_id is None:
        raise Refused(OFFICERS_ONLY)
    return actor.office_id, actor.post_id, actor.user_id


def _label(actor: Actor, label: UUID) -> Label:
    row = Label.objects.filter(pk=label, post=actor.post_id, user=actor.user_id).first()
    if row is None:
        raise Refused(reasons.NO_LABEL)
    return row


def _name(given: str, most: int, reason: Reason) -> str:
    text = clean(given)
    if not text or len(text.splitlines()) > 1 or len(text) > most:
        raise Refused(reason, most=most)
    return text


@cache
def _grades() -> frozenset[str]:
    """The names of priorities and secrecy grades in every language of the office."""
    found = set()
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            found |= {str(one.label).casefold() for one in (*Priority, *Secrecy)}
    return frozenset(found)
