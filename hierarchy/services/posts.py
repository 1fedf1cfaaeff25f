"""Making, changing and abolishing posts. A post's row stays; its successor stands for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hierarchy import selectors
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Charge, Deputation, Office, Post, Rank, Row, Section
from hierarchy.refusals import Refused
from hierarchy.rules import leads_back
from hierarchy.services.administering import (
    administrative,
    cleaned,
    enter,
    local_day,
    lock_posts,
    lock_standing,
    own_office,
)
from hierarchy.services.giving import finish, withdraw
from hierarchy.services.keeping import keeping_an_administrator
from hierarchy.telephones import read_telephone
from hierarchy.words import Words, clean


@administrative
def make_post(
    *,
    actor: Actor,
    code: str,
    title: Words,
    rank: UUID,
    reports_to: UUID,
    now: datetime,
    section: UUID | None = None,
) -> Post:
    """A new post of the office, at the end of its section's list."""
    office = own_office(actor)
    slug = clean(code).lower()
    if not slug:
        raise Refused(reasons.MISSING, field=_("code"))
    if office.posts.filter(code=slug).exists():
        raise Refused(reasons.CODE_TAKEN, code=slug)
    above = lock_standing(office, reports_to, now)
    last = office.posts.aggregate(last=Max("position"))["last"] or 0
    pair, of_rank = cleaned(title, str(_("title"))), _rank(office, rank)
    head = selectors.head_of(office)
    if of_rank.level <= head.rank.level:
        raise Refused(reasons.BESIDE_THE_HEAD, rank=of_rank.name, head=head.title)
    row = Post.objects.create(
        office=office,
        code=slug,
        section=standing_section(office, section) if section else None,
        rank=of_rank,
        reports_to=above,
        position=last + 1,
        title_bn=pair.bn,
        title_en=pair.en,
    )
    enter("post.made", row, office=office, actor=actor, now=now)
    return row


@administrative
def change_post(
    *,
    actor: Actor,
    post: UUID,
    now: datetime,
    title: Words | None = None,
    reports_to: UUID | None = None,
    section: UUID | None = None,
) -> Post:
    """Another title, superior or section; None leaves it. Old pages keep the title of their day."""
    office = own_office(actor)
    row = lock_standing(office, post, now)
    if title is not None:
        pair = cleaned(title, str(_("title")))
        row.title_bn, row.title_en = pair.bn, pair.en
    if reports_to is not None:
        row.reports_to = _superior(office, row, reports_to, now)
    if section is not None:
        row.section = standing_section(office, section)
    row.save(update_fields=["title_bn", "title_en", "reports_to", "section"])
    enter("post.changed", row, office=office, actor=actor, now=now, about={row.pk, reports_to or row.pk})
    return row


@administrative
def set_telephone(*, actor: Actor, post: UUID, telephone: str, now: datetime) -> Post:
    """CSMOP 42: the number that letters signed by the post carry, whoever holds it; empty for none."""
    office = own_office(actor)
    row = lock_standing(office, post, now)
    row.telephone = read_telephone(telephone)
    row.save(update_fields=["telephone"])
    enter("telephone.set", row, office=office, actor=actor, now=now, alone=True)
    return row


@administrative
def abolish_post(*, actor: Actor, post: UUID, successor: UUID | None, now: datetime) -> Post:
    """The post stands no longer from today; whoever holds the successor stands for all that lies with it.

    Charges and deputations of it end now. Who reported to it reports to its successor.
    """
    office = own_office(actor)
    if successor is None:
        title = lock_posts(office, post)[0].title
        raise Refused(reasons.SUCCESSOR_NEEDED, what=title)
    if successor == post:
        raise Refused(reasons.SUCCESSOR_SAME, to=lock_posts(office, post)[0].title)
    row, heir = lock_posts(office, post, successor)
    if row.abolished_on is not None:
        raise Refused(reasons.ALREADY_GONE, what=row.title, on=row.abolished_on)
    if heir.abolished_on is not None:
        raise Refused(reasons.SUCCESSOR_GONE, to=heir.title)
    if row.pk == selectors.head_of(office).pk:
        raise Refused(reasons.HEAD_STAYS, post=row.title)
    with keeping_an_administrator(office, now):
        ended, gone = abolish(row, heir, now)
        moved = _pass_subordinates(office, row, heir)
    about = {row.pk, heir.pk}
    concerned = {one.user_id for one in ended if isinstance(one, Charge | Deputation)}
    enter(
        "post.abolished",
        row,
        *ended,
        *moved,
        office=office,
        actor=actor,
        now=now,
        gone=gone,
        concerned=concerned,
        about=about,
    )
    return row


def abolish(post: Post, heir: Post, now: datetime) -> tuple[list[Row], list[Row]]:
    """The rows ended with a locked post, and those withdrawn."""
    ended: list[Row] = []
    gone: list[Row] = []
    charges = Charge.objects.filter(post=post).select_related("user", "post__office").order_by("-starts")
    held: list[Charge | Deputation] = [*charges]
    held += Deputation.objects.filter(post=post).select_related("user", "post")
    for row in held:
        if row.ends is not None and row.ends <= now:
            continue
        if row.starts < now:
            finish(row, now)
            ended.append(row)
        else:
            gone += withdraw(row)
    post.abolished_on, post.successor = local_day(post.office, now), heir
    post.save(update_fields=["abolished_on", "successor"])
    return ended, gone


def standing_section(office: Office, section: UUID) -> Section:
    row = Section.objects.select_for_update(no_key=True).filter(pk=section, office=office).first()
    if row is None or row.closed_on is not None:
        raise Refused(reasons.UNKNOWN_SECTION)
    return row


def _pass_subordinates(office: Office, post: Post, heir: Post) -> list[Row]:
    """Who reported to the post reports to its heir; an heir from below takes its place in the line."""
    links = dict(office.posts.values_list("pk", "reports_to"))
    moved: list[Row] = []
    if leads_back(links, post.pk, heir.pk):
        heir.reports_to_id = post.reports_to_id
        heir.save(update_fields=["reports_to"])
        moved.append(heir)
    below = office.posts.select_for_update(of=("self",)).select_related("rank").filter(reports_to=post)
    for row in below.exclude(pk=heir.pk).order_by("pk"):
        row.reports_to = heir
        row.save(update_fields=["reports_to"])
        moved.append(row)
    return moved


def _superior(office: Office, post: Post, to: UUID, now: datetime) -> Post:
    above = lock_standing(office, to, now)
    if leads_back(dict(office.posts.values_list("pk", "reports_to")), post.pk, to):
        raise Refused(reasons.REPORTS_ROUND, to=above.title, post=post.title)
    return above


def _rank(office: Office, rank: UUID) -> Rank:
    row = Rank.objects.filter(pk=rank, profile=office.profile).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_RANK)
    return row
