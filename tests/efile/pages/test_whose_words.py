"""A note says whose words it is: an assistant's, a predecessor's, a deputy's, and who signed them."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from efile import services
from efile.models import Matter
from efile.verification import check_stream
from hierarchy import selectors as hierarchy
from hierarchy.models import Charge, Deputation, Post, User
from ledger import selectors as ledger
from notings import selectors as notings
from notings import services as note_services
from notings.models import NoteDraft, Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.hierarchy.factories import make_user

WORDS = "কাগজপত্র মিলিয়ে দেখা হল।"


def appointed(district: District, code: str, user: User, scope: str = "draft") -> Client:
    """A browser of somebody who drafts or acts for the holder of a post."""
    Deputation.objects.create(
        office=district.office,
        post_id=district.post(code),
        user=user,
        starts=district.now - timedelta(days=1),
        ends=district.now + timedelta(days=30),
        scope=scope,
        reason="Earned leave",
    )
    client = Client()
    client.force_login(user)
    session = client.session
    session["post"] = str(district.post(code))
    session.save()
    client.cookies["language"] = "en"
    return client


def drafted(district: District) -> tuple[Matter, Client]:
    """A file with the officer of the General Section, for whom a clerk of the land section drafted."""
    matter = district.marked()
    clerk = User.objects.get(pk=str(district.actor("ldc-land").user_id))
    browser = appointed(district, "oc-general", clerk)
    thread = district.thread(matter)
    kept = browser.post(reverse("draft", args=[thread.pk]), {"text": WORDS, "revision": "0"})
    assert kept.json() == {"revision": 1}
    return matter, browser


def page_of(client: Client, name: str, matter: Matter) -> str:
    return client.get(reverse(name, args=[matter.pk])).content.decode()


def test_the_officer_reads_above_the_draft_who_wrote_it(district: District, sign_in: SignIn) -> None:
    matter, _browser = drafted(district)
    clerk = district.actor("ldc-land")
    said = f"drafted by {clerk.name.en}, {clerk.post_title.en} (assistant)"
    assert said in page_of(sign_in("oc-general"), "matter", matter)


def test_the_assistant_is_told_that_the_officer_sends_his_words(district: District) -> None:
    matter, browser = drafted(district)
    page = page_of(browser, "matter", matter)
    assert "it stays with your post until" not in page
    assert "when the file leaves your desk" not in page
    assert f"it waits here until {district.actor('oc-general').post_title.en} sends the file" in page
    assert "drafted by" not in page


def test_the_note_the_record_and_the_history_name_the_drafter(district: District, sign_in: SignIn) -> None:
    matter, _browser = drafted(district)
    district.forward("oc-general", matter, "cic-general")
    clerk, officer = district.actor("ldc-land"), district.actor("oc-general")
    signed = Paragraph.objects.get(sheet=matter.sheet_id)
    assert (signed.text, signed.author_user_id) == (WORDS, officer.user_id)
    [said] = [entry.data["note"] for entry in ledger.entries(matter.pk) if entry.data.get("note")]
    assert [one["user"] for one in said["drafters"]] == [str(clerk.user_id)]
    assert signed.drafters == said["drafters"]
    words = f"drafted by {clerk.name.en}, {clerk.post_title.en} (assistant)"
    client = sign_in("oc-general")
    assert words in page_of(client, "matter", matter)
    assert words in page_of(client, "history_detail", matter)


def test_the_newcomer_is_told_whose_draft_it_is_and_throws_it_away(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.note("oc-general", matter, WORDS)
    before = district.actor("oc-general")
    post = Post.objects.get(pk=district.post("oc-general"))
    Charge.objects.filter(post=post).update(ends=district.now + timedelta(hours=1))
    Charge.objects.create(
        office=district.office, post=post, user=make_user("newcomer"), kind="substantive",
        starts=district.now + timedelta(hours=1),
    )  # fmt: skip
    client = sign_in("oc-general")
    page = page_of(client, "matter", matter)
    assert f"drafted by {before.name.en}, {before.post_title.en}" in page
    discard = reverse("discard_draft", args=[district.thread(matter).pk])
    assert f'formaction="{discard}"' in page
    client.post(discard, {"revision": "1", "text": WORDS})
    assert not NoteDraft.objects.exists()
    assert WORDS not in page_of(client, "matter", matter)


def test_the_successor_of_an_abolished_post_finds_its_draft_in_his_box(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.note("oc-general", matter, WORDS)
    before = district.actor("oc-general")
    Post.objects.filter(pk=district.post("oc-general")).update(
        abolished_on=district.now.date(), successor_id=district.post("oc-land")
    )
    client = sign_in("oc-land")
    page = page_of(client, "matter", matter)
    assert f">{WORDS}</textarea>" in page
    assert f"drafted by {before.name.en}, {before.post_title.en}" in page
    thread = district.thread(matter)
    kept = client.post(reverse("draft", args=[thread.pk]), {"text": f"{WORDS} দেখুন।", "revision": "1"})
    assert kept.json() == {"revision": 2}
    district.go_live()
    district.forward("oc-land", matter, "cic-land")
    signed = Paragraph.objects.get(sheet=matter.sheet_id)
    assert (signed.text, signed.author_post_id) == (f"{WORDS} দেখুন।", district.post("oc-land"))


def test_two_drafts_of_one_desk_are_both_shown(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.note("oc-general", matter, WORDS)
    Post.objects.filter(pk=district.post("oc-general")).update(
        abolished_on=district.now.date(), successor_id=district.post("oc-land")
    )
    heir = district.actor("oc-land")
    NoteDraft.objects.create(
        office=district.office, sheet_id=matter.sheet_id, post_id=district.post("oc-land"),
        user_id=str(heir.user_id),
        text="নিজের কথা।", revision=1, updated_at=district.now,
    )  # fmt: skip
    client = sign_in("oc-land")
    page = page_of(client, "matter", matter)
    assert f">{WORDS}</textarea>" in page
    assert ">নিজের কথা।</textarea>" in page
    other = notings.draft_of(matter.sheet_id, None, district.post("oc-general"))
    assert other is not None
    assert f'name="draft" value="{other.pk}"' in page
    client.post(
        reverse("discard_draft", args=[district.thread(matter).pk]), {"revision": "1", "draft": str(other.pk)}
    )
    assert NoteDraft.objects.get().text == "নিজের কথা।"


def test_a_deputys_note_says_for_whom_and_why_on_the_file_and_in_its_movement(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    holder = district.actor("oc-general")
    appointed(district, "oc-general", make_user("deputy"), scope="full")
    deputy = hierarchy.actor_for(
        User.objects.get(username="deputy").pk, district.post("oc-general"), district.now
    )
    note_services.save_draft(
        actor=deputy, sheet=matter.sheet_id, lane=None, text=WORDS, revision=0, now=district.now
    )
    services.forward(
        actor=deputy,
        thread=district.thread(matter).pk,
        to=district.post("cic-general"),
        now=district.wait(minutes=5),
    )
    client = sign_in("cic-general")
    for name in ("matter", "history_detail"):
        page = page_of(client, name, matter)
        signature = page[page.index('class="sig') :].partition("</div>")[0]
        assert "Name deputy" in signature
        assert f"for {holder.name.en} (Earned leave)" in " ".join(signature.split())


def test_a_deputys_words_that_the_holder_signs_say_that_he_was_the_deputy_and_for_whom(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.go_live()
    here, holder = sign_in("oc-general"), district.actor("oc-general")
    deputy = User.objects.get(pk=str(district.actor("ldc-land").user_id))
    browser = appointed(district, "oc-general", deputy, "full")
    thread = district.thread(matter)
    browser.post(reverse("draft", args=[thread.pk]), {"text": WORDS, "revision": "0"})
    said = f"drafted by {deputy.name.en}, Officer-in-Charge, General Section (link officer) · for "
    assert said + holder.name.en in page_of(here, "matter", matter)
    services.forward(
        actor=holder,
        thread=thread.pk,
        to=district.post("cic-general"),
        seen=district.seen(matter),
        now=district.wait(minutes=5),
    )
    assert said + holder.name.en in page_of(sign_in("dm"), "matter", matter)
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
