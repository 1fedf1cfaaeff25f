"""Heads, section numbers and classes are entered by the administrator, who reads first what will follow."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from efile.verification import check_stream
from hierarchy.models import RetentionClass, SectionNumber, SubjectHead
from hierarchy.retention import classes_on
from ledger import selectors as ledger
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.hierarchy.administration.conftest import ask, do_alone, words

__all__ = ["district", "sign_in"]
LINES = "C,রাজস্ব,Revenue\nC.১৫,জমি,Land,B"


def agrees(district: District) -> bool:
    return check_stream("office", district.office.pk, ledger.entries(district.office.pk)) is None


def test_heads_are_read_line_by_line_tried_and_then_entered(district: District, sign_in: SignIn) -> None:
    dpm = sign_in("dpm")
    said = words(ask(dpm, "subject-heads", lines=LINES, starts=""))
    assert "New: C, C.15." in said
    assert not SubjectHead.objects.exists()
    assert do_alone(dpm, "subject-heads", lines=LINES, starts="")["Location"] == reverse("admin_numbers")
    assert list(SubjectHead.objects.values_list("path", "retention").order_by("path")) == [
        ("C", ""),
        ("C.15", "B"),
    ]
    again = words(ask(dpm, "subject-heads", lines="C,রাজস্ব ও কর,Revenue", starts=""))
    assert "Named otherwise than now: C." in again
    assert "Land" in words(dpm.get(reverse("admin_numbers")))
    head = SubjectHead.objects.get(path="C")
    do_alone(dpm, "end-subject-head", head=str(head.pk))
    assert not SubjectHead.objects.filter(ends=None).exists()
    assert agrees(district)


def test_a_line_that_cannot_be_read_is_told_with_its_number_and_stays(
    district: District, sign_in: SignIn
) -> None:
    page = words(ask(sign_in("dpm"), "subject-heads", lines="C,রাজস্ব,Revenue\nC/15,জমি,Land", starts=""))
    assert "Line 2:" in page
    assert "C/15,জমি,Land" in page


def test_a_section_gets_its_number_and_the_order_says_how_many_digits(
    district: District, sign_in: SignIn
) -> None:
    dpm = sign_in("dpm")
    for place, section in enumerate(district.office.sections.order_by("position", "code"), 1):
        do_alone(dpm, "number-section", section=str(section.pk), number=f"{place:03}", starts="")
    assert SectionNumber.objects.count() == district.office.sections.count()
    said = words(
        ask(
            dpm,
            "number-scheme",
            register="file",
            pattern="56.42.0000.{number:3}.{head:2}.{serial:3}.{yy}",
            starts="",
            source_bn="আদেশ ৯",
            source_en="Order 9",
        )
    )
    assert "That is 18 digits in 7 parts." in said
    assert ".0000.001.00.001." in said
    assert agrees(district)


def test_how_long_a_class_is_kept_is_an_order(district: District, sign_in: SignIn) -> None:
    dpm, today = sign_in("dpm"), office_day()
    order = {"name_bn": "পাঁচ বছর", "name_en": "Five years", "source_bn": "আদেশ ৯", "source_en": "Order 9"}
    given = {"letter": "C", "years": "5", "starts": "", **order}
    assert "Files of class C are kept 5 years." in words(ask(dpm, "retention-class", **given))
    do_alone(dpm, "retention-class", **given)
    assert RetentionClass.objects.get().years == 5
    assert classes_on(district.office, today)["C"].years == 5
    assert classes_on(district.office, date(2020, 1, 1))["C"].years == 2
    both = ask(dpm, "retention-class", **{**given, "letter": "B", "forever": "on"})
    assert "Say that the class is kept for ever, or for 1 to 100 years." in words(both)
    assert agrees(district)
