"""SOP 420624207: a personal assistant drafts for an officer; only the officer's act makes it a note."""

from datetime import timedelta

import pytest

from efile import filepage, reasons, services
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Deputation, Post
from hierarchy.refusals import Refused
from notings import services as notings
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.hierarchy.factories import make_user


def assistant(district: District, code: str) -> Actor:
    user = make_user("assistant")
    Deputation.objects.create(
        office=district.office,
        post=Post.objects.get(pk=district.post(code)),
        user=user,
        starts=district.now - timedelta(days=1),
        ends=district.now + timedelta(days=30),
        scope="draft",
    )
    return hierarchy.actor_for(user.pk, district.post(code), district.now)


def test_the_draft_is_the_posts_and_the_officer_signs_it_with_his_act(district: District) -> None:
    matter = district.marked()
    writer = assistant(district, "oc-general")
    notings.save_draft(
        actor=writer, sheet=matter.sheet_id, lane=None, text="পেশ করা হল।", revision=0, now=district.now
    )
    assert not Paragraph.objects.filter(sheet=matter.sheet_id).exists()
    district.forward("oc-general", matter, "cic-general")
    signed = Paragraph.objects.get(sheet=matter.sheet_id)
    assert (signed.text, signed.author_user_id) == ("পেশ করা হল।", district.actor("oc-general").user_id)


@pytest.mark.parametrize("act", ["forward", "return_", "complete_stage", "claim", "pull_back", "open_file"])
def test_no_act_is_the_assistants(district: District, act: str) -> None:
    matter = district.marked()
    if act == "claim":
        thread = district.thread(matter)
        thread.pool = thread.holder.section
        thread.save()
    more = {"forward": {"to": district.post("cic-general")}, "complete_stage": {"outcome": "recommend"}}
    with pytest.raises(Refused) as refused:
        getattr(services, act)(
            actor=assistant(district, "oc-general"),
            thread=district.thread(matter).pk,
            now=district.now,
            **more.get(act, {}),
        )
    assert refused.value.reason is reasons.ASSISTANT
    assert str(district.actor("oc-general").post_title) in refused.value.sentence


def test_the_assistants_look_is_not_the_officers_reading(district: District) -> None:
    matter = district.marked()
    writer = assistant(district, "oc-general")
    assert not services.mark_opened(actor=writer, thread=district.thread(matter).pk, now=district.now)
    assert district.thread(matter).read_at is None
    assert district.open("oc-general", matter)


def test_the_page_offers_the_assistant_no_act_and_says_who_may(district: District) -> None:
    matter = district.marked()
    writer = assistant(district, "oc-general")
    opened = filepage.open_matter(writer, matter.pk)
    bar = filepage.bar_of(opened, writer, district.now)
    assert (bar.likely, bar.others, bar.filing) == (None, [], None)
    assert "you may write the draft" in bar.line
