"""What is looked for: words, and what a register tells of a matter beside them. Read from an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q

from efile.finding.folding import number_of, words_of
from efile.models import Channel, Priority, Secrecy
from efile.period import day_of, within
from efile.sectionnames import LONGEST_CHOICE, in_section
from hierarchy.words import clean

MOST_WORDS = 12
LONGEST = 200
STATES = ("open", "finished")


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` as it was typed; of the rest, empty asks for nothing. `service` is a code,
    `section` one of `sectionnames.choices_of`."""

    text: str = ""
    service: str = ""
    section: str = ""
    channel: str = ""
    state: str = ""
    priority: str = ""
    secrecy: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """What is no date, channel, state or grade is left out."""
        return cls(
            clean(given.get("q", ""))[:LONGEST],
            given.get("service", "")[:60],
            given.get("section", "")[:LONGEST_CHOICE],
            _one_of(given.get("channel", ""), Channel.values),
            _one_of(given.get("state", ""), STATES),
            _one_of(given.get("priority", ""), [str(value) for value in Priority.values]),
            _one_of(given.get("secrecy", ""), [str(value) for value in Secrecy.values]),
            day_of(given.get("since", "")),
            day_of(given.get("until", "")),
        )

    def address(self) -> dict[str, str]:
        found = {"q": self.text}
        for name in (field.name for field in fields(self) if field.name != "text"):
            value = getattr(self, name)
            if value:
                found[name] = str(value)
        return found

    @property
    def typed(self) -> list[str]:
        """The words that say anything, at most MOST_WORDS."""
        return [word for word in self.text.split() if number_of(word)][:MOST_WORDS]

    @property
    def narrows(self) -> bool:
        """Whether more is asked than words."""
        return self.address().keys() != {"q"}

    def __bool__(self) -> bool:
        return bool(self.typed) or self.narrows

    def beside(self) -> Q:
        """What is asked beside the words, of a matter."""
        found = Q()
        if self.service:
            found &= Q(service__code=self.service)
        if self.section:
            found &= in_section(self.section)
        if self.channel:
            found &= Q(receipt__channel=self.channel)
        if self.state:
            found &= Q(closed_at__isnull=self.state == "open")
        if self.priority:
            found &= Q(priority=int(self.priority))
        if self.secrecy:
            found &= Q(secrecy=int(self.secrecy))
        return found & within("opened_at", self.since, self.until)


def number_says(word: str) -> Q:
    """Of a Findable: a number has a part that begins as the word."""
    return Q(numbers__begin=[number_of(word)])


def words_say(word: str) -> Q:
    """Of a Findable: each word of the typed one begins a word that was written."""
    return Q(words__begin=words_of(word))


def _one_of(given: str, known: list[str] | tuple[str, ...]) -> str:
    return given if given in known else ""
