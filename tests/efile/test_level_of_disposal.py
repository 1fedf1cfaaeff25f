"""CSMOP 14(i), (ii): what a class of case says of its levels is kept by the acts, not only by the dialogs."""

import csv
from itertools import pairwise

import pytest

from efile import choices, reasons, selectors, services
from efile.models import Matter
from hierarchy.management.commands.load_charts import DATA
from hierarchy.refusals import Refused
from tests.efile.conftest import SERVICE, District
from tests.efile.test_powers_of_acts import order
from workflows.models import Service

INTERNAL = "internal-file"


def publish(**values: object) -> None:
    """What a published order says of the class of case."""
    said = {"disposal_source_bn": "আদেশ ১২", "disposal_source_en": "Order 12"}
    Service.objects.filter(code=SERVICE).update(**said, **values)


def with_the_section_officer(district: District) -> Matter:
    """At the stage of decision, sent down by the head to an officer who decides elsewhere."""
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    district.forward("adm-general", matter, "oc-general")
    district.note("oc-general", matter, "মঞ্জুর।")
    return matter


def test_below_the_level_of_final_disposal_a_decision_is_refused_and_who_takes_it_named(
    district: District,
) -> None:
    matter = with_the_section_officer(district)
    publish(final_rank="adm")
    with pytest.raises(Refused) as refused:
        district.complete("oc-general", matter, "approve")
    assert refused.value.reason is reasons.BELOW_FINAL_LEVEL
    assert "Additional District Magistrate or above (CSMOP 14(i); Order 12)" in refused.value.sentence
    assert f"Put the file up to {district.actor('adm-general').post_title}" in refused.value.sentence


def test_at_the_level_of_final_disposal_it_is_decided(district: District) -> None:
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    publish(final_rank="adm")
    district.complete("adm-general", matter, "approve")
    assert district.thread(matter).holder.code == "oc-general"


def test_an_order_for_this_class_of_case_lowers_its_level(district: District) -> None:
    matter = with_the_section_officer(district)
    publish(final_rank="adm")
    order(district, "oc-general", "decide", "gives", service=SERVICE)
    district.complete("oc-general", matter, "approve")
    stage = district.thread(matter).stage
    assert stage is not None
    assert stage.element == "Reply"


def test_a_level_more_than_the_class_publishes_is_refused_with_a_way_on(district: District) -> None:
    matter = district.marked()
    publish(most_levels=1)
    district.forward("oc-general", matter, "udc-general")
    district.forward("udc-general", matter, "oc-general")
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "adm-general")
    assert refused.value.reason is reasons.LEVELS_SPENT
    assert "at most 1 levels to a decision (CSMOP 14(ii); Order 12)" in refused.value.sentence
    assert "Complete the stage from here" in refused.value.sentence
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")


def test_the_dialog_greys_what_the_act_would_refuse_and_says_why(district: District) -> None:
    matter = district.marked()
    publish(most_levels=1)
    district.forward("oc-general", matter, "udc-general")
    district.forward("udc-general", matter, "oc-general")
    thread = selectors.thread_for(district.actor("oc-general"), district.thread(matter).pk)
    stage = selectors.stage_of(thread, matter.instance.version_id)
    assert stage is not None
    shown = {
        one.post.code: one
        for one in choices.forward_choices(district.actor("oc-general"), thread, stage, district.now)
    }
    assert shown["adm-general"].closed
    assert "Order 12" in shown["adm-general"].refused
    assert not shown["cic-general"].closed


def test_without_a_published_number_the_fifth_level_is_only_warned_of(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "udc-general")
    district.forward("udc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    district.forward("oc-general", matter, "adm-general")
    assert district.thread(matter).holder.code == "adm-general"


def begun_by_the_lowest_hand(district: District) -> Matter:
    """A file of the office's own on its way from the clerk who began it, now with the ADM."""
    done = services.start(
        actor=district.actor("ldc-general"), service=INTERNAL, subject="আসবাব মেরামত", now=district.now
    )
    matter = Matter.objects.get(pk=done.matter)
    way = ["ldc-general", "udc-general", "cic-general", "oc-general", "adm-general"]
    for code, to in pairwise(way):
        district.forward(code, matter, to)
    return matter


def test_the_fifth_level_above_who_began_the_file_is_warned_of(district: District) -> None:
    """CSMOP 14(ii)."""
    matter = begun_by_the_lowest_hand(district)
    thread = selectors.thread_for(district.actor("adm-general"), district.thread(matter).pk)
    stage = selectors.stage_of(thread, matter.instance.version_id)
    assert stage is not None
    found = choices.forward_choices(district.actor("adm-general"), thread, stage, district.now)
    shown = {one.post.code: one for one in found}
    assert "level 5 to a decision; 4 are the most" in shown["dm"].warning
    assert shown["oc-general"].warning == ""


def test_a_published_number_of_levels_counts_from_who_began_the_file(district: District) -> None:
    said = {"disposal_source_bn": "আদেশ ১২", "disposal_source_en": "Order 12"}
    Service.objects.filter(code=INTERNAL).update(most_levels=4, **said)
    matter = begun_by_the_lowest_hand(district)
    with pytest.raises(Refused) as refused:
        district.forward("adm-general", matter, "dm")
    assert refused.value.reason is reasons.LEVELS_SPENT


def test_every_rank_that_a_shipped_class_of_case_names_is_known(district: District) -> None:
    ranks = {row["code"] for row in csv.DictReader((DATA / "ranks.csv").open(encoding="utf-8"))}
    named = set(Service.objects.exclude(final_rank="").values_list("code", "final_rank"))
    assert ("wb-domicile", "sdo") in named
    assert {rank for _service, rank in named} <= ranks
