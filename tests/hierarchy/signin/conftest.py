"""An office with an administrator, its head, and an officer who signs in by password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.actors import Actor
from hierarchy.models import Office, User
from hierarchy.selectors import acting_posts, actor_of
from hierarchy.witnesses import beside
from tests.hierarchy.factories import charge, make_office, make_post, make_user

PASSWORD = "a long enough secret"
OTHER_PASSWORD = "another long secret"


@dataclass(frozen=True, slots=True)
class House:
    office: Office
    head: User
    admin: User
    second_admin: User
    officer: User
    newcomer: User

    def actor(self, user: User, second: User | None = None) -> Actor:
        """An administrator has the other one beside him, or who is named."""
        now = timezone.now()
        actor = actor_of(user, acting_posts(user, now)[0], now)
        return (
            beside(actor, second or self.second_admin, self.office.pk, now) if actor.may("admin") else actor
        )


def make_house() -> House:
    office = make_office()
    head = make_post(office, "dm", level=1, powers=("decide",))
    powers = ("admin", "note")
    posts = [
        make_post(office, code, head, level=level, powers=powers if level == 4 else ("note",))
        for code, level in (("it-1", 4), ("it-2", 4), ("oc", 5), ("udc", 5))
    ]
    users = [make_user(name) for name in ("head", "admin", "second-admin", "officer", "newcomer")]
    for user, post in zip(users, [head, *posts], strict=True):
        charge(user, post)
    for user in users[:4]:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return House(office, *users)


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def sign_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post(reverse("signin"), {"username": username, "password": password}).status_code


BESIDE: Final = {"second": "second-admin", "second_password": PASSWORD}
"""The other administrator, on a page that asks for the second person."""


def reset(office: Client, house: House, **given: str) -> tuple[int, str]:
    """A password reset by the administrator before a second one."""
    form = {"password_too": "on", "reason": "ভুলে গেছেন", **BESIDE}
    answer = office.post(reverse("officer_reset", args=[house.officer.pk]), form | given)
    return answer.status_code, answer.content.decode()
