"""What a draft changes against the version in force, stage by stage and part by part, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hierarchy.words import Words
from web.templatetags.office import bn_digits
from workflows import engine
from workflows.engine import StageSpec


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is added, removed, changed or drawn (arrows and other parts). `element` may be None."""

    kind: str
    element: str | None
    sentence: str


def changes(old: engine.Bundle, new: engine.Bundle) -> list[Change]:
    """Nothing when only the layout was touched."""
    before, after = engine.contents(old), engine.contents(new)
    return [
        *_stages(before, after),
        *_others(before, after),
    ]


def _stages(before: engine.Contents, after: engine.Contents) -> list[Change]:
    found = []
    for element, stage in after.stages.items():
        known = before.stages.get(element)
        if known is None:
            found.append(Change("added", element, _("The stage “%(name)s” is new.") % _named(stage)))
        elif differing := _differing(known, stage):
            words = _("The stage “%(name)s” has changed: %(what)s.")
            found.append(Change("changed", element, words % {**_named(stage), "what": ", ".join(differing)}))
    for element, stage in before.stages.items():
        if element not in after.stages:
            found.append(Change("removed", None, _("The stage “%(name)s” is gone.") % _named(stage)))
    return found


def _named(stage: StageSpec) -> dict[str, object]:
    return {"name": Words(stage.name, stage.name_en)}


def _differing(old: StageSpec, new: StageSpec) -> list[str]:
    parts = {
        _("its name"): (old.name, old.name_en) != (new.name, new.name_en),
        _("who works it"): old.assign != new.assign,
        _("how it may travel"): old.channel != new.channel,
        _("what ends it"): old.outcomes != new.outcomes,
        _("its time limit"): old.sla != new.sla,
        _("its form"): old.form != new.form,
        _("the most levels"): old.levels != new.levels,
        _("whether it opens a part file"): old.opens != new.opens,
    }
    return [words for words, differs in parts.items() if differs]


def _others(before: engine.Contents, after: engine.Contents) -> list[Change]:
    """Arrows, gateways, events: counted, since the picture shows them better than words."""
    was, now = set(before.file_of) - set(before.stages), set(after.file_of) - set(after.stages)
    return [
        Change(kind, None, words % {"count": bn_digits(len(parts))})
        for kind, words, parts in (
            ("drawn", _("%(count)s other parts or arrows are new."), now - was),
            ("erased", _("%(count)s other parts or arrows are gone."), was - now),
        )
        if parts
    ]
