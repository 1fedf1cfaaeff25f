"""Who has not signed in sees a page only where its view says so."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "healthz",
    "home",
    "signin",
    "account_login",
    "answer_link",
    "sent_letter",
    "first_signin",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "set_language",
    "track",
    "track_code",
}


def views(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry)
        else:
            yield entry


def test_only_known_pages_are_open_to_everyone() -> None:
    opened = {
        str(entry.name)
        for entry in views(get_resolver())
        if not getattr(entry.callback, "login_required", True)
    }

    assert opened <= OPEN


@pytest.mark.django_db
def test_a_closed_page_sends_to_the_sign_in(client: Client) -> None:
    answer = client.get("/post/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/signin/?next=")
