"""How it stands with each recipient of a letter, for its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from efile.dispatch.models import Addressee, Sending, State, Way
from efile.dispatch.sight import may_send
from efile.letters.models import Draft, Status
from hierarchy.actors import Actor

TONES = {State.QUEUED: "amber", State.OUT: "green", State.ARRIVED: "green", State.FAILED: "late"}


@dataclass(frozen=True, slots=True)
class Line:
    """A recipient with all tries to reach him, the last of which counts."""

    one: Addressee
    tries: Sequence[Sending]

    @property
    def last(self) -> Sending | None:
        return self.tries[-1] if self.tries else None

    @property
    def state(self) -> str:
        return str(State(self.last.state).label) if self.last else _("not sent yet")

    @property
    def tone(self) -> str:
        return TONES[State(self.last.state)] if self.last else "amber"

    @property
    def to_send(self) -> bool:
        """Nothing is on its way: it is sent for the first time, or again."""
        return self.last is None or self.last.state == State.FAILED

    @property
    def out(self) -> bool:
        """On a way from which it may come back."""
        return self.last is not None and self.last.state == State.OUT and self.last.way != Way.OFFICE


def lines_of(draft: Draft) -> list[Line]:
    rows = (
        Addressee.objects.filter(draft=draft)
        .prefetch_related("sendings__dak__receipt")
        .select_related("post__office")
    )
    return [Line(row, list(row.sendings.all())) for row in rows.order_by("place")]


def outgoing_of(actor: Actor, draft: Draft) -> dict[str, Any]:
    """What the page of a letter says of its way out; nothing before it is signed."""
    if draft.status not in {Status.SIGNED, Status.ISSUED}:
        return {}
    address = reverse("dispatch_letter", args=[draft.pk]) if may_send(actor, draft) else ""
    lines = lines_of(draft) if draft.status == Status.ISSUED else []
    return {"outgoing": True, "lines": lines, "dispatch_url": address}
