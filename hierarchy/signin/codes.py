"""One-time codes of a first sign-in: 60 random bits in letters and digits that cannot be mixed up."""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
GROUP: Final = 4

ASCII: Final = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789", " -")
_ALIKE = str.maketrans("OIL০১২৩৪৫৬৭৮৯", "0110123456789", " -–—\u00a0\u200b")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spelled(code: str) -> str:
    """As it is printed: in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """What a person typed, in either script and with letters that look alike put right."""
    return typed.strip().upper().translate(_ALIKE)


def digest(code: str) -> str:
    """What is kept of a code: without the installation's secret it can neither be read nor tried."""
    return salted_hmac("hierarchy.signin.codes", code, algorithm="sha256").hexdigest()
