"""What the district's desks hold when it opens: who has which matter, how old, in which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Age = Literal["late", "today", "soon", "fresh", "weeks"]
Aged = tuple[tuple[str, Age], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter: walked until `stage` lies with `holder`, then left as described.

    `section` chooses the kind of application; `then` forwards it on by hand; `outcomes` are taken on
    the way. Without a
    stage the matter is walked to its end; with a pool as holder, `then` names who takes it.
    """

    section: str
    age: Age
    stage: str = ""
    holder: str = ""
    read: bool = False
    then: tuple[str, ...] = ()
    outcomes: dict[str, str] = field(default_factory=dict)
    secrecy: int = 0
    priority: int = 0


POOL = "pool"
WAITING = "waiting"
LINE = ("oc", "cic", "udc", "ldc")
SECTIONS = ("general", "land", "jm", "it")
CARRIED = (
    ("cic-dm-office", "group-d-dm-office"),
    ("cic-it", "group-d-it"),
    ("record-keeper", "group-d-record-room"),
)
"""Who begins a file whose papers are carried by hand, and who carries them."""
AGES: tuple[Age, ...] = ("late", "today", "soon", "fresh")


def scenes() -> Iterator[Scene]:
    """All scenes, in the order in which they are walked."""
    yield from _finished()
    yield from _with_the_head()
    yield from _in_the_sections()
    yield from _waiting()
    yield from _with_the_adms()
    yield from _copies()


def _finished() -> Iterator[Scene]:
    for place, section in enumerate((*SECTIONS, *SECTIONS, "record-room", "record-room")):
        yield Scene(section, "weeks", outcomes={"Decision": "reject"} if place == 2 else {})
    yield Scene("general", "weeks", outcomes={"Decision": "return"})
    yield Scene("general", "weeks", outcomes={"Mark": "reject"})


def _with_the_head() -> Iterator[Scene]:
    for age in AGES:
        yield Scene("general", age, "Mark", "dm", read=age == "late", priority=int(age == "today"))
    yield Scene("land", "late", "Decision", "dm", read=True)
    yield Scene("general", "today", "Decision", "dm", priority=2)
    yield Scene("jm", "fresh", "Decision", "dm", secrecy=1)
    yield Scene("it", "soon", "Decision", "dm")


def _in_the_sections() -> Iterator[Scene]:
    for shift, section in enumerate(SECTIONS):
        for place, rank in enumerate(LINE):
            age = AGES[(place + shift) % len(AGES)]
            yield Scene(
                section, age, "Process", f"{rank}-{section}", read=place % 2 == 1, priority=int(place == 0)
            )
        yield Scene(section, "fresh", "Reply", f"oc-{section}")
    for age in AGES:
        yield Scene("general", age, "Process", "oc-general", read=age in {"late", "soon"})
    yield Scene("general", "soon", "Process", "oc-general", secrecy=1)


def _waiting() -> Iterator[Scene]:
    asks = {"Process": "ask_citizen"}
    for section, age in WITH_CITIZENS:
        yield Scene(section, age, WAITING, outcomes=asks)
    enquires = {"Process": "enquire"}
    for (section, age), takers in zip(ENQUIRED, ((), ("udc-land",), ("udc-general",)), strict=True):
        yield Scene(section, age, "Field_enquiry", POOL, then=takers, outcomes=enquires)


def _with_the_adms() -> Iterator[Scene]:
    for section, age in WITH_ADMS:
        yield Scene(section, age, "Decision", "dm", read=True, then=(f"adm-{section}",))


def _copies() -> Iterator[Scene]:
    for holder, age in SEARCHED:
        yield Scene("record-room", age, "Search", holder)
    yield Scene("record-room", "soon", "Compare", "record-officer")
    for stage, takers in COUNTERS.items():
        for taker in takers:
            yield Scene("record-room", "fresh", stage, POOL, then=(taker,) if taker else ())
    for taker, age in UNCOLLECTED:
        yield Scene("record-room", age, "Deliver", POOL, read=True, then=(taker,))


WITH_CITIZENS: Aged = (("general", "soon"), ("general", "late"), ("land", "fresh"))
ENQUIRED: Aged = (("general", "soon"), ("land", "today"), ("general", "fresh"))
WITH_ADMS: Aged = (("general", "today"), ("land", "late"), ("it", "fresh"))
SEARCHED: Aged = (("record-officer", "fresh"), ("cic-record-room", "today"), ("ldc-record-room", "late"))
UNCOLLECTED: Aged = (("counter-1", "late"), ("counter-2", "today"))
"""Copies that a counter has taken to deliver, and that nobody has come for."""
COUNTERS = {
    "Take_fee": ("", "counter-1", "counter-2"),
    "Make_copy": ("", "record-keeper", "udc-record-room"),
    "Deliver": ("", "counter-1", "counter-2"),
}
