"""domain.md (c) 16, AP manual: register of periodicals, ticked off by the letter that answers each turn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from efile.dak.models import Dak, DakState
from efile.models import Matter, Secrecy
from efile.periodicals import reasons, services
from efile.periodicals.models import Every, Periodical, PeriodicalTurn
from efile.periodicals.rules import due_day, near
from efile.periodicals.selectors import last_turns, letters_open
from efile.waiting import beside
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_for
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import issued
from tests.efile.registers.conftest import SignIn, district, lines, page, sign_in

__all__ = ["district", "sign_in"]
CLERK = "udc-general"


@pytest.mark.parametrize(
    ("first", "every", "days"),
    [
        (date(2026, 1, 31), Every.MONTH, [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]),
        (date(2026, 12, 28), Every.WEEK, [date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]),
        (date(2026, 11, 15), Every.QUARTER, [date(2026, 11, 15), date(2027, 2, 15), date(2027, 5, 15)]),
        (date(2026, 8, 31), Every.HALF_YEAR, [date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)]),
        (date(2028, 2, 29), Every.YEAR, [date(2028, 2, 29), date(2029, 2, 28), date(2030, 2, 28)]),
    ],
)
def test_a_turn_is_due_on_the_same_day_or_the_last_of_its_month(
    first: date, every: str, days: list[date]
) -> None:
    assert [due_day(first, every, turn) for turn in range(3)] == days


def today_in(district: District) -> date:
    return calendar_for(district.office.pk).local_date(timezone.now())


def kept(district: District, direction: str, days: int, name: str = "মাসিক বিবরণী") -> Periodical:
    pk = services.keep(
        actor=district.actor(CLERK),
        name=name,
        direction=direction,
        party="রাজ্য সরকার",
        every="month",
        first_on=today_in(district) + timedelta(days=days),
        now=district.wait(minutes=1),
    )
    return Periodical.objects.get(pk=pk)


def answered(client: Client, row: Periodical, act: str, number: str = "") -> int:
    given = {"act": act, "periodical": str(row.pk), "number": number}
    return client.post(reverse("periodicals"), given).status_code


def test_what_is_due_is_counted_listed_and_ticked_off_by_its_letter(
    district: District, sign_in: SignIn
) -> None:
    """domain.md (c) 16."""
    late, soon = kept(district, "receive", -3), kept(district, "send", 5)
    kept(district, "send", 20, "ত্রৈমাসিক")
    today, clerk, head = today_in(district), sign_in(CLERK), sign_in("dm")
    counted = [beside(district.actor(code), today)["periodicals"] for code in (CLERK, "oc-land", "dm")]
    assert counted == [2, 0, 0]
    assert [row[6] for row in lines(page(head, "periodicals"))] == ["3", "—", "—"]
    assert len(lines(page(head, "periodicals", days="late"))) == 1
    assert len(lines(page(head, "periodicals", days="soon"))) == 1
    assert answered(clerk, late, "tick", "9999/2026") == 422
    secret, dak = entered(district, secrecy=2), entered(district)
    assert answered(clerk, late, "tick", secret.receipt.number) == 422
    assert answered(clerk, late, "tick", dak.receipt.number) == 302
    officer = sign_in("oc-general")
    assert dak.receipt.number in officer.get(reverse("periodicals")).content.decode()
    _matter, draft = issued(district)
    assert answered(officer, soon, "tick", draft.memo) == 302
    assert beside(district.actor(CLERK), today)["periodicals"] == 0
    assert lines(page(head, "periodicals", days="late")) == []
    assert answered(officer, late, "back") == 302
    late.refresh_from_db()
    assert late.due_on == late.first_on
    assert answered(officer, late, "back") == 409
    assert answered(officer, late, "end") == 302
    assert len(lines(page(head, "periodicals"))) == 2


def test_they_are_kept_by_the_posts_of_their_section(district: District, sign_in: SignIn) -> None:
    row = kept(district, "send", 3)
    for code, reason in (("dm", reasons.NO_SECTION), ("oc-land", reasons.UNKNOWN)):
        with pytest.raises(Refused) as refused:
            services.end(actor=district.actor(code), periodical=row.pk, now=district.wait(minutes=1))
        assert refused.value.reason is reason
    with pytest.raises(Refused) as twice:
        kept(district, "send", 3)
    assert twice.value.reason is reasons.THERE
    page_of = sign_in(CLERK).post(reverse("periodicals"), {"act": "keep", "name": "বার্ষিক", "party": "রাজ্য"})
    assert page_of.status_code == 422
    assert "বার্ষিক" in page_of.content.decode()


@pytest.mark.parametrize(("years", "taken"), [(-2, False), (-1, True), (2, True), (3, False)])
def test_the_first_day_lies_near(years: int, taken: bool) -> None:
    today = office_day()
    assert near(due_day(today, Every.YEAR, years), today) is taken
    assert not near(date.max, today)
    assert not near(date.min, today)


def test_a_day_out_of_reach_is_refused_with_a_sentence(district: District, sign_in: SignIn) -> None:
    given = {"act": "keep", "name": "বার্ষিক", "party": "রাজ্য", "direction": "send", "every": "month"}
    for day in (date.max, date.min):
        answer = sign_in(CLERK).post(reverse("periodicals"), given | {"first_on": day.isoformat()})
        assert answer.status_code == 422
        assert "two years ahead at most" in answer.content.decode()
    assert not Periodical.objects.exists()


def test_a_letter_ticks_off_one_turn(district: District, sign_in: SignIn) -> None:
    row, other, dak = kept(district, "receive", 1), kept(district, "receive", 2, "অন্য"), entered(district)
    sent, (_matter, draft) = kept(district, "send", 1), issued(district)
    officer = sign_in("oc-general")
    for one, number in ((row, dak.receipt.number), (sent, draft.memo)):
        assert answered(officer, one, "tick", number) == 302
        assert answered(officer, one, "tick", number) == 409
        assert one.turns.count() == 1
    assert answered(officer, other, "tick", dak.receipt.number) == 302


def test_a_graded_letter_ticks_nothing_off(district: District) -> None:
    """Its number would be told to the section."""
    row, sent = kept(district, "receive", 1), kept(district, "send", 1)
    secret, (matter, draft) = entered(district, secrecy=2), issued(district)
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    for one, number in ((row, secret.receipt.number), (sent, draft.memo)):
        with pytest.raises(Refused) as refused:
            services.tick_off(
                actor=district.actor("oc-general"),
                periodical=one.pk,
                number=number,
                now=district.wait(minutes=1),
            )
        assert refused.value.reason is reasons.GRADED


def test_a_letter_that_was_graded_since_is_told_to_who_may_open_it_alone(
    district: District, sign_in: SignIn
) -> None:
    due, sent, (matter, draft) = kept(district, "receive", 1), kept(district, "send", 1), issued(district)
    dak = entered(district)
    officer, clerk = sign_in("oc-general"), sign_in(CLERK)
    for one, number in ((due, dak.receipt.number), (sent, draft.memo)):
        assert answered(officer, one, "tick", number) == 302

    def told(client: Client) -> list[bool]:
        text = client.get(reverse("periodicals")).content.decode()
        return [known in text for known in (dak.receipt.number, str(dak.pk), draft.memo)]

    assert told(clerk) == [True] * 3
    Dak.objects.filter(pk=dak.pk).update(matter=matter, state=DakState.ATTACHED)
    assert told(clerk) == [True] * 3
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.SECRET)
    assert told(clerk) == [False] * 3
    assert told(officer) == [True] * 3


def test_the_page_reads_one_turn_of_each_however_many_were_done(
    district: District, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [kept(district, "receive", 1, name) for name in ("মাসিক", "ত্রৈমাসিক")]
    for row in rows:
        daks = [entered(district) for _turn in range(3)]
        PeriodicalTurn.objects.bulk_create(
            PeriodicalTurn(
                periodical=row,
                due_on=due_day(row.first_on, row.every, turn),
                done_on=row.first_on,
                dak=dak,
                by={},
                at=district.now,
            )
            for turn, dak in enumerate(daks)
        )
    actor = district.actor("oc-general")
    with django_assert_max_num_queries(3) as caught:
        last = last_turns(rows)
        assert len(letters_open(last.values(), actor)) == 2
    assert [last[row.pk].due_on for row in rows] == [due_day(row.first_on, row.every, 2) for row in rows]
    assert "DISTINCT ON" in caught.captured_queries[0]["sql"]
    officer = sign_in("oc-general")
    assert officer.get(reverse("periodicals")).status_code == 200
    with CaptureQueriesContext(connection) as few:
        officer.get(reverse("periodicals"))
    kept(district, "receive", 1, "বার্ষিক")
    with django_assert_max_num_queries(len(few)):
        officer.get(reverse("periodicals"))
