"""Who acts, and for which post: the value that every service takes and the ledger records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from hierarchy.rules import Limited, Powers
from hierarchy.words import Words

Kind = Literal["officer", "citizen", "portal", "system"]

_NOBODY = Words(bn="", en="")
_LOWEST = 99


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer acting for a post, or a citizen, an outside portal, the system itself.

    `level` is the rank's level, 1 at the top. `charge` is a kind of charge, `link` for a
    deputy. `on_behalf_of` names whom a deputy stands in for, `reason` why. `posts`, `sections` and
    `offices` hold his own and all that these succeeded: what lay with an abolished post lies with him.
    `powers` he has always, `limited` within a service or up to a sum, `withheld` not in a service. Who
    `heads` acts for the post that heads his office, which not every post of its level does.
    An `assistant` only drafts for the post; who is `deputising` acts in it for its holder. `second` is the
    person who gave his own password to stand by what the actor does, where an act counts before two
    (`hierarchy.witnesses`).
    """

    kind: Kind
    user_id: UUID | None
    post_id: UUID | None
    office_id: UUID | None
    section_id: UUID | None
    powers: frozenset[str]
    level: int
    name: Words
    post_title: Words
    charge: str
    on_behalf_of: Words | None
    posts: frozenset[UUID] = frozenset()
    sections: frozenset[UUID] = frozenset()
    offices: frozenset[UUID] = frozenset()
    limited: tuple[Limited, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()
    assistant: bool = False
    deputising: bool = False
    heads: bool = False
    reason: str = ""
    second: Actor | None = None

    def may(self, power: str, service: str = "", amount: int | None = None) -> bool:
        """Whether the post carries the power, here in a service and for a sum if these are given."""
        return Powers(self.powers, self.limited, self.withheld).may(power, service, amount)

    @property
    def may_draft(self) -> bool:
        """Whether he writes the notes of the post, or the draft of them as its assistant."""
        return self.assistant or self.may("note")

    def by(self) -> dict[str, object]:
        """The labels as they are at this moment, for a ledger entry.

        A citizen's name is a personal value and stays out: it may have to be destroyed.
        """
        if self.kind != "officer":
            name = None if self.kind == "citizen" else self.name.both()
            return {"kind": self.kind, "id": _text(self.user_id), "name": name}
        return {
            "kind": self.kind,
            "user": _text(self.user_id),
            "post": _text(self.post_id),
            "office": _text(self.office_id),
            "section": _text(self.section_id),
            "name": self.name.both(),
            "post_title": self.post_title.both(),
            "charge": self.charge,
            "on_behalf_of": self.on_behalf_of.both() if self.on_behalf_of else None,
            **({"reason": self.reason} if self.reason else {}),
        }

    @classmethod
    def system(cls, name: str) -> Actor:
        """The product itself, in the part called `name`."""
        return cls._outside("system", Words(bn=name, en=name))

    @classmethod
    def citizen(cls, applicant_id: UUID | None = None, name: Words = _NOBODY) -> Actor:
        """An applicant; the id is that of his applicant row."""
        return cls._outside("citizen", name, applicant_id)

    @classmethod
    def portal(cls, name: Words, portal_id: UUID | None = None) -> Actor:
        """An outside system that files or asks on somebody's behalf."""
        return cls._outside("portal", name, portal_id)

    @classmethod
    def _outside(cls, kind: Kind, name: Words, own_id: UUID | None = None) -> Actor:
        return cls(
            kind=kind,
            user_id=own_id,
            post_id=None,
            office_id=None,
            section_id=None,
            powers=frozenset(),
            level=_LOWEST,
            name=name,
            post_title=_NOBODY,
            charge="",
            on_behalf_of=None,
        )


def _text(own_id: UUID | None) -> str | None:
    return None if own_id is None else str(own_id)
