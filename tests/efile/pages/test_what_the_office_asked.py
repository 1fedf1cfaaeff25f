"""The citizen reads what is asked and until when, answers it, and sees that the answer came."""

import re

from django.test import Client
from django.urls import reverse

from efile import services
from efile.models import Matter, Movement
from hierarchy.actors import Actor
from hierarchy.selectors import calendar_for
from ledger import selectors as ledger
from tests.efile.conftest import QUESTION, District
from tests.efile.pages.asking import asked
from tests.efile.pages.conftest import receipt_of
from workflows.models import Due

ANSWER = "মৌজা কালুপুর,\nদাগ ৩১২"


def page(matter: Matter, language: str = "en") -> str:
    client = Client()
    client.cookies["language"] = language
    return client.get(address(matter)).content.decode()


def address(matter: Matter) -> str:
    return reverse("track_code", args=[receipt_of(matter).tracking])


def send(matter: Matter, text: str) -> tuple[int, str]:
    """Fill in the form as the page gives it."""
    client = Client()
    client.cookies["language"] = "en"
    fields = dict(re.findall(r'name="(key|message)" value="([^"]*)"', page(matter)))
    answer = client.post(address(matter), {"message": "citizen_replied", **fields, "text": text})
    return answer.status_code, answer.content.decode()


def state(page: str) -> str:
    found = re.search(r'<span class="chip ([^"]*)">([^<]+)</span>', page)
    return " ".join(found.groups()) if found else ""


def steps(page: str) -> list[tuple[str, str]]:
    timeline = page.split('class="timeline"')[1].split("</ol>")[0]
    return re.findall(r'<li(?: class="(\w+)")?[^>]*><b>([^<]+)</b>', timeline)


def test_the_question_stands_on_the_page_with_its_date_and_the_last_day(district: District) -> None:
    matter = asked(district)
    asked_at = matter.instance.waits.get(kind="message").opened_at
    asked_on = calendar_for(district.office.pk).local_date(asked_at)
    due = Due.objects.get(instance=matter.instance, kind="fire", closed_at=None)

    form = page(matter).split('id="asked"')[1].split("</form>")[0]

    assert "The office asks:" in form
    assert f'<blockquote class="said">{QUESTION}</blockquote>' in form
    assert f"Asked on {asked_on:%d.%m.%Y}." in form
    assert f"Please answer by <b>{due.due_on:%d.%m.%Y}</b>." in form


def test_the_state_and_the_timeline_say_that_it_waits_for_the_reader(district: District) -> None:
    shown = page(asked(district))

    assert state(shown) == "amber Waiting for your answer"
    assert ("now", "The office asked you") in steps(shown)
    assert [name for _state, name in steps(shown)].count("Waiting for the applicant") == 0
    assert state(page(asked(district), "bn-in")) == "amber আপনার উত্তরের অপেক্ষায়"


def test_the_answer_is_acknowledged_and_the_step_stays_as_done(district: District) -> None:
    matter = asked(district)

    assert send(matter, ANSWER)[0] == 302
    shown = page(matter)

    came = shown.split("Your answer has reached the office")[1].split("</section>")[0]
    assert ANSWER in came
    assert re.search(r"On \d\d\.\d\d\.\d{4}, \d", came)
    assert 'id="asked"' not in shown
    assert state(shown) == "acc In progress"
    done = [name for state, name in steps(shown) if not state]
    assert done[-2:] == ["The office asked you", "You answered"]
    assert steps(shown)[-2:] == [("now", "Examine and recommend"), ("next", "Disposal")]
    assert shown.split('class="timeline"')[1].count(QUESTION) == 1


def test_a_second_click_of_the_same_answer_is_no_fault(district: District) -> None:
    matter = asked(district)
    client = Client()
    sent = {"message": "citizen_replied", "text": ANSWER}

    statuses = [client.post(address(matter), sent).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert Movement.objects.filter(matter=matter, kind="message").count() == 1


def test_another_answer_that_comes_too_late_is_shown_to_its_writer(district: District) -> None:
    matter = asked(district)
    client = Client()
    client.cookies["language"] = "en"
    client.post(address(matter), {"message": "citizen_replied", "text": ANSWER})

    late = client.post(address(matter), {"message": "citizen_replied", "text": "আরও একটি কথা"})

    assert late.status_code == 409
    assert "Nothing is awaited here any more." in late.content.decode()
    assert "আরও একটি কথা" in late.content.decode()


def test_an_empty_answer_is_asked_for_in_our_own_words(district: District) -> None:
    matter = asked(district)

    status, shown = send(matter, "   ")
    form = shown.split('id="asked"')[1].split("</form>")[0]

    assert status == 422
    assert "Write your answer first." in form
    assert 'aria-invalid="true"' in form
    assert "novalidate" in shown.split("<form", 1)[1]
    assert "(required)" in form
    assert " required" not in form.split("<textarea")[1].split(">")[0]


def test_an_answer_that_is_too_long_is_kept_and_its_length_said(district: District) -> None:
    matter = asked(district)
    long = "উত্তর " * 1000

    status, shown = send(matter, long)

    assert status == 422
    assert "4000 characters at most; this one has 5999." in shown
    assert long.strip() in shown
    assert Movement.objects.filter(matter=matter, kind="message").count() == 0


def test_what_was_written_is_stored_clean(district: District) -> None:
    matter = asked(district)

    send(matter, "  দাগ\u202e ৩১২\r\n")

    assert ledger.entries(matter.pk)[-1].texts == {"message": "দাগ ৩১২"}


def test_when_no_answer_came_the_timeline_says_so(district: District) -> None:
    matter = asked(district)
    due = Due.objects.get(instance=matter.instance, kind="fire", closed_at=None)
    assert services.fire_due(due=due.pk, now=district.wait(days=60)) is not None

    shown = page(matter)

    assert 'id="asked"' not in shown
    assert "Your answer has reached" not in shown
    assert ("", "No answer came in time") in steps(shown)
    assert QUESTION in shown


def test_a_flow_that_asks_without_words_sends_the_reader_to_the_office(district: District) -> None:
    """Versions published before the question was a field go on as they are."""
    district_version = asked(district)
    stage = district_version.instance.waits.get(kind="message").stage_id
    district_version.instance.waits.filter(stage_id=stage).update(stage_id=None)

    shown = page(district_version)

    assert "Ask at the office what exactly." in shown
    assert QUESTION not in shown.split("</form>")[0]


def test_the_answer_to_a_second_question_is_acknowledged_alone(district: District) -> None:
    matter = asked(district)
    services.message_came(
        actor=Actor.citizen(), matter=matter.pk, message="citizen_replied", now=district.now, text="প্রথম উত্তর"
    )
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen", form={"question": "কবে থেকে অচল?"})
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))

    form = page(matter).split('id="asked"')[1].split("</form>")[0]
    assert "কবে থেকে অচল?" in form
    assert QUESTION not in form

    send(matter, "ফাল্গুন থেকে")
    came = page(matter).split("Your answer has reached the office")[1].split("</section>")[0]
    assert "ফাল্গুন থেকে" in came
    assert "প্রথম উত্তর" not in came
