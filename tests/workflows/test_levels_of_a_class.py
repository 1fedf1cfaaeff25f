"""CSMOP 14: a drawing is warned of when its class of case is decided too high up the line, or too low."""

from dataclasses import replace

import pytest

from hierarchy.models import Rank
from workflows import levels
from workflows.engine import Outcome, StageSpec
from workflows.models import Service

CSMOP_14_I = "CSMOP 14(i): each class of case has a published level of final disposal"
CSMOP_14_II = "CSMOP 14(ii): a file passes through at most four levels to a decision"
CHAIN = ("rank:cic@section", "rank:oc@section", "rank:adm", "head")


def stage(assign: str, power: str, channel: str = "none") -> StageSpec:
    outcome = Outcome("done", "হল", "Done", power, noting=False, names_post=False)
    element = f"Stage_{assign}".replace(":", "_").replace("@", "_")
    return StageSpec(element, "ধাপ", "Stage", "", assign, channel, 4, (outcome,), None, (), False, "done")


def up(*assigns: str) -> list[StageSpec]:
    """A dealing hand, then desks that recommend, the last of which decides."""
    *lower, last = assigns
    return [
        stage("section", "recommend"),
        *(stage(one, "recommend") for one in lower),
        stage(last, "decide"),
    ]


def service(**values: object) -> Service:
    return Service(code="wb-x", name_bn="নকশা", name_en="Drawing", **values)


@pytest.mark.parametrize(
    ("assigns", "most", "warned"),
    [
        pytest.param(CHAIN, None, False, id=f"{CSMOP_14_II}: four above the dealing hand"),
        pytest.param(("post:adm-it", *CHAIN), None, True, id=f"{CSMOP_14_II}: the fifth is warned of"),
        pytest.param(("post:adm-it", *CHAIN), 5, False, id=f"{CSMOP_14_II}: the class says more"),
        pytest.param(CHAIN, 3, True, id=f"{CSMOP_14_II}: the class says less"),
        pytest.param((*CHAIN, "head"), None, False, id=f"{CSMOP_14_II}: a desk counts once"),
        pytest.param(("starter", "body:khas-land", *CHAIN), None, False, id=f"{CSMOP_14_II}: no level"),
    ],
)
def test_levels_drawn_beyond_the_class_are_warned_of(
    db: None, assigns: tuple[str, ...], most: int | None, warned: bool
) -> None:
    found = levels.findings(up(*assigns), [service(most_levels=most)])
    assert [one.code for one in found] == ["levels_beyond_class"] * warned
    assert all(one.severity == "warning" and one.element for one in found)


@pytest.mark.parametrize(
    ("deciding", "able"),
    [
        pytest.param(stage("head", "decide"), True, id=f"{CSMOP_14_I}: the head"),
        pytest.param(stage("rank:adm", "decide"), True, id=f"{CSMOP_14_I}: that rank"),
        pytest.param(stage("rank:oc@section", "decide"), False, id=f"{CSMOP_14_I}: not a rank below"),
        pytest.param(stage("rank:oc", "decide", "hierarchy"), True, id=f"{CSMOP_14_I}: it may be put up"),
        pytest.param(stage("rank:oc", "decide", "section"), False, id=f"{CSMOP_14_I}: not inside a section"),
        pytest.param(stage("marked", "decide"), True, id=f"{CSMOP_14_I}: whom the head marks it to"),
        pytest.param(stage("section", "decide"), False, id=f"{CSMOP_14_I}: not a section's pool"),
        pytest.param(stage("head", "recommend"), False, id=f"{CSMOP_14_I}: somebody must decide"),
    ],
)
def test_a_drawing_in_which_nobody_at_the_final_level_decides_is_warned_of(
    db: None, deciding: StageSpec, able: bool
) -> None:
    for code, level in (("oc", 4), ("adm", 2)):
        Rank.objects.create(code=code, profile="WB", level=level, name_bn=code, name_en=code, powers=[])
    found = levels.findings([deciding], [service(final_rank="adm")])
    assert [one.code for one in found] == ([] if able else ["nobody_at_final_level"])
    assert all("“Drawing” is finally disposed of by adm or above" in one.en for one in found)


def test_two_stages_of_one_desk_are_one_level() -> None:
    first = stage("rank:oc", "recommend")
    assert levels.desks_above([first, replace(first, element="Again")]) == [first]
