"""The acts at the foot of a file: who is named on them, what is kept from the post and why."""

from __future__ import annotations

import re

from django.urls import reverse

from efile import choices, filepage, selectors, services
from efile.forwarding.services import pull_up
from efile.models import Matter
from efile.pages.acts import Bar
from hierarchy.models import Charge
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_a_way_on import to_be_answered
from tests.efile.test_levels_jumped import give_back, jumped
from tests.efile.test_powers_of_acts import order

OFFICER = "Officer-in-Charge"


def foot(district: District, code: str, matter: Matter) -> Bar:
    actor = district.actor(code)
    return filepage.bar_of(filepage.open_matter(actor, matter.pk), actor, district.now)


def labels(bar: Bar) -> list[str]:
    return [one.label for one in ([bar.likely] if bar.likely else []) + bar.others]


def begun(district: District, code: str) -> Matter:
    done = services.start(
        actor=district.actor(code), service="internal-file", subject="আসবাব মেরামত", now=district.now
    )
    return Matter.objects.get(pk=done.matter)


def pulled_up(district: District) -> Matter:
    matter = district.marked()
    district.forward("oc-general", matter, "ldc-general")
    pull_up(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        now=district.wait(minutes=1),
    )
    return matter


def test_after_a_pull_up_the_desk_says_who_did_it_to_whom(district: District, sign_in: SignIn) -> None:
    pulled_up(district)
    page = re.sub(r"\s+", " ", sign_in("oc-general").get(reverse("desk")).content.decode())
    where = page[page.index('<div class="fr">') :].partition("</div>")[0]
    assert "<b>You</b>" in where
    assert "pulled it up from Lower Division Clerk" in where


def test_the_dialog_does_not_say_that_he_sent_it(district: District) -> None:
    matter, actor = pulled_up(district), district.actor("oc-general")
    thread = selectors.thread_for(actor, district.thread(matter).pk)
    stage = selectors.stage_of(thread, matter.instance.version_id)
    assert stage is not None
    found = choices.forward_choices(actor, thread, stage, district.now)
    assert {one.post.code: one.reason for one in found}["ldc-general"] == "you pulled it up from this post"
    assert found[0].post.code == "ldc-general"


def test_where_forwarding_is_kept_from_the_post_the_foot_says_why_and_what_it_may_do(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    order(district, "cic-general", "forward", "withholds")
    bar = foot(district, "cic-general", matter)
    assert not [one for one in labels(bar) if one.startswith(("Send to", "Somebody else"))]
    assert [str(label) for label in bar.barred[-1].labels] == ["Send the file"]
    assert "lacks the power “forward”: it may put the file up to Officer-in-Charge" in bar.barred[-1].sentence
    assert f"Return to {OFFICER}" in labels(bar)
    page = sign_in("cic-general").get(reverse("matter", args=[matter.pk])).content.decode()
    assert re.search(r"<button [^>]*disabled[^>]*>Send the file</button>", page)


def test_the_dialog_says_so_too_and_lists_nobody_else(district: District, sign_in: SignIn) -> None:
    matter = to_be_answered(district)
    order(district, "oc-general", "forward", "withholds")
    address = reverse("forward", args=[district.thread(matter).pk])
    page = sign_in("oc-general").get(address).content.decode()
    assert "lacks the power “forward”: it may put the file up to Additional District Magistrate" in page
    assert page.count('name="to"') == 1
    Charge.objects.filter(post__in=[district.post("adm-general"), district.post("dm")]).delete()
    page = sign_in("oc-general").get(address).content.decode()
    assert "nobody acts above it to whom the file could be put up" in page
    assert 'name="to"' not in page
    assert "No post of this name" not in page


def test_a_file_of_the_pool_is_not_offered_to_who_may_not_take_it(district: District) -> None:
    matter = district.receive(service="wb-copy-ror")
    district.complete("record-officer", matter, "found")
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))
    assert "Take this file" in labels(foot(district, "counter-1", matter))
    order(district, "counter-1", "forward", "withholds")
    bar = foot(district, "counter-1", matter)
    assert labels(bar) == []
    assert "Take the file" in bar.barred[0].sentence


def test_who_begins_a_file_is_offered_his_superior_by_name(district: District) -> None:
    clerk = foot(district, "ldc-general", begun(district, "ldc-general"))
    assert clerk.likely is not None
    assert clerk.likely.label == "Put up to Upper Division Clerk"
    upper = foot(district, "udc-general", begun(district, "udc-general"))
    assert upper.likely is not None
    assert upper.likely.label == "Put up to Clerk-in-Charge"


def test_the_button_of_a_return_names_who_gets_the_file(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    assert f"Return to {OFFICER}" in labels(foot(district, "cic-general", matter))


def test_past_a_level_jumped_it_names_that_level(district: District) -> None:
    matter = jumped(district)
    assert "Return to Clerk-in-Charge" in labels(foot(district, "oc-general", matter))
    give_back(district, "oc-general", matter)
    assert district.thread(matter).holder.code == "cic-general"


def test_what_a_superior_returned_is_not_offered_to_be_returned_to_him(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    district.forward("oc-general", matter, "adm-general")
    give_back(district, "adm-general", matter)
    bar = foot(district, "oc-general", matter)
    assert not [one for one in labels(bar) if one.startswith("Return to")]
    assert bar.likely is not None
    assert bar.likely.label == "Send to Clerk-in-Charge"


def test_a_pick_names_the_kind_of_charge_of_its_holder(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    Charge.objects.filter(post=district.post("cic-general"), ends=None).update(kind="additional")
    page = sign_in("oc-general").get(reverse("forward", args=[district.thread(matter).pk])).content.decode()
    picks = page[page.index('id="picks"') :].split("<li>")
    said = next(one for one in picks if "Clerk-in-Charge, General Section" in one)
    assert "additional charge" in said
    assert "substantive" not in page[page.index('id="picks"') :]
