"""The forwarding list: who comes first, and why a searched post is not offered."""

from datetime import date

import pytest

from efile import choices, reasons, selectors
from efile.forwarding import services as forwarding
from efile.models import Matter, Priority
from hierarchy.models import Post
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.test_levels_jumped import jumped


def offered(district: District, code: str, matter: Matter, wanted: str = "") -> list[choices.Choice]:
    actor = district.actor(code)
    thread = selectors.thread_for(actor, district.thread(matter).pk)
    stage = selectors.stage_of(thread, matter.instance.version_id)
    assert stage is not None
    return choices.forward_choices(actor, thread, stage, district.now, wanted)


def test_only_posts_inside_the_channel_are_offered(district: District) -> None:
    matter = district.marked()
    assert all(one.refused == "" for one in offered(district, "oc-general", matter))


def test_a_post_outside_the_channel_is_shown_when_searched_with_the_sentence_why(district: District) -> None:
    matter = district.marked()
    found = offered(district, "oc-general", matter, "land")
    shown = {one.post.code: one for one in found}
    assert shown["oc-land"].closed
    assert "is outside that" in shown["oc-land"].refused


def test_who_lies_past_a_level_jumped_is_not_offered_before_it(district: District) -> None:
    matter = jumped(district)
    shown = {one.post.code: one for one in offered(district, "oc-general", matter)}
    assert str(district.actor("cic-general").post_title) in shown["udc-general"].refused
    assert not shown["cic-general"].closed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ADM", "adm-general"),
        ("এডিএম", "adm-general"),
        ("A.D.M.", "adm-general"),
        ("CIC", "cic-general"),
        ("udc general", "udc-general"),
        ("ইউডিসি", "udc-general"),
        ("এলডিসি", "ldc-general"),
    ],
)
def test_a_post_is_found_by_what_officers_call_it(district: District, typed: str, code: str) -> None:
    shown = offered(district, "oc-general", district.marked(), typed)
    assert shown[0].post.code == code
    assert not shown[0].closed


def test_what_is_called_so_stands_before_what_only_has_the_letters(district: District) -> None:
    shown = offered(district, "cic-general", district.marked("cic-general"), "oc")
    assert shown[0].post.code == "oc-general"


def test_what_is_urgent_is_offered_past_it_with_who_is_told(district: District) -> None:
    matter = jumped(district, Priority.URGENT)
    shown = {one.post.code: one for one in offered(district, "oc-general", matter)}
    assert not shown["udc-general"].closed
    assert str(district.actor("cic-general").post_title) in shown["udc-general"].warning


def test_an_abolished_post_shows_its_successor(district: District) -> None:
    matter = district.marked()
    old = Post.objects.get(pk=district.post("udc-general"))
    old.abolished_on, old.successor_id = date(2026, 1, 1), district.post("cic-general")
    old.save()
    word = old.title.en.split(",")[0]
    shown = {one.post.code: one for one in offered(district, "oc-general", matter, word)}
    assert str(district.actor("cic-general").post_title) in shown["udc-general"].refused


def test_posts_on_the_own_list_come_before_the_rest_in_its_order(district: District) -> None:
    matter, actor = district.marked(), district.actor("oc-general")
    forwarding.add_seal(actor=actor, to=district.post("ldc-general"))
    forwarding.add_seal(actor=actor, to=district.post("udc-general"))
    forwarding.raise_seal(actor=actor, to=district.post("udc-general"))
    found = [one.post.code for one in offered(district, "oc-general", matter) if one.nearness == "seal"]
    assert found == ["udc-general", "ldc-general"]
    forwarding.remove_seal(actor=actor, to=district.post("udc-general"))
    found = [one.post.code for one in offered(district, "oc-general", matter) if one.nearness == "seal"]
    assert found == ["ldc-general"]


def test_posts_often_chosen_come_before_the_superior(district: District) -> None:
    matter = district.marked()
    for _ in range(2):
        district.forward("oc-general", matter, "cic-general")
        district.forward("cic-general", matter, "oc-general")
    found = [one.nearness for one in offered(district, "oc-general", district.marked())]
    assert found.index("often") < found.index("superior")


def test_the_own_post_goes_on_no_list(district: District) -> None:
    with pytest.raises(Refused) as refused:
        forwarding.add_seal(actor=district.actor("oc-general"), to=district.post("oc-general"))
    assert refused.value.reason is reasons.SEAL_OF_ONESELF
