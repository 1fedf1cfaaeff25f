"""How a number is made up, in words."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_PART = re.compile(r"\{(\w+)(?::(\d))?\}")


def in_words(pattern: str) -> str:
    """ "section/serial/year" for "{section}/{serial}/{year}"."""
    parts = {
        "serial": _("serial"),
        "year": _("year"),
        "yy": _("year in two digits"),
        "office": _("code of the office"),
        "section": _("section"),
        "code": _("code of the section"),
        "number": _("number of the section"),
        "head": _("basic head"),
        "primary": _("primary head"),
        "secondary": _("secondary head"),
        "tertiary": _("tertiary head"),
    }

    def said(found: re.Match[str]) -> str:
        word = parts.get(found[1], found[0])
        return _("%(part)s in %(count)s digits") % {"part": word, "count": found[2]} if found[2] else word

    return _PART.sub(said, pattern)
