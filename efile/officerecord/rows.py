"""The rows that an entry of an office's stream tells, each as one line: whom and what it names, from when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.stood import both
from hierarchy.cases import Case
from hierarchy.facts import GONE, TABLES
from hierarchy.models import ChargeKind, Effect, Scope, SeatRole
from hierarchy.powers import in_words
from hierarchy.words import Words
from web.templatetags.office import absence, bn_digits, last_day, office_date, office_moment

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """What a post, a section or an office is called. `beside` is what the office of the record is called,
    where it is of another one.
    """

    name: str
    beside: str = ""

    def __str__(self) -> str:
        return self.name


WENT: Final = {
    "section.closed": ("section", gettext_lazy("goes to %(heir)s")),
    "post.abolished": ("reports_to", gettext_lazy("reports to %(heir)s from now on")),
}
"""By the act, what it did to posts that it did not end: where they sit then, and to whom they report."""
MOST: Final = 12
"""Rows of one kind told by their names; of more only their number is."""


def _many(table: str, count: int) -> str:
    said = {
        "ranks": _("%(count)s ranks"),
        "sections": _("%(count)s sections"),
        "posts": _("%(count)s posts"),
        "charges": _("%(count)s charges"),
        "deputations": _("%(count)s deputations"),
        "holidays": _("%(count)s holidays"),
        "seats": _("%(count)s seats"),
    }
    return said.get(table, _("%(count)s more")) % {"count": bn_digits(count)}


def lines_of(kind: str, data: Row, heirs: Mapping[str, Name], cases: Mapping[str, Case]) -> Iterator[str]:
    """`heirs` are the names, by id, of what stands for posts, sections and offices that ended, and of where
    others went.
    """
    for table in TABLES:
        told = data.get(table)
        rows = [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
        if len(rows) > MOST:
            yield _many(table, len(rows))
            continue
        for row in rows:
            went = _went(kind, row, heirs) if table == "posts" else ""
            line = " · ".join(filter(None, [_line(table, row, heirs, cases), went]))
            yield from filter(None, [line])


def _went(kind: str, row: Row, heirs: Mapping[str, Name]) -> str:
    field, words = WENT.get(kind, ("", ""))
    heir = heirs.get(str(row.get(field)))
    return "" if heir is None or row.get("successor") else str(words) % {"heir": heir}


def _line(table: str, row: Row, heirs: Mapping[str, Name], cases: Mapping[str, Case]) -> str:
    if row.get(GONE):
        said = [both(words) for words in row.get("labels", {}).values() if words]
        return " · ".join(said)
    tell, heir = _TELLERS.get(table), heirs.get(str(row.get("successor")))
    own = tell(row) if tell else named(row)
    if heir and heir.beside:
        own = f"{own}, {heir.beside}"
    parts = [own, *_of_power(table, row, cases), *_days(row)]
    if heir:
        parts.append(_("stands no longer; in its place: %(heir)s") % {"heir": heir})
    return " · ".join(part for part in parts if part)


def named(row: Row) -> str:
    """By its name or title in the reader's language."""
    pairs = [(row.get(f"{name}_bn"), row.get(f"{name}_en")) for name in ("name", "title")]
    return next((str(Words(bn, en or bn)) for bn, en in pairs if bn), str(row.get("code") or ""))


def _label(row: Row, name: str) -> str:
    return both(row.get("labels", {}).get(name))


def _charge(row: Row) -> str:
    return f"{_label(row, 'post')}: {_label(row, 'user')} ({ChargeKind(row['kind']).label})"


def _deputation(row: Row) -> str:
    told = f"{_label(row, 'post')}: {_label(row, 'user')} ({Scope(row['scope']).label})"
    return f"{told} · {absence(row['reason'])}" if row.get("reason") else told


def _handover(row: Row) -> str:
    return f"{_label(row, 'post')}: {_label(row, 'by')} → {_label(row, 'to')}"


def _seat(row: Row) -> str:
    return f"{_label(row, 'body')}: {_label(row, 'post')} ({SeatRole(row['role']).label})"


def _grant(row: Row) -> str:
    return " · ".join(filter(None, [_label(row, "of"), _label(row, "post"), row.get("reason")]))


def _calendar(row: Row) -> str:
    return _("version %(version)s") % {"version": bn_digits(row["version"])}


def _numbered(row: Row) -> str:
    return bn_digits(row["code"])


def _power(row: Row) -> str:
    return f"{_label(row, 'of')}: {Effect(row['effect']).label} {in_words(row['power'])}"


def _of_power(table: str, row: Row, cases: Mapping[str, Case]) -> list[str]:
    """The service it is narrowed to, the sum, and the order."""
    if table != "powers":
        return []
    within = row.get("service") or ""
    most = row.get("most_amount")
    return [
        str(cases[within].name) if within in cases else within,
        f"≤ {bn_digits(most)}" if most is not None else "",
        str(Words(row.get("source_bn") or "", row.get("source_en") or "")),
    ]


def _days(row: Row) -> list[str]:
    """From when to when, as far as the row says."""
    first = row.get("starts") or row.get("valid_from") or row.get("on")
    last = row.get("ends") or row.get("until")
    return [
        _("from %(day)s") % {"day": _day(first)} if first else "",
        _("until %(day)s") % {"day": _last(last)} if last else "",
    ]


def _day(value: str) -> str:
    return office_date(_read(value))


def _last(value: str) -> str:
    """An end is not counted: the day before of a day, the moment of a moment within a day."""
    end = _read(value)
    return office_moment(end) if isinstance(end, datetime) else office_date(last_day(end))


def _read(value: str) -> date | datetime:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


_TELLERS: Final[Mapping[str, Callable[[Row], str]]] = {
    "charges": _charge,
    "deputations": _deputation,
    "handovers": _handover,
    "seats": _seat,
    "powers": _power,
    "auditors": _grant,
    "publishers": _grant,
    "calendars": _calendar,
    "section_numbers": _numbered,
}
