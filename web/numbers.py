"""Whole numbers as people type them: in either script, grouped by lakhs or by thousands."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"-?\d{1,3}(,\d{2,3})*,\d{3}")
_BARE = re.compile(r"[+-]?\d+")


def whole(typed: str) -> int:
    """“50,000”, “৫০,০০০” and “1,50,000”; ValueError for what is none, or is grouped like nothing."""
    bare = typed.strip()
    if "," in bare:
        if _GROUPED.fullmatch(bare) is None:
            raise ValueError(typed)
        bare = bare.replace(",", "")
    if _BARE.fullmatch(bare) is None:
        raise ValueError(typed)
    return int(bare)
