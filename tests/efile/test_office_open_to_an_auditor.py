"""An auditor of another office reads what the office's own auditor reads, until the day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.access.models import AccessLog
from efile.models import Matter, Secrecy
from efile.verification import check_stream
from efile.visibility import known_to, visible_to
from hierarchy import selectors as hierarchy
from hierarchy import services
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Office, OfficeGrant, Post
from hierarchy.refusals import Refused
from hierarchy.services.auditors import auditors_elsewhere
from ledger import selectors as ledger
from tests.days import today
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, receipt_of, sign_in
from tests.witness import with_head

__all__ = ["district", "sign_in"]
WHY = "বার্ষিক নিরীক্ষা, আদেশ ৭"


@pytest.fixture
def elsewhere(district: District) -> Post:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    return Post.objects.get(office__code="purba-medinipur", code="auditor-1")


@pytest.fixture
def matter(district: District) -> Matter:
    row = district.receive(subject="বিশেষ তদন্ত", applicant="করিম শেখ")
    district.complete("dm", row, "mark", to="oc-general")
    return row


def admit(district: District, post: Post, *, by: str = "dpm", until: date | None = None,
          reason: str = WHY) -> OfficeGrant:  # fmt: skip
    return services.open_to_auditor(
        actor=district.actor(by),
        post=post.pk,
        until=until or today(),
        reason=reason,
        now=timezone.now(),
    )


def dismiss(district: District, grant: OfficeGrant) -> None:
    services.close_to_auditor(actor=district.actor("dpm"), grant=grant.pk, now=timezone.now())


def actor_at(post: Post) -> Actor:
    holder = hierarchy.holder_of(post.pk, timezone.now())
    assert holder is not None
    return hierarchy.actor_for(holder.user_id, post.pk, timezone.now())


def shows(client: Client, matter: Matter) -> dict[str, bool]:
    """Every way to come upon a matter: list, search, page, look beside the list, history, print."""
    number = receipt_of(matter).number
    lists = {"history": {}, "history found": {"q": number}, "search": {"q": number}}
    found = {
        name: f">{number}" in client.get(reverse(name.partition(" ")[0]), asked).content.decode()
        or str(matter.pk) in client.get(reverse(name.partition(" ")[0]), asked).content.decode()
        for name, asked in lists.items()
    }
    words = client.get(reverse("search"), {"q": "তদন্ত"}).content.decode()
    found["search by words"] = str(matter.pk) in words
    for name in ("matter", "peek", "history_detail"):
        found[name] = client.get(reverse(name, args=[matter.pk])).status_code == 200
    found["print"] = client.post(reverse("printed", args=[matter.pk])).status_code == 204
    return found


def test_list_search_page_and_print_agree_while_it_is_open_and_after(
    district: District, elsewhere: Post, matter: Matter, sign_in: SignIn
) -> None:
    client = sign_in(elsewhere.code, office=elsewhere.office)
    assert set(shows(client, matter).values()) == {False}
    grant = admit(district, elsewhere)
    assert {name for name, open_ in shows(client, matter).items() if not open_} == set()
    dismiss(district, grant)
    assert set(shows(client, matter).values()) == {False}


def test_an_auditor_of_another_country_is_neither_offered_nor_taken(district: District) -> None:
    call_command("load_charts", office="pirojpur", with_demo_people=True, verbosity=0)
    abroad = [post for post in Post.objects.filter(office__code="pirojpur") if "audit" in post.rank.powers]
    with pytest.raises(Refused) as found:
        admit(district, abroad[0])
    assert found.value.reason is reasons.AUDITOR_ABROAD
    assert not set(abroad) & set(auditors_elsewhere(district.office, today()))


def test_it_ends_by_itself(district: District, elsewhere: Post, matter: Matter, sign_in: SignIn) -> None:
    admit(district, elsewhere)
    client = sign_in(elsewhere.code, office=elsewhere.office)
    assert shows(client, matter)["matter"]
    OfficeGrant.objects.update(given_at=timezone.now() - timedelta(days=2), until=timezone.now())
    assert set(shows(client, matter).values()) == {False}


@pytest.mark.parametrize(
    ("grade", "known", "opened"),
    [
        (Secrecy.NORMAL, True, True),
        (Secrecy.CONFIDENTIAL, True, True),
        (Secrecy.SECRET, True, True),
        (Secrecy.TOP_SECRET, True, False),
    ],
)
def test_the_grades_open_to_him_as_to_the_offices_own_auditor(
    district: District, elsewhere: Post, grade: Secrecy, known: bool, opened: bool
) -> None:
    matter = district.receive(secrecy=grade)
    admit(district, elsewhere)
    for actor in (actor_at(elsewhere), district.actor("auditor-1")):
        assert known_to(Matter.objects.all(), actor).filter(pk=matter.pk).exists() is known
        assert visible_to(Matter.objects.all(), actor).filter(pk=matter.pk).exists() is opened


def test_his_reading_of_a_graded_file_is_written_down(
    district: District, elsewhere: Post, sign_in: SignIn
) -> None:
    matter = district.receive(secrecy=Secrecy.SECRET)
    admit(district, elsewhere)
    sign_in(elsewhere.code, office=elsewhere.office).get(reverse("matter", args=[matter.pk]))
    assert AccessLog.objects.get(matter=matter).post_id == elsewhere.pk


def test_he_acts_on_nothing(district: District, elsewhere: Post, matter: Matter, sign_in: SignIn) -> None:
    admit(district, elsewhere)
    client = sign_in(elsewhere.code, office=elsewhere.office)
    thread = district.thread(matter)
    fields = {"version": thread.version, "stage": thread.stage_id, "to": district.post("cic-general")}
    assert client.post(reverse("forward", args=[thread.pk]), fields).status_code in {403, 409, 422}
    assert district.thread(matter).version == thread.version


def test_no_other_office_is_opened_by_it(district: District, elsewhere: Post) -> None:
    admit(district, elsewhere)
    others = Matter.objects.exclude(office=district.office)
    assert not visible_to(others, actor_at(elsewhere)).exclude(office=elsewhere.office).exists()


@pytest.mark.parametrize(
    ("post", "changes", "reason"),
    [
        ("auditor-1", {"by": "dm"}, reasons.NOT_ADMIN),
        ("auditor-1", {"by": "it-officer-1"}, reasons.NOT_ADMIN),
        ("oc-general", {}, reasons.NOT_AN_AUDITOR),
        ("auditor-1", {"until": date(2020, 1, 1)}, reasons.GRANT_UNTIL),
        ("auditor-1", {"until": date(2040, 1, 1)}, reasons.GRANT_UNTIL),
        ("auditor-1", {"reason": ""}, reasons.MISSING),
    ],
)
def test_it_is_refused_in_a_sentence(
    district: District, elsewhere: Post, post: str, changes: dict[str, object], reason: object
) -> None:
    with pytest.raises(Refused) as refused:
        admit(district, Post.objects.get(office=elsewhere.office, code=post), **changes)  # type: ignore[arg-type]  # [the test names them]
    assert refused.value.reason == reason
    assert not OfficeGrant.objects.exists()


def test_ones_own_office_names_its_auditors_by_order(district: District) -> None:
    with pytest.raises(Refused) as refused:
        admit(district, Post.objects.get(office=district.office, code="auditor-1"))
    assert refused.value.reason == reasons.OWN_AUDITOR


def test_what_has_ended_is_not_ended_again(district: District, elsewhere: Post) -> None:
    grant = admit(district, elsewhere)
    dismiss(district, grant)
    with pytest.raises(Refused) as refused:
        dismiss(district, grant)
    assert refused.value.reason == reasons.GRANT_OVER


def test_the_offices_record_tells_of_it_and_agrees_with_the_row(district: District, elsewhere: Post) -> None:
    dismiss(district, admit(district, elsewhere))
    entries = ledger.entries(district.office.pk)
    assert [entry.kind for entry in entries[-2:]] == ["auditor.admitted", "auditor.dismissed"]
    assert entries[-2].data["auditors"][0]["post"] == str(elsewhere.pk)
    assert check_stream("office", district.office.pk, entries) is None


def test_it_is_opened_and_closed_on_the_administrators_page(
    district: District, elsewhere: Post, sign_in: SignIn
) -> None:
    client = sign_in("dpm")
    act = reverse("admin_act", args=["open-to-auditor"])
    offered = client.get(act).content.decode()
    assert str(elsewhere.pk) in offered
    assert str(district.post("auditor-1")) not in offered
    fields = {"post": elsewhere.pk, "until": today().isoformat(), "reason": WHY}
    asked = client.post(act, {**fields, "step": "check"}).content.decode()
    assert f"{today():%d.%m.%Y}</dd>" in asked
    confirm(client, act, fields, with_head(district))
    assert WHY in client.get(reverse("admin_granted")).content.decode()
    grant = OfficeGrant.objects.get()
    confirm(client, reverse("admin_act", args=["close-to-auditor"]), {"grant": grant.pk}, with_head(district))
    grant.refresh_from_db()
    assert grant.until <= timezone.now()


def confirm(client: Client, act: str, fields: dict[str, object], second: dict[str, str]) -> None:
    asked = client.post(act, {**fields, "step": "check"}).content.decode()
    seen = asked.partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(act, {**fields, **second, "step": "do", "seen": seen}).status_code == 302


def test_the_office_of_the_reader_is_unchanged(elsewhere: Post, district: District) -> None:
    admit(district, elsewhere)
    assert actor_at(elsewhere).offices == frozenset({Office.objects.get(code="purba-medinipur").pk})


def test_who_read_it_names_the_office_of_an_auditor_from_outside(
    district: District, elsewhere: Post, sign_in: SignIn
) -> None:
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    admit(district, elsewhere)
    sign_in(elsewhere.code, office=elsewhere.office).get(reverse("matter", args=[matter.pk]))
    sign_in("dm").get(reverse("matter", args=[matter.pk]))
    page = sign_in("auditor-1").get(reverse("history_detail", args=[matter.pk])).content.decode()
    readings = page[page.index('id="readings"') :]
    assert readings.count(f", {elsewhere.office.name.en}") == 1


def test_sections_of_two_offices_are_told_apart_where_a_list_is_narrowed(
    district: District, elsewhere: Post, matter: Matter, sign_in: SignIn
) -> None:
    admit(district, elsewhere)
    client = sign_in(elsewhere.code, office=elsewhere.office)
    for page in ("history", "search"):
        text = client.get(reverse(page), {"q": "তদন্ত"}).content.decode()
        (chosen,) = re.findall(r'<select[^>]*name="section".*?</select>', text, re.DOTALL)
        offered = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', chosen)
        assert len({name for _value, name in offered}) == len(offered) == len(dict(offered))
        own, there = (
            f"{code}/{matter.section.code}" for code in (district.office.code, elsewhere.office.code)
        )
        assert dict(offered)[own] == f"{matter.section.name.en}, {district.office.name.en}"
        for section, listed in ((own, True), (there, False), (matter.section.code, True)):
            found = client.get(reverse(page), {"q": "তদন্ত", "section": section}).content.decode()
            assert (str(matter.pk) in found) is listed
    number = f"{receipt_of(matter).number}, {district.office.name.en}"
    assert number in client.get(reverse("search"), {"q": "তদন্ত"}).content.decode()
    alone = sign_in("auditor-1").get(reverse("history")).content.decode()
    assert f'<option value="{matter.section.code}">{matter.section.name.en}</option>' in alone
