"""What a flow needs from the office before it is used: dated rows for its limits, posts for its stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from hierarchy.models import Body, Office, Post, Rank, Section
from workflows import engine, levels
from workflows.engine import Finding
from workflows.models import Limit, Profile, Service

ALWAYS = frozenset({"head", "marked", "starter", "section"})


def findings_of(
    bundle: engine.Bundle, profile: str, on: date, services: Sequence[Service] = ()
) -> list[Finding]:
    """All that is to be said of a drawing: what lint finds, limits without a row, stages without a post,
    and whether the classes of case it serves are decided at their level, by few levels.
    """
    drawn = engine.contents(bundle)
    return [
        *engine.judged(bundle),
        *(_no_limit(name, drawn) for name in missing_limits(bundle, profile, on)),
        *(_no_post(stage) for stage in unresolved(drawn, profile)),
        *levels.findings(tuple(drawn.stages.values()), services),
    ]


def missing_limits(bundle: engine.Bundle, profile: str, on: date) -> list[str]:
    """Names of limits without a row in force on a day, in any country the flow is for."""
    return [name for name in sorted(engine.contents(bundle).limits) if not _dated(name, profile, on)]


def _dated(name: str, profile: str, on: date) -> bool:
    """In force everywhere: for both countries, for each country of the flow, or for each office of one."""
    rows = Limit.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), name=name, valid_from__lte=on
    ).values_list("profile", "office")
    known = {country for country, office in rows if office is None}
    own = {office for _, office in rows if office is not None}
    return Profile.BOTH in known or all(
        country in known or _all_have(country, own) for country in countries(profile)
    )


def _all_have(country: str, own: set[UUID]) -> bool:
    offices = set(Office.objects.filter(profile=country, parent=None).values_list("pk", flat=True))
    return bool(offices) and offices <= own


def countries(profile: str) -> list[str]:
    return [Profile.WB, Profile.BD] if profile == Profile.BOTH else [profile]


def unresolved(drawn: engine.Contents, profile: str) -> list[engine.StageSpec]:
    """Stages whose officer no office of the flow's countries has."""
    offices = Office.objects.filter(profile__in=countries(profile)).values("pk")
    posts = set(Post.objects.filter(office__in=offices, abolished_on=None).values_list("code", flat=True))
    ranks = set(Rank.objects.filter(posts__office__in=offices).values_list("code", flat=True))
    sections = set(Section.objects.filter(office__in=offices).values_list("code", flat=True))
    bodies = set(Body.objects.filter(office__in=offices).values_list("code", flat=True))
    known = {"post": posts, "rank": ranks, "section": sections, "body": bodies}
    return [stage for stage in drawn.stages.values() if stage.assign and not _resolves(stage.assign, known)]


def _resolves(assign: str, known: dict[str, set[str]]) -> bool:
    kind, _, rest = assign.partition(":")
    return assign in ALWAYS or rest.partition("@")[0] in known.get(kind, set())


def _no_limit(name: str, drawn: engine.Contents) -> Finding:
    element = drawn.limited.get(name)
    return Finding(
        "limit_without_row",
        "error",
        element,
        f"“{name}” নামে কোনো সময়সীমা চালু নেই। তালিকা থেকে অন্য একটি বাছুন, বা নতুন সময়সীমা যোগ করুন।",
        f"No time limit called “{name}” is in force. Choose another from the list, or add a time limit.",
    )


def _no_post(stage: engine.StageSpec) -> Finding:
    return Finding(
        "stage_without_post",
        "warning",
        stage.element,
        f"“{stage.name}” ধাপটি যাঁর কাছে যাবে (“{stage.assign}”), কোনো কার্যালয়ে সেই পদ নেই।",
        f"The stage “{stage.name_en}” goes to “{stage.assign}”, and no office has such a post.",
    )
