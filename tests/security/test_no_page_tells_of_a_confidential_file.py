"""All lists, searches, prints, lists of charge and partial pages, read by those who may not open the file."""

from __future__ import annotations

import pytest

from tests.security.addresses import addresses
from tests.security.asking import answer, page_of, undone, word_of
from tests.security.table import read_table
from tests.security.world import GRADED, GRADES, World

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
