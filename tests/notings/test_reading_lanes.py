"""A reader sees the lanes he is given, up to the number he is given."""

from uuid import uuid4

from notings import selectors
from notings.models import Paragraph
from notings.services import new_sheet
from tests.notings.desk import Desk


def numbers(paragraphs: list[Paragraph]) -> list[int]:
    return [paragraph.number for paragraph in paragraphs]


def test_only_the_lanes_asked_for_are_read_in_order(desk: Desk) -> None:
    mine, sibling = uuid4(), uuid4()
    for lane in (None, mine, sibling, None, mine):
        desk.signed("নোট", lane=lane)
    sheet = desk.sheet.id

    assert numbers(selectors.paragraphs_visible(sheet, [None])) == [1, 4]
    assert numbers(selectors.paragraphs_visible(sheet, [None, mine])) == [1, 2, 4, 5]
    assert numbers(selectors.paragraphs_visible(sheet, [None, mine, sibling])) == [1, 2, 3, 4, 5]
    assert selectors.paragraphs_visible(sheet, []) == []


def test_a_part_file_sees_the_main_notes_up_to_the_split(desk: Desk) -> None:
    part = uuid4()
    for lane in (None, part, None):
        desk.signed("নোট", lane=lane)

    seen = selectors.paragraphs_visible(desk.sheet.id, [None, part], until={None: 1})
    assert numbers(seen) == [1, 2]


def test_another_sheet_has_its_own_notes_and_numbers(desk: Desk) -> None:
    desk.signed("নোট")
    other = new_sheet(office=desk.office.id)

    assert selectors.paragraphs_visible(other.id, [None]) == []
    assert selectors.next_number(other.id) == 1
