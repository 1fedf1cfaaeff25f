"""The two sides of a difference in words: what the record says, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from uuid import UUID

from django.utils.translation import gettext as _

from efile.history import ThreadFacts
from efile.pages import labels
from hierarchy.models import Office, Post, Rank, Section, User

NOTHING = "—"


def both(said: Mapping[str, object], found: Mapping[str, object]) -> tuple[str, str]:
    """Only what differs, in JSON's own types on both sides: “outcome: approve” against “outcome: reject”."""
    names = [name for name in {**said, **found} if said.get(name) != found.get(name)]
    left, right = zip(*(_narrowed(said.get(name), found.get(name)) for name in names), strict=True)
    return _listed(names, left), _listed(names, right)


def opened(said: Sequence[Sequence[object]], found: Sequence[Sequence[object]]) -> tuple[str, str]:
    """Open stages or waits [id, element, …] by their elements, with all they say where these agree."""
    left, right = (
        ", ".join(str(element) for _id, element, *_rest in side) or NOTHING for side in (said, found)
    )
    return (left, right) if left != right else (readable(list(said)), readable(list(found)))


def ended(finished: bool, disposal: str) -> str:
    """Whether a matter is finished, and how."""
    return ", ".join(filter(None, [readable(finished), disposal]))


def threads(said: ThreadFacts | None, found: ThreadFacts | None) -> tuple[str, str]:
    """Where a thread is: its post, the section where nobody has taken it, what it waits for."""
    left, right = _holding(said), _holding(found)
    if left != right or said is None or found is None:
        return left, right
    facts = (
        {each.name: str(getattr(side, each.name) or "") for each in fields(side)} for side in (said, found)
    )
    return both(*facts)


def _holding(facts: ThreadFacts | None) -> str:
    if facts is None:
        return _("no such part")
    words = [str(post.title) for post in Post.objects.filter(pk=facts.holder).select_related("section")]
    words += [str(section.name) for section in Section.objects.filter(pk=facts.pool)] if facts.pool else []
    words += [labels.waits_words(facts.waiting_for)] if facts.waiting_for else []
    words += [_("finished")] if facts.closed else []
    return ", ".join(word for word in words if word) or str(facts.holder)


def _listed(names: Sequence[str], values: Sequence[object]) -> str:
    pairs = zip(names, values, strict=True)
    return "; ".join(f"{_words(name)}: {readable(value)}" for name, value in pairs)


def _narrowed(said: object, found: object) -> tuple[object, object]:
    """Of two tables, the names that differ."""
    if not isinstance(said, dict) or not isinstance(found, dict):
        return said, found
    names = [name for name in {**said, **found} if said.get(name) != found.get(name)]
    pairs = {name: _narrowed(said.get(name), found.get(name)) for name in names}
    return {name: left for name, (left, _r) in pairs.items()}, {
        name: right for name, (_l, right) in pairs.items()
    }


def readable(value: object) -> str:
    match value:
        case None | "" | []:
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return ", ".join(f"{_words(name)} {readable(item)}" for name, item in value.items()) or NOTHING
        case list():
            return ", ".join(readable(item) for item in value)
    return _title(str(value))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _title(text: str) -> str:
    """Whose an id is: the post's title, the section's or the person's name; anything else as it is."""
    try:
        own = UUID(text)
    except ValueError:
        return text
    post = Post.objects.filter(pk=own).select_related("section").first()
    if post is not None:
        return str(post.title)
    models = (Section, User, Rank, Office)
    named = next((row for model in models if (row := model._default_manager.filter(pk=own).first())), None)
    return str(named.name) if named is not None else text
