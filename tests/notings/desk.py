"""A note sheet with a clerk and an officer at it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from notings import services
from notings.models import NoteDraft, NoteSheet, Paragraph
from tests.hierarchy.factories import NOW, charge, make_office, make_post, make_user

CLERK = ("note", "forward")
OFFICER = ("note", "forward", "recommend", "decide")


@dataclass(slots=True)
class Desk:
    office: Office
    sheet: NoteSheet
    clerk: Actor
    officer: Actor

    def write(
        self,
        text: str,
        *,
        actor: Actor | None = None,
        lane: UUID | None = None,
        revision: int = 0,
        now: datetime = NOW,
    ) -> NoteDraft:
        return services.save_draft(
            actor=actor or self.clerk, sheet=self.sheet.id, lane=lane, text=text, revision=revision, now=now
        )

    def sign(
        self, *, actor: Actor | None = None, lane: UUID | None = None, now: datetime = NOW
    ) -> Paragraph | None:
        with transaction.atomic():
            return services.sign_draft(actor=actor or self.clerk, sheet=self.sheet.id, lane=lane, now=now)

    def signed(self, text: str, *, actor: Actor | None = None, lane: UUID | None = None) -> Paragraph:
        self.write(text, actor=actor, lane=lane)
        paragraph = self.sign(actor=actor, lane=lane)
        assert paragraph is not None
        return paragraph


def make_desk() -> Desk:
    office = make_office()
    clerk = make_post(office, "udc-it", level=6, powers=CLERK)
    officer = make_post(office, "oc-it", level=4, powers=OFFICER)
    return Desk(office, services.new_sheet(office=office.id), make_actor(clerk), make_actor(officer))


def post_of(actor: Actor) -> Post:
    assert actor.post_id is not None
    return Post.objects.get(id=actor.post_id)


def make_actor(post: Post) -> Actor:
    user = make_user(f"of-{post.code}")
    charge(user, post)
    return hierarchy.actor_for(user.id, post.id, NOW)
