"""Which files a matter may be put in: those still at work, found by number or subject."""

from __future__ import annotations

import re

from django.urls import reverse

from efile.models import Matter
from tests.efile.conftest import District
from tests.efile.pages.asking import asked
from tests.efile.pages.conftest import SignIn, seen_fields


def filed(district: District, sign_in: SignIn, matter: Matter) -> Matter:
    address = reverse("put_in_file", args=[district.thread(matter).pk])
    sign_in("oc-general").post(address, {**seen_fields(district, matter), "file": ""})
    matter.refresh_from_db()
    assert matter.file is not None
    return matter


def offered(district: District, sign_in: SignIn, matter: Matter, wanted: str | None = None) -> list[str]:
    address = reverse("put_in_file", args=[district.thread(matter).pk])
    asked_for = {} if wanted is None else {"q": wanted}
    page = sign_in("oc-general").get(address, asked_for, headers={"HX-Request": "true"}).content.decode()
    return re.findall(r"<b>([^<]+)</b>", page)


def test_open_files_are_offered_and_finished_ones_are_not(district: District, sign_in: SignIn) -> None:
    finished, current, matter = (district.marked() for _ in range(3))
    number = filed(district, sign_in, finished).file
    kept = filed(district, sign_in, current).file
    Matter.objects.filter(pk=finished.pk).update(closed_at=district.now, disposal="disposed")

    assert number is not None
    assert kept is not None
    assert offered(district, sign_in, matter) == ["A new file", kept.number]


def test_a_file_is_found_by_its_number_in_either_script_or_by_its_subject(
    district: District, sign_in: SignIn
) -> None:
    current, matter = district.marked(), district.marked()
    file = filed(district, sign_in, current).file
    assert file is not None
    bengali = file.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))

    for wanted in (bengali, file.number, "নলকূপ"):
        assert offered(district, sign_in, matter, wanted) == ["A new file", file.number]
    assert offered(district, sign_in, matter, "সেতু") == ["A new file"]


def test_asking_the_applicant_is_undone_as_itself_until_the_question_has_gone_out(
    district: District, sign_in: SignIn
) -> None:
    earlier, matter = district.marked(), district.marked()
    client = sign_in("oc-general")
    client.post(
        reverse("forward", args=[district.thread(earlier).pk]),
        {**seen_fields(district, earlier), "to": district.post("cic-general")},
    )
    client.post(
        reverse("complete", args=[district.thread(matter).pk]),
        {
            **seen_fields(district, matter),
            "outcome": "ask_citizen",
            "question": "কোন মৌজা?",
            "text": "আবেদনকারীকে জিজ্ঞাসা করা হল।",
        },
    )
    bar = client.get(reverse("desk")).content.decode().split("data-undo")[1].split("</form>")[0]

    assert reverse("pull_back", args=[district.thread(matter).pk]) in bar
    assert "recorded" in bar
    assert "gone on" not in bar


def test_nothing_is_offered_to_be_undone_once_the_question_has_gone_out(
    district: District, sign_in: SignIn
) -> None:
    matter = asked(district)
    page = sign_in("oc-general").get(reverse("matter", args=[matter.pk])).content.decode()

    assert reverse("pull_back", args=[district.thread(matter).pk]) not in page
