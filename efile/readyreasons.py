"""Reasons for a showing that the product gives itself: kept in both languages, told in the reader's."""

from __future__ import annotations

from typing import Final

from hierarchy.words import Words

COPY: Final = Words("অনুলিপি", "copy for information")
CONFIRM: Final = Words("নিশ্চিতকরণের জন্য", "to confirm what was said")


def kept(reason: Words) -> str:
    """As it stands in the row and in its entry."""
    return f"{reason.bn} / {reason.en}"


def told(reason: str) -> str:
    """What somebody wrote himself stands as it is."""
    return str(_BY_KEPT.get(reason, reason))


_BY_KEPT: Final = {kept(one): one for one in (COPY, CONFIRM)}
