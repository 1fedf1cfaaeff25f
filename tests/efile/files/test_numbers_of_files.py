"""Domain (c) 28, 29 (CSMOP 45): numbers from heads and section numbers; old numbers stay and are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from efile.files import caring, reasons
from efile.finding.asking import Asked
from efile.finding.finding import find
from efile.models import File
from efile.numbers import file_number
from efile.verification import check_stream
from hierarchy import services
from hierarchy.establishment import reasons as establishment
from hierarchy.models import NumberScheme, Office, SubjectHead
from hierarchy.numbering import Parts, faults, measured, needs_head, too_wide, written
from hierarchy.refusals import Refused
from hierarchy.services.heads import read_heads
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, sign_in
from tests.efile.test_filing import put_in_file
from tests.witness import alone

__all__ = ["sign_in"]
ORDER = Words("আদেশ ৯", "Order 9")
OLD_BD = "56.42.0000.{number:3}.{head:2}.{serial:3}.{yy}"
NEW_BD = "56.42.0000.{number:3}.{head:3}.{primary:2}.{serial:4}.{yy}"
INDIA = "{head}-{primary}{secondary}/{serial}/{year}-{number}"


@pytest.mark.parametrize(
    ("pattern", "heads", "number", "measures"),
    [
        (OLD_BD, ("25",), "56.42.0000.010.25.003.21", (18, 7)),
        (NEW_BD, ("25",), "56.42.0000.010.025.00.0003.21", (22, 8)),
        (INDIA, ("C", "15", "012"), "C-15012/3/2021-010", (13, 4)),
    ],
)
def test_c29_the_schemes_of_both_countries_are_written(
    pattern: str, heads: tuple[str, ...], number: str, measures: tuple[int, int]
) -> None:
    assert faults(pattern, "file") == []
    assert written(pattern, Parts(3, 2021, "dc", "শাখা", "general", "010", heads)) == number
    assert measured(number) == measures


@pytest.mark.parametrize(
    ("pattern", "needs"), [(OLD_BD, False), (INDIA, True), ("{section}/{serial}/{year}", False)]
)
def test_a_part_of_a_set_width_is_filled_with_noughts_where_there_is_no_head(
    pattern: str, needs: bool
) -> None:
    assert needs_head(pattern) is needs


@pytest.mark.parametrize(("code", "wide"), [("25", False), ("251", True)])
def test_a_code_wider_than_its_place_is_told(code: str, wide: bool) -> None:
    assert too_wide(OLD_BD, Parts(1, 2021, "dc", heads=(code,))) is wide


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", establishment.HEADS_NONE),
        ("C/15,ক,k", establishment.HEAD_CODE),
        ("C.1.2.3.4,ক,k", establishment.HEAD_CODE),
        ("C,ক", establishment.HEAD_LINE),
        ("C,ক,k\nC,খ,kh", establishment.HEAD_TWICE),
    ],
)
def test_lines_of_heads_that_cannot_be_read_are_refused(typed: str, reason: object) -> None:
    with pytest.raises(Refused) as refused:
        read_heads(typed)
    assert refused.value.reason is reason


def heads(district: District, text: str) -> list[SubjectHead]:
    return services.set_heads(actor=alone(district.actor("dpm")), lines=read_heads(text), now=district.now)


def numbered(district: District, pattern: str) -> None:
    for section in district.office.sections.filter(closed_on=None):
        services.number_section(
            actor=alone(district.actor("dpm")),
            section=section.pk,
            code=f"{section.position + 1}0",
            now=district.now,
        )
    services.order_scheme(
        actor=alone(district.actor("dpm")), register="file", pattern=pattern, source=ORDER, now=district.now
    )


def test_c28_a_head_stands_under_one_of_the_tier_above(district: District) -> None:
    with pytest.raises(Refused) as refused:
        heads(district, "C.15,জমি,Land")
    assert refused.value.reason is establishment.HEAD_ABOVE
    made = heads(district, "C.15,জমি,Land,B\nC,রাজস্ব,Revenue")
    assert [(row.path, row.codes) for row in made] == [("C", ("C",)), ("C.15", ("C", "15"))]
    assert check_stream("office", district.office.pk, ledger.entries(district.office.pk)) is None


def test_a_class_that_the_office_has_not_is_refused(district: District) -> None:
    with pytest.raises(Refused) as refused:
        heads(district, "C,রাজস্ব,Revenue,Z")
    assert refused.value.reason is establishment.HEAD_CLASS


def test_an_ended_head_takes_no_files_after_its_day_and_those_below_end_with_it(district: District) -> None:
    row = heads(district, "C,রাজস্ব,Revenue\nC.15,জমি,Land")[0]
    ended = services.end_head(actor=alone(district.actor("dpm")), head=row.pk, now=district.now)
    assert [one.path for one in ended] == ["C", "C.15"]
    assert check_stream("office", district.office.pk, ledger.entries(district.office.pk)) is None


def test_two_sections_do_not_share_a_number_whatever_noughts_stand_before_it(district: District) -> None:
    one, two = district.office.sections.order_by("code")[:2]
    services.number_section(actor=alone(district.actor("dpm")), section=one.pk, code="7", now=district.now)
    with pytest.raises(Refused) as refused:
        services.number_section(
            actor=alone(district.actor("dpm")), section=two.pk, code="007", now=district.now
        )
    assert refused.value.reason is establishment.SECTION_NUMBER_TAKEN


def test_an_order_that_names_section_numbers_needs_them(district: District) -> None:
    with pytest.raises(Refused) as refused:
        services.order_scheme(
            actor=alone(district.actor("dpm")),
            register="file",
            pattern=OLD_BD,
            source=ORDER,
            now=district.now,
        )
    assert refused.value.reason is establishment.NUMBER_NO_CODES


def test_serials_run_in_section_and_head_without_a_gap(district: District) -> None:
    land, water = heads(district, "25,জমি,Land\n26,জল,Water")
    numbered(district, OLD_BD)
    section, day = district.office.sections.get(code="general"), date(2026, 11, 16)
    office = Office.objects.get(pk=district.office.pk)
    given = [file_number(office, section, day, head)[-9:] for head in (land, land, water, land, None)]
    assert given == ["25.001.26", "25.002.26", "26.001.26", "25.003.26", "00.001.26"]


def test_a_pattern_that_needs_a_head_refuses_a_file_without_one_and_no_number_is_lost(
    district: District,
) -> None:
    heads(district, "C,রাজস্ব,Revenue\nC.15,জমি,Land\nC.15.012,বন্দোবস্ত,Settlement,B")
    head = SubjectHead.objects.get(path="C.15.012")
    numbered(district, INDIA)
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        put_in_file(district, matter)
    assert refused.value.reason is reasons.HEAD_NEEDED
    from efile import services as acts

    acts.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, head=head.pk,
        now=district.wait(minutes=1),
    )  # fmt: skip
    file = File.objects.get()
    assert file.number.startswith("C-15012/1/2026-")
    assert (file.head, file.retention) == (head, "B")
    assert check_stream("file", file.pk, ledger.entries(file.pk)) is None


def test_when_the_scheme_changes_old_numbers_stay(district: District) -> None:
    """CSMOP 46: files are not renumbered."""
    old = put_in_file(district, district.marked())
    before = old.number
    NumberScheme.objects.create(
        office=district.office, register="file", pattern="N-{code}-{serial:3}-{year}",
        starts=date(2026, 11, 16), source_bn="আদেশ", source_en="Order",
    )  # fmt: skip
    new = put_in_file(district, district.marked())
    old.refresh_from_db()
    assert (old.number, new.number) == (before, "N-general-002-2026")


@pytest.mark.parametrize("asked", ["নং-১২৩/রা(ক)", "নং-123/রা(ক)", "১২৩/রা", "123/রা"])
def test_an_earlier_number_is_kept_byte_for_byte_and_found_in_either_script(
    district: District, asked: str
) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    written_so = "নং-১২৩/রা(ক)"
    caring.note_number(
        actor=district.actor("oc-general"),
        file=file.pk,
        number=written_so,
        kind="paper",
        now=district.wait(minutes=1),
    )
    assert file.numbers.get().number == written_so
    assert [row.pk for row in find(district.actor("oc-general"), Asked(asked)).rows] == [matter.pk]
    later = district.marked()
    put_in_file(district, later, file=file)
    assert len(find(district.actor("oc-general"), Asked(asked)).rows) == 2
    assert check_stream("file", file.pk, ledger.entries(file.pk)) is None


@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        ("", "paper", reasons.NUMBER_WRONG),
        ("ক\nখ", "paper", reasons.NUMBER_WRONG),
        ("ক\0খ", "paper", reasons.NUMBER_WRONG),
        ("ক" * 101, "paper", reasons.NUMBER_WRONG),
        ("৯", "merged", reasons.NUMBER_KIND),
        ("৯", "", reasons.NUMBER_KIND),
    ],
)
def test_what_is_no_earlier_number_is_refused(
    district: District, number: str, kind: str, reason: object
) -> None:
    file = put_in_file(district, district.marked())
    with pytest.raises(Refused) as refused:
        caring.note_number(
            actor=district.actor("oc-general"), file=file.pk, number=number, kind=kind, now=district.now
        )
    assert refused.value.reason is reason


def test_another_section_enters_no_number(district: District) -> None:
    file = put_in_file(district, district.marked())
    with pytest.raises(Refused):
        caring.note_number(
            actor=district.actor("oc-land"), file=file.pk, number="৯", kind="paper", now=district.now
        )
    assert not file.numbers.exists()


def test_the_list_of_files_finds_it_too(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    caring.note_number(
        actor=district.actor("oc-general"),
        file=file.pk,
        number="পু-৭৭/৯৮",
        kind="system",
        now=district.wait(minutes=1),
    )
    for asked in ("পু-৭৭/৯৮", "77/98"):
        page = sign_in("cic-general").get(reverse("files"), {"q": asked}).content.decode()
        assert reverse("file", args=[file.pk]) in page
    assert "পু-৭৭/৯৮" in sign_in("cic-general").get(reverse("file", args=[file.pk])).content.decode()
