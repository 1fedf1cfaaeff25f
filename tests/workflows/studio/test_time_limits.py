"""Time limits: chosen by their words, added as dated rows, entered in the office's ledger."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hierarchy.models import AskedAct, Office
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_for
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.workflows.studio.conftest import MAIN, SignIn, Studio, with_second_look
from workflows import reasons, studio
from workflows.catalogue import limit_in_force
from workflows.limits import LimitLine, NewLimit, add_limit, days_of, limit_lines, withdraw_limit
from workflows.models import Limit
from workflows.publishers import PUBLISH

CODE = "citizen-application"
ORDER = Words("আদেশ ১২", "Order 12")


def today(it_section: Studio) -> date:
    return calendar_for(it_section.district.office.pk).local_date(it_section.district.now)


def new(it_section: Studio, *, anew: bool, **given: object) -> NewLimit:
    usual = {"code": "", "days": 5, "unit": "working", "source": ORDER, "own": not anew}
    return NewLimit(**{**usual, "valid_from": today(it_section), **given})  # type: ignore[arg-type]  # [by name]


def add(it_section: Studio, *, anew: bool = True, post: str = "it-officer-1", **given: object) -> Limit:
    """A row; a further one of a known limit before the second officer."""
    actor = it_section.district.actor(post)
    return add_limit(
        actor=actor if anew else replace(actor, second=it_section.publisher),
        new=new(it_section, anew=anew, **given),
        anew=anew,
        now=it_section.district.now,
    )


def office(it_section: Studio) -> Office:
    return it_section.district.office


def line(it_section: Studio, code: str) -> LimitLine:
    lines = limit_lines(office(it_section), today(it_section))
    return next(each for each in lines if each.code == code)


def posted(**changed: str) -> dict[str, str]:
    usual = {"days": "৫", "unit": "working", "own": "no", "code": ""}
    usual |= {"source_bn": ORDER.bn, "source_en": ORDER.en}
    return {**usual, "valid_from": "2026-01-01", **changed}


def test_a_limit_is_read_by_its_days_and_by_what_it_is_for(it_section: Studio) -> None:
    assert line(it_section, "application-decision").name == Words(
        "৩ কর্মদিবস — সিদ্ধান্ত", "3 working days — Decision"
    )
    assert line(it_section, "citizen-reply").days == Words("১৫ দিন", "15 days")


def test_a_limit_of_many_uses_names_two_and_counts_the_rest(it_section: Studio) -> None:
    assert "ও আরও" in line(it_section, "wb-grievance").purpose.bn
    assert "more" in line(it_section, "wb-grievance").purpose.en


def test_a_limit_that_nothing_uses_goes_by_its_source(it_section: Studio) -> None:
    code = add(it_section).name
    assert line(it_section, code).name == Words("৫ কর্মদিবস — আদেশ ১২", "5 working days — Order 12")


def test_limits_of_the_other_country_are_not_offered(it_section: Studio) -> None:
    codes = {each.code for each in limit_lines(office(it_section), today(it_section))}
    assert "wb-domicile" in codes
    assert "bd-certificate" not in codes


def test_a_new_limit_takes_the_warning_away(it_section: Studio) -> None:
    it_section.open()
    add(it_section, code="second-look")
    it_section.save(with_second_look(it_section.xml(), sla="second-look"))
    assert it_section.ask().asked_at is not None


def test_the_system_gives_a_short_name_that_is_free(it_section: Studio) -> None:
    assert [add(it_section).name, add(it_section, days=6).name] == ["limit-1", "limit-2"]


def test_the_row_stands_in_the_offices_ledger(it_section: Studio) -> None:
    row = add(it_section, code="second-look")
    entry = ledger.entries(office(it_section).pk)[-1]
    assert entry.kind == "limit.added"
    assert entry.by["user"] == str(it_section.drawer.user_id)
    said = {name: entry.data[name] for name in ("limit", "name", "days", "unit", "source", "own")}
    assert said == {
        "limit": str(row.pk),
        "name": "second-look",
        "days": 5,
        "unit": "working",
        "source": {"bn": "আদেশ ১২", "en": "Order 12"},
        "own": False,
    }
    assert ledger.check_chain(office(it_section).pk) is None


def test_the_offices_own_row_goes_before_its_countrys(it_section: Studio) -> None:
    add(it_section, anew=False, code="application-decision", days=9)
    ours = office(it_section)
    assert limit_in_force("application-decision", ours, today(it_section)).days == 9
    assert Limit.objects.get(name="application-decision", office=None).days == 3


def test_a_change_from_a_day_on_is_shown_as_coming(it_section: Studio) -> None:
    later = today(it_section) + timedelta(days=10)
    add(it_section, anew=False, code="application-decision", days=9, valid_from=later)
    shown = line(it_section, "application-decision")
    assert shown.row.days == 3
    assert [(each.days.en, each.row.valid_from) for each in shown.coming] == [("9 working days", later)]


@pytest.mark.parametrize(
    ("given", "anew", "reason"),
    [
        ({"code": "application-decision"}, True, reasons.LIMIT_KNOWN),
        ({"code": "never-heard-of"}, False, reasons.LIMIT_UNKNOWN),
        ({"code": "application-decision", "own": False}, False, reasons.LIMIT_OF_OTHERS),
        ({"code": "application-decision", "valid_from": date(2020, 1, 1)}, False, reasons.LIMIT_BACKDATED),
    ],
)
def test_what_would_change_promises_unseen_is_refused(
    it_section: Studio, given: dict[str, object], anew: bool, reason: object
) -> None:
    before = Limit.objects.count()
    with pytest.raises(Refused) as caught:
        add(it_section, anew=anew, **given)  # type: ignore[arg-type]  # [by name]
    assert caught.value.reason == reason
    assert Limit.objects.count() == before


def test_two_rows_of_one_day_are_refused(it_section: Studio) -> None:
    add(it_section, anew=False, code="application-decision")
    with pytest.raises(Refused) as caught:
        add(it_section, anew=False, code="application-decision", days=8)
    assert caught.value.reason == reasons.LIMIT_SAME_DAY


def test_an_officer_without_the_power_adds_none(it_section: Studio, sign_in: SignIn) -> None:
    with pytest.raises(Refused) as caught:
        add(it_section, post="dm")
    assert caught.value.reason == reasons.NO_POWER
    assert sign_in("dm").get(reverse("limits")).status_code == 403
    assert sign_in("dm").post(reverse("limit_new"), posted()).status_code == 403


def test_an_office_alone_is_not_enough_for_a_flow_of_all(it_section: Studio) -> None:
    it_section.open()
    add(it_section, code="second-look", own=True)
    it_section.save(with_second_look(it_section.xml(), sla="second-look"))
    with pytest.raises(Refused) as caught:
        it_section.ask()
    assert caught.value.reason == reasons.NO_LIMIT


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_takes_bengali_digits(it_section: Studio, sign_in: SignIn) -> None:
    client = sign_in("it-officer-1")
    assert client.post(reverse("limit_new"), posted(code="second-look")).status_code == 302
    assert Limit.objects.get(name="second-look").days == 5
    assert "5 working days" in page(client, reverse("limits"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": "0"}, "days"),
        ({"days": "পাঁচ"}, "days"),
        ({"days": "1001"}, "days"),
        ({"source_bn": " "}, "source_bn"),
        ({"source_en": "\u202e"}, "source_en"),
        ({"valid_from": "soon"}, "valid_from"),
        ({"unit": "moons"}, "unit"),
        ({"code": "দেখা"}, "code"),
        ({"code": "application-decision"}, "code"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_lost(
    it_section: Studio, sign_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    answer = sign_in("it-officer-1").post(reverse("limit_new"), posted(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    shown = answer.content.decode()
    assert [name for name in posted() if "autofocus" in _input(shown, name)] == [field]
    if field != "source_bn":
        assert "আদেশ ১২" in answer.content.decode()


def _input(page: str, name: str) -> str:
    found = re.search(rf"<(?:input|select|textarea)[^>]* id=\"id_{name}\"[^>]*>", page)
    return found.group() if found else ""


def test_what_is_missing_is_said_by_its_name(it_section: Studio, sign_in: SignIn) -> None:
    answer = sign_in("it-officer-1").post(reverse("limit_new"), {"days": "5", "key": "x"})
    assert "Fill in “Source in Bengali”." in answer.content.decode()
    assert "This field is required" not in answer.content.decode()


def test_a_known_limit_is_changed_on_its_own_page(it_section: Studio, sign_in: SignIn) -> None:
    client = sign_in("it-officer-1")
    url = reverse("limit_change", args=["application-decision"])
    assert "now 3 working days" in page(client, url)
    later = today(it_section) + timedelta(days=30)
    assert client.post(url, posted(valid_from=later.isoformat(), days="4")).status_code == 302
    assert not Limit.objects.filter(name="application-decision", days=4).exists()
    stand_by(sign_in("it-officer-2"), AskedAct.objects.get())
    assert Limit.objects.filter(name="application-decision", days=4, valid_from=later).exists()


def test_the_studio_gets_the_new_choice_or_the_faults(it_section: Studio, sign_in: SignIn) -> None:
    client = sign_in("it-officer-1")
    headers = {"Accept": "application/json"}
    wrong = client.post(reverse("limit_new"), posted(days=""), headers=headers)
    assert wrong.status_code == 422
    assert list(json.loads(wrong.content)["errors"]) == ["days"]
    right = client.post(reverse("limit_new"), posted(), headers=headers)
    assert json.loads(right.content) == {
        "code": "limit-1",
        "name": "5 working days — Order 12",
        "source": "Order 12",
    }


def test_the_studio_offers_limits_by_their_words(it_section: Studio, sign_in: SignIn) -> None:
    it_section.open()
    shown = page(sign_in("it-officer-1"), reverse("flow_draft", args=[CODE]))
    assert ">3 working days — Decision</option>" in shown
    assert "data-source=" in shown


def test_a_limit_of_a_wait_is_said_on_that_wait(it_section: Studio) -> None:
    it_section.open()
    changed = it_section.xml("section-processing.bpmn").replace(b'gp:limit="', b'gp:limit="no-such-', 1)
    draft = it_section.save(changed, file="section-processing.bpmn")
    from workflows.readiness import findings_of

    found = findings_of(studio.bundle_of(draft), "both", today(it_section))
    assert [each.code for each in found if each.element] == ["limit_without_row"]
    assert MAIN in studio.bundle_of(draft).files


def test_the_list_says_which_flow_and_stage_a_limit_serves(it_section: Studio, sign_in: SignIn) -> None:
    places = line(it_section, "application-decision").places
    assert Words("নাগরিক আবেদন: সিদ্ধান্ত", "Citizen application: Decision") in places
    page = sign_in("it-officer-1", language="en").get(reverse("limits")).content.decode()
    assert "Citizen application: Decision" in page


def test_a_limit_that_nobody_made_has_no_page(it_section: Studio, sign_in: SignIn) -> None:
    answer = sign_in("it-officer-1").get(reverse("limit_change", args=["nope"]))
    assert answer.status_code == 404


def test_a_new_limit_serves_all_and_a_known_one_is_changed_for_ones_own_office(
    it_section: Studio, sign_in: SignIn
) -> None:
    client = sign_in("it-officer-1")
    assert '<option value="no" selected>' in page(client, reverse("limit_new"))
    url = reverse("limit_change", args=["application-decision"])
    further = client.get(url)
    assert "own" not in further.context["form"].fields
    assert "in our office alone" in further.content.decode()
    later = today(it_section) + timedelta(days=30)
    assert client.post(url, posted(valid_from=later.isoformat())).status_code == 302
    stand_by(sign_in("it-officer-2"), AskedAct.objects.get())
    assert Limit.objects.get(name="application-decision", days=5).office == office(it_section)


def test_who_draws_flows_but_publishes_none_changes_no_limit_in_use(it_section: Studio) -> None:
    drawer = replace(it_section.drawer, powers=frozenset({studio.EDIT}))
    given = new(it_section, anew=False, code="application-decision")
    with pytest.raises(Refused) as caught:
        add_limit(actor=drawer, new=given, anew=False, now=it_section.district.now)
    assert caught.value.reason == reasons.NO_POWER
    assert caught.value.params == {"power": PUBLISH}


def test_the_list_gives_each_limits_source_in_the_readers_language(
    it_section: Studio, sign_in: SignIn
) -> None:
    add(it_section, code="second-look")
    bengali = page(sign_in("it-officer-1", language="bn-in"), reverse("limits"))
    english = page(sign_in("it-officer-1", language="en"), reverse("limits"))
    assert ("আদেশ ১২" in bengali, "Order 12" in bengali) == (True, False)
    assert ("আদেশ ১২" in english, "Order 12" in english) == (False, True)
    assert "CSMOP ৬৬: জনসাধারণের চিঠির" in bengali


def pending(it_section: Studio) -> Limit:
    later = today(it_section) + timedelta(days=10)
    return add(it_section, anew=False, code="application-decision", days=9, valid_from=later)


def withdraw(it_section: Studio, row: Limit) -> Limit:
    actor = replace(it_section.publisher, second=it_section.drawer)
    return withdraw_limit(actor=actor, row=row.pk, now=it_section.district.wait(minutes=1))


def stand_by(client: Client, row: AskedAct) -> str:
    """What was read on the desk of the second person, and done there."""
    url = reverse("asked_act", args=[row.pk])
    seen = page(client, url).partition('name="seen" value="')[2].partition('"')[0]
    return client.post(url, {"step": "do", "seen": seen}, follow=True).content.decode()


def test_a_row_to_come_says_its_source_and_who_entered_it(it_section: Studio, sign_in: SignIn) -> None:
    pending(it_section)
    shown = page(sign_in("it-officer-2"), reverse("limits"))
    row = re.search(r'<tr class="coming">.*?</tr>', shown, re.DOTALL)
    assert row is not None
    drawer = it_section.drawer
    assert "9 working days" in row.group()
    assert "Order 12" in row.group()
    assert f"entered by {drawer.name.en}, {drawer.post_title.en}" in row.group()


def test_a_limit_that_begins_later_stands_in_the_list_and_is_not_offered_yet(
    it_section: Studio, sign_in: SignIn
) -> None:
    add(it_section, code="second-look", valid_from=today(it_section) + timedelta(days=10))
    assert "not in force yet" in page(sign_in("it-officer-1"), reverse("limits"))
    assert "second-look" not in {each.code for each in limit_lines(office(it_section), today(it_section))}


def test_a_row_to_come_is_withdrawn_by_a_button_and_the_ledger_says_so(
    it_section: Studio, sign_in: SignIn
) -> None:
    row = pending(it_section)
    url = reverse("limit_withdraw", args=[row.pk])
    client = sign_in("it-officer-2")
    assert url in page(client, reverse("limits"))
    asked = client.post(url, follow=True).content.decode()
    assert "It waits for a second person" in asked
    assert "9 working days from" in asked
    assert Limit.objects.filter(pk=row.pk).exists()
    assert "is withdrawn" in stand_by(sign_in("it-officer-1"), AskedAct.objects.get())
    assert not Limit.objects.filter(pk=row.pk).exists()
    entry = ledger.entries(office(it_section).pk)[-1]
    assert (entry.kind, entry.data["limit"], entry.data["days"]) == ("limit.withdrawn", str(row.pk), 9)
    assert entry.by["user"] == str(it_section.publisher.user_id)
    assert entry.data["witness"]["user"] == str(it_section.drawer.user_id)
    assert "is not there any more" in client.post(url, follow=True).content.decode()


def test_a_row_in_force_is_not_withdrawn(it_section: Studio, sign_in: SignIn) -> None:
    row = add(it_section, anew=False, code="application-decision", days=9)
    with pytest.raises(Refused) as caught:
        withdraw(it_section, row)
    assert caught.value.reason == reasons.LIMIT_IN_FORCE
    answer = sign_in("it-officer-2").post(reverse("limit_withdraw", args=[row.pk]), follow=True)
    assert "in force already" in answer.content.decode()
    assert Limit.objects.filter(pk=row.pk).exists()


def test_a_row_that_came_with_a_flow_is_nobodys_to_withdraw(it_section: Studio) -> None:
    row = Limit.objects.get(name="wb-domicile")
    Limit.objects.filter(pk=row.pk).update(valid_from=today(it_section) + timedelta(days=10))
    with pytest.raises(Refused) as caught:
        withdraw(it_section, row)
    assert caught.value.reason == reasons.LIMIT_ROW_OF_OTHERS


def test_who_may_not_publish_withdraws_none(it_section: Studio, sign_in: SignIn) -> None:
    row = pending(it_section)
    drawer = replace(it_section.drawer, powers=frozenset({studio.EDIT}))
    with pytest.raises(Refused) as caught:
        withdraw_limit(actor=drawer, row=row.pk, now=it_section.district.now)
    assert caught.value.reason == reasons.NO_POWER
    assert sign_in("dm").post(reverse("limit_withdraw", args=[row.pk])).status_code == 403
    assert sign_in("it-officer-1").get(reverse("limit_withdraw", args=[row.pk])).status_code == 405
    assert Limit.objects.filter(pk=row.pk).exists()


def test_every_link_to_change_a_limit_has_a_name_of_its_own(it_section: Studio, sign_in: SignIn) -> None:
    for language in ("en", "bn-in"):
        shown = page(sign_in("it-officer-1", language=language), reverse("limits"))
        names = re.findall(r'<a href="/flows/limits/[a-z0-9-]+/">(.*?)</a>', shown, re.DOTALL)
        assert len(names) > 3
        assert len(set(names)) == len(names)


def test_bangladesh_has_its_own_word_for_a_working_day(it_section: Studio) -> None:
    limit = Limit(days=5, unit=Limit.DayUnit.WORKING)
    said = {}
    for language in ("bn-in", "bn-bd"):
        with translation.override(language):
            said[language] = days_of(limit).bn
    assert said == {"bn-in": "৫ কর্মদিবস", "bn-bd": "৫ কার্যদিবস"}
