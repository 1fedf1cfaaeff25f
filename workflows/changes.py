"""What a draft changes against the version in force, stage by stage and part by part, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.words import Words
from web.templatetags.office import bn_digits
from workflows import engine
from workflows.engine import Field, Part, StageSpec
from workflows.stagewords import CHANNELS, DISPOSALS, SERVICES, Codes, Option, who_in_words

KINDS = {
    "process": gettext_lazy("The flow"),
    "sequenceFlow": gettext_lazy("The arrow"),
    "startEvent": gettext_lazy("The start"),
    "endEvent": gettext_lazy("The end"),
    "userTask": gettext_lazy("The stage"),
    "serviceTask": gettext_lazy("What is done by itself"),
    "businessRuleTask": gettext_lazy("The table of rules"),
    "callActivity": gettext_lazy("The shared part"),
    "subProcess": gettext_lazy("The part inside"),
    "exclusiveGateway": gettext_lazy("The choice"),
    "inclusiveGateway": gettext_lazy("The choice of one or more ways"),
    "parallelGateway": gettext_lazy("The ways side by side"),
    "eventBasedGateway": gettext_lazy("The wait for whichever comes first"),
    "intermediateCatchEvent": gettext_lazy("The wait"),
    "boundaryEvent": gettext_lazy("The event on a stage"),
}
ASPECTS = {
    "from": gettext_lazy("where it begins"),
    "to": gettext_lazy("where it leads"),
    "condition": gettext_lazy("taken when"),
    "default": gettext_lazy("taken when no other is"),
    "limit": gettext_lazy("time limit"),
    "service": gettext_lazy("what is done"),
    "wait": gettext_lazy("the matter waits until it is done"),
    "called": gettext_lazy("which shared part"),
    "disposal": gettext_lazy("how the matter ends"),
    "decision": gettext_lazy("which table"),
    "attached": gettext_lazy("which stage it sits on"),
    "interrupts": gettext_lazy("whether it stops the work"),
    "message": gettext_lazy("which message"),
    "times": gettext_lazy("how many recipients"),
    "until": gettext_lazy("when enough have answered"),
    "facts": gettext_lazy("facts"),
}
FIELD_TYPES = {
    "text": gettext_lazy("Text"),
    "number": gettext_lazy("Number"),
    "date": gettext_lazy("Date"),
    "boolean": gettext_lazy("Yes or no"),
    "choice": gettext_lazy("One of a list"),
}
TELLS = {
    "question": gettext_lazy("The applicant, as what he is asked"),
    "reason": gettext_lazy("The applicant, as the reason"),
}
YES = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no"), "true": gettext_lazy("yes")}


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is added, removed or changed. `element` is in the draft, or in the version when removed."""

    kind: str
    element: str
    sentence: str


def changes(old: engine.Bundle, new: engine.Bundle, codes: Codes) -> list[Change]:
    """Stages first. Nothing when only the layout was touched."""
    before, after = engine.parts(old), engine.parts(new)
    stages = engine.contents(old).stages, engine.contents(new).stages
    found = [
        *_added(before, after),
        *_changed(before, after, *stages, codes),
        *(
            Change("removed", part.id, _("%(kind)s %(name)s is gone.") % _named(part))
            for part in before.values()
            if part.id not in after
        ),
        *_files(old, new),
    ]
    is_stage = {part.id for part in (*before.values(), *after.values()) if part.kind == "userTask"}
    return sorted(found, key=lambda change: change.element not in is_stage)


def _added(before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterable[Change]:
    for part in after.values():
        if part.id not in before:
            yield Change("added", part.id, _("%(kind)s %(name)s is new.") % _named(part))


def _changed(
    before: Mapping[str, Part],
    after: Mapping[str, Part],
    were: Mapping[str, StageSpec],
    are: Mapping[str, StageSpec],
    codes: Codes,
) -> Iterable[Change]:
    names = {part.id: str(_name(part)) for part in (*before.values(), *after.values())}
    for part in after.values():
        known = before.get(part.id)
        if known is None or _same(known, part):
            continue
        said = _aspects(known, part, _Reader(codes, names))
        if part.id in were and part.id in are:
            said += _of_stage(were[part.id], are[part.id], codes)
        what = "; ".join(said) or _("what is written on it")
        sentence = _("%(kind)s %(name)s has changed: %(what)s.") % {**_named(part), "what": what}
        yield Change("changed", part.id, sentence)


def _same(old: Part, new: Part) -> bool:
    """Arrows are named by their ends, whose names may change without them."""
    written = (old.kind, old.says, old.rest) == (new.kind, new.says, new.rest)
    return written and (new.kind == "sequenceFlow" or (old.name, old.name_en) == (new.name, new.name_en))


def _files(old: engine.Bundle, new: engine.Bundle) -> Iterable[Change]:
    """Files that are no drawing: tables of rules."""
    names = [name for name in sorted({*old.files, *new.files}) if not name.endswith(".bpmn")]
    for name in names:
        if old.files.get(name) != new.files.get(name):
            yield Change("changed", "", _("The table of rules %(name)s has changed.") % {"name": f"“{name}”"})


def _name(part: Part) -> Words:
    return Words(part.name or part.name_en, part.name_en or part.name)


def _named(part: Part) -> dict[str, object]:
    name = str(_name(part))
    return {"kind": KINDS.get(part.kind, part.kind), "name": f"“{name}”" if name else ""}


def _step(words: object, old: object, new: object) -> str:
    return f"{words}: {old or '—'} → {new or '—'}"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Codes of a drawing as people read them."""

    codes: Codes
    names: Mapping[str, str]

    def read(self, aspect: str, value: str) -> str:
        if aspect == "limit":
            return _option(self.codes.limits, value)
        if aspect == "called":
            return _option(self.codes.shared, value)
        if aspect in ("from", "to", "attached"):
            return self.names.get(value, value)
        if aspect == "service":
            return str(SERVICES.get(value, value))
        named = DISPOSALS if aspect == "disposal" else YES
        return str(named.get(value, value))


def _option(options: Iterable[Option], code: str) -> str:
    return next((str(option.name) for option in options if option.code == code), code)


def _aspects(old: Part, new: Part, reader: _Reader) -> list[str]:
    said = [] if new.kind == "sequenceFlow" or _name(old) == _name(new) else [_its_name(old, new)]
    for aspect, words in ASPECTS.items():
        was, now = old.says.get(aspect, ""), new.says.get(aspect, "")
        if was != now:
            said.append(_step(words, reader.read(aspect, was), reader.read(aspect, now)))
    return said


def _its_name(old: Part, new: Part) -> str:
    was, now = _name(old), _name(new)
    if str(was) != str(now):
        return _step(_("its name"), was, now)
    return _step(_("its name in the other language"), was.en, now.en)


def _of_stage(old: StageSpec, new: StageSpec, codes: Codes) -> list[str]:
    steps = (
        (_("who works it"), who_in_words(old.assign, codes), who_in_words(new.assign, codes)),
        (_("how it may travel"), CHANNELS.get(old.channel, ""), CHANNELS.get(new.channel, "")),
        (_("the most levels"), bn_digits(old.levels), bn_digits(new.levels)),
        (
            _("whether it opens a part file"),
            YES["yes" if old.opens else "no"],
            YES["yes" if new.opens else "no"],
        ),
    )
    said = [_step(words, was, now) for words, was, now in steps if str(was) != str(now)]
    if old.outcomes != new.outcomes:
        said.append(_step(_("what ends it"), _outcomes(old), _outcomes(new)))
    if old.form != new.form:
        said.append(_step(_("what is filled in"), _fields(old, new), _fields(new, old)))
    return said


def _yes(holds: bool) -> str:
    return str(YES["yes" if holds else "no"])


def _outcomes(stage: StageSpec) -> str:
    return ", ".join(str(Words(each.label_bn, each.label_en)) for each in stage.outcomes)


def _fields(stage: StageSpec, other: StageSpec) -> str:
    """The fields that the other has not or has otherwise, with all that they say; their order, where that
    alone differs.
    """
    if set(stage.form) == set(other.form):
        return ", ".join(str(Words(each.label_bn, each.label_en)) for each in stage.form)
    return ", ".join(_field(each, stage) for each in stage.form if each not in other.form)


def _field(field: Field, stage: StageSpec) -> str:
    asked = [outcome for outcome in stage.outcomes if outcome.id in field.outcomes]
    said = [
        FIELD_TYPES.get(field.type, field.type),
        ", ".join(field.choices),
        _("It must be filled in") if field.required else "",
        _("The way may depend on it; it holds nothing personal") if field.fact else "",
        TELLS.get(field.tells, ""),
        ", ".join(str(Words(each.label_bn, each.label_en)) for each in asked),
        field.id,
    ]
    name = Words(field.label_bn or field.id, field.label_en or field.id)
    return f"{name} ({'; '.join(str(each) for each in said if each)})"
