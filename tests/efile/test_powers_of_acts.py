"""Whole acts against the office's orders: given and withheld by service and sum."""

from datetime import date

import pytest

from efile import reasons, services
from hierarchy.models import Post, PowerRow
from hierarchy.refusals import Refused
from notings import reasons as note_reasons
from notings import services as notings
from notings.hands import hands_of
from notings.models import NoteDraft, Paragraph
from notings.selectors import draft_for
from tests.efile.conftest import SERVICE, District


def order(district: District, code: str, power: str, effect: str, **values: object) -> PowerRow:
    return PowerRow.objects.create(
        office=district.office,
        post=Post.objects.get(pk=district.post(code)),
        power=power,
        effect=effect,
        starts=date(2026, 1, 1),
        source_bn="আদেশ",
        source_en="Order",
        **values,
    )


def test_a_post_from_which_forwarding_is_withheld_does_not_send(district: District) -> None:
    matter = district.marked()
    order(district, "oc-general", "forward", "withholds", service=SERVICE)
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.SENDS_UP_ONLY
    assert "Additional District Magistrate" in refused.value.sentence


def test_what_is_withheld_in_one_service_stays_allowed_in_another(district: District) -> None:
    matter = district.marked()
    order(district, "oc-general", "forward", "withholds", service="another")
    district.forward("oc-general", matter, "cic-general")
    assert district.thread(matter).holder.code == "cic-general"


def test_a_decision_withheld_from_the_head_in_one_service_is_refused(district: District) -> None:
    matter = district.put_up()
    order(district, "dm", "decide", "withholds", service=SERVICE)
    district.note("dm", matter, "মঞ্জুর।")
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "approve")
    assert refused.value.reason is reasons.NO_POWER
    assert "nobody" in refused.value.sentence


def test_what_a_post_may_not_sign_goes_along_as_a_draft_of_who_gets_the_file(district: District) -> None:
    """His superior reads who wrote it, and signs it with his own act."""
    matter = district.marked()
    district.note("oc-general", matter, "মঞ্জুর করা যায়।")
    order(district, "oc-general", "sign", "withholds")
    district.forward("oc-general", matter, "adm-general")
    assert not Paragraph.objects.filter(sheet=matter.sheet_id, text="মঞ্জুর করা যায়।").exists()
    superior = district.actor("adm-general")
    draft = draft_for(matter.sheet_id, None, superior)
    assert draft is not None
    assert [hand.post_title.en for hand in hands_of(draft.writers, superior.user_id)] == [
        "Officer-in-Charge, General Section"
    ]
    district.forward("adm-general", matter, "dm")
    signed = Paragraph.objects.get(sheet=matter.sheet_id, text="মঞ্জুর করা যায়।")
    assert signed.author_post_id == superior.post_id
    assert [one["post_title"]["en"] for one in signed.drafters] == ["Officer-in-Charge, General Section"]


def test_it_is_not_laid_over_words_that_stand_there(district: District) -> None:
    matter = district.marked()
    superior = district.actor("adm-general")
    notings.save_draft(
        actor=superior, sheet=matter.sheet_id, lane=None, text="নিজের কথা।", revision=0, now=district.now
    )
    district.note("oc-general", matter, "খসড়া।")
    order(district, "oc-general", "sign", "withholds")
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "adm-general")
    assert refused.value.reason is note_reasons.DRAFT_THERE
    assert {row.text for row in NoteDraft.objects.filter(sheet=matter.sheet_id)} == {"নিজের কথা।", "খসড়া।"}


def test_pulled_back_unread_the_draft_comes_back_too(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    order(district, "oc-general", "sign", "withholds")
    district.forward("oc-general", matter, "adm-general")
    own = district.actor("oc-general")
    assert draft_for(matter.sheet_id, None, own) is None
    services.pull_back(actor=own, thread=district.thread(matter).pk, now=district.wait(minutes=1))
    back = draft_for(matter.sheet_id, None, own)
    assert back is not None
    assert back.text == "খসড়া।"


def test_an_act_that_sends_it_to_nobody_is_refused_with_the_way_on(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter, "খসড়া।")
    order(district, "dm", "sign", "withholds")
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "mark", to="oc-general")
    assert refused.value.reason is reasons.MAY_NOT_SIGN
    assert "Send the file on" in refused.value.sentence


def test_a_matter_is_marked_to_a_post_that_recommends_by_order(district: District) -> None:
    matter = district.receive()
    order(district, "udc-general", "recommend", "gives", service=SERVICE)
    district.complete("dm", matter, "mark", to="udc-general")
    matter.refresh_from_db()
    assert matter.marked_to_id == district.post("udc-general")


def test_a_draft_is_thrown_away_by_who_may_neither_write_nor_sign_any_more(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    for power in ("note", "draft", "sign"):
        order(district, "oc-general", power, "withholds")
    notings.discard_draft(actor=district.actor("oc-general"), sheet=matter.sheet_id, lane=None, revision=1)
    assert not NoteDraft.objects.filter(sheet=matter.sheet_id).exists()


def test_nobody_throws_away_the_draft_of_another_post(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    notings.discard_draft(actor=district.actor("ldc-it"), sheet=matter.sheet_id, lane=None, revision=1)
    assert NoteDraft.objects.filter(sheet=matter.sheet_id).exists()
