"""To whom a letter goes, in which role, as one text of its version. Pure.

domain.md a2: a letter has recipients with roles, groups of them, and copies under an endorsement with a
number of its own. As it is kept in one text, a version stays what it was and its entry can lose it by order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from efile.letters import reasons
from hierarchy.refusals import Refused
from hierarchy.words import MOBILE, clean
from web.words import LATIN_DIGITS

MOST: Final = 99
LENGTHS: Final = {"name": 300, "address": 400, "email": 254, "mobile": 20}
_BETWEEN: Final = re.compile(r"\n[ \t]*\n+")


class Role(StrEnum):
    """`ENDORSED` is a copy under an endorsement, which carries a memo number of its own."""

    TO = "to"
    INFO = "info"
    ACTION = "action"
    ENDORSED = "endorsed"


@dataclass(frozen=True, slots=True)
class Recipient:
    """`post` is the id of a post of this installation, to which the letter can go as dak; else empty."""

    role: Role
    name: str
    address: str = ""
    email: str = ""
    mobile: str = ""
    post: str = ""

    @property
    def printed(self) -> str:
        return "\n".join(part for part in (self.name, self.address) if part)

    @property
    def post_id(self) -> UUID | None:
        return UUID(self.post) if self.post else None

    def cleaned(self) -> Recipient:
        """As it may be kept; refused for what lacks, is too long or cannot be an address."""
        said = {name: clean(getattr(self, name)) for name in LENGTHS}
        said["mobile"] = said["mobile"].translate(LATIN_DIGITS).replace(" ", "").replace("-", "")
        if not said["name"]:
            raise Refused(reasons.RECIPIENT_NAME)
        for name, text in said.items():
            if len(text) > LENGTHS[name]:
                raise Refused(reasons.TOO_LONG, part=reasons.RECIPIENT_PARTS[name], most=LENGTHS[name])
        if said["mobile"] and not MOBILE.fullmatch(said["mobile"]):
            raise Refused(reasons.RECIPIENT_MOBILE, mobile=said["mobile"])
        if said["email"]:
            _check_email(said["email"])
        return Recipient(self.role, **said, post=self.post)


def kept(rows: Iterable[Recipient]) -> str:
    """The text that is kept of them; empty for none."""
    found = [{name: value for name, value in asdict(row).items() if value} for row in rows]
    if len(found) > MOST:
        raise Refused(reasons.TOO_MANY_RECIPIENTS, most=MOST)
    return orjson.dumps(found).decode() if found else ""


def read(text: str) -> tuple[Recipient, ...]:
    """What `kept` wrote."""
    return tuple(Recipient(**{**row, "role": Role(row["role"])}) for row in orjson.loads(text or "[]"))


def given(text: str) -> str:
    """A text from outside as it may be kept; refused when it is no list of recipients."""
    try:
        rows = read(text)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(reasons.NO_RECIPIENTS_LIST) from error
    return kept(row.cleaned() for row in rows)


def blocks_of(text: str) -> tuple[str, ...]:
    """Recipients written as text stand with an empty line between them."""
    return tuple(one for part in _BETWEEN.split(text) if (one := part.strip()))


def from_blocks(to: str, copies: str) -> tuple[Recipient, ...]:
    """Those of a version from before recipients were data: text alone, to be sent by post or by hand."""
    return tuple(
        Recipient(role, name, address)
        for role, text in ((Role.TO, to), (Role.INFO, copies))
        for name, _line, address in (block.partition("\n") for block in blocks_of(text))
    )


def of_role(rows: Sequence[Recipient], role: Role) -> tuple[Recipient, ...]:
    return tuple(row for row in rows if row.role == role)


def endorsement(memo: str, place: int) -> str:
    """The number of a copy under the letter's first endorsement: 5/2026-12/1(2) of 5/2026-12."""
    return f"{memo}/1({place})"


def numbered(rows: Sequence[Recipient], memo: str) -> list[str]:
    """The memo number that each recipient's copy carries, in the order of the recipients."""
    copy, found = 0, []
    for row in rows:
        copy += row.role == Role.ENDORSED
        found.append(endorsement(memo, copy) if row.role == Role.ENDORSED else memo)
    return found


def in_order(rows: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """As a letter names them: to whom it goes, then the copies, each role in the order it was written."""
    places = {role: at for at, role in enumerate(Role)}
    return tuple(sorted(rows, key=lambda row: places[row.role]))


def _check_email(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(reasons.RECIPIENT_EMAIL, email=text) from error
