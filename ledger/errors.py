"""What an append may answer instead of an entry. Upper rooms turn these into their refusals."""

from uuid import UUID


class StaleStream(Exception):
    """The stream has moved on since the caller read it."""

    def __init__(self, stream: UUID, expected: int, found: int) -> None:
        super().__init__(f"stream {stream} stands at {found}, not at {expected}")
        self.stream = stream
        self.expected = expected
        self.found = found


class KeyTaken(Exception):
    """The same user's key is already on an entry: read `selectors.answered` and repeat its answer."""

    def __init__(self, user: UUID, key: UUID) -> None:
        super().__init__(f"key {key} of {user} is taken")
        self.user = user
        self.key = key


class BrokenChain(Exception):
    """The stream's head and its last entry disagree: nothing more is appended to it."""

    def __init__(self, stream: UUID, seq: int) -> None:
        super().__init__(f"stream {stream} is broken at {seq}")
        self.stream = stream
        self.seq = seq
