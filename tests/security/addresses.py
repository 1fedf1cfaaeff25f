"""Every address of the product, from its URLconf, and what stands in it for a role and a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from efile.tracking import shown
from hierarchy.administration.acts import ACTS
from hierarchy.models import Charge
from tests.security.outgoing import COVER, SMS_TOKEN
from tests.security.roles import HOME, ROLES
from tests.security.world import FLOW, URLCONF, World
from workflows.models import Limit

METHODS: Final = ("GET", "POST")
OF_A_FILE: Final = frozenset({"matter", "thread", "receipt", "paper", "dak", "draft", "file"})
OWN_OR_NOT: Final = frozenset(
    "handover chart officer_account officer_slip officer_link officer_reset officer_unlock"
    " dismiss_notice limit_withdraw committee meeting meeting_notice meeting_minutes"
    " guard_paper guard_file guard_page printout"
    " disposal read_disposal withdraw_disposal order_disposal disposal_certificate".split()
)
"""Of a post, an office, a person of an office, what is told to a post, an office's own limit, a committee, a
paper of an office's guard file, a print, a list of files to be destroyed: the General Section's, or one of
which only its officer and those above him may know."""
GRADED: Final = ("confidential", "secret", "top secret")
OF_EVERY_GRADE: Final = frozenset(
    "matter peek path_of_matter printed history_detail showing slip paper paper_page letter"
    " letter_pdf dispatch_letter handover_receipt print_matter".split()
)
"""Where a file, or a list of files, is read: asked of each grade, of others' files and of one's own."""
READY: Final = {
    "claim": ("pooled",),
    "wake": ("parked",),
    "close_file": ("finished",),
    "ask_reply": ("waiting",),
    "answer_link": ("waiting",),
    "reopen": ("finished", "rejected"),
    "slip": ("received today",),
    "officer_slip": ("newcomer",),
    "officer_reset": ("before a second",),
    "officer_unlock": ("before a second",),
    "record_attendance": ("-", "minuted"),
    "write_minutes": ("-", "minuted"),
    "sign_minutes": ("-", "minuted"),
    "order_disposal": ("agreed",),
    "disposal_certificate": ("carried out",),
    "those_present": ("waiting",),
}
"""What is in a state in which the act goes through, for who may do it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A named pattern, and what stands in it."""

    name: str
    parameters: tuple[str, ...]

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose file an answer may depend on."""
        ready = READY.get(self.name, ())
        if self.name in OF_EVERY_GRADE:
            return ("own", "other", *GRADED, *(f"own {grade}" for grade in GRADED), *ready)
        if OF_A_FILE & {*self.parameters}:
            return ("own", "other", "confidential", *ready)
        return ("own", "other", *ready) if self.name in OWN_OR_NOT else ready or ("-",)


class Unnamed(Exception):
    """A pattern without a name cannot be declared."""


def addresses() -> list[Address]:
    """All names, also those that only a demonstration routes."""
    found = {one.name: one for one in _of(URLCONF)}
    return sorted(found.values(), key=lambda one: one.name)


def _of(urlconf: str) -> Iterator[Address]:
    for pattern in _patterns(get_resolver(urlconf).url_patterns):
        if not pattern.name:
            raise Unnamed(str(pattern.pattern))
        yield Address(pattern.name, tuple(pattern.pattern.converters))


def _patterns(found: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif one.namespace:
            raise Unnamed(f"namespace {one.namespace}: let addresses() speak of it first")
        else:
            yield from _patterns(one.url_patterns)


def url_of(address: Address, world: World, role: str, subject: str) -> str:
    """The path, with what stands in it for this role and this file."""
    values = {name: _value(address.name, name, world, role, subject) for name in address.parameters}
    return reverse(address.name, urlconf=URLCONF, kwargs=values)


def _value(address: str, parameter: str, world: World, role: str, subject: str) -> object:
    one = _FURTHER.get((address, parameter)) or _PLAIN.get(parameter)
    if one is None:
        raise LookupError(f"{address}: say in {__name__} what stands for <{parameter}>")
    return one(world, role, subject)


def _own_post(world: World, role: str, subject: str) -> object:
    actor = world.actors.get(role)
    if subject == "other" or actor is None:
        return world.district.post("oc-land")
    return actor.post_id


def _person(world: World, role: str, subject: str) -> object:
    """A clerk of the office, or of another one."""
    office = _office(world, role, subject)
    return Charge.objects.get(post__office__code=office, post__code="udc-general", ends=None).user_id


def _newcomer_or_person(world: World, role: str, subject: str) -> object:
    return world.newcomer if subject == "newcomer" else _person(world, role, subject)


def _person_to_reset(world: World, role: str, subject: str) -> object:
    return _person(world, role, "own" if subject == "before a second" else subject)


def _meeting(world: World, role: str, subject: str) -> object:
    known = {"other": world.other_meeting, "minuted": world.minuted}
    return known.get(subject, world.meeting)


def _office(world: World, role: str, subject: str) -> str:
    home = next(one.office for one in ROLES if one.name == role)
    if subject == "own":
        return home
    return "purba-medinipur" if home == HOME else HOME


def _receipt(world: World, role: str, subject: str) -> object:
    """An internal file has no application: there stands its own id, of no receipt."""
    matter = world.matter(role, subject)
    return matter.receipt_id or matter.pk


def _limit(world: World, role: str, subject: str) -> object:
    """A row that the office entered itself, or one that came with a flow."""
    return world.limit if subject == "own" else Limit.objects.filter(name="wb-domicile")[0].pk


def _asked(world: World, role: str, subject: str) -> object:
    return world.asked


def _tracking(world: World, role: str, subject: str) -> object:
    receipt = world.own["citizen"].receipt
    assert receipt is not None
    return shown(receipt.tracking)


Value = Callable[[World, str, str], object]
_PLAIN: Final[dict[str, Value]] = {
    "matter": lambda world, role, subject: world.matter(role, subject).pk,
    "thread": lambda world, role, subject: world.thread(role, subject).pk,
    "receipt": _receipt,
    "paper": lambda world, role, subject: world.papers[world.matter(role, subject).pk],
    "dak": lambda world, role, subject: world.dak(role, subject),
    "file": lambda world, role, subject: world.file(role, subject),
    "token": lambda world, role, subject: world.reply_token,
    "place": lambda world, role, subject: 1,
    "printout": lambda world, role, subject: world.printout(role, subject),
    "disposal": lambda world, role, subject: world.disposals[subject if subject != "-" else "own"],
    "draft": lambda world, role, subject: world.drafts[world.matter(role, subject).pk],
    "meeting": _meeting,
    "handover": lambda world, role, subject: world.list_of(role, subject),
    "user": _newcomer_or_person,
    "post": _own_post,
    "notice": lambda world, role, subject: world.notices.get(
        role if subject == "own" else "", world.handover
    ),
    "act": lambda world, role, subject: next(iter(ACTS)),
    "code": lambda world, role, subject: FLOW,
    "number": lambda world, role, subject: 1,
    "pk": lambda world, role, subject: 1,
    "sha256": lambda world, role, subject: "0" * 64,
    "cover": lambda world, role, subject: COVER,
    "guarded": lambda world, role, subject: world.guarded[_office(world, role, subject)],
    "register": lambda world, role, subject: "diary",
    "provider_id": lambda world, role, subject: "office",
}
_FURTHER: Final[dict[tuple[str, str], Value]] = {
    ("track_code", "code"): _tracking,
    ("admin_calendar", "version"): lambda world, role, subject: 1,
    ("limit_withdraw", "row"): _limit,
    ("admin_post", "post"): lambda world, role, subject: "udc-general",
    ("chart", "code"): _office,
    ("committee", "code"): lambda world, role, subject: "sairat" if subject == "other" else "khas-land",
    ("officer_reset", "user"): _person_to_reset,
    ("officer_unlock", "user"): _person_to_reset,
    ("asked_act", "asked_act"): _asked,
    ("limit_change", "code"): lambda world, role, subject: "internal-decision",
    ("dispatch_letter", "draft"): lambda world, role, subject: world.outgoing[world.matter(role, subject).pk],
    ("dispatch_pdf", "draft"): lambda world, role, subject: world.outgoing[world.matter(role, subject).pk],
    ("sent_letter", "token"): lambda world, role, subject: SMS_TOKEN,
    ("demonstration_enter", "post"): lambda world, role, subject: "oc-general",
}
