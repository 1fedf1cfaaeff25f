"""The words of a letter as one value. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final
from uuid import UUID

from efile.letters import reasons, recipients
from efile.letters.recipients import Recipient, Role
from hierarchy.refusals import Refused
from hierarchy.words import clean
from notings.letters.kinds import BLANK

LONGEST: Final = {
    "to": 4_000,
    "recipients": 100_000,
    "subject": 500,
    "reference": 1_000,
    "body": 20_000,
    "copies": 4_000,
}
AROUND: Final = 25
"""Characters told on each side of a blank."""


@dataclass(frozen=True, slots=True)
class Wording:
    """`recipients` holds what `recipients.kept` writes. `to` and `copies` are those of a version from before
    recipients were data, as blocks of text; a wording has either."""

    subject: str = ""
    body: str = ""
    to: str = ""
    copies: str = ""
    reference: str = ""
    signatory: UUID | None = None
    recipients: str = ""

    @property
    def addressed(self) -> tuple[Recipient, ...]:
        """To whom it goes and who gets a copy, in the order of the letter."""
        rows = recipients.read(self.recipients) or recipients.from_blocks(self.to, self.copies)
        return recipients.in_order(rows)

    def to_whom(self, role: Role) -> tuple[Recipient, ...]:
        return recipients.of_role(self.addressed, role)

    def with_recipients(self, rows: Iterable[Recipient]) -> Wording:
        return replace(self, recipients=recipients.kept(rows), to="", copies="")

    @property
    def left_open(self) -> tuple[str, str] | None:
        """The first blank that nobody filled in: of which part, and the words on both sides of it."""
        for name in ("reference", "subject", "body"):
            text = getattr(self, name)
            if (at := text.find(BLANK)) >= 0:
                return name, " ".join(text[max(at - AROUND, 0) : at + len(BLANK) + AROUND].split())
        return None

    @property
    def texts(self) -> dict[str, str]:
        """What is said, without who signs."""
        return {name: getattr(self, name) for name in LONGEST}

    def cleaned(self) -> Wording:
        """As it may be kept; refused for what is too long."""
        texts = {name: clean(text) for name, text in self.texts.items()}
        for name, text in texts.items():
            if len(text) > LONGEST[name]:
                raise Refused(reasons.TOO_LONG, part=reasons.PARTS[name], most=LONGEST[name])
        texts["recipients"] = recipients.given(self.recipients)
        return Wording(**texts, signatory=self.signatory)


def wording_of(given: Mapping[str, str], before: Wording) -> Wording:
    """From a form; a field that it does not have stays as it was."""
    said = {name: given[name] for name in LONGEST if name in given}
    return Wording(**{**before.texts, **said}, signatory=before.signatory)


def changed(before: Wording, after: Wording) -> list[str]:
    return [one.name for one in fields(Wording) if getattr(before, one.name) != getattr(after, one.name)]
