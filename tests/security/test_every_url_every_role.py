"""Every URL name, method, file and role: the answer that `table.csv` declares is the answer given."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hierarchy.administration.acts import ACTS
from tests.security.addresses import METHODS, Address, addresses
from tests.security.asking import WORDS, answer, ask, page_of, pages_not_drawn, spoken, undone, word_of
from tests.security.roles import ADMINISTRATORS, NAMES
from tests.security.table import NOT_TAKEN, UNJUDGED, Key, read_table
from tests.security.world import World

TABLE = read_table()
ADDRESSES = {one.name: one for one in addresses()}
OTHER_VERBS = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
DRAWN = {"shown", "refused"}
REFUSED_VERB = {"method", "no", "none", "sign-in"}
FILL = "`python -m tests.security.table --fill` adds rows for it; docs/security.md says how to judge them"


def test_every_url_and_method_has_its_rows() -> None:
    missing = [
        f"{one.name} {method}"
        for one in ADDRESSES.values()
        for method in METHODS
        if not _declared(one, method)
    ]
    assert missing == [], f"undeclared; {FILL}"


def test_no_row_is_of_a_url_that_is_gone() -> None:
    gone = sorted({name for name, _method, _subject in TABLE.rows} - set(ADDRESSES))
    assert gone == [], "take these rows out"


def test_every_cell_is_judged_and_in_known_words() -> None:
    unjudged, unknown = [], []
    for key, cells in TABLE.rows.items():
        for role in NAMES:
            cell = cells.get(role) or ""
            if cell.endswith(UNJUDGED):
                unjudged.append(f"{' '.join(key)}, {role}: {cell}")
            elif cell not in {*WORDS.values(), "sign-in"}:
                unknown.append(f"{' '.join(key)}, {role}: {cell!r}")
    assert unjudged == [], "a person judges these and takes the mark away; docs/security.md"
    assert unknown == []


@pytest.mark.parametrize("role", NAMES)
def test_every_answer_is_the_declared_one(world: World, role: str) -> None:
    wrong = []
    world.wake(role)
    with pages_not_drawn():
        for (name, method, subject), cells in TABLE.rows.items():
            if name in ADDRESSES:
                found = ask(world, ADDRESSES[name], method, role, subject)
                if found != cells[role]:
                    wrong.append(f"{name} {method} {subject}: {found}, declared {cells[role]}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_draws_in_both_languages(world: World, language: str) -> None:
    """Each URL name, each method: the page of the first role that gets it, and of the first refused one."""
    wrong = []
    for (name, method, word), (role, subject) in _to_draw().items():
        with spoken(world.wake(role), language), undone():
            given = answer(world, ADDRESSES[name], method, role, subject)
            drawn = page_of(given)
        if word_of(given) != word or ("<html" in drawn and f'<html lang="{language}' not in drawn):
            wrong.append(f"{name} {method} {subject}, {role}: {word_of(given)}, declared {word}")
    assert wrong == [], "\n".join(wrong)


def test_no_other_verb_does_anything(world: World) -> None:
    """HEAD answers as GET does; what no address takes is refused, also from who may use the address."""
    wrong = []
    with pages_not_drawn():
        for name, address in ADDRESSES.items():
            role, subject, got = _who_gets(name)
            found = {verb: ask(world, address, verb, role, subject) for verb in ("HEAD", *OTHER_VERBS)}
            if found["HEAD"] != got:
                wrong.append(f"HEAD {name}, {role}: {found['HEAD']}, GET {got}")
            wrong += [
                f"{verb} {name}, {role}: {found[verb]}"
                for verb in OTHER_VERBS
                if found[verb] not in REFUSED_VERB and (verb, found[verb]) != ("OPTIONS", "shown")
            ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("role", ["OC", "DM", "IT section", "administrator"])
def test_every_administrative_act_is_the_administrators(world: World, role: str) -> None:
    """They share one URL name, so that the table has one row for them all."""
    client, answers = world.clients[role], set()
    with pages_not_drawn():
        for act in ACTS:
            with undone():
                address = reverse("admin_act", args=[act])
                answers |= {client.get(address).status_code, client.post(address).status_code}
    assert answers <= ({200, 422, 409} if role in ADMINISTRATORS else {403})


def _to_draw() -> dict[tuple[str, str, str], tuple[str, str]]:
    """The role and subject for each (name, method, word) of an answer that has a page."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for (name, method, subject), cells in TABLE.rows.items():
        for role, word in cells.items():
            if name in ADDRESSES and word in DRAWN:
                found.setdefault((name, method, word), (role, subject))
    return found


def _who_gets(name: str) -> tuple[str, str, str]:
    """A role and a subject that the address is open to, and what GET gives him."""
    rows = {key[1:]: cells for key, cells in TABLE.rows.items() if key[0] == name}
    open_to = [
        (role, subject)
        for (_method, subject), cells in rows.items()
        for role, word in cells.items()
        if word in {"shown", "on", "refused"}
    ]
    role, subject = open_to[0] if open_to else ("DM", next(iter(rows))[1])
    gets = next(cells for key, cells in rows.items() if key in {("GET", subject), ("GET", "-")})
    return role, subject, gets[role]


def _declared(address: Address, method: str) -> bool:
    rows: dict[Key, dict[str, str]] = {
        key: cells for key, cells in TABLE.rows.items() if key[:2] == (address.name, method)
    }
    if {subject for *_name, subject in rows} == set(address.subjects):
        return True
    whole = rows.get((address.name, method, "-"))
    return whole is not None and len(rows) == 1 and {*whole.values()} <= NOT_TAKEN
