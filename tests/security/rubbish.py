"""What somebody posts by mistake or on purpose, and the sentences with which Django itself would answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext

from tests.security.forms import Body
from web import i18n

RUBBISH: Final = ("§", "৯" * 600, "-7", "a\x00b")
SWITCHES: Final = {"csrfmiddlewaretoken", "act", "step", "outcome", "list", "how", "kind"}
"""What says which of an address's acts is meant stays, so that the rest is read at all."""
STOCK: Final = ("forms/fields.py", "forms/forms.py", "forms/models.py", "core/validators.py")
COLUMNS: Final = "db/models/fields/__init__.py"


class _Names(HTMLParser):
    """The names of what can be filled in, and of what a file is chosen for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if name and tag in {"input", "select", "textarea"}:
            self.names[name] = given.get("type") or tag


def fields_of(page: str) -> dict[str, str]:
    """Name and type of every field of a page's forms."""
    reader = _Names()
    reader.feed(page)
    return reader.names


def filled_with(rubbish: str, fields: dict[str, str], least: Body) -> Body:
    """Every field with rubbish in it; where a file is asked for, an empty one."""
    body = dict(least)
    for name in {*fields, *least} - SWITCHES:
        chosen = fields.get(name) == "file" or isinstance(least.get(name), SimpleUploadedFile)
        body[name] = SimpleUploadedFile("খালি.pdf", b"") if chosen else rubbish
    return body


def stock_words(page: str, language: str) -> list[str]:
    """The sentences of Django's own that stand on the page."""
    text = unescape(page)
    return [found.group() for found in (one.search(text) for one in _stock(language)) if found]


@cache
def _stock(language: str) -> tuple[re.Pattern[str], ...]:
    with translation.override(language):
        said = {words for text in _sentences() for words in (text, gettext(text))}
    return tuple(re.compile(_with_any_value(one)) for one in sorted(said))


def _sentences() -> Iterator[str]:
    home = Path(django.__file__).parent
    for module in (*STOCK, COLUMNS):
        for sentence in i18n._calls((home / module).read_text()):
            yield from (one for one in (sentence.text, sentence.plural) if one.endswith("."))


def _with_any_value(sentence: str) -> str:
    """The sentence whatever stands in its places."""
    parts = re.split(r"%\(\w+\)[sd]", sentence)
    return "[^<>\n]{0,700}".join(re.escape(one) for one in parts)
