"""What a file is called: the sender's own word for it, with nothing in it that deceives."""

from __future__ import annotations

import re
from typing import Final

from hierarchy.words import clean
from notings.contents.kinds import Kind

LONGEST: Final = 120
FOLDERS: Final = re.compile(r"[/\\]")
FORBIDDEN: Final = re.compile(r'[<>:"|?*\s]+')
ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def stem_of(name: str) -> str:
    """The name without folders and ending, to be offered as a title."""
    last = FOLDERS.split(clean(name))[-1]
    return ENDING.sub("", last).strip(" ._")[:LONGEST]


def handed_out_as(title: str, kind: Kind) -> str:
    """A name every system takes, with the ending of what the file is."""
    stem = FORBIDDEN.sub("_", FOLDERS.sub("_", clean(title))).strip("._")[:LONGEST]
    return f"{stem or 'paper'}.{kind.ending}"
