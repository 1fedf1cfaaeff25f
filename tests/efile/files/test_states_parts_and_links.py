"""Drafts, parked files, volumes, parts, linking, classes and paper files taken over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from efile import reasons as common
from efile import services
from efile.files import beginning, caring, linking, parting, reasons, rules
from efile.files.at_work import files_at_work
from efile.files.told import told_of
from efile.models import File, Matter
from efile.papers.keeping import Brought
from efile.papers.models import PageCounter
from efile.references import targets_of, token
from efile.verification import check_stream
from hierarchy.models import SubjectHead
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings import services as notings
from notings.contents import services as contents
from notings.models import Paragraph
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, sign_in
from tests.efile.test_filing import CLOSED, put_in_file
from tests.notings.contents import samples
from web.templatetags.office import bn_digits

__all__ = ["sign_in"]
TODAY = date(2026, 11, 16)


def agrees(*rows: File | Matter) -> bool:
    kinds = {File: "file", Matter: "matter"}
    found = [check_stream(kinds[type(row)], row.pk, ledger.entries(row.pk)) for row in rows]
    return found == [None] * len(rows)


def empty(district: District, subject: str = "বন্যা") -> File:
    actor = district.actor("oc-general")
    file = beginning.draft_file(actor=actor, subject=subject, now=district.wait(minutes=1))
    beginning.create(actor=actor, file=file, now=district.wait(minutes=1))
    return File.objects.get(pk=file)


@pytest.mark.parametrize(("pages", "reason"), [(149, reasons.VOLUME_TOO_SOON), (150, None), (260, None)])
def test_c27_csmop_23_a_volume_is_begun_from_150_pages(pages: int, reason: object) -> None:
    """CSMOP 23."""
    assert rules.may_begin_volume(pages) is reason


@pytest.mark.parametrize(
    ("status", "open_matters", "days", "reason"),
    [
        ("current", 0, 1, None),
        ("current", 0, 366, None),
        ("current", 0, 367, reasons.PARK_UNTIL),
        ("current", 0, 0, reasons.PARK_UNTIL),
        ("current", 1, 5, reasons.PARK_AT_WORK),
        ("closed", 0, 5, reasons.NOT_CURRENT),
        ("draft", 0, 5, reasons.NOT_CURRENT),
    ],
)
def test_which_file_is_parked_until_when(status: str, open_matters: int, days: int, reason: object) -> None:
    assert rules.may_park(status, open_matters, TODAY + timedelta(days=days), TODAY) is reason


@pytest.mark.parametrize(
    ("own", "other", "same", "linked", "reason"),
    [
        ("current", "current", False, False, None),
        ("current", "closed", False, False, None),
        ("closed", "current", False, False, reasons.NOT_CURRENT),
        ("current", "draft", False, False, reasons.LINK_NO_FILE),
        ("current", "merged", False, False, reasons.LINK_NO_FILE),
        ("current", "current", True, False, reasons.LINK_ITSELF),
        ("current", "current", False, True, reasons.LINKED_ALREADY),
    ],
)
def test_c26_which_files_are_linked(own: str, other: str, same: bool, linked: bool, reason: object) -> None:
    assert rules.may_link(own, other, same, linked) is reason


@pytest.mark.parametrize(
    ("status", "is_part", "reason"),
    [
        ("current", False, None),
        ("current", True, reasons.PART_OF_A_PART),
        ("closed", False, reasons.NOT_CURRENT),
    ],
)
def test_of_which_file_a_part_is_opened(status: str, is_part: bool, reason: object) -> None:
    assert rules.may_part(status, is_part) is reason


@pytest.mark.parametrize(
    ("status", "main", "missing", "reason"),
    [
        ("current", "current", False, None),
        ("merged", "current", False, reasons.NOT_CURRENT),
        ("current", "closed", False, reasons.MAIN_NOT_CURRENT),
        ("current", "current", True, reasons.PART_MISSING),
    ],
)
def test_which_part_goes_back(status: str, main: str, missing: bool, reason: object) -> None:
    assert rules.may_merge(status, main, missing) is reason


def test_a_draft_has_no_number_until_it_is_created_and_then_takes_matters(district: District) -> None:
    actor = district.actor("oc-general")
    draft = beginning.draft_file(actor=actor, subject="বন্যা", now=district.wait(minutes=1))
    row = File.objects.get(pk=draft)
    assert (row.number, row.status) == ("", "draft")
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        put_in_file(district, matter, file=row)
    assert refused.value.reason is reasons.NOT_CURRENT
    beginning.create(actor=actor, file=draft, now=district.wait(minutes=1))
    row.refresh_from_db()
    assert row.number.endswith("/1/2026")
    with pytest.raises(Refused) as twice:
        beginning.create(actor=actor, file=draft, now=district.wait(minutes=1))
    assert twice.value.reason is reasons.NOT_A_DRAFT
    assert row in files_at_work(actor, list(actor.sections))
    put_in_file(district, matter, file=row)
    assert agrees(row, matter)


def test_a_parked_file_comes_back_by_itself_on_its_day(district: District) -> None:
    row, actor = empty(district), district.actor("oc-general")
    until = TODAY + timedelta(days=3)
    caring.park(actor=actor, file=row.pk, until=until, reason="শুনানির পর", now=district.wait(minutes=1))
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        put_in_file(district, matter, file=row)
    assert refused.value.reason is reasons.PARKED
    row.refresh_from_db()
    assert agrees(row)
    district.wait(days=3)
    put_in_file(district, matter, file=row)
    assert matter.file_id == row.pk


def test_it_is_taken_up_before_its_day_by_an_act(district: District) -> None:
    row, actor = empty(district), district.actor("oc-general")
    with pytest.raises(Refused) as refused:
        caring.take_up(actor=actor, file=row.pk, now=district.now)
    assert refused.value.reason is reasons.NOT_PARKED
    caring.park(
        actor=actor, file=row.pk, until=TODAY + timedelta(days=9), reason="পরে", now=district.wait(minutes=1)
    )
    caring.take_up(actor=actor, file=row.pk, now=district.wait(minutes=1))
    row.refresh_from_db()
    assert row.parked_until is None
    assert agrees(row)


def test_c26_linked_files_are_parted_after_action_and_the_extracts_are_kept(district: District) -> None:
    """CSMOP 26."""
    matter, actor = district.marked(), district.actor("oc-general")
    file, other = put_in_file(district, matter), empty(district, "পুরোনো বন্যা")
    linking.link(actor=actor, file=file.pk, number=other.number, reason="নজির", now=district.wait(minutes=1))
    with pytest.raises(Refused) as twice:
        linking.link(actor=actor, file=file.pk, number=other.number, reason="নজির", now=district.now)
    assert twice.value.reason is reasons.LINKED_ALREADY
    stories.finish(district, matter)
    with pytest.raises(Refused) as refused:
        services.dispose(actor=actor, file=file.pk, reason=CLOSED, now=district.wait(minutes=1))
    assert refused.value.reason is reasons.STILL_LINKED
    one = file.links.get()
    with pytest.raises(Refused) as empty_words:
        linking.unlink(actor=actor, file=file.pk, link=one.pk, extracts=" ", now=district.now)
    assert empty_words.value.reason is reasons.EXTRACTS
    linking.unlink(
        actor=actor, file=file.pk, link=one.pk, extracts="পৃ. ৩: আদেশ", now=district.wait(minutes=1)
    )
    one.refresh_from_db()
    assert one.extracts == "পৃ. ৩: আদেশ"
    services.dispose(actor=actor, file=file.pk, reason=CLOSED, now=district.wait(minutes=1))
    assert agrees(file, other)


def test_a_file_that_is_not_his_to_know_is_not_linked(district: District) -> None:
    file = put_in_file(district, district.marked())
    theirs = put_in_file(district, district.marked("oc-land"), "oc-land")
    with pytest.raises(Refused) as refused:
        linking.link(
            actor=district.actor("oc-general"),
            file=file.pk,
            number=theirs.number,
            reason="ক",
            now=district.now,
        )
    assert refused.value.reason is reasons.LINK_WHICH


def test_a_class_is_changed_with_a_reason_by_an_officer_alone(district: District) -> None:
    row = empty(district)
    with pytest.raises(Refused) as clerk:
        caring.change_class(
            actor=district.actor("udc-general"), file=row.pk, retention="A", reason="ক", now=district.now
        )
    assert clerk.value.reason is common.NO_POWER
    officer = district.actor("oc-general")
    for retention, reason, why in (("Z", reasons.CLASS_UNKNOWN, "ক"), ("A", reasons.WHY, " ")):
        with pytest.raises(Refused) as refused:
            caring.change_class(actor=officer, file=row.pk, retention=retention, reason=why, now=district.now)
        assert refused.value.reason is reason
    caring.change_class(
        actor=officer, file=row.pk, retention="A", reason="স্থায়ী মূল্য", now=district.wait(minutes=1)
    )
    row.refresh_from_db()
    assert (row.retention, ledger.entries(row.pk)[-1].texts["reason"]) == ("A", "স্থায়ী মূল্য")
    assert agrees(row)


def test_c27_page_numbers_run_on_in_a_new_volume(district: District) -> None:
    """CSMOP 23."""
    matter, actor = district.marked(), district.actor("oc-general")
    file = put_in_file(district, matter)
    with pytest.raises(Refused) as refused:
        parting.begin_volume(actor=actor, file=file.pk, now=district.now)
    assert refused.value.reason is reasons.VOLUME_TOO_SOON
    PageCounter.objects.filter(subject=file.pk).update(pages=160)
    parting.begin_volume(actor=actor, file=file.pk, now=district.wait(minutes=1))
    assert [(one.number, one.first_page) for one in file.volumes.all()] == [(2, 161)]
    later = district.marked()
    put_in_file(district, later, file=file)
    assert later.papers.get().first_page == 161
    assert parting.pages_in_volume(file) == 1
    assert agrees(file, later)


def test_a_part_goes_back_with_notes_papers_and_number_and_references_find_it(district: District) -> None:
    actor, first = district.actor("oc-general"), district.marked()
    main = put_in_file(district, first)
    part = File.objects.get(pk=parting.open_part(actor=actor, file=main.pk, now=district.wait(minutes=1)))
    assert part.number == f"{main.number} পার্ট-1"
    with translation.override("bn"):
        (opened,) = (act for act in told_of(main.pk) if act.kind == "file.part_opened")
        assert opened.words == bn_digits(part.number)
        assert opened.words.endswith("পার্ট-১")
    matter = district.marked()
    put_in_file(district, matter, file=part)
    paper = matter.papers.get()
    assert paper.first_page == 1
    text = f"দেখুন {token('paper', paper.pk, 'পৃ. ১')}"
    notings.save_draft(actor=actor, sheet=first.sheet_id, lane=None, text=text, revision=0, now=district.now)
    district.complete("oc-general", first, "recommend")
    parting.merge_part(actor=actor, file=part.pk, now=district.wait(minutes=1))
    for row in (part, matter, paper, main):
        row.refresh_from_db()
    assert (matter.file_id, paper.first_page, part.status) == (main.pk, 2, "merged")
    assert [(one.number, one.kind) for one in main.numbers.all()] == [(part.number, "merged")]
    notes = Paragraph.objects.filter(sheet=first.sheet_id)
    words = [target.words for target in targets_of(notes, first, actor).values()]
    assert words == [f"{main.number}, p. 2"]
    assert agrees(main, part, first, matter)
    with pytest.raises(Refused) as refused:
        parting.merge_part(actor=actor, file=part.pk, now=district.wait(minutes=1))
    assert refused.value.reason is reasons.NOT_CURRENT


def test_a_paper_file_goes_on_under_its_own_number_behind_its_scanned_pages(district: District) -> None:
    actor = district.actor("oc-general")
    content = contents.take_in(
        office=district.office.pk, file=ContentFile(samples.pdf(3)), name="নথি.pdf", now=district.now
    )
    scans = [Brought(content.pk, "নথি")]
    number = "সাধাঃ/২৭–৩(খ)/৯৮"

    def taken(**changes: object) -> object:
        given = {"subject": "খাস জমি", "number": number, "year": 1998, "shelf": "আলমারি ৪", "scans": scans}
        return beginning.take_over(actor=actor, now=district.wait(minutes=1), **{**given, **changes})  # type: ignore[arg-type]

    for wrong, reason in (
        ({"number": " "}, reasons.NUMBER_WRONG),
        ({"year": 2027}, reasons.YEAR),
        ({"year": None}, reasons.YEAR),
        ({"scans": []}, reasons.NO_SCANS),
        ({"subject": ""}, reasons.SUBJECT),
    ):
        with pytest.raises(Refused) as refused:
            taken(**wrong)
        assert refused.value.reason is reason
    taken()
    row = File.objects.get(number=number)
    assert (row.paper_year, row.shelf, row.status) == (1998, "আলমারি ৪", "current")
    with pytest.raises(Refused) as twice:
        taken()
    assert twice.value.reason is reasons.NUMBER_TAKEN
    matter = district.marked()
    put_in_file(district, matter, file=row)
    assert matter.papers.get().first_page == 4
    assert agrees(row, matter)


def test_what_was_changed_behind_the_record_is_found(district: District) -> None:
    row = empty(district)
    File.objects.filter(pk=row.pk).update(retention="A")
    found = check_stream("file", row.pk, ledger.entries(row.pk))
    assert found is not None
    assert "retention" in found.expected


def test_the_page_offers_the_acts_and_does_them(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    page = client.get(address).content.decode()
    for act in ("number", "class", "link", "park", "part"):
        assert f'value="{act}"' in page
    assert 'value="volume"' not in page
    PageCounter.objects.create(subject=row.pk, pages=150)
    assert 'value="volume"' in client.get(address).content.decode()
    said = client.post(f"{address}act/", {"act": "volume"})
    assert (said.status_code, row.volumes.count()) == (302, 1)
    kept = client.post(f"{address}act/", {"act": "link", "number": "নেই/১", "reason": "নজির হিসেবে"})
    assert kept.status_code == 422
    form = kept.content.decode().split('id="link-number"')[0].rpartition("<details")[2]
    assert " open>" in form
    assert 'value="নজির হিসেবে"' in kept.content.decode()
    assert kept.content.decode().count('value="নেই/১"') == 1


def test_a_new_file_and_a_refused_form_keep_what_was_typed(district: District, sign_in: SignIn) -> None:
    client = sign_in("oc-general")
    assert client.post(reverse("new_file"), {"subject": " "}).status_code == 422
    made = client.post(reverse("new_file"), {"subject": "সেতু", "create": "1"})
    row = File.objects.get(subject="সেতু")
    assert (made["Location"], row.status) == (reverse("file", args=[row.pk]), "current")
    form = client.post(reverse("take_over_file"), {"subject": "খাল", "number": "৯/৯৮", "year": "abcd"})
    assert form.status_code == 422
    for word in ("খাল", "৯/৯৮", "abcd"):
        assert word in form.content.decode()


def test_c31_a_file_begins_with_a_class_that_is_chosen_or_its_heads(
    district: District, sign_in: SignIn
) -> None:
    client = sign_in("oc-general")
    given = {"subject": "সেতু", "retention": "C", "create": "1"}
    form = client.get(reverse("new_file")).content.decode()
    assert all(f'<option value="{code}">' in form for code in "ABCD")
    unknown = client.post(reverse("new_file"), given | {"retention": "Z"})
    assert (unknown.status_code, "Choose one of the" in unknown.content.decode()) == (422, True)
    client.post(reverse("new_file"), given)
    row = File.objects.get(subject="সেতু")
    assert (row.status, row.retention) == ("current", "C")
    head = SubjectHead.objects.create(
        office=district.office,
        path="07",
        name_bn="হাট",
        name_en="Market",
        retention="B",
        starts=TODAY - timedelta(days=1),
    )
    under = {"subject": "হাট", "head": str(head.pk), "create": "1"}
    another = client.post(reverse("new_file"), under | {"retention": "C"})
    assert (another.status_code, "have class B" in another.content.decode()) == (422, True)
    assert '<option value="C" selected>' in another.content.decode()
    client.post(reverse("new_file"), under)
    assert File.objects.get(subject="হাট").retention == "B"
    assert agrees(row)
