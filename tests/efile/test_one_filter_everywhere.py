"""Every address that names a matter, a thread or a receipt asks the one filter, and tells nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.environment import BASE_DIR
from efile import selectors, visibility
from efile.models import Matter, Secrecy
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, receipt_of, sign_in

__all__ = ["district", "sign_in"]
NAMED = {"matter", "thread", "receipt"}
NOT_ON_PAGES = ("Matter", "Thread", "Movement", "Receipt")
ALLOWED = {
    # the receipt leads to its matter, which is asked of the filter before anything is shown
    ("efile/views/frontdesk.py", "Receipt"),
    # whether the row that the filter gave has moved since
    ("efile/views/drafts.py", "Thread"),
}


def addresses(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[tuple[str, str]]:
    """(name, parameter) of every address of the whole installation that names one of them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif pattern.name and (found := NAMED.intersection(pattern.pattern.converters)):
            yield pattern.name, found.pop()


ADDRESSES = sorted(addresses())


def named(matter: Matter, parameter: str) -> UUID:
    return {
        "matter": matter.pk,
        "thread": matter.threads.get(parent=None).pk,
        "receipt": receipt_of(matter).pk,
    }[parameter]


def said(client: Client, method: str, name: str, own_id: UUID) -> tuple[int, str]:
    answer = getattr(client, method)(reverse(name, args=[own_id]))
    text = re.sub(r'(name="csrfmiddlewaretoken" value|data-csrf)="[^"]*"', "", answer.content.decode())
    return answer.status_code, text.replace(str(own_id), "")


def test_the_addresses_are_found() -> None:
    names = {name for name, _parameter in ADDRESSES}
    assert {"matter", "peek", "history_detail", "slip", "forward", "showing", "printed"} <= names
    assert len(names) >= 16


@pytest.mark.parametrize("grade", [Secrecy.NORMAL, Secrecy.TOP_SECRET])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_for_the_reader_is_as_unknown_as_what_there_is_not(
    district: District, sign_in: SignIn, method: str, grade: Secrecy
) -> None:
    matter, client = district.receive(secrecy=grade), sign_in("udc-it")
    told = {}
    for name, parameter in ADDRESSES:
        own, none = (said(client, method, name, pk) for pk in (named(matter, parameter), uuid7()))
        if own != none or own[0] not in {404, 405}:
            told[name] = (own[0], none[0])
    assert told == {}


def test_every_address_asks_the_filter(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, client = district.receive(), sign_in("dm")
    asked: list[str] = []
    own = visibility.opened_one

    def counted(*args: object) -> object:
        asked.append("")
        return own(*args)  # type: ignore[arg-type]  # [handed on as they came]

    monkeypatch.setattr(selectors, "opened_one", counted)
    unasked = []
    for name, parameter in ADDRESSES:
        for method in ("get", "post"):
            asked.clear()
            status = getattr(client, method)(reverse(name, args=[named(matter, parameter)])).status_code
            if not asked and status != 405:
                unasked.append((name, method, status))
    assert unasked == []


def test_pages_read_these_tables_through_selectors_alone() -> None:
    found = {
        (str(path.relative_to(BASE_DIR)), table)
        for folder in ("efile/views", "efile/pages", "integrations/demonstration")
        for path in (BASE_DIR / folder).glob("*.py")
        if folder != "integrations/demonstration" or path.name == "views.py"
        for table in NOT_ON_PAGES
        if re.search(rf"\b{table}\.objects\b", path.read_text())
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("post", "grade", "row", "words"),
    [
        ("udc-it", Secrecy.NORMAL, False, False),
        ("auditor-1", Secrecy.NORMAL, True, True),
        ("auditor-1", Secrecy.SECRET, True, True),
        ("auditor-1", Secrecy.TOP_SECRET, True, False),
        ("dm", Secrecy.TOP_SECRET, True, True),
        ("cic-general", Secrecy.SECRET, False, False),
    ],
)
def test_lists_search_and_registers_show_what_the_page_shows(
    district: District, sign_in: SignIn, post: str, grade: Secrecy, row: bool, words: bool
) -> None:
    matter = district.receive(subject="বিশেষ তদন্ত", applicant="করিম শেখ", secrecy=grade)
    district.complete("dm", matter, "mark", to="oc-general")
    number, client = receipt_of(matter).number, sign_in(post)
    pages = [
        client.get(reverse("history")).content.decode(),
        client.get(reverse("history"), {"q": number}).content.decode(),
        client.get(reverse("search"), {"q": number}).content.decode(),
    ]
    assert [number in re.sub(r'value="[^"]*"|“[^”]*”|<title>.*?</title>', "", page) for page in pages] == [
        row
    ] * 3
    assert [any(word in page for word in ("বিশেষ তদন্ত", "করিম শেখ")) for page in pages] == [words] * 3
    for name in ("history", "search"):
        for asked in ("তদন্ত", "করিম"):
            page = client.get(reverse(name), {"q": asked}).content.decode()
            assert (number in page) is words
    assert (client.get(reverse("matter", args=[matter.pk])).status_code == 200) is words
