"""Another secrecy grade for a matter: who gives it, what it does, and what stands on record."""

from __future__ import annotations

import pytest

from efile import services
from efile.models import Matter, Secrecy
from efile.services.act import Done
from efile.verification import check_stream
from efile.visibility import visible_to
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile import stories
from tests.efile.conftest import District

WHY = "ব্যক্তিগত তথ্য আছে।"
NORMAL, CONFIDENTIAL, SECRET, TOP_SECRET = Secrecy


@pytest.fixture
def matter(district: District) -> Matter:
    """With the officer of the general section."""
    return district.marked()


def grade(district: District, matter: Matter, to: int, by: str = "oc-general", **more: object) -> Done:
    values = {"reason": WHY, "key": uuid7(), **more}
    return services.grade(
        actor=district.actor(by),
        matter=matter.pk,
        secrecy=to,
        now=district.wait(minutes=1),
        **values,  # type: ignore[arg-type]  # [the test names them]
    )


def refused(code: str, district: District, matter: Matter, to: int, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        grade(district, matter, to, **more)  # type: ignore[arg-type]  # [the test names them]
    assert caught.value.reason.code == code
    return caught.value.sentence


def sees(district: District, code: str, matter: Matter) -> bool:
    return visible_to(Matter.objects.filter(pk=matter.pk), district.actor(code)).exists()


def marked_as(district: District, to: Secrecy) -> Matter:
    """Received with this grade and marked to the officer of the general section."""
    graded = district.receive(secrecy=to)
    district.complete("dm", graded, "mark", to="oc-general")
    return graded


def test_its_holder_raises_it_and_who_only_sat_in_the_section_opens_it_no_more(
    district: District, matter: Matter
) -> None:
    assert sees(district, "udc-general", matter)
    grade(district, matter, CONFIDENTIAL)
    assert not sees(district, "udc-general", matter)
    assert sees(district, "oc-general", matter)
    grade(district, matter, NORMAL)
    assert sees(district, "udc-general", matter)


def test_the_record_keeps_both_grades_who_gave_it_and_why(district: District, matter: Matter) -> None:
    grade(district, matter, SECRET)
    entries = ledger.entries(matter.pk)
    last = entries[-1]
    assert last.kind == "matter.graded"
    assert (last.data["secrecy_before"], last.data["secrecy"]) == (NORMAL, SECRET)
    assert last.texts["reason"] == WHY
    assert last.by["post"] == str(district.post("oc-general"))
    assert check_stream("matter", matter.pk, entries) is None


def test_a_grade_changed_past_the_record_is_found(district: District, matter: Matter) -> None:
    grade(district, matter, CONFIDENTIAL)
    Matter.objects.filter(pk=matter.pk).update(secrecy=NORMAL)
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is not None


def test_who_is_above_the_holder_grades_it_too(district: District, matter: Matter) -> None:
    grade(district, matter, CONFIDENTIAL, by="dm")
    matter.refresh_from_db()
    assert matter.secrecy == CONFIDENTIAL


def test_no_clerk_grades_a_file_even_while_he_holds_it(district: District, matter: Matter) -> None:
    district.forward("oc-general", matter, "udc-general")
    sentence = refused("grade.not_yours", district, matter, CONFIDENTIAL, by="udc-general")
    assert "changed by an officer who holds the file" in sentence
    grade(district, matter, CONFIDENTIAL)  # his officer, above him


def test_a_secret_grade_is_lowered_by_who_sees_secret_papers(district: District) -> None:
    matter = marked_as(district, SECRET)
    sentence = refused("grade.stays", district, matter, CONFIDENTIAL)
    assert "the nearest" in sentence
    grade(district, matter, TOP_SECRET)
    refused("grade.stays", district, matter, SECRET)
    matter.refresh_from_db()
    assert matter.secrecy == TOP_SECRET


def test_the_head_lowers_a_secret_grade_and_the_holder_a_confidential_one(district: District) -> None:
    matter = marked_as(district, SECRET)
    grade(district, matter, CONFIDENTIAL, by="dm")
    grade(district, matter, NORMAL)
    matter.refresh_from_db()
    assert matter.secrecy == NORMAL


def test_nobody_grades_a_file_out_of_his_own_sight(district: District, matter: Matter) -> None:
    """The additional magistrate is in the line above and never acted on it himself."""
    refused("grade.out_of_sight", district, matter, TOP_SECRET, by="adm-general")
    matter.refresh_from_db()
    assert matter.secrecy == NORMAL


def test_who_may_not_open_it_is_told_of_no_such_file(district: District, matter: Matter) -> None:
    refused("matter.not_visible", district, matter, CONFIDENTIAL, by="udc-jm")


@pytest.mark.parametrize(
    ("to", "why", "code"),
    [(NORMAL, WHY, "grade.same"), (CONFIDENTIAL, "  ", "grade.why"), (7, WHY, "grade.unknown")],
)
def test_what_is_missing_is_said(district: District, matter: Matter, to: int, why: str, code: str) -> None:
    refused(code, district, matter, to, reason=why)
    assert ledger.entries(matter.pk)[-1].kind != "matter.graded"


def test_pressed_twice_it_is_done_once(district: District, matter: Matter) -> None:
    key = uuid7()
    first = grade(district, matter, CONFIDENTIAL, key=key)
    assert grade(district, matter, CONFIDENTIAL, key=key) == first
    assert [entry.kind for entry in ledger.entries(matter.pk)].count("matter.graded") == 1


def test_the_grade_of_what_is_disposed_of_is_lowered_by_who_held_it_last(district: District) -> None:
    matter = district.marked()
    grade(district, matter, CONFIDENTIAL)
    stories.finish(district, matter)
    last = district.thread(matter).holder.code
    grade(district, matter, NORMAL, by=last)
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
