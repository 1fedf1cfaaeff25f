"""CSMOP 42: an administrator enters the telephone of a post, by its page or by the office's table."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment.sheet import COLUMNS, read_sheet
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.services.importing import import_establishment, look
from hierarchy.telephones import read_telephone
from ledger import selectors as ledger
from tests.hierarchy.administration.conftest import ask, do_alone, words
from tests.hierarchy.administration.test_import import ROWS, dated
from tests.hierarchy.offices import Establishment
from tests.witness import alone

TYPED, KEPT = "০৩৫২৩-২৪৬ ৬১৮", "03523-246 618"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (TYPED, KEPT),
        ("+91 33 2214 5555", "+91 33 2214 5555"),
        ("(033) 2214-5555 / 5556", "(033) 2214-5555 / 5556"),
        ("100", "100"),
        ("", ""),
    ],
)
def test_a_telephone_is_kept_as_the_office_divides_it(typed: str, kept: str) -> None:
    assert read_telephone(typed) == kept


@pytest.mark.parametrize("typed", ["dm@office.example", "12", "0352 <b>1</b>", "- - -", "1" * 61])
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"post\.bad_telephone"):
        read_telephone(typed)


def test_one_administrator_enters_it_and_the_record_has_it(house: Establishment, admin: Client) -> None:
    post = house.posts["oc"]
    assert "Letters signed by Post oc carry it, whoever holds the post." in words(
        ask(admin, "set-telephone", post=post, telephone=TYPED)
    )
    refused = do_alone(admin, "set-telephone", post=post, telephone="nobody")
    assert refused.status_code == 422
    assert 'value="nobody"' in words(refused), "what was typed is not lost"
    assert do_alone(admin, "set-telephone", post=post, telephone=TYPED).status_code == 302
    assert Post.objects.get(pk=post.pk).telephone == KEPT
    assert house.kinds() == ["telephone.set"]
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["posts"][0]["telephone"] == KEPT
    assert all(one.agrees for one in facts.compared(house.office.pk, [entry]) if one.said)


def test_a_table_may_have_a_column_of_telephones(house: Establishment) -> None:
    taken_in(house, _table(*(f"{row},{KEPT}" for row in ROWS)))
    assert set(Post.objects.filter(code__endswith="-relief").values_list("telephone", flat=True)) == {KEPT}
    taken_in(house, _table(*(row.replace("Officer", "Chief") for row in ROWS), later=False))
    post = Post.objects.get(code="oc-relief")
    assert (post.title_en, post.telephone) == ("Chief", KEPT), "without the column it stays"


def test_telephones_alone_need_no_second_person(house: Establishment) -> None:
    taken_in(house, _table(*ROWS, later=False))
    sheet = read_sheet(_table(*(f"{row},{KEPT}" for row in ROWS)))
    outcome = look(actor=house.actor(), office=house.office, sheet=sheet, now=timezone.now())
    assert (outcome.counts["posts"].changed, outcome.before_two) == (4, False)
    taken_in(house, _table(*(f"{row},{KEPT}" for row in ROWS)), actor=alone(house.actor()))
    assert Post.objects.get(code="dm").telephone == KEPT


def test_a_cell_that_is_no_telephone_is_named_with_its_line() -> None:
    sheet = read_sheet(_table(f"{ROWS[0]},none"))
    assert [(one.line, one.code) for one in sheet.faults] == [(2, "sheet.bad_telephone")]


def taken_in(house: Establishment, content: bytes, actor: Actor | None = None) -> None:
    import_establishment(
        actor=actor or house.actor(), office=house.office.pk, sheet=read_sheet(content), now=timezone.now()
    )


def _table(*rows: str, later: bool = True) -> bytes:
    return dated("\n".join([",".join((*COLUMNS, "telephone") if later else COLUMNS), *rows]))
