import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from efile import services
from efile.models import Matter, Movement
from hierarchy.models import Charge
from ledger.ids import uuid7
from notings import selectors as notings
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, seen_fields

HTMX = {"HX-Request": "true"}


def act(name: str, district: District, matter: Matter) -> str:
    return reverse(name, args=[district.thread(matter).pk])


def moves(matter: Matter, kind: str) -> int:
    return Movement.objects.filter(matter=matter, kind=kind).count()


def test_forwarding_signs_the_note_goes_to_the_desk_and_offers_to_undo(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    client = sign_in("oc-general")

    answer = client.post(
        act("forward", district, matter),
        {
            **seen_fields(district, matter),
            "to": district.post("cic-general"),
            "text": "যাচাই করুন।",
            "box": "late",
        },
    )
    desk = client.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == reverse("desk") + "?box=late"
    assert district.thread(matter).holder_id == district.post("cic-general")
    assert Paragraph.objects.get(sheet=matter.sheet_id).text == "যাচাই করুন।"
    assert "Sent to Clerk-in-Charge, General Section." in desk
    assert reverse("pull_back", args=[district.thread(matter).pk]) in desk


def test_the_undo_bar_pulls_the_file_back(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    client.post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("cic-general")},
    )

    desk = client.get(reverse("desk")).content.decode()
    bar = desk.split("data-undo")[1]
    fields = dict(re.findall(r'name="(version|stage|key)" value="([^"]*)"', bar))
    answer = client.post(act("pull_back", district, matter), fields)

    assert answer.headers["Location"].startswith(reverse("matter", args=[matter.pk]))
    assert district.thread(matter).holder_id == district.post("oc-general")
    assert "data-undo" not in client.get(reverse("desk")).content.decode()


def test_the_undo_bar_goes_once_the_file_was_read(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    client.post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("cic-general")},
    )
    assert "Pull back" in client.get(reverse("desk")).content.decode()
    sign_in("cic-general").get(reverse("matter", args=[matter.pk]))

    assert "data-undo" not in client.get(reverse("desk")).content.decode()


def test_an_act_that_cannot_be_undone_is_confirmed_once(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    client.post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("cic-general")},
    )
    sign_in("cic-general").get(reverse("matter", args=[matter.pk]))

    desk = client.get(reverse("desk")).content.decode()

    assert "Sent to Clerk-in-Charge, General Section." in desk
    assert "Pull back" not in desk
    assert "data-undo" not in client.get(reverse("desk")).content.decode()


def test_pulling_back_too_late_says_who_opened_it(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.open("cic-general", matter)

    answer = sign_in("oc-general").post(act("pull_back", district, matter), seen_fields(district, matter))

    assert answer.status_code == 409
    assert "Clerk-in-Charge, General Section has already opened the file" in answer.content.decode()


def test_a_refused_act_says_why_and_loses_nothing(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    answer = sign_in("oc-general").post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("oc-land"), "text": "এই কথাটি হারাবে না।"},
    )
    page = unescape(answer.content.decode())

    assert answer.status_code == 403
    assert "Officer-in-Charge, Land Section is outside that" in page
    assert "Nothing was sent. What you wrote is kept." in page
    assert "এই কথাটি হারাবে না।</textarea>" in page
    draft = notings.draft_of(matter.sheet_id, None, district.post("oc-general"))
    assert draft is not None
    assert draft.text == "এই কথাটি হারাবে না।"
    assert district.thread(matter).holder_id == district.post("oc-general")


def test_an_outcome_that_needs_a_note_is_refused_without_one(district: District, sign_in: SignIn) -> None:
    """CSMOP 66: reasons stand with what is decided."""
    matter = district.marked()

    answer = sign_in("oc-general").post(
        act("complete", district, matter),
        {**seen_fields(district, matter), "outcome": "recommend", "text": ""},
    )

    assert answer.status_code == 422
    assert "“Recommend approval” needs a note." in answer.content.decode()


def test_the_note_written_with_an_outcome_is_enough(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    answer = sign_in("oc-general").post(
        act("complete", district, matter),
        {**seen_fields(district, matter), "outcome": "recommend", "text": "সুপারিশ করা হল।"},
    )

    assert answer.status_code == 302
    assert district.thread(matter).holder_id == district.post("dm")


def test_a_stale_page_is_told_who_moved_the_file_and_when(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    stale = seen_fields(district, matter)
    district.forward("oc-general", matter, "cic-general")

    answer = sign_in("oc-general").post(
        act("forward", district, matter), {**stale, "to": district.post("udc-general"), "text": "দ্বিতীয়বার"}
    )
    page = unescape(answer.content.decode())

    assert answer.status_code == 409
    assert "You, in another window, moved this file meanwhile" in page
    assert "Clerk-in-Charge, General Section" in page
    assert re.search(
        r"\d\d\.\d\d\.\d{4}, \d+:\d\d [ap]m</time> <b>Abhishikta Ghoshal</b>, "
        r"Officer-in-Charge, General Section: Forwarded → Clerk-in-Charge, General Section",
        page,
    )


def test_a_form_that_shows_no_version_moves_nothing(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    answer = sign_in("oc-general").post(
        act("forward", district, matter), {"to": district.post("cic-general")}
    )

    assert answer.status_code == 409
    assert district.thread(matter).holder_id == district.post("oc-general")


def test_a_second_click_with_the_same_key_moves_the_file_once(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    form = {**seen_fields(district, matter), "to": district.post("cic-general"), "text": "একবার"}

    first = client.post(act("forward", district, matter), form)
    second = client.post(act("forward", district, matter), form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert moves(matter, "forwarded") == 1
    assert Paragraph.objects.filter(sheet=matter.sheet_id).count() == 1


def test_a_second_click_in_a_dialog_leaves_the_name_of_the_act(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    form = {
        **seen_fields(district, matter),
        "outcome": "ask_citizen",
        "question": "Which plot?",
        "text": "The plot is not named.",
    }

    for _click in range(2):
        client.post(act("complete", district, matter), form)
    desk = unescape(client.get(reverse("desk")).content.decode())

    assert Movement.objects.filter(matter=matter, outcome="ask_citizen").count() == 1
    assert "“Ask the applicant” recorded" in desk
    assert Paragraph.objects.filter(sheet=matter.sheet_id).count() == 1


def test_a_used_key_with_another_recipient_is_refused(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    form = {**seen_fields(district, matter), "to": district.post("cic-general")}
    client.post(act("forward", district, matter), form)

    answer = client.post(act("forward", district, matter), {**form, "to": district.post("udc-general")})

    assert answer.status_code == 422


def test_a_colleague_cannot_act_on_anothers_file(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    answer = sign_in("cic-general").post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("udc-general"), "text": "আমি লিখি"},
    )

    assert answer.status_code == 403
    assert "Only the holder may do this" in answer.content.decode()
    assert notings.draft_of(matter.sheet_id, None, district.post("cic-general")) is None


def test_acts_are_posts_with_the_sites_own_token(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    client = sign_in("cic-general")
    client.handler.enforce_csrf_checks = True

    assert client.post(act("return", district, matter)).status_code == 403
    assert client.get(act("return", district, matter)).status_code == 200
    assert moves(matter, "returned") == 0


def test_returning_asks_first_and_takes_a_note(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    client, address = sign_in("cic-general"), act("return", district, matter)

    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    asked = client.get(address, headers=HTMX).content.decode()

    assert f'data-dialog="{address}' in page
    assert "Return to Officer-in-Charge" in asked
    assert '<textarea class="text" id="dialog-note"' in asked
    assert moves(matter, "returned") == 0
    client.post(address, {**seen_fields(district, matter), "text": "তথ্য মেলেনি।", "revision": "0"})
    assert moves(matter, "returned") == 1
    assert Paragraph.objects.get(sheet=matter.sheet_id).text == "তথ্য মেলেনি।"


def test_returning_goes_back_to_the_sender(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")

    answer = sign_in("cic-general").post(act("return", district, matter), seen_fields(district, matter))

    assert answer.status_code == 302
    assert district.thread(matter).holder_id == district.post("oc-general")


def test_the_dialog_lists_posts_with_holders_and_reasons(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    Charge.objects.filter(post=district.post("udc-general-2")).update(ends=timezone.now())

    page = sign_in("cic-general").get(act("forward", district, matter), headers=HTMX).content.decode()

    assert "<html" not in page
    first = page.split("<li>")[1]
    assert "Officer-in-Charge, General Section" in first
    assert "Abhishikta Ghoshal" in first
    assert "sent it to you" in first
    assert "checked" in first
    vacant = next(part for part in page.split("<li>") if "Upper Division Clerk (Second), General" in part)
    assert "vacant" in vacant
    assert "disabled" in vacant
    assert "Land Section" not in page


def test_typing_finds_posts_by_name_in_either_language(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")

    def found(wanted: str) -> list[str]:
        page = client.get(act("forward", district, matter), {"q": wanted}, headers=HTMX).content.decode()
        offered = [pick for pick in page.split("</li>") if " disabled" not in pick]
        return re.findall(r"<b>([^<]+)</b>", "".join(offered))

    assert found("হেমন্ত") == ["Clerk-in-Charge, General Section"]
    assert found("hemanta clerk") == ["Clerk-in-Charge, General Section"]
    assert found("nobody of this name") == []


def test_without_scripts_the_dialog_is_a_page(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    page = sign_in("oc-general").get(act("forward", district, matter)).content.decode()

    assert "<html" in page
    assert 'name="to"' in page


def test_marking_offers_the_officers_often_marked_and_the_chiefs(district: District, sign_in: SignIn) -> None:
    district.marked("oc-land")
    matter = district.receive()

    page = (
        sign_in("dm")
        .get(act("complete", district, matter), {"outcome": "mark"}, headers=HTMX)
        .content.decode()
    )
    choices = page.split("<li>")

    assert "Officer-in-Charge, Land Section" in choices[1]
    assert "often marked" in choices[1]
    assert "heads a section" in choices[2]


def test_marking_sends_it_to_the_chosen_officer(district: District, sign_in: SignIn) -> None:
    matter = district.receive()

    answer = sign_in("dm").post(
        act("complete", district, matter),
        {**seen_fields(district, matter), "outcome": "mark", "to": district.post("oc-land")},
        headers=HTMX,
    )

    assert answer.headers["HX-Redirect"] == reverse("desk")
    assert district.thread(matter).holder_id == district.post("oc-land")


def test_a_list_asked_for_while_typing_and_answered_after_the_act_leads_nowhere(
    district: District, sign_in: SignIn
) -> None:
    matter = district.receive()
    late = act("complete", district, matter) + "?outcome=mark&q=clerk"
    district.complete("dm", matter, "mark", to="oc-general")

    answer = sign_in("dm").get(late, headers=HTMX)

    assert answer.status_code == 204
    assert "HX-Redirect" not in answer.headers


def test_marking_to_nobody_is_refused_inside_the_dialog(district: District, sign_in: SignIn) -> None:
    matter = district.receive()

    answer = sign_in("dm").post(
        act("complete", district, matter), {**seen_fields(district, matter), "outcome": "mark"}, headers=HTMX
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Choose the officer to whom this is marked." in page
    assert "<html" not in page


def test_the_draft_is_kept_by_revision(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client, url = sign_in("oc-general"), act("draft", district, matter)

    first = client.post(url, {"text": "এক", "revision": "0"})
    second = client.post(url, {"text": "দুই", "revision": "1"})
    stale = client.post(url, {"text": "তিন", "revision": "1"})

    assert (first.json(), second.json()) == ({"revision": 1}, {"revision": 2})
    assert stale.status_code == 409
    assert stale.json()["text"] == "দুই"


def test_only_the_holder_drafts(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    answer = sign_in("cic-general").post(act("draft", district, matter), {"text": "এক", "revision": "0"})

    assert answer.status_code == 403
    assert "Only the holder" in answer.json()["sentence"]


def test_a_draft_comes_back_with_the_page(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    client.post(act("draft", district, matter), {"text": "অর্ধেক লেখা", "revision": "0"})

    page = client.get(reverse("matter", args=[matter.pk])).content.decode()

    assert ">অর্ধেক লেখা</textarea>" in page
    assert 'data-revision="1"' in page


def test_a_matter_is_put_in_a_new_file_or_in_one_that_exists(district: District, sign_in: SignIn) -> None:
    first, second = district.marked(), district.marked()
    client = sign_in("oc-general")

    client.post(act("put_in_file", district, first), {**seen_fields(district, first), "file": ""})
    first.refresh_from_db()
    dialog = client.get(act("put_in_file", district, second), headers=HTMX).content.decode()
    client.post(
        act("put_in_file", district, second), {**seen_fields(district, second), "file": str(first.file_id)}
    )
    second.refresh_from_db()
    again = client.post(act("put_in_file", district, second), seen_fields(district, second))

    assert first.file is not None
    assert first.file.subject in dialog
    assert second.file == first.file
    assert again.status_code == 409


def test_what_lies_in_the_sections_pool_is_taken_and_opened(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    thread.pool_id = thread.matter.section_id
    thread.save(update_fields=["pool"])
    client = sign_in("udc-general")

    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    answer = client.post(act("claim", district, matter), seen_fields(district, matter))

    assert "Take this file" in page
    assert answer.headers["Location"].startswith(reverse("matter", args=[matter.pk]))
    assert district.thread(matter).holder_id == district.post("udc-general")


def test_a_file_taken_by_a_colleague_says_so(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    thread.pool_id = thread.matter.section_id
    thread.save(update_fields=["pool"])
    shown = seen_fields(district, matter)
    services.claim(
        actor=district.actor("cic-general"),
        thread=thread.pk,
        now=district.now,
        seen=district.seen(matter),
        key=uuid7(),
    )

    answer = sign_in("udc-general").post(act("claim", district, matter), shown)

    assert answer.status_code == 409
    assert "Clerk-in-Charge, General Section has already taken this file" in answer.content.decode()


def test_a_server_with_a_wrong_clock_moves_nothing(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    monkeypatch.setattr("efile.present.MOST_APART", timedelta(0))

    answer = client.post(
        act("forward", district, matter),
        {**seen_fields(district, matter), "to": district.post("cic-general")},
    )

    assert answer.status_code == 503
    assert "clocks" in answer.content.decode()
    assert not moves(matter, "forwarded")
