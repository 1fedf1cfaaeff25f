"""The look beside the desk shows the note that an act from there signs, and sends no other."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from efile.models import Matter
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

NOTE = "দাগ নম্বর মিলিয়ে দেখা হয়েছে।"
LATER = "অন্য জানালায় লেখা কথা।"


@pytest.fixture
def matter(district: District) -> Matter:
    """With the officer, who has begun a note and not sent it."""
    matter = district.marked()
    district.note("oc-general", matter, NOTE)
    return matter


def look(sign_in: SignIn, code: str, matter: Matter) -> str:
    return sign_in(code).get(reverse("peek", args=[matter.pk])).content.decode()


def fields(page: str) -> dict[str, str]:
    """What the form beside the desk carries along."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)"[^>]*? value="([^"]*)"', page))
    text = re.search(r'<textarea name="text" form="peek-act" hidden>(.*?)</textarea>', page, re.DOTALL)
    return hidden | ({"text": text[1]} if text else {})


def test_the_draft_stands_there_in_words(sign_in: SignIn, matter: Matter) -> None:
    page = look(sign_in, "oc-general", matter)
    assert f'<div class="said written-note"><p>{NOTE}</p></div>' in page
    assert "What stands in your draft is signed with this act." in page


def test_nobody_elses_draft_and_no_empty_one_stands_there(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    assert NOTE not in look(sign_in, "adm-general", matter)
    assert "data-unsent" not in look(sign_in, "oc-general", district.marked())


def test_what_was_shown_is_what_is_signed(district: District, sign_in: SignIn, matter: Matter) -> None:
    sent = {**fields(look(sign_in, "oc-general", matter)), "to": str(district.post("cic-general"))}
    sign_in("oc-general").post(reverse("forward", args=[district.thread(matter).pk]), sent)
    assert district.thread(matter).holder.code == "cic-general"
    assert [one.text for one in Paragraph.objects.filter(sheet=matter.sheet_id)] == [NOTE]


def test_words_saved_elsewhere_since_are_not_sent_unseen(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    sent = {**fields(look(sign_in, "oc-general", matter)), "to": str(district.post("cic-general"))}
    client, thread = sign_in("oc-general"), district.thread(matter)
    client.post(reverse("draft", args=[thread.pk]), {"text": LATER, "revision": sent["revision"]})
    answer = client.post(reverse("forward", args=[thread.pk]), sent)
    assert answer.status_code == 409
    assert district.thread(matter).holder.code == "oc-general"
    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert LATER in page


def test_the_dialog_takes_the_shown_note_along_unless_it_is_written_there(
    district: District, sign_in: SignIn, matter: Matter
) -> None:
    client, thread = sign_in("oc-general"), district.thread(matter)
    dialog = client.get(reverse("forward", args=[thread.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "[data-unsent] textarea" in dialog
    asked = {"outcome": "recommend"}
    written = client.get(reverse("complete", args=[thread.pk]), asked, headers={"HX-Request": "true"})
    assert "[data-unsent]" not in written.content.decode()
