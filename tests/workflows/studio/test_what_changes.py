"""The reviewer reads every change in words, from what to what, and sees it in the picture."""

from __future__ import annotations

import pytest

from tests.workflows.studio.conftest import Studio, with_second_look
from workflows import pages

CONDITION = b'outcome == "reject"'


def said(it_section: Studio, content: bytes) -> tuple[list[str], pages.Compared]:
    it_section.open()
    draft = it_section.save(content)
    drawing = pages.opened(draft, "")
    office = it_section.district.office
    codes, _ = pages.worded(drawing, it_section.flow, office, it_section.district.now.date())
    compared = pages.compared(draft, drawing, codes)
    return [change.sentence for change in compared.changes], compared


def test_a_change_of_layout_is_none(it_section: Studio) -> None:
    sentences, compared = said(it_section, it_section.xml().replace(b'<dc:Bounds x="', b'<dc:Bounds x="1'))
    assert sentences == []
    assert compared.before is None


def test_a_new_stage_comes_with_its_arrows(it_section: Studio) -> None:
    sentences, compared = said(it_section, with_second_look(it_section.xml()))
    assert sentences[0] == "The stage “Second look” is new."
    assert "The arrow “Second look → Notify the applicant” is new." in sentences
    assert any("where it leads" in each and "→ Second look" in each for each in sentences)
    assert compared.marks["states"] == {"Second_look": "now"}
    assert "f_second" in str(compared.marks["flows"])


def test_a_changed_condition_is_told_with_both_texts(it_section: Studio) -> None:
    xml = it_section.xml()
    assert CONDITION in xml
    sentences, _ = said(it_section, xml.replace(CONDITION, b'outcome == "mark"', 1))
    assert len(sentences) == 1
    assert 'taken when: outcome == "reject" → outcome == "mark"' in sentences[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "application-decision",
            "application-reply",
            "time limit: 3 working days — Decision → 2 working days",
        ),
        ("Decision", "Order", "its name: Decision → Order"),
        ("filed", "withdrawn", "how the matter ends: Filed without action → Withdrawn"),
        ("notify_applicant", "publish_notice", "what is done: Tell the applicant → Publish a notice"),
    ],
)
def test_it_says_from_what_to_what(it_section: Studio, old: str, new: str, told: str) -> None:
    xml = it_section.xml()
    names = ("gp:sla", "gp:nameEn", "gp:disposal", "gp:service")
    name = next(each for each in names if f'{each}="{old}"'.encode() in xml)
    was, now = (f'{name}="{value}"'.encode() for value in (old, new))
    sentences, _ = said(it_section, xml.replace(was, now, 1))
    assert told in " ".join(sentences)


def test_who_works_a_stage_is_told_by_name(it_section: Studio) -> None:
    xml = it_section.xml()
    at = xml.index(b'id="Decision"')
    changed = xml[:at] + xml[at:].replace(b'gp:assign="head"', b'gp:assign="marked"', 1)
    sentences, compared = said(it_section, changed)
    assert "who works it: Head of the office → The officer it is marked to" in sentences[0]
    assert compared.marks["states"] == {"Decision": "now"}


def test_what_goes_away_is_shown_in_the_picture_of_the_version(it_section: Studio) -> None:
    it_section.publish_second_look()
    first = it_section.flow.versions.get(number=1)
    sentences, compared = said(it_section, first.bundle["files"]["flow.bpmn"].encode())
    assert "The stage “Second look” is gone." in sentences
    assert compared.before is not None
    assert compared.before_marks["states"] == {"Second_look": "now"}


FIELD = b'<gp:field id="reason" type="text" '
NEW = '<gp:field id="sum" type="choice" labelBn="টাকা" labelEn="Sum" choices="100,200" outcomes="reject"/>'


def test_a_new_field_is_told_with_all_that_it_asks(it_section: Studio) -> None:
    xml = it_section.xml()
    assert FIELD in xml
    sentences, _ = said(it_section, xml.replace(FIELD, NEW.encode() + FIELD, 1))
    assert len(sentences) == 1
    assert "what is filled in: — → Sum (One of a list; 100, 200; Reject; sum)" in sentences[0]


def test_a_changed_field_is_told_before_and_after(it_section: Studio) -> None:
    xml = it_section.xml()
    at = xml.index(FIELD)
    changed = xml[:at] + xml[at:].replace(b'required="yes"', b'required="no"', 1)
    sentences, _ = said(it_section, changed)
    assert len(sentences) == 1
    name = "Reason for the rejection"
    rest = "The applicant, as the reason; Reject; reason)"
    assert f"{name} (Text; It must be filled in; {rest} → {name} (Text; {rest}" in sentences[0]
