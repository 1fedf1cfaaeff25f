"""CSMOP 60: what is watched has its day. CSMOP 66: letters of members and of the public, interim replies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from efile.dak import caring, closing, reasons
from efile.dak.answering import acknowledge_by, answer_by, law_gives
from efile.dak.interim import reply_in_the_interim
from efile.dak.models import Dak, Watch
from hierarchy.calendar import WorkingCalendar
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh, kinds

DAY = date(2026, 11, 2)
ASKED = date(2026, 11, 9)
TOLD = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("kind", "watch", "asked", "told", "acknowledge", "answer"),
    [
        ("citizen", "", None, None, date(2026, 11, 17), date(2026, 12, 2)),
        ("citizen", "", ASKED, None, date(2026, 11, 17), ASKED),
        ("citizen", "", ASKED, TOLD, date(2026, 11, 17), TOLD),
        ("official", "member", None, None, date(2026, 11, 17), date(2026, 12, 2)),
        ("official", "", None, None, None, None),
        ("copy", "", None, None, None, None),
        ("citizen", "court", ASKED, None, None, ASKED),
    ],
)
def test_csmop_66_gives_the_days_of_members_and_of_the_public(
    kind: str,
    watch: str,
    asked: date | None,
    told: date | None,
    acknowledge: date | None,
    answer: date | None,
) -> None:
    assert acknowledge_by(kind, watch, DAY) == acknowledge
    assert answer_by(kind, watch, DAY, asked, told) == answer


@pytest.mark.parametrize(
    ("watch", "profile", "weekly_off", "day"),
    [
        ("rti", "WB", {5, 6}, date(2026, 12, 2)),
        ("rti", "BD", {4, 5}, date(2026, 11, 30)),
        ("court", "WB", {5, 6}, None),
        ("", "WB", {5, 6}, None),
    ],
)
def test_the_right_to_information_acts_give_a_day(
    watch: str, profile: str, weekly_off: set[int], day: date | None
) -> None:
    calendar = WorkingCalendar(1, frozenset(weekly_off), frozenset(), "Asia/Dhaka")
    assert law_gives(watch, profile, DAY, calendar) == day


@pytest.mark.parametrize("watch", [Watch.QUESTION, Watch.ASSURANCE, Watch.COURT])
def test_what_a_house_or_a_court_asks_needs_its_day(district: District, watch: Watch) -> None:
    """CSMOP 60: the list is kept by the day."""
    with pytest.raises(Refused) as refused:
        entered(district, watch=watch)
    assert refused.value.reason is reasons.WATCH_DAY
    assert str(watch.label) in refused.value.sentence
    dak = entered(district, watch=watch, reply_by=date(2026, 12, 1))
    assert (dak.watch, dak.reply_by) == (watch, date(2026, 12, 1))
    assert agrees(dak)


def test_a_request_for_information_has_its_day_by_law(district: District) -> None:
    dak = entered(district, watch="rti")
    assert dak.reply_by == district.now.date() + timedelta(days=30)


def test_what_it_is_watched_as_is_set_right_and_its_day_stays(district: District) -> None:
    dak, actor = entered(district), district.actor("oc-general")
    values: dict[str, str | int | date | None] = {"watch": "court"}
    unknown: dict[str, str | int | date | None] = {"watch": "no", "reply_by": TOLD}
    for given, reason in ((values, reasons.WATCH_DAY), (unknown, reasons.WATCH)):
        with pytest.raises(Refused) as refused:
            caring.change(actor=actor, dak=dak.pk, values=given, now=district.wait(minutes=5))
        assert refused.value.reason is reason
    values["reply_by"] = TOLD
    caring.change(actor=actor, dak=dak.pk, values=values, now=district.wait(minutes=5))
    assert (fresh(dak).watch, fresh(dak).reply_by) == ("court", TOLD)
    assert agrees(dak)
    Dak.objects.filter(pk=dak.pk).update(watch="")
    assert not agrees(dak)


def interim(district: District, dak: Dak, code: str, by: date | None = TOLD) -> None:
    reply_in_the_interim(actor=district.actor(code), dak=dak.pk, by=by, now=district.wait(minutes=5))


def test_an_interim_reply_tells_the_day_and_the_record_has_it(district: District) -> None:
    """CSMOP 66."""
    dak = entered(district, kind="citizen")
    today = district.now.date()
    for code, by, reason in (
        ("oc-general", None, reasons.INTERIM_DAY),
        ("oc-general", today, reasons.INTERIM_DAY),
        ("udc-general", TOLD, reasons.NOT_ANSWERING),
    ):
        with pytest.raises(Refused) as refused:
            interim(district, dak, code, by)
        assert refused.value.reason is reason
    interim(district, dak, "oc-general")
    assert fresh(dak).told_by == TOLD
    assert kinds(dak)[-1] == "receipt.interim"
    assert agrees(dak)
    Dak.objects.filter(pk=dak.pk).update(told_by=today)
    assert not agrees(dak)


def test_put_up_in_a_file_it_is_noted_by_who_has_the_file_until_it_is_disposed_of(district: District) -> None:
    dak = entered(district, kind="citizen")
    actor = district.actor("oc-general")
    closing.put_up(actor=actor, dak=dak.pk, now=district.wait(minutes=5))
    matter = fresh(dak).matter
    assert matter is not None
    district.forward("oc-general", matter, "cic-general")
    interim(district, dak, "cic-general")
    assert fresh(dak).told_by == TOLD
    put_by = entered(district, kind="citizen")
    closing.archive(actor=actor, dak=put_by.pk, reason="অবগতির জন্য", now=district.wait(minutes=5))
    with pytest.raises(Refused) as refused:
        interim(district, put_by, "oc-general")
    assert refused.value.reason is reasons.DONE_WITH
