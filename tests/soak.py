"""GOTIPATH_SOAK=1 asks for the long form of the tests of races, faults and walks."""

import os

SOAK = os.environ.get("GOTIPATH_SOAK") == "1"


def rounds(short: int, long: int) -> int:
    """How often to do a thing: `long` under GOTIPATH_SOAK=1."""
    return long if SOAK else short
