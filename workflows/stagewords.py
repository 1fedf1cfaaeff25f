"""The stages of a flow in words: who works each, how it may travel, what ends it, how long it may take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.models import Body, Office, Post, Rank, Section
from hierarchy.words import Words
from workflows import engine
from workflows.engine.services import known_services
from workflows.limits import limit_lines
from workflows.readiness import countries

WHO = {
    "head": gettext_lazy("Head of the office"),
    "marked": gettext_lazy("The officer it is marked to"),
    "section": gettext_lazy("Whoever takes it in the section"),
    "starter": gettext_lazy("Whoever began the file"),
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
DISPOSALS = {
    "disposed": gettext_lazy("Disposed of"),
    "rejected": gettext_lazy("Rejected"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "filed": gettext_lazy("Filed without action"),
}
NAMED = {
    "rank": gettext_lazy("%(name)s, of the office"),
    "rank@section": gettext_lazy("%(name)s, of the section"),
    "section": gettext_lazy("Whoever takes it in %(name)s"),
    "body": gettext_lazy("%(name)s, by its signed minutes"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A code that the studio offers, with its name. Of a limit also the bare days and the source."""

    code: str
    name: Words
    days: Words | None = None
    source: str = ""


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
    bodies: tuple[Option, ...]
    limits: tuple[Option, ...]
    services: tuple[Option, ...]
    shared: tuple[Option, ...]


def codes_for(profile: str, drawn: engine.Contents, office: Office, on: date) -> Codes:
    """What the studio offers for a flow of these countries, as an office reads it: its own posts, its
    country's ranks, its own sections. What only another office has stands there when the drawing uses it.
    """
    who = _Who.of(profile, drawn, office)
    return Codes(
        posts=who.posts(),
        ranks=who.ranks(),
        sections=who.sections(),
        bodies=who.bodies(),
        limits=tuple(
            Option(line.code, line.name, line.days, str(line.row.source)) for line in limit_lines(office, on)
        ),
        services=_once((name, SERVICES.get(name, Words(name, name))) for name in sorted(known_services())),
        shared=_once((part.id, Words(part.name, part.name_en)) for part in drawn.processes if not part.main),
    )


@dataclass(frozen=True, slots=True)
class _Who:
    """Codes of people in the flow's countries. `used` are those that its stages name, by kind; `at_home`
    says that the flow runs in the reader's own country.
    """

    office: Office
    countries: list[str]
    used: Mapping[str, set[str]]
    at_home: bool

    @classmethod
    def of(cls, profile: str, drawn: engine.Contents, office: Office) -> _Who:
        used: dict[str, set[str]] = defaultdict(set)
        for stage in drawn.stages.values():
            kind, _sep, rest = stage.assign.partition(":")
            used[kind].add(rest.partition("@")[0])
        wanted = countries(profile)
        return cls(office, wanted, used, office.profile in wanted)

    def posts(self) -> tuple[Option, ...]:
        rows = Post.objects.filter(office__profile__in=self.countries, abolished_on=None)
        ordered = rows.order_by("rank__level", "position", "code")
        return self._options(
            ((post.code, post.title) for post in ordered.filter(office=self.office)),
            ((post.code, post.title) for post in ordered.filter(office__parent=None)),
            "post",
        )

    def ranks(self) -> tuple[Option, ...]:
        rows = Rank.objects.filter(profile__in=self.countries).order_by("level", "code")
        return self._options(
            ((rank.code, rank.name) for rank in rows.filter(profile=self.office.profile)),
            ((rank.code, rank.name) for rank in rows),
            "rank",
        )

    def sections(self) -> tuple[Option, ...]:
        rows = Section.objects.filter(office__profile__in=self.countries).order_by("code")
        return self._options(
            ((section.code, section.name) for section in rows.filter(office=self.office)),
            ((section.code, section.name) for section in rows),
            "section",
        )

    def bodies(self) -> tuple[Option, ...]:
        rows = Body.objects.filter(office__profile__in=self.countries, ends=None).order_by("code")
        return self._options(
            ((body.code, body.name) for body in rows.filter(office=self.office)),
            ((body.code, body.name) for body in rows),
            "body",
        )

    def _options(
        self, own: Iterable[tuple[str, Words]], others: Iterable[tuple[str, Words]], kind: str
    ) -> tuple[Option, ...]:
        used = self.used.get(kind, set())
        more = (pair for pair in others if not self.at_home or pair[0] in used)
        return _once(chain(own, more))


def stages_in_words(drawn: engine.Contents, codes: Codes) -> list[StageWords]:
    return [_stage(stage, codes) for stage in drawn.stages.values()]


def _stage(stage: engine.StageSpec, codes: Codes) -> StageWords:
    limits = {option.code: option.days for option in codes.limits}
    return StageWords(
        element=stage.element,
        name=Words(stage.name, stage.name_en),
        who=who_in_words(stage.assign, codes),
        channel=str(CHANNELS.get(stage.channel, "")),
        outcomes=tuple(str(Words(each.label_bn, each.label_en)) for each in stage.outcomes),
        limit=str(limits.get(stage.sla, stage.sla)) if stage.sla else "",
    )


def who_in_words(assign: str, codes: Codes) -> str:
    if assign in WHO:
        return str(WHO[assign])
    kind, _sep, rest = assign.partition(":")
    code, at, _where = rest.partition("@")
    offered = {
        "post": codes.posts,
        "rank": codes.ranks,
        "section": codes.sections,
        "body": codes.bodies,
    }.get(kind, ())
    known = (str(option.name) for option in offered if option.code == code)
    name = next(known, "") or _elsewhere(kind, code)
    words = NAMED.get(f"{kind}@section" if at else kind)
    return str(words) % {"name": name} if words else name or _("Not chosen yet")


def _elsewhere(kind: str, code: str) -> str:
    """What an office that is not offered calls it; an older version may name what no drawing uses now."""
    if kind == "post":
        post = Post.objects.filter(code=code).first()
        return str(post.title) if post else code
    if kind == "rank":
        rank = Rank.objects.filter(code=code).first()
        return str(rank.name) if rank else code
    if kind == "body":
        body = Body.objects.filter(code=code).order_by("-starts").first()
        return str(body.name) if body else code
    section = Section.objects.filter(code=code).first() if kind == "section" else None
    return str(section.name) if section else code


def _once(pairs: Iterable[tuple[str, Words]]) -> tuple[Option, ...]:
    """The first name of every code, in order."""
    named: dict[str, Words] = {}
    for code, name in pairs:
        named.setdefault(code, name)
    return tuple(Option(code, name) for code, name in named.items())
