"""An entry of an office's stream in words: what was done, to whom and what, by whom and before whom.

Never told: texts (a person's mobile, minutes), what was filled into a form that waits, and fingerprints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from efile.officerecord.kinds import KINDS
from efile.officerecord.names import Names
from efile.officerecord.rows import lines_of
from efile.stood import actor_title, both, charge_of
from hierarchy.administration.acts import WAITING
from hierarchy.models import ChargeKind, Scope
from hierarchy.words import Words
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, office_date, office_moment
from workflows.models import Limit

_OF_PERSONS: Final = frozenset({"id", "user", "person", "sha256", "witness", "consent", "given", "operator"})
_NOT_PLAIN: Final = ("password", "code", "secret", "token", "key", "digest", "fingerprint", "mobile", "email")


Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Who acted, as he was then called: name, post, charge label, for whom and why."""

    name: str
    post: str
    charge: str
    on_behalf_of: str
    reason: str

    @classmethod
    def of(cls, by: Mapping[str, Any]) -> Person:
        name = "" if by.get("kind") == "system" else both(by.get("name"))
        reason = str(by.get("reason") or "")
        return cls(name, actor_title(by), charge_of(by), both(by.get("on_behalf_of")), reason)


@dataclass(frozen=True, slots=True)
class Told:
    """`known` is False of a kind without words of its own. `second` stood by, `consent` is who of the
    receiving office consented."""

    seq: int
    at: datetime
    act: str
    known: bool
    lines: tuple[str, ...]
    remarks: str
    by: Person
    second: Person | None
    consent: Person | None


Teller = Callable[[Data, Names], Iterator[str]]


def told(entry: EntryView, names: Names) -> Told:
    data, known = entry.data, entry.kind in KINDS
    said = [*_said(entry.kind, data, names), *lines_of(entry.kind, data, names.rows, names.cases)]
    witness, consent = data.get("witness"), data.get("consent")
    return Told(
        seq=entry.seq,
        at=entry.at,
        act=str(KINDS[entry.kind]) if known else entry.kind,
        known=known,
        lines=tuple(said if known else [*said, *_plain(data)]),
        remarks=str(data.get("reason") or data.get("why") or ""),
        by=Person.of(entry.by),
        second=Person.of(witness) if isinstance(witness, dict) else None,
        consent=Person.of(consent) if isinstance(consent, dict) else None,
    )


def _said(kind: str, data: Data, names: Names) -> Iterator[str]:
    """What stands beside the rows."""
    tell = _TELLERS.get(kind) or _OF_SUBJECTS.get(kind.partition(".")[0])
    yield from tell(data, names) if tell else ()


def _elsewhere(data: Data, names: Names) -> Iterator[str]:
    kinds = {**dict(ChargeKind.choices), **dict(Scope.choices)}
    yield f"{both(data['person']['name'])}: {both(data['post']['title'])} ({kinds[data['as']]})"
    yield both(data["at"]["name"])


def _contact(data: Data, names: Names) -> Iterator[str]:
    yield both(data["name"])


def _added(data: Data, names: Names) -> Iterator[str]:
    yield f"{both(data['person']['name'])} ({data['person']['username']})"


def _imported(data: Data, names: Names) -> Iterator[str]:
    yield _("%(lines)s lines of the table, %(persons)s persons added") % {
        "lines": bn_digits(data["lines"]),
        "persons": bn_digits(len(data["persons"])),
    }


def _received(data: Data, names: Names) -> Iterator[str]:
    yield both(data["from"]["name"])


def _scheme(data: Data, names: Names) -> Iterator[str]:
    yield f"{data['scheme']['pattern']} · {both(data['scheme']['source'])}"


def _asked_act(data: Data, names: Names) -> Iterator[str]:
    asked = WAITING.get(data["act"])
    yield str(asked.heading) if asked else str(data["act"])


def _meeting(data: Data, names: Names) -> Iterator[str]:
    yield f"{names.bodies.get(data['body'], data['body'])} · {bn_digits(data['number'])}"


def _phrase(data: Data, names: Names) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, [both(data.get("before")), both(data["words"])]))


def _disposal(data: Data, names: Names) -> Iterator[str]:
    yield bn_digits(data["number"])


def _sorter(data: Data, names: Names) -> Iterator[str]:
    yield " → ".join(str(names.rows.get(str(data[name]), "")) for name in ("chief", "delegate"))


def _guard(data: Data, names: Names) -> Iterator[str]:
    if data.get("dated"):
        yield _("of %(day)s") % {"day": office_date(date.fromisoformat(data["dated"]))}


def _periodical(data: Data, names: Names) -> Iterator[str]:
    yield names.periodicals.get(data["periodical"], "")
    if "turn" in data:
        yield _("the turn due on %(day)s") % {"day": office_date(date.fromisoformat(data["turn"]["due_on"]))}


def _account(data: Data, names: Names) -> Iterator[str]:
    yield both(data["name"])
    taken = {"password": _("password taken away"), "factors": _("second factors taken away")}
    yield from (words for name, words in taken.items() if data.get(name) is True)
    if data.get("expires"):
        yield _("until %(day)s") % {"day": office_moment(datetime.fromisoformat(data["expires"]))}


def _limit(data: Data, names: Names) -> Iterator[str]:
    source = data["source"] if isinstance(data["source"], str) else both(data["source"])
    unit = Limit.DayUnit(data["unit"]).label
    first = _("from %(day)s") % {"day": office_date(date.fromisoformat(data["valid_from"]))}
    name = names.limits.get(data["name"])
    days = f"{bn_digits(data['days'])} {unit}"
    yield " · ".join(filter(None, [f"{name}: {days}" if name else days, first, source]))


def _plain(data: Mapping[str, Any]) -> Iterator[str]:
    """Of a kind without words: its simple values under their names, but none that could let somebody in."""
    for name, value in data.items():
        if name in _OF_PERSONS or any(word in name.lower() for word in _NOT_PLAIN):
            continue
        if isinstance(value, dict) and set(value) == {"bn", "en"}:
            yield f"{name}: {Words(value['bn'], value['en'])}"
        elif isinstance(value, str | int | float) and name not in ("reason", "why"):
            yield f"{name}: {value}"


_OF_SUBJECTS: Final[Mapping[str, Teller]] = {
    "account": _account,
    "act": _asked_act,
    "meeting": _meeting,
    "minutes": _meeting,
    "limit": _limit,
    "phrase": _phrase,
    "disposal": _disposal,
    "guard": _guard,
    "periodical": _periodical,
}
_TELLERS: Final[Mapping[str, Teller]] = {
    "charge.given_elsewhere": _elsewhere,
    "deputation.given_elsewhere": _elsewhere,
    "person.contact_set": _contact,
    "person.added": _added,
    "establishment.imported": _imported,
    "office.received": _received,
    "numbers.ordered": _scheme,
    "office.sorter_named": _sorter,
    "office.sorter_ended": _sorter,
}
