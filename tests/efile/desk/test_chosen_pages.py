"""Ticked lines of the desk, parking and views, through the pages."""

import html
import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.desk import shelf
from efile.desk.bulk import Picked
from efile.models import Matter
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, seen_fields, sign_in

__all__ = ["district", "sign_in"]

OC = "oc-general"
DESK = reverse("desk")


def ticks(client: Client, **query: str) -> list[str]:
    return re.findall(r'name="one" value="([^"]+)"', client.get(DESK, query).content.decode())


def said(client: Client) -> str:
    page = client.get(DESK).content.decode()
    return html.unescape(page.partition('class="pad told"')[2].partition("</section>")[0])


def test_every_line_can_be_ticked_and_says_what_is_seen(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    assert ticks(sign_in(OC)) == [f"{thread.pk}.{thread.version}.{thread.stage_id}"]


def test_ticked_files_are_sent_by_a_form_that_shows_their_drafts(district: District, sign_in: SignIn) -> None:
    first, second = district.marked(), district.marked()
    district.note(OC, first, "পরিদর্শন করা হোক।")
    client = sign_in(OC)
    chosen = ticks(client)
    form = client.post(reverse("chosen"), {"do": "send", "one": chosen}).content.decode()
    assert "পরিদর্শন করা হোক।" in form
    assert re.findall(r'name="one" value="([^"]+)"', form) == chosen
    assert "checked" not in form
    draft = re.search(r'name="(draft-[^"]+)" value="(\d+)"', form)
    assert draft is not None
    sent = {"one": chosen, "to": str(district.post("cic-general")), "key": str(uuid7())}
    answer = client.post(reverse("send_chosen"), {**sent, draft[1]: draft[2]})
    assert answer.headers["Location"] == DESK
    for matter in (first, second):
        assert district.thread(matter).holder.code == "cic-general"
    assert "Files sent to Clerk-in-Charge, General Section: 2." in said(client)
    assert said(client) == ""


def test_a_refused_one_is_named_with_its_reason_and_a_link(district: District, sign_in: SignIn) -> None:
    first, moved = district.marked(), district.marked()
    client = sign_in(OC)
    chosen = ticks(client)
    district.forward(OC, moved, "udc-general")
    client.post(reverse("send_chosen"), {"one": chosen, "to": str(district.post("cic-general"))})
    assert district.thread(first).holder.code == "cic-general"
    words = said(client)
    assert "1 file was not done:" in words
    assert reverse("matter", args=[moved.pk]) in words
    assert "moved this file meanwhile" in words


def test_nobody_chosen_is_said_with_the_files_kept(district: District, sign_in: SignIn) -> None:
    district.marked()
    client = sign_in(OC)
    chosen = ticks(client)
    answer = client.post(reverse("send_chosen"), {"one": chosen})
    assert answer.status_code == 422
    assert "Choose a post to send it to." in answer.content.decode()
    assert re.findall(r'name="one" value="([^"]+)"', answer.content.decode()) == chosen


def test_the_form_finds_posts_without_scripts_too(district: District, sign_in: SignIn) -> None:
    district.marked()
    client = sign_in(OC)
    answer = client.post(reverse("send_chosen"), {"one": ticks(client), "find": "1", "q": "clerk-in-charge"})
    assert "Clerk-in-Charge, General Section" in answer.content.decode()
    assert "District Magistrate</b>" not in answer.content.decode()


def test_words_on_a_graded_file_are_not_shown_in_the_list(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    Matter.objects.filter(pk=matter.pk).update(secrecy=1)
    district.note(OC, matter, "গোপন কথা।")
    client = sign_in(OC)
    form = client.post(reverse("chosen"), {"do": "send", "one": ticks(client)}).content.decode()
    assert "গোপন কথা।" not in form
    client.post(reverse("send_chosen"), {"one": ticks(client), "to": str(district.post("cic-general"))})
    assert district.thread(matter).holder.code == OC
    assert "Open the file and read it first" in said(client)


def test_ticked_files_are_marked_as_read(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in(OC)
    client.post(reverse("chosen"), {"do": "read", "one": ticks(client)})
    assert district.thread(matter).read_at is not None
    assert "Marked as read: 1." in said(client)


def test_many_are_taken_from_the_pool(district: District, sign_in: SignIn) -> None:
    matters = [district.marked(), district.marked()]
    for matter in matters:
        thread = district.thread(matter)
        thread.pool_id = thread.holder.section_id
        thread.save(update_fields=["pool"])
    client = sign_in("udc-general")
    client.post(reverse("chosen"), {"do": "claim", "one": ticks(client, box="pool"), "key": str(uuid7())})
    assert {district.thread(matter).holder.code for matter in matters} == {"udc-general"}


def test_a_new_label_is_put_on_and_taken_off(district: District, sign_in: SignIn) -> None:
    district.marked()
    client = sign_in(OC)
    client.post(reverse("chosen"), {"do": "label", "one": ticks(client), "new_label": "পরিদর্শন"})
    assert 'class="chip tag">পরিদর্শন</span>' in client.get(DESK).content.decode()
    (label,) = shelf.shelf_of(district.actor(OC)).labels
    client.post(reverse("chosen"), {"do": "unlabel", "one": ticks(client), "label": str(label.id)})
    assert 'class="chip tag">পরিদর্শন</span>' not in client.get(DESK).content.decode()


def test_nothing_ticked_is_told_in_a_sentence(district: District, sign_in: SignIn) -> None:
    answer = sign_in(OC).post(reverse("chosen"), {"do": "read"})
    assert answer.status_code == 422
    assert "Choose at least one file of the list." in answer.content.decode()


def test_a_file_is_parked_from_its_page_and_taken_up_again(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread, client = district.thread(matter).pk, sign_in(OC)
    address = reverse("park", args=[thread])
    assert address in client.get(reverse("matter", args=[matter.pk])).content.decode()
    until = str(timezone.localdate() + timedelta(days=8))
    given = {"until": until, "reason": "সাক্ষীর অপেক্ষায়"}
    assert client.post(address, {**seen_fields(district, matter), **given}).status_code == 302
    assert ticks(client) == []
    assert "parked until" in client.get(DESK, {"box": "parked"}).content.decode()
    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert reverse("wake", args=[thread]) in page
    client.post(reverse("wake", args=[thread]), seen_fields(district, matter))
    assert len(ticks(client)) == 1


def test_a_day_that_will_not_do_leaves_the_reason_in_the_form(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    given = {"until": "2020-01-01", "reason": "সাক্ষীর অপেক্ষায়"}
    answer = sign_in(OC).post(
        reverse("park", args=[district.thread(matter).pk]), {**seen_fields(district, matter), **given}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "from tomorrow to a year ahead" in page
    assert 'value="সাক্ষীর অপেক্ষায়"' in page


def test_what_stands_in_the_composer_stays_a_draft_when_it_is_parked(
    district: District,
    sign_in: SignIn,
) -> None:
    matter = district.marked()
    thread, client = district.thread(matter).pk, sign_in(OC)
    until = str(timezone.localdate() + timedelta(days=8))
    given = {"until": until, "reason": "সাক্ষীর অপেক্ষায়", "text": "অর্ধেক লেখা নোট", "revision": "0"}
    client.post(reverse("park", args=[thread]), {**seen_fields(district, matter), **given})
    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "অর্ধেক লেখা নোট</textarea>" in page


def test_a_file_opened_from_a_narrowed_desk_leads_back_to_it(district: District, sign_in: SignIn) -> None:
    district.marked()
    page = sign_in(OC).get(DESK, {"box": "with_me", "having": "নলকূপ মেরামত"}).content.decode()
    address = re.search(r'data-open="([^"]+)"', page)
    assert address is not None
    opened = sign_in(OC).get(html.unescape(address[1])).content.decode()
    assert 'name="having" value="নলকূপ মেরামত"' in opened


def test_a_line_of_the_desk_is_what_the_act_reads(district: District) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    one = Picked.read(f"{thread.pk}.{thread.version}.{thread.stage_id}")
    assert one is not None
    assert one.seen == district.seen(matter)
