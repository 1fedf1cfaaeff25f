"""All lists, searches, prints, lists of charge and partial pages, read by those who may not open the file."""

from __future__ import annotations

import pytest

from efile.models import Matter
from efile.selectors import BOXES
from tests.security.addresses import addresses
from tests.security.asking import answer, page_of, undone, word_of
from tests.security.table import read_table
from tests.security.world import GRADED, GRADES, World

TOOK_PART = ("front desk", "assistant")
"""Who received it, and who drafts for an officer through whose hands it went."""
READERS = ("UDC", "other section", "administrator", "front desk")
SEARCHES = ("search", "history")


@pytest.mark.parametrize("role", READERS)
def test_no_page_says_its_subject_or_applicant(world: World, role: str) -> None:
    known = {one.name: one for one in addresses()}
    world.wake(role)
    told, read = [], 0
    for (name, method, subject), cells in read_table().rows.items():
        if method == "GET" and cells[role] == "shown":
            with undone():
                given = answer(world, known[name], "GET", role, subject)
                page = page_of(given)
            read += word_of(given) == "shown"
            told += [f"{name} {subject}: {word}" for word in GRADED if word in page]
    assert told == []
    assert read > 25


def passed_on(world: World, role: str) -> Matter:
    """A file that the role's post took in or sent to the head, with the words of the graded one."""
    if role == "front desk":
        return world.further["received today"]
    world.district.forward("adm-general", world.own[role], "dm")
    Matter.objects.filter(pk=world.own[role].pk).update(subject=GRADED[0])
    return world.own[role]


@pytest.mark.parametrize("grade", [None, *GRADES])
@pytest.mark.parametrize("role", TOOK_PART)
def test_no_box_of_the_desk_says_them_to_who_took_part(world: World, role: str, grade: str | None) -> None:
    client = world.wake(role)
    with undone():
        matter = passed_on(world, role).pk
        Matter.objects.filter(pk=matter).update(secrecy=GRADES[grade] if grade else 0)
        pages = {box: client.get("/desk/", {"box": box}).content.decode() for box in BOXES}
    telling = [box for box, page in pages.items() if any(word in page for word in (*GRADED, str(matter)))]
    assert telling == [] if grade else {"others", "sent"} <= set(telling)


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("role", READERS)
def test_no_search_finds_it(world: World, role: str, grade: str) -> None:
    client = world.wake(role)
    receipt = world.confidential.receipt
    assert receipt is not None
    with undone():
        world.prepare(role, grade)
        pages = {
            (one, asked): client.get(f"/{one}/", {"q": asked}).content.decode()
            for one in SEARCHES
            for asked in (*GRADED, receipt.number)
        }
    assert [key for key, page in pages.items() if str(world.confidential.pk) in page] == []


def test_who_may_open_it_reads_the_words(world: World) -> None:
    """The words are on the pages at all."""
    client = world.wake("OC")
    with undone():
        page = client.get(f"/m/{world.confidential.pk}/").content.decode()
        found = client.get("/search/", {"q": GRADED[0]}).content.decode()
    assert all(word in page for word in GRADED)
    assert str(world.confidential.pk) in found
