"""The telephone of a post, as it is printed under a letter. Pure."""

from __future__ import annotations

import re
from typing import Final

from hierarchy.establishment.reasons import BAD_TELEPHONE
from hierarchy.refusals import Refused
from hierarchy.words import clean

LONGEST: Final = 60
_ASCII: Final = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_WRITTEN: Final = re.compile(r"\+?\(?[0-9][0-9 ()/,+-]*")
FEWEST: Final = 3
"""Digits: an extension within the office."""


def read_telephone(typed: str) -> str:
    """One or more numbers in ASCII digits, divided as the office writes them; empty for none.

    Refused when it is no telephone number.
    """
    number = " ".join(clean(typed).translate(_ASCII).split())
    if number and not is_telephone(number):
        raise Refused(BAD_TELEPHONE, telephone=typed)
    return number


def is_telephone(number: str) -> bool:
    enough = sum(one.isdigit() for one in number) >= FEWEST
    return enough and len(number) <= LONGEST and _WRITTEN.fullmatch(number) is not None
