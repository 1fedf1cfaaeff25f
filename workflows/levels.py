"""What a drawn flow owes the classes of case it serves: few levels, and a decision at the right one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hierarchy.models import Post, Rank
from workflows.engine import Finding, StageSpec
from workflows.models import Service

MOST_LEVELS = 4
DEALING = frozenset({"starter", "section"})
UPWARDS = frozenset({"hierarchy", "office"})
CHOSEN = frozenset({"marked", "body"})
EXAMINING = frozenset({"recommend", "decide"})


def findings(stages: Sequence[StageSpec], services: Sequence[Service]) -> list[Finding]:
    """Warnings alone: the office may have its reasons, and its orders may say otherwise."""
    named = [row for row in services if row.final_rank]
    ranks = {row.code: row for row in Rank.objects.filter(code__in=[row.final_rank for row in named])}
    reached = _levels_of(stages) if ranks else {}
    return [
        *_too_many(stages, services),
        *(
            _nobody_decides(row, ranks[row.final_rank])
            for row in named
            if row.final_rank in ranks and not may_be_decided(stages, ranks[row.final_rank].level, reached)
        ),
    ]


def desks_above(stages: Iterable[StageSpec]) -> list[StageSpec]:
    """One stage of each desk that examines a case above the hand that deals with it.

    CSMOP 14(ii): a file passes through at most four levels to a decision. Dealing hands are whoever began
    the file and whoever takes it in the section; a committee is no level of the line.
    """
    desks: dict[str, StageSpec] = {}
    for stage in stages:
        examines = any(outcome.power in EXAMINING for outcome in stage.outcomes)
        if examines and not stage.body and stage.assign.partition(":")[0] not in DEALING:
            desks.setdefault(stage.assign, stage)
    return list(desks.values())


def may_be_decided(stages: Iterable[StageSpec], final: int, levels: Mapping[str, int]) -> bool:
    """Whether a decision can fall at the level of final disposal or above it.

    CSMOP 14(i): each class of case has a published level of final disposal. `levels` gives the rank's level
    of each fixed desk. What may go up the line, is marked to an officer or lies before a committee can
    reach that level.
    """
    deciding = [stage for stage in stages if any(one.power == "decide" for one in stage.outcomes)]
    return any(
        stage.channel in UPWARDS
        or stage.assign.partition(":")[0] in CHOSEN
        or levels.get(stage.assign, final + 1) <= final
        for stage in deciding
    )


def _levels_of(stages: Iterable[StageSpec]) -> dict[str, int]:
    """The highest rank level that each fixed desk stands for, in any office."""
    ranks = dict(Rank.objects.values_list("code", "level"))
    posts = dict(Post.objects.order_by("-rank__level").values_list("code", "rank__level"))
    found: dict[str, int] = {}
    for assign in {stage.assign for stage in stages}:
        kind, _, rest = assign.partition(":")
        known = {"rank": ranks, "post": posts}.get(kind, {})
        level = 1 if kind == "head" else known.get(rest.partition("@")[0])
        if level is not None:
            found[assign] = level
    return found


def _too_many(stages: Sequence[StageSpec], services: Sequence[Service]) -> list[Finding]:
    desks = desks_above(stages)
    strictest = min(services, key=most_of, default=None)
    most = most_of(strictest) if strictest else MOST_LEVELS
    if len(desks) <= most:
        return []
    return [
        Finding(
            "levels_beyond_class",
            "warning",
            desks[-1].element,
            f"সিদ্ধান্ত পর্যন্ত নথি {len(desks)}টি স্তরের টেবিলে যায়; শ্রেণিটির জন্য {most}টির বেশি স্তর বলা নেই"
            " (CSMOP 14(ii))। একটি টেবিল বাদ দিন, বা দুটি ধাপ একই আধিকারিককে দিন।",
            f"The file passes {len(desks)} desks to a decision, and its class says no more than {most} levels"
            " (CSMOP 14(ii)). Leave out a desk, or give two stages to one officer.",
        )
    ]


def most_of(service: Service) -> int:
    return MOST_LEVELS if service.most_levels is None else service.most_levels


def _nobody_decides(service: Service, rank: Rank) -> Finding:
    return Finding(
        "nobody_at_final_level",
        "warning",
        None,
        f"“{service.name_bn}” চূড়ান্তভাবে নিষ্পত্তি করেন {rank.name_bn} বা তাঁর ঊর্ধ্বতন (CSMOP 14(i)), কিন্তু"
        " এই ছকের কোনো ধাপে তাঁরা সিদ্ধান্ত নিতে পারেন না। সিদ্ধান্তের ধাপটি তাঁদের কাউকে দিন, বা ধাপটির পথ"
        " ঊর্ধ্বতন পর্যন্ত খুলুন।",
        f"“{service.name_en}” is finally disposed of by {rank.name_en} or above (CSMOP 14(i)), but in no"
        " stage of this drawing may they decide. Give the stage of decision to one of them, or open its way"
        " up the line.",
    )
