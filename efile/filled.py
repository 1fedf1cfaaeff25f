"""What was filled in when stages of a matter were left: sums, numbers, days and choices with their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from efile.models import Matter
from efile.rules import YES, text_name
from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, lakh
from workflows.engine import Field, FlowSpec
from workflows.models import OpenStage


def filled_in(matter: Matter, stages: Sequence[OpenStage], spec: FlowSpec) -> list[tuple[str, str]]:
    """Label and value in the reader's language, in the order first filled in; the last value counts. What was
    taken back with its stage counts no more. What the applicant is told stands where it was told.
    """
    asked = any(not field.tells for stage in spec.stages.values() for field in stage.form)
    left = {stage.pk for stage in stages if stage.closed_at is not None}
    if not asked or not left:
        return []
    found: dict[str, str] = {}
    for entry in ledger.entries(matter.pk):
        if entry.kind == "stage.completed" and UUID(entry.data["engine"]["subject"]) in left:
            found.update(values_with(entry, spec))
    return list(found.items())


def values_with(entry: EntryView, spec: FlowSpec) -> list[tuple[str, str]]:
    """The values given with an act, by the labels of its stage's form; without what the applicant is told."""
    stage = spec.stages.get(str(entry.data.get("stage") or ""))
    if stage is None:
        return []
    given: Mapping[str, object] = (entry.data.get("engine") or {}).get("facts") or {}
    known = [(field, given.get(field.id, entry.texts.get(text_name(field.id)))) for field in stage.form]
    return [
        (str(Words(field.label_bn, field.label_en)), _value(field, value))
        for field, value in known
        if value not in (None, "") and not field.tells
    ]


def _value(field: Field, value: object) -> str:
    if field.type == "boolean":
        return _("yes") if value is True or value in YES else _("no")
    if field.type == "number" and str(value).isdecimal():
        return lakh(int(str(value)))
    return str(value) if field.type == "text" else bn_digits(value)
