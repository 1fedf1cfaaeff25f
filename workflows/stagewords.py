"""The stages of a flow in words: who works each, how it may travel, what ends it, how long it may take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.models import Post, Rank, Section
from hierarchy.words import Words
from workflows import engine
from workflows.engine.services import known_services
from workflows.models import Limit
from workflows.readiness import countries

WHO = {
    "head": gettext_lazy("Head of the office"),
    "marked": gettext_lazy("The officer it is marked to"),
    "section": gettext_lazy("Whoever takes it in the section"),
    "starter": gettext_lazy("Whoever received the application"),
}
CHANNELS = {
    "none": gettext_lazy("Stays on one desk"),
    "section": gettext_lazy("Within the section"),
    "hierarchy": gettext_lazy("Up and down the reporting line"),
    "office": gettext_lazy("To any post of the office"),
}

SERVICES = {
    "call_portal": Words("পোর্টালকে জানানো", "Tell the portal"),
    "issue_receipt": Words("রসিদ দেওয়া", "Give a receipt"),
    "make_certificate": Words("শংসাপত্র তৈরি", "Make a certificate"),
    "notify_applicant": Words("আবেদনকারীকে জানানো", "Tell the applicant"),
    "publish_notice": Words("বিজ্ঞপ্তি প্রকাশ", "Publish a notice"),
}
NAMED = {
    "rank": gettext_lazy("%(name)s, of the office"),
    "rank@section": gettext_lazy("%(name)s, of the section"),
    "section": gettext_lazy("Whoever takes it in %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A code that the studio offers, with its name."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage as a line of words. `limit` is the days as they are now."""

    element: str
    name: Words
    who: str
    channel: str
    outcomes: tuple[str, ...]
    limit: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Names by code of everything that a stage may point at."""

    posts: tuple[Option, ...]
    ranks: tuple[Option, ...]
    sections: tuple[Option, ...]
    limits: tuple[Option, ...]
    services: tuple[Option, ...]
    shared: tuple[Option, ...]


def codes_for(profile: str, drawn: engine.Contents) -> Codes:
    """What the studio offers for a flow of these countries."""
    wanted = countries(profile)
    posts = Post.objects.filter(office__profile__in=wanted, office__parent=None, abolished_on=None)
    ranks = Rank.objects.filter(profile__in=wanted).order_by("level", "code")
    sections = Section.objects.filter(office__profile__in=wanted).order_by("code")
    limits = Limit.objects.filter(profile__in=[*wanted, "both"], office=None).order_by("name")
    return Codes(
        posts=_once((post.code, post.title) for post in posts.order_by("rank__level", "position", "code")),
        ranks=_once((rank.code, rank.name) for rank in ranks),
        sections=_once((section.code, section.name) for section in sections),
        limits=_once((limit.name, _days(limit)) for limit in limits),
        services=_once((name, SERVICES.get(name, Words(name, name))) for name in sorted(known_services())),
        shared=_once((part.id, Words(part.name, part.name_en)) for part in drawn.processes if not part.main),
    )


def stages_in_words(drawn: engine.Contents, codes: Codes) -> list[StageWords]:
    return [_stage(stage, codes) for stage in drawn.stages.values()]


def _stage(stage: engine.StageSpec, codes: Codes) -> StageWords:
    limits = {option.code: option.name for option in codes.limits}
    return StageWords(
        element=stage.element,
        name=Words(stage.name, stage.name_en),
        who=_who(stage.assign, codes),
        channel=str(CHANNELS.get(stage.channel, "")),
        outcomes=tuple(str(Words(each.label_bn, each.label_en)) for each in stage.outcomes),
        limit=str(limits.get(stage.sla, stage.sla)) if stage.sla else "",
    )


def _who(assign: str, codes: Codes) -> str:
    if assign in WHO:
        return str(WHO[assign])
    kind, _sep, rest = assign.partition(":")
    code, at, _where = rest.partition("@")
    offered = {"post": codes.posts, "rank": codes.ranks, "section": codes.sections}.get(kind, ())
    name = next((str(option.name) for option in offered if option.code == code), code)
    words = NAMED.get(f"{kind}@section" if at else kind)
    return str(words) % {"name": name} if words else name or _("Not chosen yet")


def _days(limit: Limit) -> Words:
    bn = {"working": "কর্মদিবস", "calendar": "দিন"}[limit.unit]
    en = {"working": "working days", "calendar": "days"}[limit.unit]
    return Words(f"{limit.days} {bn}", f"{limit.days} {en}")


def _once(pairs: Iterable[tuple[str, Words]]) -> tuple[Option, ...]:
    """The first name of every code, in order."""
    named: dict[str, Words] = {}
    for code, name in pairs:
        named.setdefault(code, name)
    return tuple(Option(code, name) for code, name in named.items())
