"""No address that names a file, a part of it or a paper in it gives words of a graded one without a row.

Asked of the URLconf itself, so that a new address is asked too: by who holds the file, by who is above him,
by who audits, as a page and as a part of one, read, sent and refused. Holder and auditor are asked in every
run, the secret grade of the holder; every reader and both grades under GOTIPATH_SOAK=1.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.html import escape

from efile.access.models import AccessLog, PageKind
from efile.models import Matter, Secrecy
from efile.papers.models import Paper
from tests.security.addresses import Address, addresses, url_of
from tests.security.asking import undone
from tests.security.forms import body_of
from tests.security.world import World

NAMED = frozenset({"matter", "thread", "receipt", "paper", "draft"})
ADDRESSES = [one for one in addresses() if NAMED & {*one.parameters}]
READERS = (("OC", "own"), ("auditor", "confidential"), ("DM", "confidential"), ("assistant", "own"))
CASES = [
    (role, subject, grade)
    for role, subject in READERS
    for grade in (Secrecy.CONFIDENTIAL, Secrecy.SECRET)
    if role == "OC"
    or (role, grade) == ("auditor", Secrecy.CONFIDENTIAL)
    or os.environ.get("GOTIPATH_SOAK") == "1"
]
SUBJECT, TITLE = "গোপন অভিযোগের বিষয়", "গোপন অভিযোগের চিঠি"
LETTER = "চিঠির লেখা"
"""What the letter says that is being drafted on each file of the world."""
PART = {"HX-Request": "true"}


def readings(matter: Matter) -> int:
    return AccessLog.objects.filter(matter=matter).count()


def words_in(answer: HttpResponseBase) -> set[str]:
    """The graded words in its page, its bytes or its headers."""
    body = b"" if answer.streaming else getattr(answer, "content", b"")
    said = body.decode(errors="ignore") + "".join(f"{name}: {value}" for name, value in answer.items())
    found = {word for word in (SUBJECT, TITLE, LETTER) if escape(word) in said or quote(word) in said}
    # Without a word of its title the header still says which bytes they are.
    return found | ({"digest"} if answer.has_header("ETag") else set())


def graded(world: World, role: str, subject: str, grade: int) -> Matter:
    matter = world.matter(role, subject)
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade, subject=SUBJECT)
    Paper.objects.filter(pk=world.papers[matter.pk]).update(title=TITLE)
    return matter


def answers(world: World, one: Address, role: str, subject: str) -> dict[str, Any]:
    """By the way it is asked, each on its own: what it answers, and how many rows that wrote."""
    client, url = world.clients[role], url_of(one, world, role, subject)
    given = body_of(one, world, role, subject)
    plain = {name: value for name, value in given.items() if isinstance(value, str)}
    stale = {**given, "version": "0"}
    ways: dict[str, Callable[[], Any]] = {
        "GET": lambda: client.get(url, plain),
        "GET of a part": lambda: client.get(url, plain, headers=PART),
        "HEAD": lambda: client.head(url, plain),
        "POST": lambda: client.post(url, given),
        "POST of nothing": lambda: client.post(url),
        "POST of a part": lambda: client.post(url, headers=PART),
        "POST too late": lambda: client.post(url, stale),
        "POST of a search": lambda: client.post(url, {"find": "", "q": ""}),
    }
    found = {}
    for way, ask in ways.items():
        with undone():
            matter = world.matter(role, subject)
            before = readings(matter)
            answer = ask()
            found[way] = answer, readings(matter) - before
    return found


@pytest.mark.parametrize(("role", "subject", "grade"), CASES)
def test_words_of_a_graded_file_leave_a_row(world: World, role: str, subject: str, grade: int) -> None:
    world.wake(role)
    unlogged, twice, told = [], [], set()
    with undone():
        graded(world, role, subject, grade)
        for one in ADDRESSES:
            for way, (answer, rows) in answers(world, one, role, subject).items():
                words = words_in(answer)
                told |= {one.name} if words else set()
                if words and not rows:
                    unlogged.append(f"{way} {one.name}: {words}")
                if rows > 1:
                    twice.append(f"{way} {one.name}: {rows}")
    assert unlogged == []
    assert twice == []
    assert {"matter", "peek", "showing", "paper", "history_detail"} <= told
    if subject == "own" and role == "OC":
        assert {"forward", "complete", "put_in_file", "grade", "change_paper"} <= told


def test_one_who_may_not_open_it_leaves_no_row(world: World) -> None:
    world.wake("UDC")
    with undone():
        matter = graded(world, "OC", "confidential", Secrecy.CONFIDENTIAL)
        before = readings(matter)
        for one in ADDRESSES:
            for answer, _rows in answers(world, one, "UDC", "confidential").values():
                assert words_in(answer) == set(), one.name
        assert readings(matter) == before


def test_a_list_found_while_typing_and_a_kept_draft_are_no_reading(world: World) -> None:
    """The form they belong to was logged when it was opened."""
    client, thread = world.wake("OC"), world.thread("OC", "own").pk
    with undone():
        matter = graded(world, "OC", "own", Secrecy.CONFIDENTIAL)
        before = readings(matter)
        for address in (
            reverse("forward", args=[thread]),
            reverse("put_in_file", args=[thread]),
            reverse("showing", args=[matter.pk]),
        ):
            assert client.get(address, {"q": "ক"}, headers=PART).status_code == 200
        kept = client.post(reverse("draft", args=[thread]), {"text": "দেখছি।", "revision": "0"})
        assert kept.status_code == 200
        assert readings(matter) == before


def test_a_form_is_named_in_the_log(world: World) -> None:
    client = world.wake("auditor")
    with undone():
        matter = graded(world, "auditor", "confidential", Secrecy.SECRET)
        client.get(reverse("showing", args=[matter.pk]))
        row = AccessLog.objects.filter(matter=matter).latest("at")
        assert (row.page, row.secrecy) == (PageKind.PART, Secrecy.SECRET)
