"""Making, renaming and merging sections, and merging an office into another one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hierarchy import closing, facts
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.mergers import consent_of, takes_in
from hierarchy.models import Office, Post, Row, Section, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    cleaned,
    enter,
    local_day,
    lock_office,
    lock_posts,
    own_office,
)
from hierarchy.services.lapsing import end_asked_acts
from hierarchy.services.posts import abolish, standing_section
from hierarchy.services.recording import record
from hierarchy.witnesses import witness_of
from hierarchy.words import Words, clean


@administrative
def make_section(*, actor: Actor, code: str, name: Words, now: datetime) -> Section:
    office = own_office(actor)
    slug, pair = clean(code).lower(), cleaned(name, str(_("name")))
    if not slug:
        raise Refused(reasons.MISSING, field=_("code"))
    if office.sections.filter(code=slug).exists():
        raise Refused(reasons.SECTION_CODE_TAKEN, code=slug)
    last = office.sections.aggregate(last=Max("position"))["last"] or 0
    row = Section.objects.create(
        office=office, code=slug, name_bn=pair.bn, name_en=pair.en, position=last + 1
    )
    enter("section.made", row, office=office, actor=actor, now=now)
    return row


@administrative
def change_section(*, actor: Actor, section: UUID, name: Words, now: datetime) -> Section:
    office = own_office(actor)
    row, pair = standing_section(office, section), cleaned(name, str(_("name")))
    row.name_bn, row.name_en = pair.bn, pair.en
    row.save(update_fields=["name_bn", "name_en"])
    enter("section.changed", row, office=office, actor=actor, now=now)
    return row


@administrative
def close_section(*, actor: Actor, section: UUID, successor: UUID | None, now: datetime) -> Section:
    """The section is merged into another of the office: its posts sit there, its files are theirs."""
    office = own_office(actor)
    row = standing_section(office, section)
    if successor is None:
        raise Refused(reasons.SUCCESSOR_NEEDED, what=row.name)
    if successor == section:
        raise Refused(reasons.SUCCESSOR_SAME, to=row.name)
    heir = standing_section(office, successor)
    posts = lock_posts(office, *sorted(row.posts.values_list("pk", flat=True)))
    moved = [post for post in posts if post.abolished_on is None]
    for post in moved:
        post.section = heir
        post.save(update_fields=["section"])
    row.closed_on, row.successor = local_day(office, now), heir
    row.save(update_fields=["closed_on", "successor"])
    enter("section.closed", row, *moved, office=office, actor=actor, now=now)
    return row


@administrative
def close_office(
    *,
    actor: Actor,
    successor: UUID,
    posts: Mapping[UUID, UUID],
    sections: Mapping[UUID, UUID],
    consent: User | None,
    now: datetime,
) -> Office:
    """The actor's office is merged into another: every standing post and section names its successor there.

    An administrator of the receiving office, or its head, consents. Both offices' streams tell of it.
    What waits there for a second person ends with it, and what other rooms let end (`closing`).
    """
    office = own_office(actor)
    heir = _receiving(office, lock_office(successor))
    agreed = consent_of(consent, office, heir, actor, now).by()
    standing = office.posts.filter(abolished_on__isnull=True).order_by("pk").values_list("pk", flat=True)
    rows = lock_posts(office, *standing)
    heirs = {row.pk: row for row in lock_posts(heir, *sorted(set(posts.values())))}
    chosen = [(post, _heir_of(post, posts, heirs, heir)) for post in rows]
    changed: list[Row] = []
    gone: list[Row] = []
    for post, successor_of_it in chosen:
        ended, withdrawn = abolish(post, successor_of_it, now)
        changed += [post, *ended]
        gone += withdrawn
    changed += _close_sections(office, heir, sections, now)
    office.closed_on, office.successor = local_day(office, now), heir
    office.save(update_fields=["closed_on", "successor"])
    enter("office.closed", office, *changed, office=office, actor=actor, now=now, gone=gone, consent=agreed)
    _tell(heir, office, actor, now, agreed)
    end_asked_acts(office, actor, now)
    closing.end_all(office, actor, now)
    return office


def _receiving(office: Office, heir: Office | None) -> Office:
    if heir is None:
        raise Refused(reasons.SUCCESSOR_NEEDED, what=office.name)
    if heir.pk == office.pk:
        raise Refused(reasons.SUCCESSOR_SAME, to=heir.name)
    if heir.closed_on is not None:
        raise Refused(reasons.SUCCESSOR_GONE, to=heir.name)
    if heir.profile != office.profile:
        raise Refused(reasons.OTHER_COUNTRY, heir=heir.name, what=office.name)
    if not takes_in(heir.kind, office.kind):
        raise Refused(reasons.HEIR_BELOW, heir=heir.name, what=office.name)
    below = office.offices_below.filter(closed_on__isnull=True).first()
    if below is not None:
        raise Refused(reasons.OFFICES_BELOW, below=below.name, what=office.name)
    return heir


def _heir_of(post: Post, named: Mapping[UUID, UUID], heirs: Mapping[UUID, Post], office: Office) -> Post:
    heir = heirs.get(named[post.pk]) if post.pk in named else None
    if heir is None:
        raise Refused(reasons.SUCCESSOR_NEEDED, what=post.title)
    if heir.abolished_on is not None:
        raise Refused(reasons.SUCCESSOR_GONE, to=heir.title)
    return heir


def _close_sections(office: Office, heir: Office, named: Mapping[UUID, UUID], now: datetime) -> list[Row]:
    closed: list[Row] = []
    for section in office.sections.filter(closed_on__isnull=True).order_by("pk"):
        if section.pk not in named:
            raise Refused(reasons.SUCCESSOR_NEEDED, what=section.name)
        section.successor = standing_section(heir, named[section.pk])
        section.closed_on = local_day(office, now)
        section.save(update_fields=["closed_on", "successor"])
        closed.append(section)
    return closed


def _tell(heir: Office, office: Office, actor: Actor, now: datetime, agreed: object) -> None:
    """The receiving office's own stream names what it received, by whom and before whom of that office, and
    who of its own consented."""
    data = {
        "from": {"id": office.pk, "name": office.name.both()},
        "consent": agreed,
        **witness_of(actor, office.pk),
        **facts.of_rows(heir),
    }
    record(office=heir.pk, kind="office.received", data=data, actor=actor, now=now)
