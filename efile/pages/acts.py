"""The acts bar: the likely act first and named in full, then the others, and where this stage may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from efile import reasons, rules
from efile.barred import Barred
from efile.models import File, Matter, Thread
from efile.pages import labels, whoacts
from efile.returning import Return
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.words import Words
from web.templatetags.office import bn_digits
from workflows.engine import Outcome, StageSpec


@dataclass(frozen=True, slots=True)
class Act:
    """A button. `dialog` is the address of the form it needs first; else it posts `name=value` to `url`."""

    label: str
    url: str
    name: str = ""
    value: str = ""
    dialog: bool = False
    shortcut: str = ""
    needs_note: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where the stage is worked, when that is another page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`told` is a sentence to read before acting, on every screen; `line` stands where there is room."""

    likely: Act | None = None
    others: list[Act] = field(default_factory=list)
    line: str = ""
    filing: Act | None = None
    way: Way | None = None
    mine: bool = False
    barred: Sequence[Barred] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the thread lies and who is near: what the likely act follows from.

    `home` is the post the stage was assigned to; `above` and `below` are the nearest posts to which the
    file may be sent; `own` and `sender` say where the two sit. `lacks`: the post can give the stage
    nothing, `above` is then the nearest superior who can; `stranded`: the channel leads to nobody who can;
    `kept`: forwarding is kept from the post, `above` alone may be given the file; `outside`: it sits outside
    the section in which the file stays. `back` says who gets the file when it is returned.
    """

    stage: StageSpec
    home: bool
    above: Post | None
    below: Post | None
    own: Seat | None
    sender: Seat | None
    back: Return
    barred: Sequence[Barred] = ()
    lacks: bool = False
    stranded: bool = False
    kept: bool = False
    outside: bool = False


def bar_of(
    matter: Matter,
    thread: Thread,
    desk: Desk | None,
    actor: Actor,
    pullable: bool,
    above: bool = False,
    reopens: bool = False,
    closes: bool = False,
    barred: Sequence[Barred] = (),
    idle: bool = False,
) -> Bar:
    """The acts this actor may do on this thread now; `above`: the holder lies in his line of control;
    `reopens`: he may take up again what is disposed of; `closes`: he may close the file it lies in;
    `barred`: taking it is kept from him; `idle`: it lies in a pool of which nobody may take it.
    """
    if actor.assistant:
        return Bar(line=whoacts.to_assistant(thread, actor))
    if pullable:
        return Bar(Act(_("Pull back"), reverse("pull_back", args=[thread.pk])))
    if thread.closed_at is not None:
        return _closed_bar(matter, thread, reopens, closes)
    if thread.pool is not None:
        return _idle_bar(matter, thread, actor, above) if idle else _pool_bar(thread, actor, barred)
    if thread.holder_id not in actor.posts:
        up = _up(matter, thread, actor, above)
        return Bar(others=up, line=whoacts.to_superior(thread) if up else whoacts.sentence(thread))
    if desk is None:
        return Bar(line=whoacts.sentence(thread))
    return _holder_bar(matter, thread, desk, actor)


def _closed_bar(matter: Matter, thread: Thread, reopens: bool, closes: bool) -> Bar:
    """After the disposal: the matter taken up again, its file closed or made current."""
    others = []
    if reopens:
        others.append(Act(_("Reopen"), reverse("reopen", args=[matter.pk]), dialog=True))
    if closes:
        others.append(Act(_("Close the file"), reverse("close_file", args=[matter.pk]), dialog=True))
    line = _("Closed; your post may reopen it.") if reopens else whoacts.sentence(thread)
    if matter.file is not None and matter.file.status == File.Status.CLOSED:
        shut = reasons.FILE_CLOSED.sentence % {"number": bn_digits(matter.file.number)}
        line = f"{line} {shut}"
    return Bar(others=others, line=line)


def _up(matter: Matter, thread: Thread, actor: Actor, above: bool) -> list[Act]:
    """For the line of control above its holder."""
    if not above or thread.waiting_for or not actor.may("pull_up", matter.service.code):
        return []
    return [Act(_("Pull up"), reverse("pull_up", args=[thread.pk]))]


def _idle_bar(matter: Matter, thread: Thread, actor: Actor, above: bool) -> Bar:
    up = _up(matter, thread, actor, above)
    return Bar(others=up, line=whoacts.of_idle_pool(thread, above=bool(up)))


def _pool_bar(thread: Thread, actor: Actor, barred: Sequence[Barred]) -> Bar:
    if barred or thread.pool is None or thread.pool_id not in actor.sections:
        return Bar(line=whoacts.sentence(thread), barred=barred)
    take = Act(_("Take this file"), reverse("claim", args=[thread.pk]), shortcut="f")
    return Bar(take, line=whoacts.sentence(thread))


def _holder_bar(matter: Matter, thread: Thread, desk: Desk, actor: Actor) -> Bar:
    closed = {one.id for group in desk.barred for one in group.outcomes}
    outcomes = [
        _outcome_act(thread, desk.stage, one)
        for one in _allowed(desk.stage, actor, matter.service.code)
        if one.id not in closed
    ]
    send = _send(thread, desk, actor, bool(outcomes))
    ready = bool(outcomes) and (desk.home or desk.stage.channel == "none")
    first = outcomes if ready and (send is None or desk.stranded or desk.kept) else []
    offered = first + ([send] if send else []) + outcomes
    likely = offered[0] if offered else None
    others = [act for act in ([send] if send else []) + outcomes if act is not likely]
    if not desk.kept and (desk.stage.channel != "none" or desk.stranded):
        others.insert(0, Act(_("Somebody else…"), reverse("forward", args=[thread.pk]), dialog=True))
    back = desk.back
    if back.to is not None:
        words = _("Return to %(post)s") % {"post": labels.short_title(back.to, actor.section_id)}
        others.append(Act(words, reverse("return", args=[thread.pk]), dialog=True, shortcut="r"))
    filing = None
    if matter.file is None and actor.may("note"):
        filing = Act(_("Put in a file"), reverse("put_in_file", args=[thread.pk]), dialog=True)
    key = "f" if likely is send or (likely and likely.dialog) else ""
    line = f"{whoacts.to_holder()} {_where(desk)}".strip()
    told = ""
    if back.gone is not None and back.to is not None:
        told = whoacts.returned_to(back.gone, back.to)
    return Bar(_with_key(likely, key), others, line, filing, mine=True, barred=desk.barred, told=told)


def _where(desk: Desk) -> str:
    """Where it may go from here; what is kept from the post is said beside the greyed act."""
    if desk.kept:
        return ""
    if desk.stranded:
        return whoacts.to_stranded()
    words = channel_words(desk.stage)
    return f"{whoacts.to_lacking()} {words}" if desk.lacks else words


def _with_key(act: Act | None, key: str) -> Act | None:
    return act and replace(act, shortcut=key)


def _in_power(outcome: Outcome, actor: Actor, service: str) -> bool:
    """One limited by a sum is offered too: the sum may be entered only with it."""
    by_sum = any(one.power == outcome.power and one.service in {"", service} for one in actor.limited)
    return by_sum or rules.may_complete(outcome, actor, noted=True, service=service) is None


def _allowed(stage: StageSpec, actor: Actor, service: str) -> list[Outcome]:
    """The outcomes the actor's powers reach, the usual one first."""
    able = [one for one in stage.outcomes if _in_power(one, actor, service)]
    return sorted(able, key=lambda one: one.id != stage.rehearse)


def _outcome_act(thread: Thread, stage: StageSpec, outcome: Outcome) -> Act:
    url = reverse("complete", args=[thread.pk])
    label = str(Words(outcome.label_bn, outcome.label_en))
    if outcome.names_post or stage.fields(outcome.id):
        return Act(label + "…", f"{url}?outcome={outcome.id}", dialog=True)
    return Act(label, url, "outcome", outcome.id, needs_note=outcome.noting)


def _goes_down(thread: Thread, desk: Desk) -> bool:
    """A file that did not come up from below is worked below first. What the head decides, and what one
    began himself, is not.
    """
    if desk.below is None or desk.stage.assign == "head" or thread.act == "started":
        return False
    if desk.outside and not desk.home:
        return True
    if desk.own is None or desk.sender is None:
        return desk.home
    from_above = desk.sender.post in desk.own.superiors
    from_below = desk.own.post in desk.sender.superiors
    return from_above or (desk.home and not from_below)


def _send(thread: Thread, desk: Desk, actor: Actor, completes: bool) -> Act | None:
    """Down to the dealing hand, or up to the immediate superior; from its own desk a stage is completed
    (`completes`) by who may.
    """
    down = _goes_down(thread, desk)
    up = desk.stranded or desk.kept or not (desk.home and completes)
    target = desk.below if down else (desk.above if up else None)
    if target is None:
        return None
    words = _("Send to %(post)s") if down else _("Put up to %(post)s")
    label = words % {"post": labels.short_title(target, actor.section_id)}
    return Act(label, reverse("forward", args=[thread.pk]), "to", str(target.pk))


def channel_words(stage: StageSpec) -> str:
    """Where this stage may go, as the line beside the acts."""
    match stage.channel:
        case "none":
            return _("A fixed desk: it leaves only with an outcome")
        case "section":
            return _("From here it may go: within the section")
        case "hierarchy":
            return _("From here it may go: superiors, subordinates, the section")
        case _:
            return _("From here it may go: any post of the office")
