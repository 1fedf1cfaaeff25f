"""Primary keys of every room: UUIDv7, so that rows sort by the moment they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new time-ordered key as a plain `uuid.UUID`."""
    return _uuid7()
