"""Matters of a demonstration district with a history of a given length, ready to be acted on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.management import call_command

from efile import services
from efile.models import Thread
from efile.services.act import Seen
from efile.services.receiving import Application
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from notings import services as notings
from workflows.shipping import load_flows

BEGIN = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NOTE = "উপরের নোট দেখলাম। কাগজপত্র মিলিয়ে দেখা হল, আপত্তির কারণ নেই। সদয় বিবেচনার জন্য পেশ করা হল।"
SERVICE = "wb-tube-well"
DESKS = ("oc-general", "cic-general")


class Matters:
    """Matters that went to and fro between two desks until they had `movements`, and lie with the first.

    Each carries a written note, ready to be signed by the act that is measured.
    """

    def __init__(self, movements: int, count: int) -> None:
        self.now = BEGIN
        self.office = district(self.now)
        self.actors = {code: self._actor(code) for code in ("counter-1", "dm", *DESKS)}
        self.ready = [self._with_history(movements) for _ in range(count)]

    def forward(self) -> None:
        """Send the next matter to the second desk."""
        thread = self.ready.pop()
        self._send(thread, DESKS[0], DESKS[1])

    def complete(self) -> None:
        """Put the next matter up to the head."""
        thread = self.ready.pop()
        services.complete_stage(
            actor=self.actors[DESKS[0]],
            thread=thread.pk,
            outcome="recommend",
            seen=Seen(thread.version, thread.stage_id),
            now=self._moment(),
        )

    def _with_history(self, movements: int) -> Thread:
        received = services.receive(
            actor=self.actors["counter-1"],
            application=Application(SERVICE, "নলকূপ মেরামতের আবেদন", "রহিমা বেওয়া", "চোপড়া", "9000000000"),
            now=self._moment(),
        )
        hops = movements - 2
        self._mark(received.matter, DESKS[hops % 2])
        for left in range(hops, 0, -1):
            sender, to = DESKS[left % 2], DESKS[1 - left % 2]
            self._send(self._thread(received.matter), sender, to)
        thread = self._thread(received.matter)
        actor, sheet = self.actors[DESKS[0]], thread.matter.sheet_id
        notings.save_draft(actor=actor, sheet=sheet, lane=None, text=NOTE, revision=0, now=self._moment())
        return thread

    def _mark(self, matter: UUID, to: str) -> None:
        services.complete_stage(
            actor=self.actors["dm"],
            thread=self._thread(matter).pk,
            outcome="mark",
            to=self.actors[to].post_id,
            now=self._moment(),
        )

    def _send(self, thread: Thread, sender: str, to: str) -> None:
        post = self.actors[to].post_id
        if post is None:
            raise LookupError(to)
        services.forward(
            actor=self.actors[sender],
            thread=thread.pk,
            to=post,
            seen=Seen(thread.version, thread.stage_id),
            now=self._moment(),
        )

    def _thread(self, matter: UUID) -> Thread:
        return Thread.objects.select_related("matter").get(matter=matter)

    def _actor(self, code: str) -> Actor:
        post = Post.objects.get(office=self.office, code=code).pk
        holder = hierarchy.holder_of(post, self.now)
        if holder is None:
            raise LookupError(f"{code} is vacant")
        return hierarchy.actor_for(holder.user_id, post, self.now)

    def _moment(self) -> datetime:
        self.now += timedelta(seconds=20)
        return self.now


def district(now: datetime) -> Office:
    """The demonstration district, loaded once."""
    if not Office.objects.filter(code="uttar-dinajpur").exists():
        call_command("load_charts", office="uttar-dinajpur", with_demo_people=True, verbosity=0)
        load_flows(now)
    return Office.objects.get(code="uttar-dinajpur")
