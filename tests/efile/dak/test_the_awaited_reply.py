"""A letter that quotes our number or our QR is offered as the awaited reply; one act files it and goes on."""

from __future__ import annotations

import pytest
from django.utils import translation

from efile import reasons as common
from efile.dak import closing, reasons, replying
from efile.dak.models import Dak, DakState
from efile.dak.quoting import plain, speaks_of
from efile.models import Matter, name_present
from efile.pages.flags import flagged_kinds, flags_of
from efile.pages.moment import Moment
from efile.pages.rows import row_of
from efile.tracking import shown
from efile.verification import verify_all
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_for
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered, fresh
from tests.efile.test_filing import put_in_file

MESSAGE = "citizen_replied"


@pytest.fixture
def asked(district: District) -> Matter:
    """A matter in a file, for which the office waits for an answer from outside."""
    matter = district.marked()
    put_in_file(district, matter)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    stories.told(district, matter)
    assert district.thread(matter).waiting_for == f"message:{MESSAGE}"
    return matter


def answer(district: District, matter: Matter, how: str) -> Dak:
    assert matter.receipt is not None
    assert matter.file is not None
    said: dict[str, dict[str, object]] = {
        "file": {"body": f"আপনাদের {matter.file.number}। দ্রষ্টব্য।"},
        "receipt": {"subject": f"উত্তর: {matter.receipt.number}"},
        "code": {"quotes": shown(matter.receipt.tracking)},
        "qr": {"quotes": f"https://office.example/track/{matter.receipt.tracking}/"},
        "nothing": {"body": "১৪৪ ধারা, ২০২৬"},
    }
    return entered(district, kind="citizen", number="", **said[how])  # type: ignore[arg-type]  # [given by name]


@pytest.mark.parametrize(
    ("how", "offered"), [("file", 1), ("receipt", 1), ("code", 1), ("qr", 1), ("nothing", 0)]
)
def test_each_way_of_quoting_us_is_known(district: District, asked: Matter, how: str, offered: int) -> None:
    dak = answer(district, asked, how)
    found = replying.awaited_by(dak, district.actor("oc-general"))
    assert [(one.matter, one.message) for one in found] == [(asked, MESSAGE)] * offered


def test_one_act_files_it_and_the_waiting_stage_goes_on(district: District, asked: Matter) -> None:
    dak = answer(district, asked, "receipt")
    replying.take_reply(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        matter=asked.pk,
        message=MESSAGE,
        now=district.wait(minutes=5),
    )
    row, thread = fresh(dak), district.thread(asked)
    assert (row.state, row.matter) == (DakState.ATTACHED, asked)
    assert thread.waiting_for == ""
    assert thread.stage is not None
    assert row.paper is not None
    assert row.paper.matter_id == asked.pk
    assert [found for *_rest, found in verify_all(["receipt", "matter", "file"]) if found] == []


def test_the_desk_names_who_wrote_the_reply_and_not_who_took_it_in(district: District, asked: Matter) -> None:
    dak = answer(district, asked, "receipt")
    oc = district.actor("oc-general")
    replying.take_reply(actor=oc, dak=dak.pk, matter=asked.pk, message=MESSAGE, now=district.wait(minutes=5))
    thread = district.thread(asked)
    name_present([thread])
    assert thread.sender_id == oc.post_id
    row = row_of(thread, "inbox", "", Moment(district.now, calendar_for(asked.office_id)))
    assert (row.from_who, row.act) == (dak.receipt.applicant.name, "answered")


def test_an_answer_that_counted_is_not_taken_back(district: District, asked: Matter) -> None:
    dak = answer(district, asked, "code")
    replying.take_reply(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        matter=asked.pk,
        message=MESSAGE,
        now=district.wait(minutes=5),
    )
    with pytest.raises(Refused) as refused:
        closing.undo(
            actor=district.actor("oc-general"), dak=dak.pk, reason="ভুল", now=district.wait(minutes=5)
        )
    assert refused.value.reason is reasons.REPLY_COUNTED


def test_what_waits_for_nothing_takes_no_reply(district: District, asked: Matter) -> None:
    first, second = answer(district, asked, "code"), answer(district, asked, "code")
    for dak, fails in ((first, False), (second, True)):
        act = {"dak": dak.pk, "matter": asked.pk, "message": MESSAGE, "now": district.wait(minutes=5)}
        if not fails:
            replying.take_reply(actor=district.actor("oc-general"), **act)  # type: ignore[arg-type]  # [by name]
            continue
        assert replying.awaited_by(dak, district.actor("oc-general")) == []
        with pytest.raises(Refused) as refused:
            replying.take_reply(actor=district.actor("oc-general"), **act)  # type: ignore[arg-type]  # [by name]
        assert refused.value.reason is common.NOT_WAITING
        assert fresh(dak).state == DakState.OPEN


def test_who_may_not_open_the_matter_is_offered_nothing(district: District, asked: Matter) -> None:
    assert asked.receipt is not None
    dak = entered(district, to="oc-land", body=asked.receipt.number)
    assert replying.awaited_by(dak, district.actor("oc-land")) == []
    with pytest.raises(Refused) as refused:
        replying.take_reply(
            actor=district.actor("oc-land"),
            dak=dak.pk,
            matter=asked.pk,
            message=MESSAGE,
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is common.NOT_VISIBLE


def test_a_number_is_read_in_either_script_and_only_whole() -> None:
    assert speaks_of("DM/2/2026", plain("আপনাদের DM/২/২০২৬।"))
    assert not speaks_of("DM/2/2026", plain("আপনাদের DM/২/২০২৬১"))
    assert not speaks_of("2/2026", plain("৩২/২০২৬"))


def test_the_letter_is_the_fresh_receipt_and_the_answer_it_brought_is_none_beside_it(
    district: District, asked: Matter
) -> None:
    before = len(flagged(asked))
    dak = answer(district, asked, "code")
    replying.take_reply(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        matter=asked.pk,
        message=MESSAGE,
        now=district.wait(minutes=3),
    )
    later = entered(district, number="পরের চিঠি")
    closing.attach(
        actor=district.actor("oc-general"), dak=later.pk, matter=asked.pk, now=district.wait(minutes=3)
    )
    assert flagged(asked)[before:] == ["FR-I", "", "FR-II"]


def flagged(matter: Matter) -> list[str]:
    with translation.override("en"):
        return flags_of(flagged_kinds(list(matter.papers.order_by("place"))))
