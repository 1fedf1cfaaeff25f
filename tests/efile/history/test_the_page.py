"""The replay page: what its header says, who may see it, and running the matter again."""

from __future__ import annotations

import json
import re

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from efile.models import Matter, Thread
from hierarchy.models import User
from tests.efile.conftest import District
from tests.efile.history.conftest import SignIn, Tell


def page_of(client: Client, matter: Matter) -> str:
    answer = client.get(reverse("history_detail", args=[matter.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def held_json(page: str, name: str) -> object:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_header_names_the_number_the_version_and_the_chain(district: District, sign_in: SignIn) -> None:
    matter = district.put_up()
    page = page_of(sign_in("auditor-1"), matter)
    assert matter.receipt is not None
    assert f"Receipt {matter.receipt.number}" in page
    assert "Citizen application, version 1" in page
    assert 'data-chain="whole"' in page
    assert "runs again the same" in page


def test_the_script_gets_the_frames_of_the_story(district: District, sign_in: SignIn, tell: Tell) -> None:
    matter = district.put_up()
    page = page_of(sign_in("auditor-1"), matter)
    frames, story = held_json(page, "steps"), tell(matter)
    assert isinstance(frames, list)
    assert [frame["rest"] for frame in frames] == [frame["rest"] for frame in story.frames]
    assert page.count("data-step=") == len(story.scenes) == page.count("data-step-panel=")
    assert isinstance(held_json(page, "flow-0-xml"), str)


def test_the_page_needs_no_inline_style_or_script(district: District, sign_in: SignIn) -> None:
    page = page_of(sign_in("auditor-1"), district.put_up())
    assert " style=" not in page
    assert " onclick=" not in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []


def test_words_of_the_applicant_are_only_ever_text(district: District, sign_in: SignIn) -> None:
    matter = district.receive(subject="<script>alert(1)</script>", applicant="<img src=x onerror=y>")
    page = page_of(sign_in("auditor-1"), matter)
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_matter_of_another_section_is_not_there(district: District, sign_in: SignIn) -> None:
    matter = district.marked("oc-land")
    answer = sign_in("oc-general").get(reverse("history_detail", args=[matter.pk]))
    assert answer.status_code == 404
    assert "it is not for your post" in answer.content.decode()


def test_running_it_again_says_how_much_agrees(district: District, sign_in: SignIn) -> None:
    matter = district.put_up()
    answer = sign_in("auditor-1").post(
        reverse("history_run", args=[matter.pk]), headers={"HX-Request": "true"}
    )
    words = answer.content.decode()
    assert 'data-agrees="yes"' in words
    assert "all 3 steps of the flow open the same stages" in words
    assert "<html" not in words


def test_a_row_that_was_changed_is_named_as_the_first_difference(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    Thread.objects.filter(matter=matter).update(holder=district.post("ldc-land"))
    answer = sign_in("auditor-1").post(reverse("history_run", args=[matter.pk]))
    page = answer.content.decode()
    assert 'data-agrees="no"' in page
    assert "who holds the file" in page


def test_a_row_that_was_changed_is_told_on_the_page_itself_with_its_step_marked(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    Thread.objects.filter(matter=matter).update(holder=district.post("ldc-land"))

    page = page_of(sign_in("auditor-1"), matter)

    assert 'data-agrees="no"' in page
    assert "The first difference is in the record of the matter, entry 2: who holds the file." in page
    assert "The record says: <b>Officer-in-Charge, General Section</b>" in page
    assert "Found: <b>Lower Division Clerk, Land Section</b>" in page
    assert re.findall(r'data-seq="(\d+)" data-differs', page) == ["2"]
    assert "runs again the same" not in page


def test_a_matter_that_agrees_shows_no_difference(district: District, sign_in: SignIn) -> None:
    page = page_of(sign_in("auditor-1"), district.put_up())
    assert "data-differs" not in page
    assert "data-agrees" not in page


@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_the_page_speaks_the_readers_language(district: District, sign_in: SignIn, language: str) -> None:
    page = page_of(sign_in("auditor-1", language), district.put_up())
    assert ("গতিবিধি" in page) == (language != "en")


def test_a_broken_chain_is_said_with_its_place(
    lasting_district: District, superuser_cursor: psycopg.Cursor
) -> None:
    matter = lasting_district.put_up()
    superuser_cursor.execute("SET session_replication_role = replica")
    superuser_cursor.execute(
        "UPDATE ledger_entry SET body ="
        " convert_to(replace(convert_from(body, 'UTF8'), 'recommend', 'recommenD'), 'UTF8')"
        " WHERE stream_id = %s AND seq = 3",
        [matter.pk],
    )
    client = Client()
    client.force_login(User.objects.get(username="auditor-1"))
    client.cookies["language"] = "en"
    page = page_of(client, matter)
    assert 'data-chain="broken"' in page
    assert "The chain is broken in the record of the matter: Entry 3 was altered after it was written" in page
