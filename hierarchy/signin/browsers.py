"""A browser and its system in words, from what the browser says of itself."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The first mark that occurs decides: Edge and Opera also call themselves Chrome, Chrome also Safari.
BROWSERS = (
    ("Edg", gettext_noop("Edge")),
    ("OPR/", gettext_noop("Opera")),
    ("SamsungBrowser/", gettext_noop("Samsung browser")),
    ("Firefox/", gettext_noop("Firefox")),
    ("Chrome/", gettext_noop("Chrome")),
    ("Chromium/", gettext_noop("Chromium")),
    ("Safari/", gettext_noop("Safari")),
)
SYSTEMS = (
    ("Android", gettext_noop("Android")),
    ("iPhone", gettext_noop("iPhone")),
    ("iPad", gettext_noop("iPad")),
    ("Windows", gettext_noop("Windows")),
    ("Mac OS", gettext_noop("Mac")),
    ("Linux", gettext_noop("Linux")),
)


def browser_words(agent: str) -> str:
    """ "Firefox, Windows"; what is not known is left out."""
    agent = agent.replace("HeadlessChrome", "Chrome")
    named = [_(words) for words in (_first(BROWSERS, agent), _first(SYSTEMS, agent)) if words]
    return ", ".join(named) or _("Another browser")


def _first(marks: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((words for mark, words in marks if mark in agent), "")
