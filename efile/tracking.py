"""The citizen's tracking code: 60 random bits and a check letter, never the serial number.

Twelve letters of Crockford's base 32 (no I, L, O, U) and one that catches a mistyped letter.
"""

from __future__ import annotations

from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 60
LETTERS = BITS // 5
ALIKE = str.maketrans("OIL০১২৩৪৫৬৭৮৯", "0110123456789")


def new_code(randbits: Callable[[int], int]) -> str:
    number = randbits(BITS)
    letters = [ALPHABET[(number >> shift) & 31] for shift in range(BITS - 5, -1, -5)]
    return "".join(letters) + _check_letter(letters)


def read_code(typed: str) -> str | None:
    """The code as stored, from what a person typed; None when it cannot be one."""
    code = "".join(typed.upper().translate(ALIKE).split()).replace("-", "")
    if len(code) != LETTERS + 1 or any(letter not in ALPHABET for letter in code):
        return None
    return code if _check_letter(list(code[:LETTERS])) == code[LETTERS] else None


def shown(code: str) -> str:
    """In groups of four, as printed on the slip."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _check_letter(letters: list[str]) -> str:
    """Weights odd and different in neighbours, so that one wrong or two swapped letters show."""
    total = sum((2 * i + 1) * ALPHABET.index(letter) for i, letter in enumerate(letters))
    return ALPHABET[total % 32]
