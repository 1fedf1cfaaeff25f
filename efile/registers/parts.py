"""Into which parts a long register is printed."""

from __future__ import annotations

from dataclasses import dataclass

from efile.keyset import Keyset
from efile.registers.asked import Asked
from efile.registers.frame import Reader, Register, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """`first` is the number of its first line; `after` the row before it; `last` that of its last line."""

    first: int
    after: Keyset | None = None
    last: int = 0


def parts_of(register: Register | Statement, asked: Asked, reader: Reader, size: int) -> list[Part]:
    """All rows are walked through, of each only its key is read."""
    if isinstance(register, Statement):
        return [Part(1)]
    keys = register.found(asked, reader).values_list(register.order, "pk")
    found: list[Part] = []
    first, after, number = 1, None, 0
    for number, (at, own_id) in enumerate(keys.iterator(chunk_size=size), 1):
        if number % size == 0:
            found.append(Part(first, after, number))
            first, after = number + 1, Keyset(at, own_id)
    if number >= first:
        found.append(Part(first, after, number))
    return found
