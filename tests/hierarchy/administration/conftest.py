"""The administrator of a small office, at his pages."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.models import Calendar, Charge, Post, Section, User
from hierarchy.selectors import holder_of
from tests.hierarchy.offices import Establishment, make_establishment
from tests.witness import giving

SignIn = Callable[..., Client]
SEEN = 'name="seen" value="'


@pytest.fixture
def house(db: None) -> Establishment:
    """An office with a calendar, a minute ago: pages read the real clock."""
    house = make_establishment()
    Calendar.objects.create(
        office=house.office, version=1, weekly_off=[5, 6], valid_from="2026-01-01", source="demonstration"
    )
    house.now = timezone.now()
    return house


@pytest.fixture
def sign_in(house: Establishment) -> SignIn:
    def client_of(post: str = "admin", language: str = "en") -> Client:
        holder = holder_of(house.posts[post].pk, timezone.now())
        assert holder is not None
        client = Client()
        client.force_login(User.objects.get(pk=holder.user_id))
        client.cookies["language"] = language
        return client

    return client_of


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    return sign_in()


def words(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return unescape(answer.content.decode())


def given(**fields: object) -> dict[str, str]:
    """A form's fields: rows by their keys, people by user name."""
    return {name: _value(value) for name, value in fields.items()}


def _value(value: object) -> str:
    if isinstance(value, User):
        return value.username
    return str(value.pk) if isinstance(value, Post | Section | Charge) else str(value)


def ask(client: Client, act: str, **fields: object) -> HttpResponseBase:
    """The page that says what will follow."""
    return client.post(reverse("admin_act", args=[act]), given(**fields) | {"step": "check"})


def do(client: Client, act: str, **fields: object) -> HttpResponseBase:
    """Read what will follow, and confirm it before the head; a refusal comes before there is anything to
    confirm."""
    return _confirmed(client, act, fields, giving(User.objects.get(username="test-office-dm")))


def do_alone(client: Client, act: str, **fields: object) -> HttpResponseBase:
    """The same with nobody beside him."""
    return _confirmed(client, act, fields, {})


def do_before(second: tuple[str, str], client: Client, act: str, **fields: object) -> HttpResponseBase:
    """The same with the user name and password of a second person."""
    return _confirmed(client, act, fields, {"second": second[0], "second_password": second[1]})


def _confirmed(
    client: Client, act: str, fields: dict[str, object], second: dict[str, str]
) -> HttpResponseBase:
    page = ask(client, act, **fields)
    if page.status_code != 200:
        return page
    seen = words(page).partition(SEEN)[2].partition('"')[0]
    address = reverse("admin_act", args=[act])
    return client.post(address, given(**fields) | second | {"step": "do", "seen": seen})
