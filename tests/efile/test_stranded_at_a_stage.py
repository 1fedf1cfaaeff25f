"""A stage at a post without its powers says what is lacking and who has it, and lets the file go on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile import choices, filepage, reasons, selectors, services
from efile.models import Matter
from efile.pages.acts import Bar
from hierarchy import lines
from hierarchy.models import Charge, Deputation, Post
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.stories import told
from tests.efile.test_powers_of_acts import order

pytestmark = pytest.mark.django_db
COPY = "wb-copy-ror"


def to_be_compared(district: District) -> Matter:
    """A certified copy on the fixed desk of who compares and certifies it."""
    matter = district.receive(service=COPY)
    district.complete("record-officer", matter, "found")
    told(district, matter)
    for code, outcome in (("counter-1", "paid"), ("ldc-record-room", "made")):
        services.claim(
            actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=5)
        )
        district.complete(code, matter, outcome)
    return matter


def abolish(district: District, code: str, successor: str) -> None:
    day = district.now.date() - timedelta(days=1)
    Post.objects.filter(code=code, office=district.office).update(
        abolished_on=day, successor_id=district.post(successor)
    )


def offered(district: District, code: str, matter: Matter, wanted: str = "") -> dict[str, choices.Choice]:
    actor = district.actor(code)
    thread = selectors.thread_for(actor, district.thread(matter).pk)
    stage = selectors.stage_of(thread, matter.instance.version_id)
    assert stage is not None
    found = choices.forward_choices(actor, thread, stage, district.now, wanted)
    return {one.post.code: one for one in found}


def bar(district: District, code: str, matter: Matter) -> Bar:
    actor = district.actor(code)
    return filepage.bar_of(filepage.open_matter(actor, matter.pk), actor, district.now)


def test_a_fixed_desk_whose_post_has_the_powers_keeps_the_file(district: District) -> None:
    matter = to_be_compared(district)
    with pytest.raises(Refused) as refused:
        district.forward("record-officer", matter, "dm")
    assert refused.value.reason is reasons.CHANNEL_NONE
    assert bar(district, "record-officer", matter).barred == []


def test_a_successor_without_the_powers_is_told_what_he_lacks_and_who_has_it(district: District) -> None:
    matter = to_be_compared(district)
    abolish(district, "record-officer", "it-officer-1")
    foot = bar(district, "it-officer-1", matter)
    assert [str(label) for one in foot.barred for label in one.labels] == [
        "Agrees, certified",
        "Return to be made again",
    ]
    assert "needs the power “issue a letter”" in foot.barred[0].sentence
    assert "nobody has" not in foot.barred[0].sentence
    assert "any post that has them" in foot.line


def test_he_sends_it_to_a_post_that_has_them(district: District) -> None:
    matter = to_be_compared(district)
    abolish(district, "record-officer", "it-officer-1")
    shown = offered(district, "it-officer-1", matter)
    assert shown
    assert not {"ldc-it", "udc-it", "counter-1"} & set(shown)
    district.forward("it-officer-1", matter, "oc-land")
    district.complete("oc-land", matter, "agrees")
    stage = district.thread(matter).stage
    assert stage is not None
    assert (stage.element, stage.outcome) == ("Compare", "agrees")


def test_the_likely_act_puts_it_up_to_the_nearest_superior_who_has_them(district: District) -> None:
    matter = to_be_compared(district)
    abolish(district, "record-officer", "it-officer-1")
    likely = bar(district, "it-officer-1", matter).likely
    assert likely is not None
    assert likely.name == "to"
    to = Post.objects.get(pk=likely.value)
    assert "issue" in to.rank.powers
    district.forward("it-officer-1", matter, to.code)
    assert district.thread(matter).holder == to


def test_a_post_that_lacks_them_too_is_named_with_the_reason(district: District) -> None:
    matter = to_be_compared(district)
    abolish(district, "record-officer", "it-officer-1")
    assert "would stop there too" in offered(district, "it-officer-1", matter, "counter")["counter-1"].refused
    with pytest.raises(Refused) as refused:
        district.forward("it-officer-1", matter, "udc-general")
    assert refused.value.reason is reasons.CANNOT_WORK


def test_who_lacks_one_outcome_of_a_fixed_desk_gives_the_other_or_sends_it_on(district: District) -> None:
    matter = to_be_compared(district)
    abolish(district, "record-officer", "it-officer-1")
    order(district, "it-officer-1", "recommend", "gives")
    foot = bar(district, "it-officer-1", matter)
    assert [str(label) for one in foot.barred for label in one.labels] == ["Agrees, certified"]
    assert foot.likely is not None
    assert foot.likely.value == "redo"
    assert "oc-land" in offered(district, "it-officer-1", matter)


def test_who_was_sent_the_file_inside_the_section_stays_inside_it(district: District) -> None:
    matter = district.receive(service=COPY)
    district.forward("record-officer", matter, "ldc-record-room")
    order(district, "ldc-record-room", "note", "withholds", service=COPY)
    assert "dm" not in offered(district, "ldc-record-room", matter)


def test_a_merged_sections_stage_leaves_the_section_of_a_successor_who_can_do_nothing(
    district: District,
) -> None:
    matter = district.put_up()
    district.complete("dm", matter, "approve")
    abolish(district, "oc-general", "it-officer-1")
    order(district, "it-officer-1", "note", "withholds")
    with pytest.raises(Refused) as refused:
        district.forward("it-officer-1", matter, "udc-land")
    assert refused.value.reason is reasons.CANNOT_WORK
    district.forward("it-officer-1", matter, "adm-general")
    assert district.thread(matter).holder.code == "adm-general"


def at_group_d(district: District) -> Matter:
    """By hand, at “Examine and recommend”, which goes up and down and in the section."""
    matter = district.marked("oc-it")
    district.forward("oc-it", matter, "group-d-it")
    return matter


def test_by_hand_up_and_down_too_the_foot_says_what_is_lacking_and_who_has_it(district: District) -> None:
    matter = at_group_d(district)
    foot = bar(district, "group-d-it", matter)
    assert foot.barred
    assert "needs the power" in foot.barred[0].sentence
    assert "nobody has" not in foot.barred[0].sentence
    assert "It lacks powers that this stage needs: send the file on" in foot.line
    assert "superiors, subordinates, the section" in foot.line
    assert foot.likely is not None
    to = Post.objects.get(pk=foot.likely.value)
    assert "recommend" in to.rank.powers
    district.forward("group-d-it", matter, to.code)
    assert district.thread(matter).holder == to


def test_the_channel_stays_where_it_leads_to_somebody_who_has_them(district: District) -> None:
    matter = at_group_d(district)
    assert "oc-land" not in offered(district, "group-d-it", matter)
    with pytest.raises(Refused) as refused:
        district.forward("group-d-it", matter, "oc-land")
    assert refused.value.reason is reasons.OUT_OF_CHANNEL


def test_where_the_line_and_the_section_lead_to_nobody_it_goes_to_any_post_that_has_them(
    district: District,
) -> None:
    matter = at_group_d(district)
    own = lines.seats([district.post("group-d-it")])[district.post("group-d-it")]
    channel = Post.objects.filter(pk__in=own.superiors) | Post.objects.filter(section=own.section)
    gone = Charge.objects.filter(post__in=channel).exclude(post=own.post)
    gone.update(ends=district.now - timedelta(minutes=1))
    Deputation.objects.filter(post__in=channel).delete()
    foot = bar(district, "group-d-it", matter)
    assert "any post that has them" in foot.line
    assert "oc-land" in offered(district, "group-d-it", matter)
    district.forward("group-d-it", matter, "oc-land")
    assert district.thread(matter).holder.code == "oc-land"


def test_who_is_sent_the_file_to_write_a_note_and_may_is_told_nothing(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "udc-general")
    foot = bar(district, "udc-general", matter)
    assert foot.barred == []
    assert "lacks powers" not in foot.line
    order(district, "udc-general", "note", "withholds")
    foot = bar(district, "udc-general", matter)
    assert foot.barred
    assert "lacks powers" in foot.line
