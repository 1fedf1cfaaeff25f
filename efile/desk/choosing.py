"""To whom several files can be sent together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from efile import choices
from efile.models import Thread
from efile.selectors import stage_of
from hierarchy.actors import Actor
from workflows.engine import StageSpec


def choices_for_all(
    actor: Actor, rows: Iterable[Thread], now: datetime, wanted: str = ""
) -> list[choices.Choice]:
    """Posts to which at least one of the files may go, those first to which most may; one that takes only
    some says so. What a file owes to levels that it jumped is asked when it is sent."""
    groups = _alike(actor, rows)
    total = sum(len(group) for group in groups)
    goes: Counter[object] = Counter()
    named: dict[object, choices.Choice] = {}
    for group in groups:
        for one in choices.offered(actor, *group[0], now, wanted)[0]:
            known = named.get(one.post.pk)
            if known is None or (known.closed and not one.closed):
                named[one.post.pk] = one
            goes[one.post.pk] += 0 if one.closed else len(group)
    found = [_counted(one, goes[pk], total) for pk, one in named.items()]
    return sorted(found, key=lambda one: (one.closed, -goes[one.post.pk]))


def _alike(actor: Actor, rows: Iterable[Thread]) -> list[list[tuple[Thread, StageSpec]]]:
    """Files that may go to the same posts: by channel, the desk whose section counts, and what is kept from
    the post.
    """
    groups: dict[tuple[object, ...], list[tuple[Thread, StageSpec]]] = {}
    for row in rows:
        stage = stage_of(row, row.matter.instance.version_id)
        if stage is not None and row.closed_at is None:
            sends = actor.may("forward", row.matter.service.code)
            alike = (stage.channel, sends, *(_desk(row, stage) if stage.channel == "section" else ()))
            groups.setdefault(alike, []).append((row, stage))
    return list(groups.values())


def _desk(row: Thread, stage: StageSpec) -> tuple[object, ...]:
    matter = row.matter
    starter = matter.opened_by_id if stage.assign == "starter" else None
    return stage.assign, matter.marked_to_id, matter.section_id, starter


def _counted(one: choices.Choice, goes: int, total: int) -> choices.Choice:
    if one.closed or goes == total:
        return replace(one, warning="")
    return replace(one, warning=_("%(count)s of %(total)s may go there") % {"count": goes, "total": total})
