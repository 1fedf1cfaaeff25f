"""A small office with an administrator, as the acts of administration need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hierarchy import selectors, services
from hierarchy.actors import Actor
from hierarchy.models import Charge, Office, Post, Section, User
from hierarchy.witnesses import beside
from ledger import selectors as ledger
from tests.hierarchy.factories import (
    NOW,
    charge,
    make_office,
    make_post,
    make_section,
    make_user,
)


@dataclass(slots=True)
class Establishment:
    """A head, an administrator, an officer and a clerk in the section `general`; a section `land`."""

    office: Office
    sections: dict[str, Section]
    posts: dict[str, Post]
    users: dict[str, User]
    now: datetime = NOW

    def actor(self, post: str = "admin") -> Actor:
        """An administrator has the head beside him."""
        holder = selectors.holder_of(self.posts[post].pk, self.now)
        assert holder is not None, f"{post} is vacant"
        actor = selectors.actor_for(holder.user_id, self.posts[post].pk, self.now)
        return beside(actor, self.users["dm"], self.office.pk, self.now) if actor.may("admin") else actor

    def wait(self, **span: int) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def user(self, name: str) -> User:
        if name not in self.users:
            self.users[name] = make_user(name)
        return self.users[name]

    def charge_of(self, post: str) -> Charge:
        return Charge.objects.filter(post=self.posts[post]).latest("starts")

    def kinds(self) -> list[str]:
        return [entry.kind for entry in ledger.entries(self.office.pk)]

    def transfer(self, post: str, user: str, kind: str = "substantive") -> Charge:
        return services.transfer(
            actor=self.actor(), post=self.posts[post].pk, user=self.user(user).pk, kind=kind, now=self.now
        )


def make_establishment(code: str = "test-office") -> Establishment:
    office = make_office(code)
    sections = {name: make_section(office, name) for name in ("general", "land")}
    head = make_post(office, "dm", level=1, powers=("note", "forward", "decide"))
    posts = {"dm": head}
    posts["admin"] = make_post(office, "admin", head, level=4, powers=("note", "admin"))
    posts["oc"] = make_post(office, "oc", head, level=3, section=sections["general"])
    posts["clerk"] = make_post(office, "clerk", posts["oc"], level=7, section=sections["general"])
    posts["oc-land"] = make_post(office, "oc-land", head, level=3, section=sections["land"])
    users = {name: make_user(f"{code}-{name}") for name in posts}
    for name, post in posts.items():
        charge(users[name], post)
    return Establishment(office, sections, posts, users)
