"""A page that was too old: the note is there to be read, what happened is told, the page has an address."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from efile import services
from efile.models import Matter
from hierarchy.actors import Actor
from notings import selectors as notings
from notings.models import NoteDraft
from tests.efile.conftest import District
from tests.efile.pages.asking import asked as waiting_for_the_applicant
from tests.efile.pages.conftest import SignIn, seen_fields

HTMX = {"HX-Request": "true"}
WORDS = "অর্ধেক লেখা নোট, আর হারাবে না।"


def address(name: str, district: District, matter: Matter) -> str:
    return reverse(name, args=[district.thread(matter).pk])


def stale(district: District, matter: Matter) -> dict[str, str]:
    """The fields of a page drawn now, before others act."""
    matter.refresh_from_db()
    return {**seen_fields(district, matter), "moves": str(matter.moves), "revision": "0"}


def moved_twice(district: District) -> tuple[Matter, dict[str, str]]:
    """The officer's page is two acts old: he sent the file down in another window, the clerk sent it on."""
    matter = district.marked()
    fields = stale(district, matter)
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "udc-general")
    return matter, fields


def send(client: Client, district: District, matter: Matter, fields: dict[str, str], text: str) -> str:
    answer = client.post(
        address("forward", district, matter), {**fields, "to": district.post("cic-general"), "text": text}
    )
    assert answer.status_code == 409
    return unescape(answer.content.decode())


def test_the_note_is_shown_and_kept_as_the_writers_draft(district: District, sign_in: SignIn) -> None:
    matter, fields = moved_twice(district)

    page = send(sign_in("oc-general"), district, matter, fields, WORDS)
    draft = notings.draft_of(matter.sheet_id, None, district.post("oc-general"))

    unsent = page.split('class="unsent"')[1].split("</section>")[0]
    assert f">{WORDS}</textarea>" in unsent
    assert "data-copy" in unsent
    assert draft is not None
    assert draft.text == WORDS


def test_each_act_since_the_page_was_drawn_is_told_with_who_what_and_when(
    district: District, sign_in: SignIn
) -> None:
    matter, fields = moved_twice(district)

    page = send(sign_in("oc-general"), district, matter, fields, WORDS)
    told = re.findall(r"</time> <b>([^<]+)</b>, ([^:]+): (\w+) → ([^<]+)</li>", page)

    assert [(post, act, to) for _name, post, act, to in told] == [
        ("Officer-in-Charge, General Section", "Forwarded", "Clerk-in-Charge, General Section"),
        ("Clerk-in-Charge, General Section", "Forwarded", "Upper Division Clerk, General Section"),
    ]
    assert told[0][0] == "Abhishikta Ghoshal"
    assert f'href="{reverse("desk")}"' in page.split('class="refusal"')[1].split("</section>")[0]


def test_the_page_can_be_read_again_and_in_the_other_language(district: District, sign_in: SignIn) -> None:
    matter, fields = moved_twice(district)
    client = sign_in("oc-general")

    page = send(client, district, matter, fields, WORDS)
    wanted = re.search(r'class="language".*?name="next" value="([^"]+)"', page)
    assert wanted is not None
    answer = client.post(reverse("set_language"), {"language": "bn-in", "next": wanted.group(1)})
    again = client.get(answer.headers["Location"])
    bengali = unescape(again.content.decode())

    assert wanted.group(1).startswith(reverse("matter", args=[matter.pk]))
    assert f'data-page-address="{wanted.group(1)}"' in page
    assert again.status_code == 200
    assert "ইতিমধ্যে" in bengali
    assert f">{WORDS}</textarea>" in bengali


def test_the_draft_left_on_a_file_that_went_on_is_shown_whenever_it_is_opened(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    district.forward("oc-general", matter, "cic-general")
    district.note("oc-general", matter, WORDS)

    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert f">{WORDS}</textarea>" in page
    client.post(address("discard_draft", district, matter), {"revision": "1"})
    after = client.get(reverse("matter", args=[matter.pk])).content.decode()

    assert WORDS not in after
    assert not NoteDraft.objects.filter(sheet=matter.sheet_id).exists()


def test_what_was_signed_meanwhile_is_not_written_again(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    fields = stale(district, matter)
    district.note("oc-general", matter, WORDS)
    district.forward("oc-general", matter, "cic-general")

    page = send(sign_in("oc-general"), district, matter, fields, WORDS)

    assert notings.draft_of(matter.sheet_id, None, district.post("oc-general")) is None
    assert 'class="unsent"' not in page


def test_words_saved_from_another_window_are_not_replaced_unseen(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    fields = stale(district, matter)
    client.post(address("draft", district, matter), {"text": "প্রথম জানালা", "revision": "0"})

    page = send(client, district, matter, fields, "দ্বিতীয় জানালা")

    assert ">প্রথম জানালা</textarea>" in page.split("data-composer")[1]
    assert ">দ্বিতীয় জানালা</textarea>" in page.split('class="unsent"')[1]
    assert district.thread(matter).holder_id == district.post("oc-general")


def test_an_empty_page_does_not_wipe_what_another_window_saved(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    fields = stale(district, matter)
    client.post(address("draft", district, matter), {"text": "প্রথম জানালা", "revision": "0"})

    send(client, district, matter, fields, "")

    draft = notings.draft_of(matter.sheet_id, None, district.post("oc-general"))
    assert draft is not None
    assert draft.text == "প্রথম জানালা"


def test_an_autosave_on_its_way_is_no_other_window(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    fields = stale(district, matter)
    client.post(address("draft", district, matter), {"text": "দেখা", "revision": "0"})

    answer = client.post(
        address("forward", district, matter),
        {**fields, "to": district.post("cic-general"), "text": "দেখা হল।", "sent": "দেখা"},
    )

    assert answer.status_code == 302


def test_a_dialog_says_what_happened_and_leads_to_the_file_with_the_words(
    district: District, sign_in: SignIn
) -> None:
    matter, fields = moved_twice(district)
    client = sign_in("oc-general")

    part = client.post(
        address("forward", district, matter),
        {**fields, "to": district.post("cic-general"), "text": WORDS},
        headers=HTMX,
    ).content.decode()
    way = unescape(re.findall(r'href="([^"]+)"', part)[-1])

    assert "<html" not in part
    assert part.count("<li>") == 2
    assert WORDS in client.get(way).content.decode()


def test_the_fields_of_an_outcome_are_kept_with_the_note(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    fields = stale(district, matter)
    district.forward("oc-general", matter, "cic-general")

    answer = sign_in("oc-general").post(
        address("complete", district, matter),
        {**fields, "outcome": "ask_citizen", "question": "কোন মৌজা?", "text": WORDS},
    )
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ">কোন মৌজা?</textarea>" in page


def test_what_an_outcome_lacks_is_said_beside_its_field(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.note("oc-general", matter)

    answer = sign_in("oc-general").post(
        address("complete", district, matter),
        {**stale(district, matter), "revision": "1", "outcome": "ask_citizen", "question": "  "},
        headers=HTMX,
    )
    part = answer.content.decode()
    field = part.split('class="field wrong"')[1].split("</div>")[0]

    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#dialog"
    assert "Fill in “" in field
    assert "autofocus" in field
    assert "novalidate" in part


def test_addresses_that_act_lead_to_the_file_when_they_are_opened(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    file_page = reverse("matter", args=[matter.pk])

    for name in ("return", "claim", "pull_back", "draft", "discard_draft", "complete"):
        answer = client.get(address(name, district, matter))
        assert answer.headers["Location"].startswith(file_page), name
    assert client.head(file_page).status_code == 200
    assert client.head(reverse("desk")).status_code == 200
    assert district.thread(matter).read_at is None


def test_a_file_that_is_not_there_promises_nothing_about_what_was_written(
    district: District, sign_in: SignIn
) -> None:
    client = sign_in("oc-land")
    matter = district.marked()

    read = client.get(reverse("matter", args=[matter.pk])).content.decode()
    sent = client.post(
        address("forward", district, matter), {**stale(district, matter), "text": WORDS}
    ).content.decode()

    assert "kept" not in read.split('class="refusal"')[1].split("</section>")[0]
    assert "Nothing was changed." in sent
    assert WORDS in sent


def test_what_moved_a_file_by_itself_is_named_in_words(district: District, sign_in: SignIn) -> None:
    matter = waiting_for_the_applicant(district)
    fields = stale(district, matter)
    services.message_came(
        actor=Actor.citizen(),
        matter=matter.pk,
        message="citizen_replied",
        now=district.wait(hours=1),
        text="খতিয়ান নং ৩১২",
    )

    page = send(sign_in("oc-general"), district, matter, fields, WORDS)

    assert "The applicant moved this file meanwhile" in page
