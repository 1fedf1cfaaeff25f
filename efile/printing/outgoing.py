"""The letters of a matter in its way: approved, numbered, signed, issued, and how each went to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from efile.letters.models import Draft
from efile.models import Matter
from efile.scenes import ACTS, message_of
from efile.stood import actor_title, both
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, office_moment

UNSEEN: Final = frozenset({"letter.begun", "letter.kept", "letter.given_up"})
"""Drafts of letters are no part of a print."""


def letters_told(matter: Matter) -> list[tuple[datetime, list[str]]]:
    """When, and the row of the movement table, in the order of the record."""
    letters = {str(row.pk): row for row in Draft.objects.filter(matter=matter)}
    if not letters:
        return []
    return [
        (entry.at, _row(entry, letters[str(entry.data["letter"])]))
        for entry in ledger.entries(matter.pk)
        if entry.kind.startswith("letter.") and entry.kind not in UNSEEN
    ]


def _row(entry: EntryView, letter: Draft) -> list[str]:
    said = message_of(entry)
    act = "\n".join(filter(None, [str(ACTS[entry.kind]), _numbers(letter)]))
    by = ", ".join(dict.fromkeys(filter(None, [both(entry.by.get("name")), actor_title(entry.by)])))
    return ["", office_moment(entry.at), act, by, said, ""]


def _numbers(letter: Draft) -> str:
    """As it is known now: the number that was given later names the letter in each row."""
    memo = f"{_('Memo no.')} {bn_digits(letter.memo)}" if letter.memo else ""
    issue = f"{_('Issue no.')} {bn_digits(letter.issue_number)}" if letter.issue_number else ""
    return ", ".join(filter(None, [str(letter.form.name), memo, issue]))
