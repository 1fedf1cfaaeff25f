"""Link checkers and watchers ask for the head of a page alone (RFC 9110, 9.3.2): it is that of the page."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from tests.efile.conftest import District
from tests.efile.pages.conftest import receipt_of

NOT_ALLOWED = 405
MADE_UP = {"uuid": uuid4(), "slug": "nothing", "str": "nothing", "int": 1}


def entries(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from entries(entry)
        else:
            yield entry


def addresses() -> dict[str, str]:
    """An address of every name, its places filled with what no office has."""
    found = {}
    for entry in entries(get_resolver()):
        kinds = {name: type(taken).__name__ for name, taken in entry.pattern.converters.items()}
        given = {
            name: MADE_UP[kind.removesuffix("Converter").lower().replace("string", "str")]
            for name, kind in kinds.items()
        }
        found[str(entry.name)] = reverse(str(entry.name), kwargs=given)
    return found


@pytest.mark.parametrize("routes", ["config.urls", "tests.integrations.demonstration_urls"])
def test_every_address_that_a_stranger_may_read_also_answers_with_its_head(
    district: District, settings: Settings, routes: str
) -> None:
    settings.ROOT_URLCONF = routes
    cache.clear()
    known = receipt_of(district.marked()).tracking
    asked = {**addresses(), "track_code with a code": reverse("track_code", args=[known])}
    read = {name: Client().get(address) for name, address in asked.items()}

    answered = {name for name, page in read.items() if page.status_code == 200}
    assert answered >= {"home", "track", "track_code with a code", "signin"}
    for name, page in read.items():
        if page.status_code == NOT_ALLOWED:
            continue
        head = Client().head(asked[name])
        assert head.status_code == page.status_code, name
        assert head.headers.get("Content-Type") == page.headers.get("Content-Type"), name
        assert head.headers.get("Location") == page.headers.get("Location"), name
        assert head.content == b"", name


def test_a_head_marks_nothing_as_done(district: District) -> None:
    matter = district.marked()
    before = district.thread(matter).version

    Client().head(reverse("track_code", args=[receipt_of(matter).tracking]))

    assert district.thread(matter).version == before
    assert district.thread(matter).read_at is None
