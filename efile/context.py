"""The side list of every officer's page: the desk's boxes with their counts, and the other places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from efile import selectors
from efile.committees.selectors import sees_all
from efile.desks import desks_of
from efile.dispatch.sight import DISPATCH
from efile.handover.vacancies import may_read
from efile.letters.lists import approves
from efile.pages.moment import Moment
from efile.present import present
from efile.waiting import beside
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.selectors import ActingPost

DEFAULT_BOX = "with_me"
COUNTED = {"followed": "followed_moved"}
"""What a place of the side list counts, where that is not called like its address."""


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    count: int = 0
    hot: bool = False
    active: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    items: list[Item]


def side(request: HttpRequest) -> dict[str, Any]:
    """`side`: groups of links; `desks`: the posts he may act for, with what waits at each.

    Counted when a page draws them, so partial answers cost nothing.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {
        "side": SimpleLazyObject(lambda: _groups(request, actor)),
        "desks": SimpleLazyObject(lambda: desks_of(request.acting_posts, timezone.localdate())),  # type: ignore[attr-defined]  # [set with the actor]
    }


def moment_of(request: HttpRequest, actor: Actor) -> Moment:
    """The moment of this request with the office's calendar; read once. That of an act is checked."""
    known: Moment | None = getattr(request, "_moment", None)
    if known is None:
        if actor.office_id is None:
            raise LookupError("an officer has an office")
        now = present() if request.method == "POST" else timezone.now()
        known = Moment(now, hierarchy.calendar_at(actor.office_id, now))
        request._moment = known  # type: ignore[attr-defined]  # [kept for the rest of this request]
    return known


def counts_of(request: HttpRequest, actor: Actor) -> dict[str, int]:
    """What the desk and the side list count, made once a request, for today in the office's zone."""
    known: dict[str, int] | None = getattr(request, "_desk_counts", None)
    if known is None:
        today = timezone.localdate()
        known = {**selectors.counts(actor, today), **beside(actor, today)}
        request._desk_counts = known  # type: ignore[attr-defined]  # [kept for the rest of this request]
    return known


def box_titles() -> dict[str, str]:
    return {
        "with_me": _("With me"),
        "today": _("Last day today"),
        "late": _("Over time"),
        "pool": _("In the section, nobody has taken"),
        "parked": pgettext("desk box", "Parked"),
        "waiting": pgettext("desk box", "Waiting"),
        "others": _("With others"),
        "sent": _("Sent"),
    }


def letter_titles(actor: Actor) -> dict[str, str]:
    """The boxes of letters at work, in the words of who approves them or of who drafts them."""
    return {
        "letters_here": _("For my approval") if approves(actor) else _("Drafts with me"),
        "letters_away": _("My drafts with others"),
        "letters_approved": _("Approved, not yet issued"),
    }


def _groups(request: HttpRequest, actor: Actor) -> list[Group]:
    match = request.resolver_match
    here = match.url_name if match else ""
    groups = [Group(_("My desk"), _boxes(request, actor, here))]
    counts = counts_of(request, actor)
    for label, places in _places(request, actor, counts):
        items = [
            Item(words, url, counts.get(COUNTED.get(name, name), 0), active=name == here)
            for name, words in places
            if (url := _url(name))
        ]
        if items:
            groups.append(Group(label, items))
    if letters := _letters(request, actor, counts, here):
        groups.insert(1, Group(_("Letters"), letters))
    return groups


def _boxes(request: HttpRequest, actor: Actor, here: str | None) -> list[Item]:
    counts = counts_of(request, actor)
    current = request.GET.get("box", DEFAULT_BOX) if here in {"desk", "matter"} else ""
    return [
        Item(
            title,
            f"{reverse('desk')}?box={name}",
            counts.get(name, 0),
            hot=name == "late" and counts.get(name, 0) > 0,
            active=name == current,
        )
        for name, title in box_titles().items()
    ]


def _letters(request: HttpRequest, actor: Actor, counts: dict[str, int], here: str | None) -> list[Item]:
    """What is drafted and approved, for who drafts or has any; what goes out, for who sends or
    carries it."""
    box = request.GET.get("box", "letters_here") if here == "letters" else ""
    items = [
        Item(words, f"{reverse('letters')}?box={name}", counts[name], active=name == box)
        for name, words in letter_titles(actor).items()
        if actor.may_draft or counts[name]
    ]
    if actor.may(DISPATCH) or counts["dispatch"]:
        out = (_("Issue and dispatch"), reverse("dispatch"), counts["dispatch"])
        items.append(Item(*out, active=here == "dispatch"))
    if counts["carried"] or (actor.may("forward") and not actor.may_draft):
        carry = (_("Covers to carry"), reverse("to_carry"), counts["carried"])
        items.append(Item(*carry, active=here == "to_carry"))
    return items


def _places(
    request: HttpRequest, actor: Actor, counts: dict[str, int]
) -> list[tuple[str, list[tuple[str, str]]]]:
    known = [
        ("files", _("Files")),
        ("guard", _("Guard file")),
        ("periodicals", _("Reports and returns")),
        ("at_a_glance", _("The office at a glance")),
        ("registers", _("Registers")),
        ("disposals", _("Disposal of records")),
        ("history", _("Movement history")),
        ("offices", _("Office charts")),
    ]
    if counts["seated"] or sees_all(actor):
        known.insert(0, ("committees", _("Committees and meetings")))
    if counts["follows"]:
        known.insert(0, ("followed", _("Files I follow")))
    if counts["shown_to_me"]:
        known.insert(0, ("shown_to_me", _("Shown to me")))
    if counts["lent"] or actor.may("flow_edit") or actor.may("flow_publish"):
        known.insert(0, ("flows", _("Flows")))
    if actor.may_draft:
        known.append(("phrases", _("Decision phrases")))
    if may_read(actor):
        known.append(("vacancies", _("Vacant posts")))
    if counts["my_charge"]:
        known.append(("my_charge", _("Charge to be confirmed")))
    elif actor.may("admin") or not _stands_in(request, actor):
        known.append(("my_charge", _("Charge of my post")))
    return [
        (_("Dak"), _reception(actor, counts)),
        (_("See and know"), [*_administering(actor, counts), *known]),
    ]


def _reception(actor: Actor, counts: dict[str, int]) -> list[tuple[str, str]]:
    reception = [("receive", _("Receive an application"))] if actor.may("receive") else []
    if actor.may("receive"):
        reception.append(("new_dak", _("Enter dak")))
    reception.append(("daks", _("Dak list")))
    if counts["sorts"] or counts["sorted_for"]:
        reception.append(("sort_dak", _("Sort dak")))
    if actor.may("note"):
        reception.append(("start_internal", _("Start an internal file")))
    return reception


def _administering(actor: Actor, counts: dict[str, int]) -> list[tuple[str, str]]:
    own = [("administration", _("Administration"))] if actor.may("admin") else []
    return [*own, ("asked_acts", _("Before a second person"))] if counts["asked_acts"] else own


def _stands_in(request: HttpRequest, actor: Actor) -> bool:
    """Whether he acts as a deputy or an assistant: charge is handed over by who holds it."""
    choices: list[ActingPost] = getattr(request, "acting_posts", [])
    here = next((one for one in choices if one.post.id == actor.post_id), None)
    return here is not None and here.deputising


def _url(name: str) -> str:
    """The address of a place; empty where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
