"""Officers made for a rule: nothing of them is in a database."""

from uuid import UUID, uuid4

from hierarchy.actors import Actor
from hierarchy.rules import Limited
from hierarchy.words import Words

NAME = Words("নাম", "Name")


def officer(
    *powers: str,
    limited: tuple[Limited, ...] = (),
    withheld: frozenset[tuple[str, str]] = frozenset(),
    assistant: bool = False,
    level: int = 4,
    post: UUID | None = None,
) -> Actor:
    own = post or uuid4()
    return Actor(
        kind="officer",
        user_id=uuid4(),
        post_id=own,
        office_id=uuid4(),
        section_id=None,
        powers=frozenset(powers),
        level=level,
        name=NAME,
        post_title=NAME,
        charge="substantive",
        on_behalf_of=None,
        posts=frozenset({own}),
        limited=limited,
        withheld=withheld,
        assistant=assistant,
    )
