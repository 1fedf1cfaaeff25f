"""Whatever is posted to a form, nobody reads a sentence of Django's own, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from django.test import Client
from django.urls import reverse

from hierarchy.administration.acts import ACTS
from tests.security.addresses import Address, addresses, url_of
from tests.security.asking import page_of, spoken, undone
from tests.security.forms import Body, body_of
from tests.security.rubbish import RUBBISH, fields_of, filled_with, stock_words
from tests.security.table import read_table
from tests.security.world import World

TABLE = read_table()
TAKEN = {"shown", "on", "refused"}
REFUSED = {400, 409, 422}


@pytest.mark.parametrize(
    ("page", "language", "known"),
    [
        ("<p>“x” is not a valid UUID.</p>", "en", True),
        ("<p>Enter a whole number.</p>", "bn-in", True),
        ("<p>Choose one from the list.</p>", "en", False),
    ],
)
def test_djangos_own_sentences_are_known(page: str, language: str, known: bool) -> None:
    assert bool(stock_words(page, language)) is known


def test_no_form_answers_in_djangos_words(world: World) -> None:
    wrong, refused = [], 0
    for address, role, subject in _forms():
        client = world.wake(role)
        with undone():
            world.prepare(role, subject)
            url = url_of(address, world, role, subject)
            answers = list(_answers(client, url, body_of(address, world, role, subject)))
        wrong += [f"{address.name}, {role}: {said}" for _status, said in answers if said]
        refused += any(status in REFUSED for status, _said in answers)
    assert wrong == [], "\n".join(wrong)
    assert refused > 20


def test_no_act_of_administration_answers_in_djangos_words(world: World) -> None:
    wrong = []
    client = world.wake("administrator")
    for act in ACTS:
        with undone():
            answers = list(_answers(client, reverse("admin_act", args=[act]), {"step": "check"}))
        wrong += [f"{act}: {said}" for _status, said in answers if said]
        wrong += [f"{act}: rubbish was taken"] * (REFUSED.isdisjoint(status for status, _said in answers))
    assert wrong == [], "\n".join(wrong)


def _answers(client: Client, url: str, least: Body) -> Iterator[tuple[int, str]]:
    """Of each kind of rubbish, in one language after the other: the status, and what is wrong with it."""
    shown = client.get(url)
    fields = fields_of(page_of(shown)) if shown.status_code == 200 else {}
    for rubbish, language in zip(RUBBISH, cycle(("bn-in", "en"))):
        with spoken(client, language), undone():
            given = client.post(url, filled_with(rubbish, fields, least))
        said = stock_words(page_of(given), language)
        broken = said or given.status_code >= 500
        yield given.status_code, f"{rubbish[:9]!r}: {given.status_code} {said}" if broken else ""


def _forms() -> list[tuple[Address, str, str]]:
    """Each address that takes a form, with a role and a file from whom it is taken."""
    first: dict[str, tuple[str, str]] = {}
    for (name, method, subject), cells in TABLE.rows.items():
        roles = [role for role, word in cells.items() if word in TAKEN]
        if method == "POST" and roles:
            first.setdefault(name, (roles[0], subject))
    return [(one, *first[one.name]) for one in addresses() if one.name in first]
