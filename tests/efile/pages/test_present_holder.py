"""Pages name who holds a file today: of an abolished post the one that stands for it."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile import filepage
from efile.models import Matter, Thread
from efile.pages import acts, labels
from hierarchy.models import Charge, Post
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.pages.test_file_page import likely


def succeeded(district: District, code: str = "cic-general", heir: str = "cic-land") -> None:
    Post.objects.filter(pk=district.post(code)).update(
        abolished_on=district.now.date(), successor_id=district.post(heir)
    )


def title(district: District, code: str) -> str:
    return Post.objects.get(pk=district.post(code)).title_en


def lying(district: District) -> Matter:
    """A file that lies with a post that was abolished since."""
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    succeeded(district)
    return matter


def test_search_says_where_it_is_today(district: District, sign_in: SignIn) -> None:
    lying(district)
    page = sign_in("dm").get(reverse("search"), {"q": "নলকূপ"}).content.decode()
    where = page[page.index('<div class="fr">') :].partition("</div>")[0]
    assert f"<b>{title(district, 'cic-land')}</b>" in where
    assert f"in place of {title(district, 'cic-general')}" in where


def test_the_sentence_of_the_file_page_names_who_may_act(district: District, sign_in: SignIn) -> None:
    page = sign_in("dm").get(reverse("matter", args=[lying(district).pk])).content.decode()
    heir, gone = title(district, "cic-land"), title(district, "cic-general")
    assert f"{heir} (in place of {gone})" in page
    strip = page[page.index('aria-current="step"') :].partition("</li>")[0]
    assert heir in strip


def test_the_successors_page_offers_what_the_holder_was_offered(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    holder = district.actor("oc-general")
    before = filepage.bar_of(filepage.open_matter(holder, matter.pk), holder, district.now)
    succeeded(district, "oc-general", "oc-land")
    page = sign_in("oc-land").get(reverse("matter", args=[matter.pk])).content.decode()
    assert isinstance(before.likely, acts.Act)
    assert likely(page) == before.likely.label
    assert "With you" in page


def test_desk_lists_name_the_present_holder_and_ask_once(district: District, sign_in: SignIn) -> None:
    for _each in range(3):
        matter = district.marked()
        district.forward("oc-general", matter, "cic-general")
    succeeded(district)
    client = sign_in("oc-general")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("desk"), {"box": "others"}).content.decode()
    assert page.count(f"<b>{title(district, 'cic-land')}</b>") == 3
    assert len([one for one in queries if "WITH RECURSIVE line (own" in one["sql"]]) == 1


def test_movements_keep_the_label_of_their_day(district: District, sign_in: SignIn) -> None:
    matter = lying(district)
    page = sign_in("oc-general").get(reverse("history_detail", args=[matter.pk])).content.decode()
    story = page[page.index('class="events"') :].partition("</ol>")[0]
    assert "→ Clerk-in-Charge" in story
    assert title(district, "cic-land") not in story


def test_an_ordinary_holder_costs_no_question(district: District) -> None:
    thread = district.thread(district.marked())
    with CaptureQueriesContext(connection) as queries:
        assert labels.holder_title(thread) == "Officer-in-Charge, General Section"
    assert len(queries) == 0


def test_what_an_abolished_post_entered_was_not_entered_by_its_successor(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    gone = title(district, "oc-general")
    Thread.objects.filter(matter=matter).update(sender=district.post("oc-general"), act="started")
    succeeded(district, "oc-general", "oc-land")
    page = sign_in("oc-land").get(reverse("desk")).content.decode()
    line = page[page.index(matter.receipt.number if matter.receipt else "") :].partition("</li>")[0]
    assert f"<b>{gone}</b>" in line
    assert "<b>You</b>" not in line


def test_the_table_of_who_held_it_names_the_successor_beside_the_abolished_post(
    district: District, sign_in: SignIn
) -> None:
    page = sign_in("dm").get(reverse("history_detail", args=[lying(district).pk])).content.decode()
    gone, heir = title(district, "cic-general"), title(district, "cic-land")
    assert re.search(rf"{gone.partition(',')[0]}[^<]*\(abolished; {heir} stands for it\)", page)


def test_of_a_file_at_a_vacant_post_the_page_says_that_nobody_holds_it(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    address, said = reverse("matter", args=[matter.pk]), "Nobody holds Officer-in-Charge, General Section now"
    assert said not in sign_in("dm").get(address).content.decode()
    Charge.objects.filter(post=district.post("oc-general")).delete()
    assert said in sign_in("dm").get(address).content.decode()
