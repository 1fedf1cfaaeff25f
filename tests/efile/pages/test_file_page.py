import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile.models import Matter, Secrecy
from hierarchy.models import Office
from tests.efile.conftest import QUESTION, District
from tests.efile.pages.conftest import SignIn


def address(matter: Matter) -> str:
    return reverse("matter", args=[matter.pk])


LIKELY = re.compile(r'<(?:button|a) class="btn pri"[^>]*(?:form="act"|data-dialog)[^>]*>([^<]+)')


def likely(page: str) -> str:
    """The words of the first button of the acts bar."""
    found = LIKELY.search(page)
    return found.group(1).strip() if found else ""


def test_a_stranger_is_asked_to_sign_in(district: District) -> None:
    answer = Client().get(address(district.marked()))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("signin"))


def test_the_holder_gets_the_likely_act_first_and_named_in_full(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    officer = sign_in("oc-general").get(address(matter)).content.decode()
    district.go_live()
    district.forward("oc-general", matter, "cic-general")
    clerk = sign_in("cic-general").get(address(matter)).content.decode()
    district.forward("cic-general", matter, "ldc-general")
    lowest = sign_in("ldc-general").get(address(matter)).content.decode()

    assert likely(officer) == "Send to Clerk-in-Charge"
    assert likely(clerk).startswith("Send to Upper Division Clerk")
    assert likely(lowest) == "Put up to Upper Division Clerk"


def test_a_file_that_came_up_from_below_is_completed(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")

    page = sign_in("oc-general").get(address(matter)).content.decode()

    assert likely(page) == "Recommend approval"
    assert "Return" in page
    assert "From here it may go: superiors, subordinates, the section" in page


def test_the_head_marks_first(district: District, sign_in: SignIn) -> None:
    page = sign_in("dm").get(address(district.receive())).content.decode()

    assert likely(page) == "Mark to an officer…"
    assert "A fixed desk" in page


def test_opening_marks_it_as_read_for_its_holder_alone(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    sign_in("cic-general").get(address(matter))
    assert district.thread(matter).read_at is None
    sign_in("oc-general").get(address(matter))
    assert district.thread(matter).read_at is not None


def test_a_colleague_of_the_section_reads_but_cannot_act(district: District, sign_in: SignIn) -> None:
    page = sign_in("cic-general").get(address(district.marked())).content.decode()

    assert "may act: the file is there" in page
    assert "data-composer" not in page


@pytest.mark.parametrize("code", ["oc-land", "ldc-jm"])
def test_for_other_sections_it_does_not_exist(district: District, sign_in: SignIn, code: str) -> None:
    answer = sign_in(code).get(address(district.marked()))

    assert answer.status_code == 404
    assert "There is no such file" in answer.content.decode()
    assert "নলকূপ" not in answer.content.decode()


def test_for_other_offices_it_does_not_exist(district: District, sign_in: SignIn) -> None:
    from django.core.management import call_command

    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    other = Office.objects.get(code="purba-medinipur")

    answer = sign_in("dm", office=other).get(address(district.marked()))

    assert answer.status_code == 404


def test_a_confidential_matter_is_for_those_concerned_and_says_so(
    district: District, sign_in: SignIn
) -> None:
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", matter, "mark", to="oc-general")

    assert "Confidential" in sign_in("oc-general").get(address(matter)).content.decode()
    assert sign_in("cic-general").get(address(matter)).status_code == 404


def test_an_ordinary_file_carries_no_secrecy_chip(district: District, sign_in: SignIn) -> None:
    page = sign_in("oc-general").get(address(district.marked())).content.decode()

    assert 'class="chip secret"' not in page


def test_the_strip_says_where_it_was_where_it_is_and_what_comes(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    page = sign_in("oc-general").get(address(matter)).content.decode()
    stages = re.findall(r'<li class="stage ?(\w*)"[^>]*><b>([^<]+)</b>(?:<span>([^<]*)</span>)?', page)

    assert [(state, name) for state, name, _detail in stages] == [
        ("done", "Mark the application"),
        ("now", "Examine and recommend"),
        ("", "Decision"),
        ("", "Draft and send the reply"),
        ("", "Disposal"),
    ]
    assert stages[1][2].startswith("With you")
    assert stages[-1][2].startswith("Expected ")


def test_the_application_is_a_paper_with_applicant_address_and_channel(
    district: District, sign_in: SignIn
) -> None:
    matter = district.receive(body="নলকূপটি তিন মাস ধরে অচল।")

    page = sign_in("dm").get(address(matter)).content.decode()
    paper = page.split('id="page-1"')[1].split("</article>")[0]

    for words in ("রহিমা বেওয়া", "চোপড়া", "Counter", "নলকূপটি তিন মাস ধরে অচল।"):
        assert words in paper


def test_what_the_applicant_answered_opens_the_papers_and_is_new_until_worked_on(
    district: District, sign_in: SignIn
) -> None:
    from efile import services
    from hierarchy.actors import Actor
    from tests.efile.pages.asking import asked

    matter = asked(district)
    services.message_came(
        actor=Actor.citizen(),
        matter=matter.pk,
        message="citizen_replied",
        now=district.wait(hours=1),
        text="খতিয়ান নং ৩১২",
    )

    page = sign_in("oc-general").get(address(matter)).content.decode()
    contents = page.split('class="toc"')[1].split("</ul>")[0]
    answer = page.split("data-first")[1].split("</article>")[0]

    assert contents.count("aria-current") == 1
    assert "new</span>" in contents.split("aria-current")[1].split("</li>")[0]
    assert "খতিয়ান নং ৩১২" in answer
    assert "From the applicant" in answer
    assert QUESTION in page.split('id="page-2"')[1].split("</article>")[0]

    district.go_live()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    later = sign_in("oc-general").get(address(matter)).content.decode()
    assert "খতিয়ান নং ৩১২" in later
    assert "data-first" not in later
    assert "new</span>" not in later


def test_signed_notes_show_name_post_and_number(district: District, sign_in: SignIn) -> None:
    matter = district.put_up()

    page = sign_in("dm").get(address(matter)).content.decode()
    note = page.split('id="para-1"')[1].split("</article>")[0]

    assert "দেখা হল।" in note
    assert "Officer-in-Charge, General Section" in note


def test_bengali_digits_and_words_in_bengali(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    page = sign_in("oc-general", language="bn-in").get(address(matter)).content.decode()

    assert "প্রাপ্তি ১/" in page
    assert "পাঠান: ক্লার্ক-ইন-চার্জ" in page
    assert "নোট শিট" in page
    assert "সম্ভাব্য তারিখ" in page


def test_the_diagram_comes_when_asked_for_with_the_files_place_in_it(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    client = sign_in("oc-general")
    path = reverse("path_of_matter", args=[matter.pk])

    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(path).content.decode()

    assert '"Mark": "done"' in part
    assert '"Section": "now"' in part
    assert "<html" not in part
    assert "<html" in whole


def test_the_number_of_queries_does_not_grow_with_the_notes(district: District, sign_in: SignIn) -> None:
    short, long = district.marked(), district.marked()
    for _ in range(4):
        district.note("oc-general", long)
        district.forward("oc-general", long, "cic-general")
        district.note("cic-general", long)
        district.forward("cic-general", long, "oc-general")
    client = sign_in("oc-general")

    few, many = (queries_of(client, matter) for matter in (short, long))

    assert many <= few + 1
    assert many <= 22


def queries_of(client: Client, matter: Matter) -> int:
    """How many the page takes when it has been read before."""
    client.get(address(matter))
    with CaptureQueriesContext(connection) as captured:
        client.get(address(matter))
        return len(captured)


def test_only_the_offices_own_number_changes_its_digits(district: District, sign_in: SignIn) -> None:
    matter = district.receive(
        foreign_number="DM/2026/77",
        email="rahima1971@example.org",
        address="12 Station Road",
        subject="Well 9",
    )

    page = sign_in("dm", "bn-in").get(address(matter)).content.decode()
    facts = re.findall(r"<dd>([^<]*)</dd>", page)

    for written in ("DM/2026/77", "rahima1971@example.org", "12 Station Road", "Well 9"):
        assert written in facts
    assert not re.search("[0-9]", facts[0])


@pytest.mark.parametrize("grade", Secrecy)
def test_the_title_kept_by_the_browser_names_a_graded_file_by_its_number(
    district: District, sign_in: SignIn, grade: Secrecy
) -> None:
    matter = district.marked()
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    page = sign_in("oc-general").get(reverse("matter", args=[matter.pk])).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert (matter.subject in title) is (grade == Secrecy.NORMAL)
    assert matter.subject in page
