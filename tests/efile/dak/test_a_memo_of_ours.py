"""A letter that quotes the memo of one we issued is offered its matter, wherever that lies."""

from __future__ import annotations

import pytest
from django.urls import reverse

from efile.dak.models import Dak, DakState
from efile.dak.quoting import READ, numbers_in, plain
from efile.dak.speaking import spoken_of
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh
from tests.efile.dispatch.desk import issued
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import folder
from tests.efile.test_filing import put_in_file
from tests.loops import without_the_loop_of_the_browser

__all__ = ["district", "folder", "sign_in", "without_the_loop_of_the_browser"]

OFFER = "Put it up there as a fresh receipt"
SEND = "Send the letter there"


def offered(district: District, dak: Dak, code: str) -> list[tuple[object, bool, bool]]:
    found = spoken_of(dak, district.actor(code))
    return [(one.matter, one.mine, goes) for one, goes in found]


def test_it_is_put_up_by_one_key_where_its_matter_lies_with_the_reader(
    district: District, sign_in: SignIn
) -> None:
    matter, draft = issued(district)
    dak, officer = entered(district, quotes=draft.memo), sign_in("oc-general")
    page = officer.get(reverse("dak", args=[dak.pk])).content.decode()
    assert f'name="matter" value="{matter.pk}"' in page
    assert f'value="attach" data-key="y" data-key-label="{OFFER}"' in page
    given = {"act": "attach", "matter": str(matter.pk), "version": str(fresh(dak).version)}
    assert officer.post(reverse("act_on_dak", args=[dak.pk]), given).status_code == 302
    row = fresh(dak)
    assert (row.state, row.matter) == (DakState.ATTACHED, matter)
    assert agrees(row)
    assert offered(district, row, "oc-general") == []


def test_it_is_sent_after_a_matter_that_lies_with_another(district: District, sign_in: SignIn) -> None:
    matter, draft = issued(district)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    holder = district.thread(matter).present
    dak, officer = entered(district, body=f"আপনাদের {draft.memo} নং পত্র দ্রষ্টব্য।"), sign_in("oc-general")
    page = officer.get(reverse("dak", args=[dak.pk])).content.decode()
    assert OFFER not in page
    assert f"which lies with: <b>{holder.title.en}</b>" in page
    assert f'<input type="hidden" name="to" value="{holder.pk}">' in page
    assert SEND in page
    given = {"act": "send", "to": str(holder.pk), "version": str(fresh(dak).version)}
    assert officer.post(reverse("act_on_dak", args=[dak.pk]), given).status_code == 302
    assert fresh(dak).holder == holder
    assert offered(district, fresh(dak), holder.code) == [(matter, True, False)]


def test_only_what_the_reader_may_open_is_named(district: District) -> None:
    matter = district.marked()
    number = put_in_file(district, matter).number
    assert offered(district, entered(district, to="oc-land", quotes=number), "oc-land") == []
    assert offered(district, entered(district, quotes=number), "oc-general") == [(matter, True, False)]


def test_a_short_number_counts_only_where_it_is_said_to_be_ours(district: District) -> None:
    matter = district.marked()
    assert matter.receipt is not None
    number = matter.receipt.number
    assert offered(district, entered(district, body=number, number=number), "oc-general") == []
    assert offered(district, entered(district, quotes=number), "oc-general") == [(matter, True, False)]


@pytest.mark.parametrize(
    ("words", "number", "found"),
    [
        ("সাধারণ সেকশন/১১/২০২৬-১ দ্রষ্টব্য", "সাধারণ সেকশন/11/2026-1", True),
        ("(সাধারণ সেকশন/১১/২০২৬-১)", "সাধারণ সেকশন/11/2026-1", True),
        ("সাধারণ সেকশন/১১/২০২৬-১২", "সাধারণ সেকশন/11/2026-1", False),
        ("অসাধারণ সেকশন/১১/২০২৬-১", "সাধারণ সেকশন/11/2026-1", False),
        ("ক" * READ + " 7/2026", "7/2026", False),
        ("ক" * 200 + " 7/2026", "7/2026", True),
    ],
)
def test_a_number_stands_whole_in_the_words(words: str, number: str, found: bool) -> None:
    assert (number in numbers_in(plain(words))) is found


def test_words_without_a_digit_are_no_number() -> None:
    assert numbers_in(plain("আপনাদের পত্র দ্রষ্টব্য")) == set()
